"""Pages made to break a reader, and the run that shows that none does."""
