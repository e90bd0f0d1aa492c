"""What reading tells beside a text is shown: on which page of a PDF evidence stands, and notes of reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.hostile.desk_files import column, pdf
from tests.app.cli.conftest import Run

SHEETS = [
    ["Встреча состоялась 4 мая 2016 года.", "Стороны обсудили повестку дня."],
    ["Посол Японии прибыл в Астану 5 мая 2016 года."],
]
NOTED = {"text": "Посол Франции прибыл в Токио 6 мая 2016 года.", "published": "вчера?"}


@pytest.fixture
def read(run: Run, tmp_path: Path) -> Path:
    """A record of a PDF of two pages, of a text, and of a page with a date that is none."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talks.pdf").write_bytes(pdf([column(sheet) for sheet in SHEETS]))
    (tmp_path / "in" / "plain.txt").write_text("Министр Канады прибыл в Рим 7 мая 2016 года.")
    (tmp_path / "in" / "noted.jsonl").write_text(json.dumps(NOTED, ensure_ascii=False))
    ran = run("read", tmp_path / "in", "-r", tmp_path / "r.db")
    assert "Notes    1 page was read with notes; `legation documents --notes` shows them" in ran.out
    return tmp_path / "r.db"


def visit(run: Run, record: Path, state: str) -> dict[str, object]:
    found = json.loads(run("timeline", state, "--act", "visit", "-r", record, "--json").out)
    evidence: dict[str, object] = found[0]["claims"][0]["evidence"][0]
    return {"id": found[0]["id"], **evidence}


def test_evidence_of_a_pdf_tells_its_page(run: Run, read: Path) -> None:
    on_paper, elsewhere = visit(run, read, "JPN"), visit(run, read, "CAN")
    assert on_paper["page"] == 2
    assert "page" not in elsewhere
    where = f"[{on_paper['start']}–{on_paper['end']}, page 2]"
    assert where in run("show", on_paper["id"], "-r", read).out
    assert f"[{elsewhere['start']}–{elsewhere['end']}]" in run("show", elsewhere["id"], "-r", read).out
    assert where in run("claims", read.parent / "in" / "talks.pdf").out
    claims = json.loads(run("claims", "--json", read.parent / "in" / "talks.pdf").out)
    assert [event["evidence"][0]["page"] for event in claims["events"]] == [1, 2]


def test_notes_of_reading_are_shown(run: Run, read: Path) -> None:
    note = "date not understood: 'вчера?'"
    noted = json.loads(run("documents", "--notes", "-r", read, "--json").out)
    assert [(d["name"], d["notes"]) for d in noted] == [("noted.jsonl:1", [note])]
    assert note in run("documents", "--notes", "-r", read).out
    assert "read, 1 note" in run("documents", "-r", read).out
    assert note in run("show", noted[0]["id"], "-r", read).out
    assert [d["notes"] for d in json.loads(run("documents", "-r", read, "--json").out)].count([]) == 2


def test_no_blank_is_put_before_a_full_stop(run: Run, read: Path) -> None:
    shown = run("show", visit(run, read, "CAN")["id"], "-r", read).out
    assert "2016 года." in shown
    assert " ." not in shown


def test_a_run_that_is_broken_off_says_what_is_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Посол Японии прибыл в Астану 5 мая 2016 года: {name}.")
    with monkeypatch.context() as patched:
        patched.setattr("legation.pipeline.resolve_record", broken_off)
        ran = run("read", tmp_path / "a.txt", tmp_path / "b.txt", "-r", tmp_path / "r.db")
    assert ran.code == 130
    assert "broken off; the 2 pages done so far are kept" in ran.err
    assert "`legation rebuild`" in ran.err
    empty = run("timeline", "-r", tmp_path / "r.db")
    assert "Not resolved since something was filed (2 documents in all)" in empty.err
    assert "`legation rebuild -r" in empty.err
    assert run("rebuild", "-r", tmp_path / "r.db").code == 0
    assert "Not resolved" not in run("timeline", "FRA", "-r", tmp_path / "r.db").err


def test_what_is_wrong_with_a_page_and_what_to_do_are_told_apart(run: Run, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf([[]], image=True))
    ran = run("read", tmp_path / "scan.pdf", "-r", tmp_path / "r.db", "--json")
    (failure,) = json.loads(ran.out)["failures"]
    assert failure["remedy"]
    assert ";" not in failure["reason"]
    (listed,) = json.loads(run("documents", "--failed", "-r", tmp_path / "r.db", "--json").out)
    assert (listed["reason"], listed["remedy"]) == (failure["reason"], failure["remedy"])
