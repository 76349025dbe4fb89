"""One file for each of the ten jobs: from what was asked to its sections. `answers/sections.py` calls them in order."""
