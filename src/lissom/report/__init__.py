"""Words and pictures: an Assessment (or a part of the library) becomes one Document, and a Document becomes terminal
text, HTML or PDF.

Adds words, never numbers: every figure shown was in the Assessment before it came here.
"""
