-- What is counted as it changes, whoever writes: so no page has to count a record.
CREATE TABLE side_counts (
    side TEXT NOT NULL,             -- a state, or a pair of states («JPN KAZ»)
    kind TEXT NOT NULL,
    year TEXT NOT NULL,             -- under which it is listed; empty for what has no date
    type TEXT NOT NULL,
    act TEXT NOT NULL,
    status TEXT NOT NULL,
    things INTEGER NOT NULL,
    PRIMARY KEY (side, kind, year, type, act, status)
) WITHOUT ROWID;

CREATE TABLE tallies (
    name TEXT NOT NULL,             -- documents, claims, items, actors, candidates
    kind TEXT NOT NULL,
    things INTEGER NOT NULL,
    PRIMARY KEY (name, kind)
) WITHOUT ROWID;

INSERT INTO side_counts
    SELECT side, kind, CASE last WHEN '' THEN '' ELSE substr(sort, 1, 4) END, type, act, status, count(*)
    FROM item_sides
    WHERE side GLOB '[A-Z][A-Z][A-Z]' OR side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]'
    GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tallies SELECT 'documents', CASE superseded_by WHEN '' THEN status ELSE 'superseded' END, count(*)
    FROM documents GROUP BY 2;
INSERT INTO tallies SELECT 'claims', kind, count(*) FROM claims GROUP BY kind;
INSERT INTO tallies SELECT 'items', kind, count(*) FROM items GROUP BY kind;
INSERT INTO tallies SELECT 'actors', kind, count(*) FROM actors GROUP BY kind;
INSERT INTO tallies SELECT 'candidates', kind, count(*) FROM candidates GROUP BY kind;

CREATE TRIGGER item_sides_come AFTER INSERT ON item_sides
WHEN new.side GLOB '[A-Z][A-Z][A-Z]' OR new.side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]'
BEGIN
    INSERT INTO side_counts VALUES (new.side, new.kind,
        CASE new.last WHEN '' THEN '' ELSE substr(new.sort, 1, 4) END, new.type, new.act, new.status, 1)
        ON CONFLICT (side, kind, year, type, act, status) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER item_sides_go AFTER DELETE ON item_sides
WHEN old.side GLOB '[A-Z][A-Z][A-Z]' OR old.side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]'
BEGIN
    UPDATE side_counts SET things = things - 1 WHERE side = old.side AND kind = old.kind
        AND year = CASE old.last WHEN '' THEN '' ELSE substr(old.sort, 1, 4) END
        AND type = old.type AND act = old.act AND status = old.status;
    DELETE FROM side_counts WHERE side = old.side AND kind = old.kind
        AND year = CASE old.last WHEN '' THEN '' ELSE substr(old.sort, 1, 4) END
        AND type = old.type AND act = old.act AND status = old.status AND things = 0;
END;
CREATE TRIGGER documents_come AFTER INSERT ON documents BEGIN
    INSERT INTO tallies VALUES ('documents', CASE new.superseded_by WHEN '' THEN new.status ELSE 'superseded' END, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER documents_go AFTER DELETE ON documents BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'documents'
        AND kind = CASE old.superseded_by WHEN '' THEN old.status ELSE 'superseded' END;
END;
CREATE TRIGGER documents_change AFTER UPDATE OF status, superseded_by ON documents BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'documents'
        AND kind = CASE old.superseded_by WHEN '' THEN old.status ELSE 'superseded' END;
    INSERT INTO tallies VALUES ('documents', CASE new.superseded_by WHEN '' THEN new.status ELSE 'superseded' END, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER claims_come AFTER INSERT ON claims BEGIN
    INSERT INTO tallies VALUES ('claims', new.kind, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER claims_go AFTER DELETE ON claims BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'claims' AND kind = old.kind;
END;
CREATE TRIGGER items_come AFTER INSERT ON items BEGIN
    INSERT INTO tallies VALUES ('items', new.kind, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER items_go AFTER DELETE ON items BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'items' AND kind = old.kind;
END;
CREATE TRIGGER actors_come AFTER INSERT ON actors BEGIN
    INSERT INTO tallies VALUES ('actors', new.kind, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER actors_go AFTER DELETE ON actors BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'actors' AND kind = old.kind;
END;
CREATE TRIGGER candidates_come AFTER INSERT ON candidates BEGIN
    INSERT INTO tallies VALUES ('candidates', new.kind, 1)
        ON CONFLICT (name, kind) DO UPDATE SET things = things + 1;
END;
CREATE TRIGGER candidates_go AFTER DELETE ON candidates BEGIN
    UPDATE tallies SET things = things - 1 WHERE name = 'candidates' AND kind = old.kind;
END;

-- The lists of one document, one outlet, one state's people; and the copies among the texts.
CREATE INDEX actor_documents_document ON actor_documents (document, actor, mentions);
CREATE INDEX actors_of_state ON actors (state, kind, mentions DESC, id);
CREATE INDEX documents_publisher ON documents (publisher, published, id, superseded_by);
CREATE INDEX families_copies ON families (document) WHERE json_extract(body, '$.of') <> '';
CREATE INDEX items_series ON items (json_extract(body, '$.series'), sort, id) WHERE kind = 'figure';
CREATE INDEX candidates_sure ON candidates (abs(json_extract(body, '$.score')), kind, a, b);
