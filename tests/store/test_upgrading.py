"""A record of every version that was released opens, is brought up to date, and loses nothing.

`versions/schema-N.db.gz` was made by the Legation that wrote schema N, of `tests/pages`, with a judgement.
A change of the schema adds the file of the version before it.
"""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
from tests.app.cli.conftest import Run, run  # noqa: F401 - a fixture

from legation.pipeline import reread, resolve_record
from legation.store.care import verify
from legation.store.file import newest, version_of
from legation.store.record import open_record

VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.db.gz"))
FILED = ("pages", "documents", "claims", "judgements")


def held(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as file:
        return {t: file.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in FILED}  # noqa: S608


@pytest.mark.parametrize("old", VERSIONS, ids=lambda path: path.name.partition(".")[0])
def test_a_record_of_an_older_version_is_brought_up_to_date(old: Path, tmp_path: Path, run: Run) -> None:  # noqa: F811
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    number, before = version_of(path), held(path)
    assert old.name == f"schema-{number}.db.gz"
    assert f"upgraded from schema {number} to {newest()}" in run("upgrade", "-r", path).out
    assert "is up to date" in run("upgrade", "-r", path).out
    assert held(path) == before
    with open_record(path) as record:
        assert verify(record).faults == ()
        told = record.holdings()
        assert told.judgements == 1
        assert sum(told.claims.values()) == before["claims"]
        assert len(record.events()) == told.items["event"]
        resolve_record(record)
        resolve_record(record, anew=True)
        assert verify(record).faults == ()
        assert [judgement.verdict for judgement in record.judgements()] == ["wrong"]


def test_a_record_of_which_a_claim_is_damaged_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress(VERSIONS[-1].read_bytes()))
    with sqlite3.connect(path) as file:
        file.execute("UPDATE claims SET body = x'00' WHERE document = 1 AND place = 0")
    with open_record(path) as record:
        assert any("of claims" in fault.where for fault in verify(record).faults)
        record.events(claims=1)
        reread(record)
        resolve_record(record, anew=True)
        assert verify(record).faults == ()


def test_there_is_a_file_of_every_version_before_this_one() -> None:
    found = {int(path.name.removeprefix("schema-").partition(".")[0]) for path in VERSIONS}
    assert {1, newest() - 1} <= found
