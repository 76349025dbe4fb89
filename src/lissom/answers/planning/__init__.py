"""Where a proposal meets the rules: limits from the dosing table, the plan, and the same checks run on it again."""
