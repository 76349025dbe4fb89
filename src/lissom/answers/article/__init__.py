"""Reading an article: which of its sentences touch what we hold, and how they stand against the sources."""
