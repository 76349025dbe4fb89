"""Rules: one pure function each, listed in one tuple, from what is known of this person to Findings."""
