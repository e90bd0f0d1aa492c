"""One thing with all that says it, and where words stand."""

from __future__ import annotations

import json
from pathlib import Path

from tests.app.cli.conftest import Run


def test_show_tells_the_sentence_the_document_and_the_place(run: Run, shelf: Path) -> None:
    events = json.loads(run("timeline", "KAZ", "JPN", "--act", "sign", "-r", shelf, "--json").out)
    ran = run("show", events[0]["id"], "-r", shelf)
    assert ran.code == 0
    evidence = events[0]["claims"][0]["evidence"][0]
    assert evidence["quote"] in ran.out
    assert f"[{evidence['start']}–{evidence['end']}]" in ran.out
    assert "в области транспорта" in ran.out  # the sentence goes on after the evidence
    assert "agency.txt" in ran.out
    assert run("show", events[0]["id"], "--why", "-r", shelf).code == 0
    assert json.loads(run("show", events[0]["id"], "-r", shelf, "--json").out) == events[0]


def test_show_takes_actors_and_documents(run: Run, shelf: Path) -> None:
    assert "mentions in" in run("show", "KAZ", "-r", shelf).out
    assert "CONSULT" in run("show", "ministry.txt", "-r", shelf).out
    assert (
        json.loads(run("show", "ministry.txt", "-r", shelf, "--json").out)["facts"]["name"] == "ministry.txt"
    )


def test_an_unknown_id_is_one_clear_line(run: Run, shelf: Path) -> None:
    ran = run("show", "e00000000", "-r", shelf)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_search(run: Run, shelf: Path) -> None:
    ran = run("search", "визиты премьер-министров", "-r", shelf)
    assert "other.txt" in ran.out
    assert json.loads(run("search", "меморандумы", "-r", shelf, "--json").out)[0]["match"] == "меморандум"
    assert "Nothing found" in run("search", "жирафы", "-r", shelf).out
