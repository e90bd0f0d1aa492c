"""A record that one may only read is looked at as any other; writing alone is refused, with the reason."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.app.cli.conftest import Run, run  # noqa: F401 - a fixture

from legation.errors import UnreadableRecord
from legation.store.care import back_up, verify
from legation.store.record import Record, open_record
from legation.store.watch import Watch

NOBODY = 65534
Closed = Callable[..., Path]
ASKED = ("timeline", "info", "documents", "search посол", "export jsonl", "export canonical", "verify")


@contextmanager
def another_user() -> Iterator[None]:
    """As somebody who owns nothing; a user who is not root has taken permissions from itself instead."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed(filled: Record) -> Iterator[Closed]:
    """A copy of the record in a folder of its own, with these permissions of file and folder."""
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to others

    def made(file: int = 0o444, of: int = 0o555) -> Path:
        back_up(filled, folder / "r.db")
        (folder / "r.db").chmod(file)
        folder.chmod(of)
        return folder / "r.db"

    yield made
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("file", "of"), [(0o444, 0o555), (0o666, 0o555), (0o444, 0o777)])
def test_it_is_asked_as_any_other(run: Run, closed: Closed, file: int, of: int) -> None:  # noqa: F811
    path = closed(file, of)
    for words in ASKED:
        free = run(*words.split(), "-r", path)
        with another_user():
            bound = run(*words.split(), "-r", path)
        assert (bound.code, bound.err) == (0, "")
        assert bound.out.replace(
            "The search index was not looked at: the record may only be read here.\n", ""
        ) == (free.out)
        assert [p.name for p in path.parent.iterdir()] == ["r.db"]


def test_only_writing_is_refused_and_says_why(closed: Closed, run: Run, tmp_path: Path) -> None:  # noqa: F811
    path = closed()
    for words in ("rebuild", "upgrade", f"read {Path(__file__).parent}", "retry"):
        with another_user():
            told = run(*words.split(), "-r", path)
        if words not in ("upgrade", "retry"):  # nothing is to be written there
            assert told.code == 2
            assert "the file may only be read by this user" in told.err
            assert "check the permissions" in told.err
    with another_user():
        assert "may not be written" in run("read", __file__, "-r", path.with_name("new.db")).err


def test_a_copy_can_be_made_of_it(closed: Closed) -> None:
    path = closed()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        with another_user(), open_record(path) as record:
            back_up(record, Path(folder) / "copy.db")
        with open_record(Path(folder) / "copy.db") as copy:
            assert verify(copy).faults == ()


def changed(path: Path, value: str) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("INSERT OR REPLACE INTO facts VALUES ('seen', ?)", (value,))
    return file


def seen(record: Record) -> str:
    with record.asked() as connection:
        return str(connection.exec_driver_sql("SELECT value FROM facts WHERE name = 'seen'").scalar())


def test_what_its_owner_writes_meanwhile_is_seen(closed: Closed) -> None:
    path = closed(0o444, 0o755)
    with another_user():
        record = open_record(path)
        watch = Watch(record)
        before = watch.state(), seen(record)
    with closing(changed(path, "1")) as owner:
        with another_user():
            assert seen(record) == "1"
        owner.execute("UPDATE facts SET value = value + 1 WHERE name = 'filed'")
        with another_user():
            assert watch.state() != before[0]
    assert sorted(p.name for p in path.parent.iterdir()) == ["r.db"]
    with another_user():
        assert seen(record) == "1"
        watch.close()
        record.close()


def test_nobody_is_shown_half_of_what_is_written_meanwhile(closed: Closed) -> None:
    path = closed(0o444, 0o755)
    with another_user():
        record = open_record(path)

    def asked_meanwhile() -> None:
        with record.at_once():
            record.holdings()
            changed(path, "1").close()

    with pytest.raises(UnreadableRecord, match="ask once more"):
        asked_meanwhile()
    record.close()


KILLED = """import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("INSERT OR REPLACE INTO facts VALUES ('seen', '1')")
os._exit(0)"""


def test_changes_that_wait_beside_it_are_not_passed_over(closed: Closed) -> None:
    path = closed(0o644, 0o755)
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=True)
    path.with_name("r.db-shm").unlink()
    path.chmod(0o444)
    with another_user(), pytest.raises(UnreadableRecord, match="Let its owner open it once"):
        open_record(path)
    path.chmod(0o644)
    with open_record(path) as record:
        assert seen(record) == "1"
