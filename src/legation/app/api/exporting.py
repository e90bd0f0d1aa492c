"""Exports by the API: what `legation export` writes, sent while it is written."""

from __future__ import annotations

import io
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any, BinaryIO, cast

from starlette.responses import StreamingResponse

from legation.errors import BadInput
from legation.exports.formats import FORMATS, Format
from legation.exports.target import Target
from legation.store.filters import Filters, bounds, limit_of
from legation.store.record import Record

CHUNK = 64 * 1024  # bytes sent at once
AHEAD = 16  # chunks written before the reader takes them
PATIENCE = 0.5  # seconds between looks whether the reader is still there
KINDS = {
    **{
        "jsonl": "application/x-ndjson",
        "plover-jsonl": "application/x-ndjson",
        "ftm": "application/x-ndjson",
    },
    **{"canonical": "application/x-ndjson", "json-ld": "application/ld+json", "turtle": "text/turtle"},
    **{"graphml": "application/graphml+xml", "ical": "text/calendar"},
}
ENDINGS = {
    **{"jsonl": "jsonl", "plover-jsonl": "jsonl", "ftm": "jsonl", "canonical": "jsonl", "json-ld": "jsonld"},
    **{"turtle": "ttl", "graphml": "graphml", "ical": "ics"},
}
TABLE = "text/tab-separated-values"


class _Pipe(io.RawIOBase):
    """What is written at one end is taken at the other, in another thread, never more than a little ahead."""

    def __init__(self) -> None:
        self.chunks: Queue[bytes | BaseException | None] = Queue(AHEAD)
        self.gone = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.put(bytes(data))
        return len(data)

    def put(self, what: bytes | BaseException | None) -> None:
        """Hands something on. Raises BrokenPipeError once nobody takes it any more."""
        while not self.gone.is_set():
            try:
                self.chunks.put(what, timeout=PATIENCE)
                return
            except Full:
                continue
        raise BrokenPipeError("nobody reads this export any more")

    def taken(self) -> Iterator[bytes]:
        """What is written, until the end; raises what the writer raised."""
        try:
            while True:
                try:
                    chunk = self.chunks.get(timeout=PATIENCE)
                except Empty:
                    continue
                if chunk is None:
                    return
                if isinstance(chunk, BaseException):
                    raise chunk
                yield chunk
        finally:
            self.gone.set()


class _Sent(Target):
    """An export that is sent: one file as it is written."""

    def __init__(self, pipe: _Pipe) -> None:
        super().__init__(None)
        self._pipe = pipe

    @contextmanager
    def whole(self) -> Iterator[BinaryIO]:
        out = io.BufferedWriter(self._pipe, CHUNK)
        yield cast(BinaryIO, out)
        out.flush()


def exported(record: Record, name: str, filters: Filters) -> StreamingResponse:
    """An export as an answer; formats of several files as a ZIP. Raises BadInput before anything is sent."""
    known = FORMATS.get(name)
    if known is None:
        raise BadInput(f"«{name}» is no format; there are {', '.join(FORMATS)}.")
    bounds(filters), limit_of(filters)
    pipe = _Pipe()
    threading.Thread(target=_write, args=(record, known, filters, pipe), daemon=True).start()
    chunks = pipe.taken()
    first = next(chunks, b"")  # what is wrong with the question shows before the first word of the answer
    ending = "zip" if known.folder else ENDINGS.get(name, "tsv")
    return StreamingResponse(
        _joined(first, chunks),
        media_type="application/zip" if known.folder else KINDS.get(name, TABLE),
        headers={"content-disposition": f'attachment; filename="legation-{name}.{ending}"'},
    )


def _joined(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _write(record: Record, known: Format, filters: Filters, pipe: _Pipe) -> None:
    try:
        if known.folder:
            _write_folder(record, known, filters, pipe)
        else:
            known.write(record, filters, _Sent(pipe))
        pipe.put(None)
    except BrokenPipeError:
        return
    except BaseException as error:
        try:
            pipe.put(error)
        except BrokenPipeError:
            return


def _write_folder(record: Record, known: Format, filters: Filters, pipe: _Pipe) -> None:
    """Several files are written beside the record first: some formats write two at once."""
    place = record.path.resolve().parent
    with tempfile.TemporaryDirectory(prefix=f"{record.path.name}.outgoing-", dir=place) as made:
        folder = Path(made)
        known.write(record, filters, Target(folder))
        out = io.BufferedWriter(pipe, CHUNK)
        with zipfile.ZipFile(cast(BinaryIO, out), "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                told = zipfile.ZipInfo(file.name)  # of no date, so that two exports are one file
                told.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(told, "w") as entry, file.open("rb") as source:
                    while piece := source.read(CHUNK):
                        entry.write(piece)
        out.flush()
