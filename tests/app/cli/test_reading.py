"""`legation read` and `legation claims`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.app.cli.conftest import Run

from legation.app.cli.reading import file_stem


def test_read_sums_up_and_tells_of_failures(run: Run, pages_folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    first = run("read", pages_folder, "-r", record)
    assert first.code == 1
    assert "6: 4 read, 1 in a language not yet read, 1 failed" in first.out
    assert "empty.txt: empty: no text in it" in first.err
    again = run("read", pages_folder, "-r", record, "--json")
    summary = json.loads(again.out)
    assert (again.code, summary["read"], summary["known"], len(summary["failures"])) == (1, 0, 5, 1)


def test_read_succeeds_where_nothing_fails(run: Run, pages_folder: Path, tmp_path: Path) -> None:
    assert run("read", pages_folder / "other.txt", "-r", tmp_path / "r.db").code == 0
    assert run("read", tmp_path / "nothing.txt", "-r", tmp_path / "r.db").code == 1


def test_claims_have_the_shape_of_the_gold(run: Run, pages_folder: Path, tmp_path: Path) -> None:
    ran = run("claims", pages_folder, "--out", tmp_path / "out")
    assert ran.code == 1
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        f"{name}.json" for name in ("agency", "history", "japanese", "ministry", "other")
    ]
    record = json.loads((tmp_path / "out" / "ministry.json").read_text())
    text = (pages_folder / "ministry.txt").read_text()
    assert {"document", "published", "publisher", "language", "passages", "furniture"} <= set(record)
    for kind in ("events", "statements", "figures", "agreements", "tenures"):
        for item in record[kind]:
            assert item["evidence"]
            assert all(text[e["start"] : e["end"]] == e["quote"] for e in item["evidence"])


def test_line_ends_are_kept_in_counting(run: Run, tmp_path: Path) -> None:
    text = "АСТАНА, 12 марта 2019 года.\r\n\r\nМинистр иностранных дел Японии Таро Коно прибыл в Астану.\r\n"
    (tmp_path / "crlf.txt").write_bytes(text.encode())
    record = json.loads(run("claims", tmp_path / "crlf.txt", "--json").out)
    items = [*record["events"], *record["tenures"]]
    assert items
    assert all(text[e["start"] : e["end"]] == e["quote"] for item in items for e in item["evidence"])


def test_claims_for_people(run: Run, pages_folder: Path) -> None:
    ran = run("claims", pages_folder / "ministry.txt")
    assert ran.code == 0
    assert "CONSULT" in ran.out
    assert "Таро Коно" in ran.out


STEMS = {
    "note.txt": "note",
    "a/b.html": "a_b",
    "../../etc/passwd": "_.._etc_passwd",
    "list.jsonl:7": "list.jsonl_7",
    "old.zip!in/side.txt": "old.zip!in_side",
    "...": "page",
}


@pytest.mark.parametrize(("name", "stem"), STEMS.items())
def test_a_page_cannot_write_outside_its_folder(name: str, stem: str) -> None:
    assert file_stem(name) == stem


def test_a_date_that_is_none_is_refused(run: Run, pages_folder: Path, tmp_path: Path) -> None:
    for command in (("read", pages_folder, "-r", tmp_path / "r.db"), ("claims", pages_folder)):
        ran = run(*command, "--published", "someday")
        assert (ran.code, "«someday» is no date" in ran.err) == (2, True)
    assert "There is no record" in run("upgrade", "-r", tmp_path / "none.db").err
