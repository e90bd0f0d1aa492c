"""The country brief that a desk officer writes by hand, made from the record: a note for every line."""
