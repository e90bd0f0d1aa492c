"""The lists as tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.app.cli.conftest import Run

LISTS = (
    *("timeline", "statements", "figures", "agreements", "offices", "conflicts", "actors", "documents"),
    "mentions",
)


@pytest.mark.parametrize("command", LISTS)
def test_every_list_has_three_shapes(run: Run, shelf: Path, command: str) -> None:
    table, machine, sheet = (run(command, "-r", shelf, *more) for more in ([], ["--json"], ["--csv"]))
    assert (table.code, machine.code, sheet.code) == (0, 0, 0)
    things = json.loads(machine.out)
    rows = list(csv.DictReader(io.StringIO(sheet.out)))
    assert len(rows) == len(things)
    if things and command != "mentions":
        assert things[0]["id"] in table.out
        assert rows[0]["id"] == things[0]["id"]


def test_states_by_code_and_name_are_the_same(run: Run, shelf: Path) -> None:
    asked = [("KAZ", "JPN"), ("Казахстан", "Япония"), ("kazakhstan", "Japan"), ("jpn", "КАЗАХСТАН")]
    found = [run("timeline", *pair, "-r", shelf, "--json").out for pair in asked]
    assert json.loads(found[0])
    assert all(out == found[0] for out in found)


def test_an_unknown_state_gets_the_nearest_guesses(run: Run, shelf: Path) -> None:
    ran = run("timeline", "Казакстан", "-r", shelf)
    assert ran.code == 2
    assert "KAZ" in ran.err
    assert "Traceback" not in ran.err


def test_a_missing_record_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    ran = run("timeline", "-r", tmp_path / "none.db")
    assert (ran.code, ran.out) == (2, "")
    assert "legation read" in ran.err


def test_what_is_no_record_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Заметки.\n" * 50)
    ran = run("timeline", "-r", path)
    assert ran.code == 2
    assert "is not a record" in ran.err


def test_events_in_json_name_what_they_rest_on(run: Run, shelf: Path, pages_folder: Path) -> None:
    for event in json.loads(run("timeline", "-r", shelf, "--json").out):
        for claim in event["claims"]:
            text = (pages_folder / claim["document_name"]).read_text()
            assert all(text[e["start"] : e["end"]] == e["quote"] for e in claim["evidence"])


def test_mentions_in_json_say_who_is_meant(run: Run, shelf: Path, pages_folder: Path) -> None:
    mentions = json.loads(run("mentions", "--actor", "Таро Коно", "-r", shelf, "--json").out)
    assert {m["document_name"] for m in mentions} == {"agency.txt", "ministry.txt"}
    for m in mentions:
        assert set(m) >= {"document", "start", "end", "text", "actor", "how"}
        assert (pages_folder / m["document_name"]).read_text()[m["start"] : m["end"]] == m["text"]


def test_a_table_that_is_cut_says_so(run: Run, shelf: Path) -> None:
    ran = run("timeline", "-r", shelf, "--limit", 1)
    assert "--limit" in ran.err


def test_failures_are_listed_with_the_reason(run: Run, shelf: Path) -> None:
    assert "empty: no text in it" in run("documents", "--failed", "-r", shelf).out
