"""The invariants of the whole way: order, repetition, failure, sudden death."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import legation
from legation import outcomes as outcomes_room
from legation.outcomes import outcome_of
from legation.pipeline import read_into, resolve_record
from legation.reading.sources import pages_in
from legation.record import Page, Reading
from legation.record.outcome import Outcome
from legation.settings import Settings
from legation.store.canonical import canonical_lines
from legation.store.record import Record, open_record
from legation.tally import Told

ONE = Settings(workers=1, shard_pages=1)


@pytest.fixture(scope="module")
def canonical(filled: Record) -> list[bytes]:
    return list(canonical_lines(filled))


def test_claims_of_one_page(pages: list[Page]) -> None:
    page = next(page for page in pages if page.name == "ministry.txt")
    reading = legation.claims_in(page)
    assert {claim.kind for claim in reading.claims} >= {"event", "figure", "tenure"}
    assert reading == legation.claims_in(page)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_pages_does_not_matter(
    record: Record, outcomes: list[Outcome], canonical: list[bytes], seed: int
) -> None:
    chance = random.Random(seed)
    rest = chance.sample(outcomes, len(outcomes))
    while rest:
        count = chance.randint(1, 3)
        record.file(rest[:count], "1")
        rest = rest[count:]
        if chance.random() < 0.5:
            resolve_record(record)
    resolve_record(record)
    assert list(canonical_lines(record)) == canonical


def test_reading_twice_changes_nothing(record: Record, pages_folder: Path, canonical: list[bytes]) -> None:
    first = read_into(record, pages_in([pages_folder]), ONE)
    assert (first.read, first.unread, len(first.failures)) == (4, 1, 1)
    assert list(canonical_lines(record)) == canonical
    again = read_into(record, pages_in([pages_folder]), ONE)
    assert (again.read, again.known, len(again.failures)) == (0, 5, 1)
    assert list(canonical_lines(record)) == canonical
    assert again.holdings == first.holdings


def test_reading_known_pages_anew_changes_nothing_either(
    record: Record, pages_folder: Path, canonical: list[bytes]
) -> None:
    read_into(record, pages_in([pages_folder]), ONE)
    read_into(record, pages_in([pages_folder]), Settings(workers=1, anew=True))
    assert list(canonical_lines(record)) == canonical


def test_a_page_that_breaks_the_reader_is_recorded_and_stops_no_other(
    record: Record, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = outcomes_room.extract

    def breaks(markup: object) -> object:
        if markup.document.name == "agency.txt":  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return extract(markup)  # type: ignore[arg-type]

    monkeypatch.setattr(outcomes_room, "extract", breaks)
    summary = read_into(record, pages, ONE)
    assert [f.name for f in summary.failures] == ["agency.txt", "empty.txt"]
    assert "RecursionError: too deep" in summary.failures[0].reason
    assert summary.read == 3


def test_rereading_puts_what_is_read_now_in_place(
    record: Record, outcomes: list[Outcome], canonical: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    record.file(outcomes, "1")
    with monkeypatch.context() as patch:
        patch.setattr(outcomes_room, "extract", lambda markup: Reading(document_id=markup.document.id))
        assert legation.reread(record, ONE).holdings.items == {}
    assert legation.reread(record, ONE).failures == ()
    assert list(canonical_lines(record)) == canonical


def test_the_published_date_serves_pages_without_one() -> None:
    page = Page(name="a.txt", text="Вчера посол Франции встретился с президентом Грузии.")
    assert outcome_of(page).document.published == ""  # type: ignore[union-attr]
    assert outcome_of(page, "2019-03-12").document.published == "2019-03-12"  # type: ignore[union-attr]
    assert outcome_of(page).fingerprint != outcome_of(page, "2019-03-12").fingerprint


def test_what_was_told_of_is_filed(record: Record, pages_folder: Path) -> None:
    def told(step: Told) -> None:
        if step.stage == "reading":
            held = record.holdings().documents
            assert sum(held.values()) == step.pages

    read_into(record, pages_in([pages_folder]), ONE, told)


KILLED = """
import os, signal, sys
from legation.pipeline import read_into
from legation.reading.sources import pages_in
from legation.settings import Settings
from legation.store.record import open_record

def told(step):
    print(step.stage, step.pages, flush=True)

if __name__ == "__main__":
    with open_record(sys.argv[2], create=True) as record:
        read_into(record, pages_in([sys.argv[1]]), Settings(workers=1, shard_pages=1), told)
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for day in range(1, 25):
        text = f"АСТАНА, {day} марта 2019 года.\n\nПосол Франции встретился с министром торговли Казахстана."
        (folder / f"{day:02}.txt").write_text(text)
    return folder


@pytest.mark.parametrize("after", [1, 9])
def test_a_kill_loses_no_page_that_was_told_of(many: Path, tmp_path: Path, after: int) -> None:
    (tmp_path / "run.py").write_text(KILLED)
    path = tmp_path / "record.db"
    command = [sys.executable, str(tmp_path / "run.py"), str(many), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        told = 0
        for line in run.stdout:
            told = int(line.split()[1])
            if told >= after:
                os.kill(run.pid, signal.SIGKILL)
                break
    with open_record(path) as record:
        assert sum(record.holdings().documents.values()) >= told
        summary = read_into(record, pages_in([many]), ONE)
        assert summary.known >= told
        finished = list(canonical_lines(record))
    with open_record(tmp_path / "peace.db", create=True) as record:
        read_into(record, pages_in([many]), ONE)
        assert list(canonical_lines(record)) == finished
