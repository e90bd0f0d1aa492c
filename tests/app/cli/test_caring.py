"""`legation backup`, `verify`, `upgrade` and `retry`."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tests.app.cli.conftest import Run

from legation.store.record import Record


def test_a_copy_is_the_record_as_it_stands(run: Run, shelf: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("what was there before")
    assert run("backup", copy, "-r", shelf).code == 0
    assert run("export", "canonical", "-r", copy).out == run("export", "canonical", "-r", shelf).out
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_record_is_not_copied_over_itself(run: Run, shelf: Path, tmp_path: Path) -> None:
    assert "the record itself" in run("backup", shelf, "-r", shelf).err
    assert "is no folder" in run("backup", tmp_path / "no" / "copy.db", "-r", shelf).err


def test_verify_finds_what_is_amiss(run: Run, filled: Record, tmp_path: Path) -> None:
    assert run("verify", "-r", filled.path).code == 0
    bad = tmp_path / "bad.db"
    run("backup", bad, "-r", filled.path)
    with sqlite3.connect(bad) as file:
        file.execute("UPDATE documents SET text = 'x' || text")
        file.execute("INSERT INTO tellings VALUES ('made up', 'no claim', 'event', '', x'7b7d')")
        file.execute("DELETE FROM actors WHERE kind = 'person'")
    file.close()
    found = run("verify", "-r", bad, "--json")
    said = " / ".join(fault["what"] for fault in json.loads(found.out)["faults"])
    assert found.code == 1
    for what in (
        *("is not at", "it rests on claim no claim, which is missing", "its person is", "its speaker is"),
        "a name of an actor that is missing",
    ):
        assert what in said


def test_upgrade_says_what_it_did(run: Run, shelf: Path) -> None:
    assert "is up to date (schema" in run("upgrade", "-r", shelf).out


def test_failed_pages_are_read_again(run: Run, tmp_path: Path) -> None:
    folder, record = tmp_path / "pages" / "in", tmp_path / "r.db"
    folder.mkdir(parents=True)
    for name in ("mended.txt", "gone.txt", "still.txt"):
        (folder / name).write_text("")
    assert run("read", tmp_path / "pages", "-r", record).code == 1
    (folder / "mended.txt").write_text("Посол Франции встретился с министром торговли Казахстана.")
    (folder / "gone.txt").unlink()
    again = run("retry", "-r", record)
    assert again.code == 1
    assert "1 read, 1 failed" in again.out
    assert "gone in/gone.txt" in again.err
    left = run("documents", "--failed", "-r", record, "--json").out
    assert "in/still.txt" in left
    assert "in/gone.txt" in left
    assert "mended.txt" not in left
