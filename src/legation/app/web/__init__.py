"""The desk: the record in a browser, on the same machine."""
