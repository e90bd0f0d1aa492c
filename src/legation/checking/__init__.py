"""A draft against the record: each sentence supported, contradicted, partly supported, or not in the record."""
