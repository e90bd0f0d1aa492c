"""Markup → Claims: one extractor for each kind of claim, each reading the same `Scene`."""
