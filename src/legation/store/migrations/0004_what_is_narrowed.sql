-- A period is found by its first day on; what began in an earlier year and lasted into it is found here. Few do.
CREATE INDEX item_sides_across ON item_sides (side, kind, sort, item, last, type, act, status)
    WHERE substr(last, 1, 4) > substr(sort, 1, 4);
CREATE INDEX items_across ON items (kind, sort, id, last, type, act, status)
    WHERE substr(last, 1, 4) > substr(sort, 1, 4);
-- Who dealt with whom in a period that begins or ends within a year.
CREATE INDEX item_sides_ties ON item_sides (sort, side, type, last)
    WHERE kind = 'event' AND last <> '' AND side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]';
