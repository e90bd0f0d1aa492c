"""What HTTP has put around a body on its way (chunks, gzip, deflate), taken off again."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable

from legation.reading.kinds import GZIP, PLAIN, SNIFFED, kind_of
from legation.reading.limits import size

PACKED = ("gzip", "x-gzip", "deflate")
AS_IT_IS = ("", "identity", "none")
PARTS = 100  # gzip may be several, one after the other
GZIP_MARK = b"\x1f\x8b"
AGAIN = "fetch the page again: legation fetch --failed"
ASK_FOR_GZIP = f"{AGAIN}; or have the crawler ask for gzip only (Accept-Encoding: gzip)"
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,4096})?\r\n")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Undecodable(Exception):
    """A body that its codings keep closed; `reason` and `remedy` are those of its failure."""

    def __init__(self, reason: str, remedy: str = AGAIN) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def codings_in(*headers: str) -> list[str]:
    """The codings that `Content-Encoding` and `Transfer-Encoding` name, in the order they were put on."""
    named = (each.strip().lower() for header in headers for each in header.split(","))
    return [each for each in named if each not in AS_IT_IS]


def decoded(body: bytes, codings: Iterable[str], most: int) -> bytes:
    """The body without the codings that were put on it, the last one first.

    A body that plainly is not under the coding that is named stays as it is: archives often keep the header
    of what they have unpacked. Raises `Undecodable` for one that is cut or broken, that unfolds to more than
    `most` bytes, or whose coding is unknown.
    """
    for coding in reversed(list(codings)):
        if coding == "chunked":
            body = _joined(body)
        elif not body or _is_open(body):
            continue
        elif coding in PACKED:
            body = _unpacked(body, most)
        else:
            raise Undecodable(f"packed in a way that Legation cannot unpack ({coding[:40]})", ASK_FOR_GZIP)
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a body put together; a body that is in none stays as it is."""
    first = _CHUNK.match(body)
    if first is None:
        return body
    parts: list[bytes] = []
    chunk = first
    while length := int(chunk[1], 16):
        start, at = chunk.end(), chunk.end() + length
        found = _CHUNK.match(body, at + 2) if body.startswith(b"\r\n", at) else None
        if found is None:
            is_cut = at >= len(body) or body.find(b"\n", at + 2) < 0
            raise Undecodable("cut: its last chunk is missing" if is_cut else "its chunks are broken")
        parts.append(body[start:at])
        chunk = found
    return b"".join(parts)


def _unpacked(body: bytes, most: int) -> bytes:
    try:
        return _inflated(body, zlib.MAX_WBITS | 32, most)
    except zlib.error:
        try:
            return _inflated(body, -zlib.MAX_WBITS, most)  # «deflate» as some servers mean it
        except zlib.error as error:
            raise Undecodable(f"its packing is broken ({error})") from error


def _inflated(body: bytes, window: int, most: int) -> bytes:
    content = bytearray()
    for _ in range(PARTS):
        stream = zlib.decompressobj(window)
        content += stream.decompress(body, most + 1 - len(content))
        if len(content) > most:
            raise Undecodable(f"unfolds to more than {size(most)}; it may be a bomb", "leave it out")
        if not stream.eof:
            raise Undecodable("cut: its packing ends too early") if content else zlib.error("it ends at once")
        body = stream.unused_data
        if not body.startswith(GZIP_MARK):
            return bytes(content)
    raise Undecodable(f"packed in more than {PARTS} parts; it may be a bomb", "leave it out")


def _is_open(body: bytes) -> bool:
    """Whether the body is a file of a known kind, or a text, and so under no packing."""
    head = body[:SNIFFED]
    if kind_of("", head) not in (PLAIN, GZIP):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return not _CONTROLS.search(head)
