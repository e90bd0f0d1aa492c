"""What people decide outranks the machine, can be taken back, and can be shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.app.cli.conftest import Run

from legation.pipeline import resolve_record
from legation.record.outcome import Outcome
from legation.store.record import open_record


@pytest.fixture
def desk(tmp_path: Path, outcomes: list[Outcome]) -> Path:
    path = tmp_path / "desk.db"
    with open_record(path, create=True) as record:
        record.file(outcomes, "test")
        resolve_record(record)
    return path


def events(run: Run, desk: Path) -> dict[str, dict[str, object]]:
    return {event["id"]: event for event in json.loads(run("timeline", "-r", desk, "--json").out)}


def test_a_wrong_event_leaves_the_record_and_comes_back(run: Run, desk: Path) -> None:
    before = events(run, desk)
    id = next(iter(before))
    assert run("judge", "wrong", id, "--why", "a slip", "--who", "me", "-r", desk).code == 0
    assert set(events(run, desk)) == set(before) - {id}
    assert run("judge", "right", id, "-r", desk).code == 0
    assert events(run, desk) == before


def test_undoing_takes_a_judgement_back(run: Run, desk: Path) -> None:
    before = events(run, desk)
    run("judge", "wrong", next(iter(before)), "-r", desk)
    (judgement,) = json.loads(run("judgements", "list", "-r", desk, "--json").out)
    assert run("judge", "undo", judgement["id"], "-r", desk).code == 0
    assert events(run, desk) == before
    assert len(json.loads(run("judgements", "list", "-r", desk, "--json").out)) == 2


def test_a_field_is_set(run: Run, desk: Path) -> None:
    id = next(iter(events(run, desk)))
    assert run("judge", "set", id, "when", "2001-02-03", "-r", desk).code == 0
    changed = json.loads(run("show", id, "-r", desk, "--json").out)
    assert (changed["when"], changed["judged"]) == ("2001-02-03", ["when"])


def test_different_parts_what_was_joined(run: Run, desk: Path) -> None:
    joined = next(event for event in events(run, desk).values() if len(event["claims"]) > 1)  # type: ignore[arg-type]
    a, b = (claim["claim"] for claim in joined["claims"][:2])  # type: ignore[index]
    assert run("judge", "different", a, b, "-r", desk).code == 0
    assert len(events(run, desk)) > 0
    parted = [
        event for event in events(run, desk).values() if {a, b} <= {c["claim"] for c in event["claims"]}
    ]  # type: ignore[attr-defined]
    assert parted == []


def test_judgements_travel(run: Run, desk: Path, tmp_path: Path, outcomes: list[Outcome]) -> None:
    id = next(iter(events(run, desk)))
    run("judge", "wrong", id, "-r", desk)
    run("judgements", "export", tmp_path / "judgements.jsonl", "-r", desk)
    other = tmp_path / "other.db"
    with open_record(other, create=True) as record:
        record.file(outcomes, "test")
    told = run("judgements", "import", tmp_path / "judgements.jsonl", "-r", other)
    assert told.out.startswith("1 new judgements of 1")
    assert events(run, other) == events(run, desk)
    assert run("judgements", "import", tmp_path / "judgements.jsonl", "-r", other).out.startswith("0 new")


def test_a_broken_line_imports_nothing(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"verdict": "perhaps", "kind": "event", "subjects": []}\n')
    ran = run("judgements", "import", tmp_path / "bad.jsonl", "-r", desk)
    assert (ran.code, "line 1" in ran.err) == (2, True)


def test_unlike_things_are_not_compared(run: Run, desk: Path) -> None:
    event = next(iter(events(run, desk)))
    (office, *_) = json.loads(run("offices", "-r", desk, "--json").out)
    ran = run("judge", "same", event, office["id"], "-r", desk)
    assert (ran.code, "two of a kind" in ran.err) == (2, True)


def test_import_takes_a_file_of_judgements_and_says_what_is_wrong_with_others(
    run: Run, tmp_path: Path
) -> None:
    record, gone = tmp_path / "own.db", tmp_path / "gone.jsonl"
    with open_record(record, create=True):
        pass
    nothing = tmp_path / "none.jsonl"
    nothing.write_text("", encoding="utf-8")
    assert run("import", nothing, "--record", record).out.startswith("0 new judgements of 0")
    assert run("import", record, "--record", record).code in {0, 2}
    told = run("import", gone, "--record", record)
    assert told.code == 2
    assert "gone.jsonl" in told.err
