"""From trials to a comparison of options: what was randomised, what was pooled, and (later) how options rank."""
