"""Commands run as a shell would run them, and a record for them to look at."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.store.alone import resolve_alone

from legation.app.cli import main
from legation.record.outcome import Outcome
from legation.store.record import open_record


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """`run("timeline", "KAZ")`."""

    def ran(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["legation", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        return Ran(code, *capfd.readouterr())

    return ran


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, outcomes: list[Outcome]) -> Path:
    """A record of the pages, each claim a thing of its own; to look at only."""
    path = tmp_path_factory.mktemp("shelf") / "record.db"
    with open_record(path, create=True) as record:
        record.file(outcomes, "test")
        record.resolve(resolve_alone)
    return path
