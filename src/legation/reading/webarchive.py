"""WARC → the pages that were fetched, with their addresses."""

from __future__ import annotations

import contextlib
from typing import IO, Any

from legation.reading.kinds import HTML, PDF, PLAIN, RTF, kind_of
from legation.reading.limits import size
from legation.reading.unfolding import Pages, Unfolding, within
from legation.record import Failure, Page

READ = (HTML, "application/xhtml+xml", PLAIN, PDF, RTF, "application/msword")


def pages_of_warc(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The answers that hold a page, in the archive's order; others (images, styles) are passed by."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    limits = unfolding.limits
    try:
        records = ArchiveIterator(file, record_types=WarcRecordType.response | WarcRecordType.resource)
        for record in records:
            url = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
            where = within(name, url or str(record.record_id))
            status = record.http_headers.status_code if record.http_headers is not None else 200
            media_type = _media_type(record)
            if status != 200 or (media_type and media_type not in READ):
                continue
            unfolding.members += 1
            content = record.reader.read(limits.page_bytes + 1)
            unfolding.unfolded += len(content)
            if len(content) > limits.page_bytes:
                reason = f"more than the {size(limits.page_bytes)} that one page may have"
                yield Failure(name=where, reason=reason, remedy="read it by itself", url=url)
                continue
            content = _unpacked(record, content, limits.page_bytes)
            kind = kind_of(url.partition("?")[0].rpartition("/")[2], content[:4096])
            yield Page(name=where, content=content, media_type=agreed(media_type, kind), url=url)
    except Exception as error:  # fastwarc raises bare errors of many kinds on damaged files
        yield Failure(name=name, reason=f"a damaged WARC: {error}", remedy="fetch the pages again")


def _media_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers is not None else record.headers
    return str(headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def agreed(declared: str, seen: str) -> str:
    """HTML that a server calls so is HTML even where its first bytes do not show it."""
    return HTML if declared in (HTML, "application/xhtml+xml") and seen == PLAIN else seen


def _unpacked(record: Any, content: bytes, most: int) -> bytes:
    coding = str((record.http_headers or {}).get("Content-Encoding") or "").lower()
    if coding in ("gzip", "x-gzip", "deflate") and content[:2] in (
        b"\x1f\x8b",
        b"\x78\x9c",
        b"\x78\x01",
        b"\x78\xda",
    ):
        import zlib

        with contextlib.suppress(zlib.error):
            return zlib.decompressobj(47).decompress(content, most)
    return content
