-- What is kept so that a few new pages need not resolve everything anew. It can be lost at any time.
CREATE TABLE shelves (
    shelf INTEGER NOT NULL,         -- so many documents by their numbers
    name TEXT NOT NULL,
    body BLOB NOT NULL,             -- what those documents bring to resolution: an Arrow table
    PRIMARY KEY (shelf, name)
) WITHOUT ROWID;

CREATE TABLE kept (
    name TEXT PRIMARY KEY,
    body BLOB NOT NULL              -- from what the resolved things were worked out: an Arrow table
) WITHOUT ROWID;
