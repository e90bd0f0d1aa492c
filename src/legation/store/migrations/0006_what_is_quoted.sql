-- Beside each thing the evidence of its first claims, so that a list looks up none of them. A claim's id is a
-- hash of its evidence, so that this goes stale with the thing's tellings alone.
-- With rowids: rows of this length make a tree of many levels where the rows lie in it.
CREATE TABLE quoted_items (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    act TEXT NOT NULL,
    status TEXT NOT NULL,
    sort TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    sources INTEGER NOT NULL,
    body BLOB NOT NULL,
    quoted BLOB NOT NULL            -- claim, document and evidence of the first 3 claims by their ids: JSON
);
INSERT INTO quoted_items SELECT i.*, CAST((
        SELECT json_group_array(json_array(t.claim, t.document, json(json_extract(CAST(c.body AS TEXT), '$.evidence'))))
        FROM (SELECT claim, document FROM tellings WHERE item = i.id ORDER BY claim LIMIT 3) t
        CROSS JOIN claims c ON c.id = t.claim
        WHERE json_valid(CAST(c.body AS TEXT))
    ) AS BLOB)
    FROM items i ORDER BY i.id;
DROP TABLE items;
ALTER TABLE quoted_items RENAME TO items;

-- What belonged to the table before, as it was (0001, 0003, 0004).
CREATE INDEX items_listed ON items (kind, sort, id, last, type, act, status);
CREATE INDEX items_typed ON items (kind, type, sort, id, last, act, status);
CREATE INDEX items_series ON items (json_extract(body, '$.series'), sort, id) WHERE kind = 'figure';
CREATE INDEX items_across ON items (kind, sort, id, last, type, act, status)
    WHERE substr(last, 1, 4) > substr(sort, 1, 4);
CREATE TRIGGER items_come AFTER INSERT ON items BEGIN
    INSERT INTO tallies VALUES ('items', new.kind, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER items_go AFTER DELETE ON items BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'items' AND kind = old.kind;
END;

-- What a list says of the documents of its quotes, without the rows in which their texts lie.
CREATE INDEX documents_named ON documents (id, name, published, publisher);
