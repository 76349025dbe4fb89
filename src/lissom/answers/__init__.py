"""The answers an assessment gives: one file per step or job, from what was seen of the person to plain values."""
