-- What was filed: added and, where a better source of the same text comes in, told anew; never lost.
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    place TEXT NOT NULL,            -- address, or path; empty where an edit cannot be recognised
    url TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    document TEXT NOT NULL,         -- id; empty for a failed page
    current INTEGER NOT NULL,       -- 0 once the page was edited
    reason TEXT NOT NULL,           -- of a failure
    remedy TEXT NOT NULL,
    read_at TEXT NOT NULL,
    version TEXT NOT NULL
);
CREATE INDEX pages_fingerprint ON pages (fingerprint, name);
CREATE INDEX pages_place ON pages (place) WHERE place <> '' AND current;
CREATE INDEX pages_document ON pages (document);
CREATE INDEX pages_failed ON pages (name) WHERE document = '' AND current;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT NOT NULL,
    publisher TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,           -- read, unread
    reason TEXT NOT NULL,           -- why it is unread
    superseded_by TEXT NOT NULL,    -- id of the document that the edited page became
    read_at TEXT NOT NULL,
    version TEXT NOT NULL,
    claims INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    facts BLOB NOT NULL,            -- passages, furniture, notes, sheets: JSON
    text TEXT NOT NULL,
    mentions BLOB NOT NULL,         -- the cast as extraction saw it: JSON
    starts BLOB NOT NULL            -- at which character each word begins: 32-bit little-endian differences
);
CREATE INDEX documents_published ON documents (published, id);
CREATE INDEX documents_name ON documents (name);

CREATE TABLE claims (
    document INTEGER NOT NULL REFERENCES documents (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,             -- the claim: JSON
    PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX claims_id ON claims (id);

CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    verdict TEXT NOT NULL,
    kind TEXT NOT NULL,
    made TEXT NOT NULL,
    body BLOB NOT NULL
);

CREATE VIRTUAL TABLE words USING fts5 (lemmas, tokenize = "unicode61 remove_diacritics 0");

-- What resolution made of it: worked out from the above, swapped in one transaction, and worked out again.
CREATE TABLE items (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,             -- event, statement, figure, agreement, office, conflict
    type TEXT NOT NULL,
    act TEXT NOT NULL,
    status TEXT NOT NULL,
    sort TEXT NOT NULL,             -- the day under which it is listed
    first TEXT NOT NULL,            -- first and last day that its date may mean
    last TEXT NOT NULL,
    sources INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
-- What a list is filtered by stands in its index, so that a filter reads no bodies.
CREATE INDEX items_listed ON items (kind, sort, id, last, type, act, status);
CREATE INDEX items_typed ON items (kind, type, sort, id, last, act, status);

CREATE TABLE item_sides (
    side TEXT NOT NULL,             -- a state, a pair of states («JPN KAZ»), an actor, or the item of a conflict
    kind TEXT NOT NULL,
    sort TEXT NOT NULL,
    item TEXT NOT NULL,
    type TEXT NOT NULL,
    act TEXT NOT NULL,
    status TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (side, kind, sort, item)
) WITHOUT ROWID;

CREATE TABLE tellings (
    item TEXT NOT NULL,
    claim TEXT NOT NULL,
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    body BLOB NOT NULL,             -- family, beside, score, why, actors: JSON
    PRIMARY KEY (item, claim)
) WITHOUT ROWID;
CREATE INDEX tellings_claim ON tellings (claim);
CREATE INDEX tellings_document ON tellings (document);

CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX actors_weight ON actors (mentions DESC, id);

CREATE TABLE actor_names (
    name TEXT NOT NULL,             -- lower case, «ё» as «е»
    actor TEXT NOT NULL,
    PRIMARY KEY (name, actor)
) WITHOUT ROWID;

CREATE TABLE actor_documents (
    actor TEXT NOT NULL,
    document TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (actor, document)
) WITHOUT ROWID;

CREATE TABLE document_mentions (document TEXT PRIMARY KEY, body BLOB NOT NULL);

CREATE TABLE actor_joins (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    actor TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (a, b, actor)
) WITHOUT ROWID;
CREATE INDEX actor_joins_actor ON actor_joins (actor);

CREATE TABLE families (
    document TEXT NOT NULL,
    passage INTEGER NOT NULL,
    family TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (document, passage)
) WITHOUT ROWID;
CREATE INDEX families_family ON families (family);

CREATE TABLE candidates (
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, a, b)
) WITHOUT ROWID;

CREATE TABLE waiting (
    judgement TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (judgement, subject)
) WITHOUT ROWID;
