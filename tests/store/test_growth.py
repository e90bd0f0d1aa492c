"""A record that is resolved after each reading is, row by row, the one that is resolved once."""

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from tests.resolution.growing import judgement, page

from legation.pipeline import resolve_record
from legation.record.outcome import Outcome
from legation.record.tables import OUTPUTS
from legation.resolution.preparing import prepare
from legation.resolution.resolve import settle
from legation.store.canonical import canonical_lines
from legation.store.record import Record, open_record
from legation.store.schema import side_counts
from legation.store.schema import tallies as tallies_kept


def outcomes(random: Random, number: int) -> list[Outcome]:
    pages = [page(random, n) for n in range(number)]
    return [
        Outcome(name=d.name, origin=f"/{d.name}", fingerprint=d.id, document=d, reading=r) for d, r in pages
    ]


def tallies(record: Record) -> list[object]:
    with record.engine.connect() as connection:
        return [
            connection.execute(select(table).where(table.c.things > 0).order_by(*table.c)).all()
            for table in (side_counts, tallies_kept)
        ]


@pytest.mark.parametrize("seed", range(1))
def test_growing_writes_what_a_rebuild_writes(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    found = outcomes(random, 12)
    told = [(o.document, o.reading) for o in found]
    with open_record(tmp_path / "r.db", create=True) as record:
        for at in range(0, 12, 4):
            record.file(found[at : at + 4], "1")
            record.judge(judgement(random, told, at), judgement(random, told, at + 1))  # type: ignore[arg-type]
            resolve_record(record)
        document, reading = page(random, 99)
        head = {"name": "page 3", "origin": "/page 3", "fingerprint": "x"}
        edited = Outcome(**head, document=document, reading=reading)  # type: ignore[arg-type]
        record.file([edited], "1")
        assert sum(resolve_record(record).values()) > 0
        grown, counted = list(canonical_lines(record)), tallies(record)
        assert sum(resolve_record(record).values()) == 0
        assert sum(resolve_record(record, anew=True).values()) == 0
        assert list(canonical_lines(record)) == grown
        assert tallies(record) == counted
    with open_record(tmp_path / "other.db", create=True) as other:
        other.file([*found[::-1], edited], "1")
        other.judge(*open_judgements(tmp_path))
        resolve_record(other)
        lines = set(canonical_lines(other))
    assert {line for line in lines if b'"table":"documents"' not in line} == {
        line for line in grown if b'"table":"documents"' not in line
    }


def open_judgements(folder: Path) -> list[object]:
    with open_record(folder / "r.db") as record:
        return list(record.judgements())


def test_only_what_can_change_is_prepared_and_told_anew(tmp_path: Path) -> None:
    """Of a record of many pages that have little to do with one new page, little is worked out again."""
    from evaluation.growth import pages

    found = list(pages(700))
    prepared, told = [], []

    def preparing(tables: object) -> object:
        made = prepare(tables)  # type: ignore[arg-type]
        prepared.append(made["documents"].num_rows)
        return made

    def settling(*given: object) -> object:
        change = settle(*given)  # type: ignore[arg-type]
        told.append({name: change.tables[name].num_rows for name in OUTPUTS})
        return change

    with open_record(tmp_path / "r.db", create=True) as record:
        record.file(found[:-2], "1")
        record.grow(preparing, settling)  # type: ignore[arg-type]
        record.file(found[-2:], "1")
        record.grow(preparing, settling)  # type: ignore[arg-type]
    assert prepared[0] + prepared[1] == 698
    assert prepared[2] < 300  # the one shelf that they lie on
    whole, more = told
    for name in ("events", "tellings", "mention_actors", "families"):
        assert more[name] < whole[name] / 20, name
