"""What the last reading added to the record or changed in it."""
