"""Sentences of our own over the sample record, with the verdicts that a careful reader gives."""
