"""Processes beside the server that make pages, so that all cores do: each is asked for one page at a time.

The server alone answers requests, holds the readers' sessions and files judgements; what these processes know
is the record. One that dies is replaced, and the server makes its page itself.
"""

from __future__ import annotations

import asyncio
import gc
import os
import struct
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from legation.app.web.making import Made, Maker, Marks, Place, View

MOST_BYTES = 2**32 - 1
# What a page took the next will take: glibc need not give it back to the system in between.
MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(256 * 2**20), "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20)}
_SIZE = struct.Struct("<I")
_marks, _place = msgspec.msgpack.Decoder(Marks), msgspec.msgpack.Decoder(Place)
_made = msgspec.msgpack.Decoder(Made)


class Workshop:
    """So many processes; until they stand ready, and where there are none, it makes nothing."""

    def __init__(self, record: Path, marks: Marks, count: int) -> None:
        self._record, self._marks, self._count = record, marks, count
        self._free: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self._all: set[asyncio.subprocess.Process] = set()
        self._ready, self._closed = 0, False
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Starts the processes without waiting for them; in the loop that will ask them."""
        self._begin(self._count)

    def _begin(self, count: int) -> None:
        task = asyncio.get_running_loop().create_task(self._start(count))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _start(self, count: int) -> None:
        """One after the other: the first readers need the cores as well."""
        for _ in range(count):
            await self._start_one()

    async def _start_one(self) -> None:
        command = (sys.executable, "-m", "legation.app.web.work", "pages", str(self._record))
        pipe, surroundings = asyncio.subprocess.PIPE, {**MEMORY, **os.environ}
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, limit=2**20, env=surroundings
        )
        self._all.add(process)
        try:
            await _ask(process, msgspec.msgpack.encode(self._marks))  # answered when it has loaded all
        except (OSError, EOFError):
            return  # it cannot work here; the server makes its pages itself
        self._ready += 1
        self._free.put_nowait(process)

    async def made(self, place: Place) -> Made | None:
        """The page as one of the processes makes it; nothing if none can."""
        if not self._ready:
            return None
        process = await self._free.get()
        try:
            made = _made.decode(await _ask(process, msgspec.msgpack.encode(place)))
        except (OSError, EOFError, msgspec.MsgspecError):
            self._lose(process)
            return None
        except BaseException:  # the reader has gone; what the process answers now would be taken for another
            self._lose(process)
            raise
        self._free.put_nowait(process)
        return made

    def _lose(self, process: asyncio.subprocess.Process) -> None:
        self._ready -= 1
        self._all.discard(process)
        if process.returncode is None:
            process.kill()
        if not self._closed:
            self._begin(1)

    async def close(self) -> None:
        """Ends the processes."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for process in self._all:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _ask(process: asyncio.subprocess.Process, words: bytes) -> bytes:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - pipes were asked for
    process.stdin.write(_SIZE.pack(len(words)) + words)
    await process.stdin.drain()
    (size,) = _SIZE.unpack(await process.stdout.readexactly(_SIZE.size))
    return await process.stdout.readexactly(size)


def make_pages(record: Path, views: Mapping[str, View], asked: BinaryIO, told: BinaryIO) -> None:
    """The work of such a process: pages are made as they are asked for, until nobody asks any more."""
    marks = _marks.decode(_heard(asked) or b"")
    maker = Maker.over(record, marks, views)
    maker.warm()
    gc.freeze()  # what is loaded by now stays; pages leave hardly anything that only the collector finds,
    gc.set_threshold(50_000, 20)  # and looking for it took a twentieth of the time
    _tell(told, b"")
    while (words := _heard(asked)) is not None:
        place = _place.decode(words)
        try:
            made = maker.made(place)
        except Exception as error:  # whatever it is must not end the process
            traceback.print_exc()
            made = maker.told(place, type(error).__name__, str(error), 500)
        _tell(told, msgspec.msgpack.encode(made))


def _heard(asked: BinaryIO) -> bytes | None:
    head = asked.read(_SIZE.size)
    return asked.read(_SIZE.unpack(head)[0]) if len(head) == _SIZE.size else None


def _tell(told: BinaryIO, words: bytes) -> None:
    told.write(_SIZE.pack(len(words)) + words)
    told.flush()
