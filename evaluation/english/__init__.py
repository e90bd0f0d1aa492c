"""English pages of the project's own writing with hand-made records, scored as the Russian gold is."""
