"""Choice: which option fits what a person wants, how sure that is, and what one more answer would be worth."""
