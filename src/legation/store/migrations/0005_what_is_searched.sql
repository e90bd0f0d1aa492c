-- A search passes by the documents that another has superseded. Few are.
CREATE INDEX documents_superseded ON documents (number) WHERE superseded_by <> '';
