"""Chance against the readers and the grammars, by hypothesis; what it finds becomes a page of the tests."""
