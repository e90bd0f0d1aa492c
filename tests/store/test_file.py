"""A record's file is told from other files, which stay as they are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from legation.errors import UnreadableRecord, UnwritableRecord
from legation.store.file import APPLICATION, newest, open_engine, writing
from legation.store.record import Record, open_record
from legation.store.schema import metadata


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE notes (words)")


def newer_legation(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE something (unknown)")
        file.execute(f"PRAGMA application_id = {APPLICATION}")
        file.execute(f"PRAGMA user_version = {newest() + 1}")


WRONG = {
    "no SQLite file": lambda path: path.write_text("Это заметки, а не запись.\n" * 10),
    "of another program": other_program,
    "newer Legation": newer_legation,
}


@pytest.mark.parametrize("why", WRONG)
def test_what_is_no_record_is_refused_and_untouched(why: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.db"
    WRONG[why](path)
    before = path.read_bytes()
    with pytest.raises(UnreadableRecord, match=why):
        open_record(path, create=True)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["thing.db"]


def test_a_missing_record_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecord, match="legation read"):
        open_record(tmp_path / "none.db")
    with pytest.raises(UnreadableRecord, match="is no folder"):
        open_record(tmp_path / "nowhere" / "none.db", create=True)


def test_a_truncated_record_is_refused(tmp_path: Path, record: Record) -> None:
    record.close()
    path = tmp_path / "half.db"
    path.write_bytes(record.path.read_bytes()[:5000])
    with pytest.raises(UnreadableRecord):
        open_record(path).events()


def test_a_record_that_is_held_or_full_says_so(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    with record.engine.connect() as holder:
        holder.exec_driver_sql("PRAGMA busy_timeout = 1")
        with writing(record.engine), pytest.raises(UnwritableRecord, match="another process"):
            holder.exec_driver_sql("UPDATE facts SET value = '1'")
    with writing(record.engine) as connection:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        with pytest.raises(UnwritableRecord, match="disk is full"):
            connection.exec_driver_sql("INSERT INTO facts VALUES ('x', hex(randomblob(1000000)))")


def test_damage_is_told(record: Record) -> None:
    path = record.path
    record.close()
    body = bytearray(path.read_bytes())
    body[4096:] = b"\x55" * (len(body) - 4096)
    path.write_bytes(body)
    with pytest.raises(UnreadableRecord, match="damaged"), open_record(path) as opened:
        opened.events()


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    with open_record(tmp_path / "new.db", create=True) as record:
        assert record.holdings().documents == {}


def test_the_tables_in_code_are_those_of_the_migrations(record: Record) -> None:
    found = inspect(record.engine)
    for table in metadata.tables.values():
        assert [c["name"] for c in found.get_columns(table.name)] == [c.name for c in table.columns]


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_engine(path, create=True).dispose()
    before = path.read_bytes()
    open_engine(path, create=False).dispose()
    assert path.read_bytes() == before


def test_a_record_whose_maker_was_killed_before_the_mode_was_set_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path, create=True):
        pass
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        with raw:  # another reads: the mode cannot be set, the record opens all the same
            raw.execute("BEGIN")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with open_record(path) as record:
                assert record.holdings().judgements == 0
    with open_record(path):
        pass
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
