"""Web addresses → pages. The only room of the house that opens a connection, and only when asked to."""
