"""Whatever is damaged in a record is named, and there is a way out of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from legation.errors import UnreadableRecord
from legation.pipeline import reread, resolve_record
from legation.record import Judgement
from legation.record.outcome import Outcome
from legation.store.canonical import canonical_lines
from legation.store.care import verify
from legation.store.merge import merge
from legation.store.record import Record, open_record

# What is done to a record, the row that `verify` names, what is wrong with it, and what mends it.
DAMAGES = [
    (
        "UPDATE claims SET body = x'00' WHERE document = 1 AND place = 0",
        "of claims",
        "cannot be read",
        "reread",
    ),
    ("UPDATE claims SET kind = 'rumour' WHERE document = 1 AND place = 0", "of claims", "rumour", "reread"),
    (
        "UPDATE documents SET facts = x'00' WHERE number = 1",
        "row 1 of documents.facts",
        "malformed",
        "reread",
    ),
    (
        "UPDATE documents SET mentions = x'00' WHERE number = 1",
        "row 1 of documents.mentions",
        "read",
        "reread",
    ),
    ("UPDATE documents SET starts = x'00' WHERE number = 1", "row 1 of documents.starts", "read", "reread"),
    ("UPDATE documents SET status = 'failed' WHERE number = 1", "row 1 of documents", "«failed»", "reread"),
    ("UPDATE documents SET claims = 99 WHERE number = 1", "row 1 of documents", "says 99", "reread"),
    ("UPDATE documents SET title = 'x' WHERE number = 1", "row 1 of documents", "its title is «x»", "reread"),
    ("DELETE FROM words_content WHERE id = 1", "row 1 of words", "missing", "reread"),
    ("DELETE FROM words_data WHERE id > 10", "words", "search index is damaged", "rebuild"),
    ("UPDATE tallies SET things = things + 5", "tallies", "counts", "rebuild"),
    ("UPDATE side_counts SET things = 7", "side_counts", "counts", "rebuild"),
    ("UPDATE items SET body = '{' WHERE kind = 'event'", "of items", "cannot be read", "rebuild"),
    ("UPDATE items SET quoted = '[1]' WHERE kind = 'event'", "of items", "cannot be read", "rebuild"),
    (
        "UPDATE items SET quoted = replace(CAST(quoted AS TEXT), 'start', 'Start')",
        "of items",
        "cannot be read",
        "rebuild",
    ),
    ("UPDATE items SET quoted = '[]' WHERE kind = 'event'", "", "not the evidence of its", "rebuild"),
    (
        """UPDATE items SET quoted = replace(CAST(quoted AS TEXT), '"quote":"', '"quote":"X')""",
        "",
        "not the evidence of its",
        "rebuild",
    ),
    ("UPDATE items SET sort = '1890' WHERE kind = 'event'", "", "under another day", "rebuild"),
    ("UPDATE tellings SET body = '['", "of tellings", "cannot be read", "rebuild"),
    ("UPDATE actors SET body = '{}'", "of actors", "cannot be read", "rebuild"),
    ("UPDATE document_mentions SET body = '[{}]'", "of document_mentions", "cannot be read", "rebuild"),
    ("UPDATE shelves SET body = x'00'", "of shelves", "cannot be read", "rebuild"),
    ("UPDATE kept SET body = x'00'", "of kept", "cannot be read", "rebuild"),
]
BEYOND = [  # what no text of the record can mend
    (
        "UPDATE documents SET text = 'x' || text WHERE number = 1",
        "text is not the one",
        "legation read --again",
    ),
    ("DELETE FROM pages", "no page leads to", "legation read --again"),
    ("UPDATE judgements SET body = x'00'", "cannot be read", "legation backup"),
    ("DELETE FROM documents WHERE number = 1", "belong to rows of documents", "legation backup"),
]


@pytest.fixture
def sound(tmp_path: Path, outcomes: list[Outcome]) -> Path:
    """A resolved record with one judgement."""
    path = tmp_path / "sound.db"
    with open_record(path, create=True) as record:
        record.file(outcomes, "test")
        record.judge(Judgement(verdict="note", kind="claim", subjects=("of none",), value="a note"))
        resolve_record(record)
    return path


def damaged(path: Path, how: str) -> Path:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(how)
    return path


def said(record: Record) -> bytes:
    return b"".join(canonical_lines(record))


@pytest.mark.parametrize(("how", "where", "what", "remedy"), DAMAGES)
def test_damage_is_named_and_mended(how: str, where: str, what: str, remedy: str, sound: Path) -> None:
    with open_record(sound) as record:
        before = said(record)
        assert verify(record).faults == ()
    with open_record(damaged(sound, how)) as record:
        fault = next(f for f in verify(record).faults if where in f.where and what in f.what)
        assert f"rebuild{' --reread' if remedy == 'reread' else '`'}" in fault.remedy
        record.mend()
        if remedy == "reread":
            reread(record)
        resolve_record(record, anew=True)
        assert verify(record).faults == ()
        assert said(record) == before


@pytest.mark.parametrize(("how", "what", "remedy"), BEYOND)
def test_what_cannot_be_mended_says_what_to_do(how: str, what: str, remedy: str, sound: Path) -> None:
    with open_record(damaged(sound, how)) as record:
        assert [f for f in verify(record).faults if what in f.what and remedy in f.remedy]


def test_a_question_that_meets_damage_names_the_record_and_the_way_out(sound: Path, tmp_path: Path) -> None:
    damaged(sound, DAMAGES[0][0])
    with open_record(sound) as record, open_record(tmp_path / "other.db", create=True) as other:
        for ask in (
            record.events,
            lambda: list(record.sources()),
            lambda: resolve_record(record, anew=True),
            lambda: merge(other, record),
        ):
            with pytest.raises(UnreadableRecord, match=r"sound\.db is damaged.*claims.*rebuild --reread"):
                ask()


def test_a_text_that_was_changed_fails_alone_when_it_is_read_anew(sound: Path) -> None:
    with open_record(damaged(sound, BEYOND[0][0])) as record:
        failures = reread(record).failures
        assert len(failures) == 1
        assert "not the one" in failures[0].reason
        assert "legation read --again" in failures[0].remedy
