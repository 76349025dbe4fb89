"""Doors and errands over HTTP."""
