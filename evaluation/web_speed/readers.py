"""Readers of the desk: what they ask for, how long they read, how long each answer takes."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from evaluation.web_speed.telling import ACTS
from evaluation.web_speed.world import Actor, World, mixed

WARM = 5.0  # seconds at the beginning that are not counted: a server runs for days
# What readers ask for: the four kinds of page that the goal names, and the others more seldom.
KINDS = {
    "pair": 6,
    "timeline": 6,
    "search": 4,
    "document": 4,
    "state": 1,
    "actor": 1,
    "event": 1,
    "network": 1,
}


class Answers(NamedTuple):
    """What a crowd of readers came to: milliseconds by kind of page, and the share of new addresses."""

    times: dict[str, list[float]]
    fresh: float


class Asking:
    """Addresses without end: great states and common words often, most others seldom."""

    def __init__(self, world: World, documents: int, seed: int) -> None:
        self.world, self.documents, self.chance = world, documents, random.Random(seed)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        kinds, weights = list(KINDS), list(KINDS.values())
        while True:
            kind = self.chance.choices(kinds, weights)[0]
            yield kind, getattr(self, f"_{kind}")()

    def _pair(self) -> str:
        return "/" + "/".join(self.world.pair(self.chance))

    def _timeline(self) -> str:
        year, span = self.chance.randrange(1992, 2025), self.chance.randrange(4)
        narrowed = self.chance.choice(("", f"&type={self.chance.choice(ACTS)[0]}", "&status=happened"))
        return f"{self._pair()}?since={year}&until={year + span}{narrowed}"

    def _search(self) -> str:
        words = self.world.words.some(self.chance, 2)
        if self.chance.random() < 0.3:
            words = [self._who().name]
        return f"/search?q={quote(' '.join(words))}"

    def _document(self) -> str:
        return f"/document/{mixed(self.chance.randrange(self.documents))}"

    def _state(self) -> str:
        return f"/{self.world.states.one(self.chance)}"

    def _actor(self) -> str:
        return f"/actor/{self._who().id}"

    def _event(self) -> str:
        number = self.chance.randrange(self.documents)
        return f"/event/e{mixed(number * 64 + self.chance.randrange(3) + 2**40)}"

    def _network(self) -> str:
        year, month = self.chance.randrange(1992, 2025), self.chance.randrange(1, 13)
        return f"/network?since={year}-{month:02}&until={year + 1}-{month:02}"

    def _who(self) -> Actor:
        return self.world.of[self.world.states.one(self.chance)].one(self.chance)


async def crowd(
    world: World, port: int, documents: int, readers: int, seconds: float, pause: float
) -> Answers:
    """So many readers at once; each reads what it got for `pause` seconds on average before it asks again."""
    times: dict[str, list[float]] = defaultdict(list)
    seen: set[str] = set()
    asked = [0]
    begins = time.monotonic() + WARM
    ends = begins + seconds

    async def read(number: int) -> None:
        hears, says = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, pause))
        for kind, address in Asking(world, documents, int(begins) + number):
            begun = time.monotonic()
            if begun > ends:
                break
            await _answer(hears, says, port, address)
            if begun > begins:
                times[kind].append((time.monotonic() - begun) * 1000)
                asked[0] += 1
                seen.add(address)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
        says.close()

    await asyncio.gather(*(read(number) for number in range(readers)))
    return Answers(times, len(seen) / max(asked[0], 1))


async def _answer(hears: asyncio.StreamReader, says: asyncio.StreamWriter, port: int, address: str) -> None:
    """Asks for one page on a connection that is kept, as browsers do."""
    head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Language: ru\r\n\r\n"
    says.write(head.encode())
    told = (await hears.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = told.split(" ", 2)[1]
    length = next(line for line in told.lower().splitlines() if line.startswith("content-length:"))
    await hears.readexactly(int(length.partition(":")[2]))
    assert status == "200", f"{address}: {told}"
