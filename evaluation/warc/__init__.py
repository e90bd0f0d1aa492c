"""How fast a WARC is read, beside the same pages as plain files."""
