"""A record behind the desk, asked without a browser and with one."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from legation.app.web.site import site
from legation.outcomes import read_shard
from legation.pipeline import resolve_record
from legation.reading.sources import pages_in
from legation.record import Page
from legation.record.outcome import Outcome
from legation.store.packing import packed
from legation.store.record import Record, open_record
from legation.store.schema import candidates

PAGES = Path(__file__).parent / "web" / "pages"
CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory, outcomes: list[Outcome]) -> Path:
    """A record of the pages and of a hostile one, with a pair that waits for a person."""
    path = tmp_path_factory.mktemp("desk") / "record.db"
    hostile = [p for p in pages_in([PAGES / "hostile.txt"]) if isinstance(p, Page)]
    with open_record(path, create=True) as record:
        record.file([*outcomes, *read_shard(hostile)], "test")
        resolve_record(record)
        a, b = (event.claims[0].claim for event in record.events(states=["KAZ", "JPN"])[:2])
        body = {"kind": "event", "a": a, "b": b, "joined": False, "score": 0.1, "why": []}
        with record.engine.begin() as connection:
            connection.execute(candidates.delete())
            connection.execute(candidates.insert().values(kind="event", a=a, b=b, body=packed(body)))
    return path


def copied(path: Path, folder: Path) -> Path:
    """The record again, to change at will."""
    for end in ("", "-wal", "-shm"):
        if (one := path.with_name(path.name + end)).exists():
            shutil.copy(one, folder / one.name)
    return folder / path.name


@pytest.fixture(scope="session")
def looked_at(desk_file: Path) -> Iterator[TestClient]:
    """The client of a desk that is only looked at."""
    with TestClient(site(desk_file, who="tester"), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def reader(looked_at: TestClient) -> TestClient:
    """A reader whom that desk has not seen before: no test leaves the next one its language."""
    looked_at.cookies.clear()
    return looked_at


class Writer(NamedTuple):
    """A desk that may be changed: its client, its record, and the token of its pages."""

    client: TestClient
    record: Record
    token: str

    def settled(self) -> Record:
        """The record once everything that was filed is worked in."""
        waited_for(lambda: self.record.is_resolved)
        return self.record


def waited_for(what: Callable[[], Any], seconds: float = 60) -> Any:
    """What `what` gives as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain")


@pytest.fixture
def writer(desk_file: Path, tmp_path: Path) -> Iterator[Writer]:
    """A desk over a copy of the record."""
    guard = site(copied(desk_file, tmp_path), who="tester")
    with TestClient(guard, base_url="http://localhost") as client:
        # The desk's own record: a file opened twice in one process loses SQLite's locks.
        record = guard.app.state.desk.record  # type: ignore[attr-defined]
        token = client.get("/").text.partition('name="token" value="')[2].partition('"')[0]
        yield Writer(client, record, token)


@pytest.fixture(scope="session")
def served(desk_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server over a copy of the record."""
    import uvicorn

    from legation.app.web.hearing import Hearing

    app = site(copied(desk_file, tmp_path_factory.mktemp("served")), who="tester")
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", http=Hearing))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    waited_for(lambda: server.started)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
