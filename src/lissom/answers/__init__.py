"""The answers an assessment gives: one file per step or job, each from what was seen of the person and the library to plain values."""
