"""The compiled form of reading labels (SPL): for many of them, where loading it pays. What is in any way unusual it
leaves to the parser.
"""
