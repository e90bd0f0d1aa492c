"""A draft beside the record: each sentence supported, contradicted, partly supported or not in it."""
