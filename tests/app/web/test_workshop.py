"""Pages made by processes beside the server: the same pages, whatever becomes of the processes."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import Any

import psutil
import pytest
from starlette.testclient import TestClient
from tests.app.conftest import waited_for

from legation.app.web.making import Made, Maker, Marks, Place
from legation.app.web.site import site
from legation.app.web.views import VIEWS
from legation.app.web.workshop import Workshop
from legation.store.record import Record

MARKS = Marks("t" * 32, "w" * 32)


def place(view: str, path: str, query: str = "", **parts: str) -> Place:
    return Place(view, path, query, parts, "en")


PLACES = [
    place("home", "/"),
    place("pair", "/JPN/KAZ", a="JPN", b="KAZ"),
    place("pair", "/KAZ/Japan", a="KAZ", b="Japan"),
    place("search", "/search", "q=визит"),
    place("document", "/document/nothing", id="nothing"),
    place("list", "/list/event", "since=tomorrow", kind="event"),
]


@pytest.fixture(scope="module")
def beside(desk_file: Path) -> dict[str, Any]:
    """What a workshop made of each place; then what it made after its process was killed."""

    async def made() -> dict[str, Any]:
        shop = Workshop(desk_file, MARKS, 1)
        assert await shop.made(PLACES[0]) is None  # nobody stands ready yet: the server makes it
        shop.open()
        told = [await _made(shop, one) for one in PLACES]
        (process,) = (p for p in psutil.Process().children() if "pages" in p.cmdline())
        process.kill()
        lost = await shop.made(PLACES[0])
        again = await _made(shop, PLACES[0])
        await shop.close()
        left = [p for p in psutil.Process().children() if "pages" in p.cmdline()]
        return {"told": told, "lost": lost, "again": again, "left": left}

    return asyncio.run(made())


async def _made(shop: Workshop, one: Place) -> Made:
    for _ in range(1_200):
        if (made := await shop.made(one)) is not None:
            return made
        await asyncio.sleep(0.05)
    raise AssertionError("no process stood ready")


def test_a_process_beside_makes_the_pages_that_the_server_makes(
    beside: dict[str, Any], desk_file: Path
) -> None:
    with Record(desk_file) as record:
        maker = Maker(record, MARKS, VIEWS)
        assert beside["told"] == [maker.made(one) for one in PLACES]
    assert [made.status for made in beside["told"]] == [200, 200, 307, 200, 404, 400]


def test_pages_leave_nothing_that_only_the_collector_of_garbage_finds(desk_file: Path) -> None:
    with Record(desk_file) as record:
        maker = Maker(record, MARKS, VIEWS)
        pages = [place("pair", "/JPN/KAZ", f"newest={n % 2}", a="JPN", b="KAZ") for n in range(20)]
        pages += [place("documents", "/documents", f"limit={n + 1}") for n in range(20)]
        for one in pages:
            maker.made(one)
        left = []
        gc.disable()
        try:
            for _ in range(3):  # threads of other tests may leave garbage of their own meanwhile
                gc.collect()
                assert {maker.made(one).status for one in pages} == {200}
                left.append(gc.collect())
        finally:
            gc.enable()
    assert min(left) < len(pages)


def test_a_process_that_dies_is_replaced(beside: dict[str, Any]) -> None:
    assert beside["lost"] is None
    assert beside["again"] == beside["told"][0]
    assert beside["left"] == []


def test_a_server_with_processes_beside_it_answers(desk_file: Path) -> None:
    with TestClient(site(desk_file, workers=1), base_url="http://localhost") as client:
        shop = client.app.app.state.desk.workshop  # type: ignore[attr-defined]
        before = client.get("/KAZ").text
        waited_for(lambda: shop._ready == 1)
        after = client.get("/KAZ?newest=1").text
        assert before.partition("<main")[2] == after.partition("<main")[2].replace("?newest=1", "")


def test_only_a_process_beside_the_server_maps_the_record(desk_file: Path) -> None:
    def mapped(record: Record) -> int:
        with record.asked() as connection:
            return int(connection.exec_driver_sql("PRAGMA mmap_size").scalar() or 0)

    with Record(desk_file) as own:
        assert mapped(own) == 0
    with Maker.over(desk_file, MARKS, VIEWS).record as beside_it:
        assert mapped(beside_it) > 2**30
