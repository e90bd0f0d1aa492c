"""Short Russian press items of the project's own writing with their records, scored as the gold is."""
