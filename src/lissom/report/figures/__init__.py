"""Figures drawn from the arrays of a forecast: small SVG pictures, each with its numbers as a table."""
