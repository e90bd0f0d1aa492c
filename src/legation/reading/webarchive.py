"""WARC → the pages that were fetched, with their addresses."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from msgspec import Struct
from msgspec.structs import replace

from legation.reading.codings import AGAIN, GZIP_MARK, Undecodable, codings_in, decoded
from legation.reading.feeds import pages_of_feed
from legation.reading.kinds import (
    CSV,
    DOCX,
    EPUB,
    FEED,
    HTML,
    JSON,
    ODT,
    PDF,
    PLAIN,
    RECORDS,
    RTF,
    SNIFFED,
    ZIP,
    kind_of,
)
from legation.reading.limits import size
from legation.reading.lists import pages_of_json
from legation.reading.records import pages_of_records
from legation.reading.tables import pages_of_table
from legation.reading.unfolding import CHUNK, Pages, TooMuch, Unfolding, within
from legation.record import Failure, Page

ONE_PAGE = (HTML, PLAIN, PDF, DOCX, ODT, EPUB, RTF)
# Kinds that a server may name where neither bytes nor address show them, and what reads them.
LISTS: dict[str, Callable[[IO[bytes], str, Unfolding], Pages]] = {
    JSON: pages_of_json,
    RECORDS: pages_of_records,
    CSV: pages_of_table,
    FEED: pages_of_feed,
}
DECLARED = {
    HTML: HTML,
    "application/xhtml+xml": HTML,
    JSON: JSON,
    "text/json": JSON,
    RECORDS: RECORDS,
    "application/x-ndjson": RECORDS,
    "application/x-jsonlines": RECORDS,
    CSV: CSV,
    "text/tab-separated-values": CSV,
    FEED: FEED,
    "application/atom+xml": FEED,
}
# What a page is dressed with: images, sound, films, fonts, styles, scripts. None of it holds a text.
DRESS = re.compile(
    r"(?:image/(?!.*djvu)|audio/|video/|font/|text/css|(?:text|application)/(?:x-)?(?:java|ecma)script"
    r"|application/(?:(?:x-)?font|vnd\.ms-fontobject|wasm|manifest\+json|x-shockwave-flash"
    r"|(?:x-|vnd\.apple\.)mpegurl|dash\+xml))"
)
DRESS_BY_NAME = re.compile(
    r"\.(?:css|m?js|map|wasm|woff2?|ttf|otf|eot|png|jpe?g|gif|webp|avif|bmp|ico|svg|mp[34]|m4[av]|webm|og[gv]|mov"
    r"|avi|swf|m3u8)$",
    re.I,
)
DRESS_BY_BYTES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF|wOF[F2]|OTTO|\x00\x01\x00\x00|ID3|OggS|\x1aE\xdf\xa3|....ftyp", re.S
)
# Servers that know no better name these; then the address and the bytes tell.
UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "application/x-download", PLAIN)
SCHEMES = ("http://", "https://", "ftp://")
REMEDY = "send for the archive again, or fetch the pages"


class Answer(Struct, frozen=True, kw_only=True):
    """What heads a record. `http` are the headers of the answer; none where the page alone is kept.

    `status` is 200 for a page that is kept without a head, and None for a head that is broken.
    """

    url: str
    status: int | None
    media_type: str
    http: dict[str, str]
    truncated: str

    def may_be_page(self) -> bool:
        """Whether the web answered with something that is not merely what a page is dressed with."""
        if self.status not in (200, None) or not (self.http or self.url.startswith(SCHEMES)):
            return False  # crawlers keep notes of their own under metadata://, urn:, dns:
        if self.media_type in UNTOLD:
            return not DRESS_BY_NAME.search(_file_name(self.url))
        return not DRESS.match(self.media_type)

    def body(self, content: bytes, most: int) -> bytes:
        """What was answered, out of its codings. Raises `Undecodable`, also for one that came in part."""
        if self.truncated:
            raise Undecodable(f"cut when it was fetched ({self.truncated[:40]})")
        codings = codings_in(self.http.get("content-encoding", ""), self.http.get("transfer-encoding", ""))
        if codings:
            return decoded(content, codings, most)
        announced = self.http.get("content-length", "")
        if announced.isdecimal() and len(content) < int(announced[:20]):
            raise Undecodable(f"cut: {size(len(content))} came of the {size(int(announced[:20]))} announced")
        return content


def pages_of_warc(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The answers that hold a page, in the archive's order; each is read as a file of its kind is.

    Errors, redirects and what pages are dressed with (images, styles, scripts) are passed by. An answer that
    is cut or packed in an unknown way is a failure, and so is an archive that ends in the middle of a record.
    """
    for each in _answers(file, name, unfolding.limits.page_bytes):
        if isinstance(each, Failure):
            yield each
        else:
            yield from _pages_of(*each, unfolding)


def _answers(file: IO[bytes], name: str, most: int) -> Iterator[tuple[Answer, str, bytes] | Failure]:
    """Every answer that may hold a page, with its name and content, as far as the archive goes."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    is_packed = file.read(2) == GZIP_MARK
    file.seek(0)
    at, is_whole, is_told = 0, True, False
    try:
        for record in ArchiveIterator(file):
            at = record.stream_pos
            answered = record.record_type in (WarcRecordType.response, WarcRecordType.resource)
            answer = _answer(record) if answered else None
            if answer is None or not answer.may_be_page():
                is_whole = _is_whole(record, record.reader.consume())
                continue
            where = within(name, answer.url or str(record.record_id))
            content = record.reader.read(most + 1)
            if len(content) > most:
                reason = f"more than the {size(most)} that one page may have"
                yield Failure(name=where, reason=reason, remedy="read it by itself", url=answer.url)
            elif is_told := not _is_whole(record, len(content)):
                reason = f"cut: the archive ends after {size(len(content))} of it"
                yield Failure(name=where, reason=reason, remedy=REMEDY, url=answer.url)
            elif answer.status is None:
                yield Failure(name=where, reason="an answer without a head", remedy=AGAIN, url=answer.url)
            else:
                yield answer, where, content
        if not is_told and not (is_whole and (not is_packed or _is_packed_whole(file, at))):
            reason = "cut: it ends in the middle of a record; what followed is lost"
            yield Failure(name=name, reason=reason, remedy=REMEDY)
    except TooMuch:
        raise
    except Exception as error:  # fastwarc raises bare errors of many kinds on damaged files
        reason = f"a damaged WARC: {error}; the rest of it was left unread"
        yield Failure(name=name, reason=reason, remedy=REMEDY)


def _answer(record: Any) -> Answer:
    about, http = _fields(record.headers), record.http_headers
    headers = about if http is None else _fields(http)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    alone = None if media_type == "application/http" else 200
    return Answer(
        url=about.get("warc-target-uri", "").strip("<>"),
        status=alone if http is None else http.status_code,
        media_type=media_type,
        http={} if http is None else headers,
        truncated=about.get("warc-truncated", ""),
    )


def _fields(headers: Any) -> dict[str, str]:
    """Headers by their names in small letters; of those that stand twice the first. One look takes all of
    them: fastwarc is slow to find each.
    """
    return {name.lower(): value for name, value in reversed(headers.to_tuples())}


def _is_whole(record: Any, length: int) -> bool:
    """Whether all that the record announces was there; one without a length was cut in its head."""
    if not record.content_length and not record.headers.get("Content-Length"):
        return False
    return bool(length >= record.content_length)


def _is_packed_whole(file: IO[bytes], at: int) -> bool:
    """Whether the gzip that begins at a byte goes on to its end; true where none begins there."""
    file.seek(at)
    rest = file.read(CHUNK)
    if not rest or not rest.startswith(GZIP_MARK[: len(rest)]):
        return True
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while rest:
        stream.decompress(rest, CHUNK)
        if stream.eof:
            rest = stream.unused_data.lstrip(b"\0") or file.read(CHUNK)
            stream = zlib.decompressobj(zlib.MAX_WBITS | 16) if rest else stream
        else:
            rest = stream.unconsumed_tail or file.read(CHUNK)
    return stream.eof


def _pages_of(answer: Answer, where: str, content: bytes, unfolding: Unfolding) -> Pages:
    try:
        content = answer.body(content, unfolding.limits.page_bytes)
    except Undecodable as error:
        yield Failure(name=where, reason=error.reason, remedy=error.remedy, url=answer.url)
        return
    kind = agreed(answer.media_type, kind_of(_file_name(answer.url), content[:SNIFFED]))
    if kind == PLAIN and answer.media_type != PLAIN and DRESS_BY_BYTES.match(content):
        return
    if kind in ONE_PAGE:
        yield Page(name=where, content=content, media_type=kind, url=answer.url)
        return
    file = io.BytesIO(content)
    inside = LISTS[kind](file, where, unfolding) if kind in LISTS else unfolding.deeper(file, where)
    is_empty = True
    for page in inside:
        is_empty = False
        yield replace(page, url=answer.url) if page.name == where and not page.url else page
    if is_empty:
        yield Failure(name=where, reason="empty: no page in it", remedy="leave it out", url=answer.url)


def _file_name(url: str) -> str:
    """The end of an address's path, where a file has its name; empty for the root of a site."""
    path = url.partition("?")[0].partition("#")[0].partition("://")[2]
    return path.rpartition("/")[2] if "/" in path else ""


def agreed(declared: str, seen: str) -> str:
    """The kind of an answer: what its bytes or its name show, else what the server calls it."""
    if seen == ZIP and declared in (DOCX, ODT, EPUB):
        return declared
    if seen != PLAIN:
        return seen
    return JSON if declared.endswith("+json") else DECLARED.get(declared, PLAIN)
