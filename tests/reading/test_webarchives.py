"""WARC: an answer is read as a file of its kind is; what is cut, or packed in an unknown way, is a line."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from evaluation.hostile.desk_files import column, docx, epub, odt, paragraph, pdf, zipped

from legation.errors import UnreadablePage
from legation.reading.limits import Limits
from legation.reading.read import read
from legation.reading.sources import pages_in
from legation.record import Failure, Page

WORDS = "Министр прибыл в Анкару с двухдневным визитом."
HTML = f"<html><body><article><p>{WORDS}</p></article></body></html>".encode()
HTML_TYPE = "Content-Type: text/html; charset=utf-8"


def record(kind: str, url: str, block: bytes, *headers: str) -> bytes:
    told = [f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2024-03-01T10:00:00Z", *headers]
    told += [f"WARC-Record-ID: <urn:uuid:{len(url)}>", f"Content-Length: {len(block)}"]
    return "\r\n".join(["WARC/1.0", *told, "", ""]).encode() + block + b"\r\n\r\n"


def answer(url: str, body: bytes, *headers: str, status: str = "200 OK", warc_headers: str = "") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode()
    about = ["Content-Type: application/http;msgtype=response", *warc_headers.splitlines()]
    return record("response", url, head + body, *about)


def pages(tmp_path: Path, content: bytes, name: str = "a.warc", limits: Limits | None = None) -> list[str]:
    """A line a page: its address and words, or why it has none."""
    (tmp_path / name).write_bytes(content)
    return [shown(each) for each in pages_in([tmp_path / name], limits or Limits())]


def shown(page: Page | Failure) -> str:
    if isinstance(page, Failure):
        return str(page)
    try:
        return f"{page.url} {read(page).text}"
    except UnreadablePage as error:
        return f"{page.name}: {error}"


def found(tmp_path: Path, content: bytes, name: str) -> list[str]:
    """The address of each page, or why there is none."""
    (tmp_path / name).write_bytes(content)
    return [each.url if isinstance(each, Page) else str(each) for each in pages_in([tmp_path / name])]


def in_chunks(body: bytes, length: int = 7, end: bytes = b"0\r\n\r\n") -> bytes:
    parts = (body[at : at + length] for at in range(0, len(body), length))
    return b"".join(b"%x;note\r\n%s\r\n" % (len(part), part) for part in parts) + end


def deflated(body: bytes) -> bytes:
    """As some servers mean «deflate»: without the head of zlib."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


CHUNKED, GZIP, DEFLATE = "Transfer-Encoding: chunked", "Content-Encoding: gzip", "Content-Encoding: deflate"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (in_chunks(HTML), [CHUNKED]),
        (in_chunks(gzip.compress(HTML)), [CHUNKED, GZIP]),
        (in_chunks(zlib.compress(HTML)), [CHUNKED, DEFLATE]),
        (in_chunks(deflated(HTML)), [CHUNKED, DEFLATE]),
        (in_chunks(gzip.compress(HTML)), ["Transfer-Encoding: gzip, chunked"]),
        (gzip.compress(zlib.compress(HTML)), ["Content-Encoding: deflate, gzip"]),
        (gzip.compress(HTML[:50]) + gzip.compress(HTML[50:]), [GZIP]),
        (HTML, [CHUNKED]),  # unpacked by the archive, with the headers kept
        (HTML, [GZIP, "Content-Length: 9999"]),
        (HTML, ["Content-Encoding: br"]),
        (HTML, ["Content-Encoding: utf-8"]),
    ],
)
def test_what_http_put_around_a_page_is_taken_off(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    content = answer("https://example.org/1", body, HTML_TYPE, *headers)
    assert pages(tmp_path, content) == [f"https://example.org/1 {WORDS}"]


AGAIN = "fetch the page again: legation fetch --failed"
BROTLI = b'\x1bo\x02\x00,\x0elG4\xcd@\xe0~"\x04R\x0e\\\t-'


@pytest.mark.parametrize(
    ("body", "header", "line"),
    [
        (
            BROTLI,
            "Content-Encoding: br",
            f"packed in a way that Legation cannot unpack (br); {AGAIN}; "
            "or have the crawler ask for gzip only (Accept-Encoding: gzip)",
        ),
        (gzip.compress(HTML)[:-20], GZIP, f"cut: its packing ends too early; {AGAIN}"),
        (in_chunks(HTML)[:-30], CHUNKED, f"cut: its last chunk is missing; {AGAIN}"),
        (in_chunks(HTML, end=b""), CHUNKED, f"cut: its last chunk is missing; {AGAIN}"),
        (in_chunks(HTML, end=b"stop\r\n"), CHUNKED, f"its chunks are broken; {AGAIN}"),
        (HTML, "Content-Length: 9999", f"cut: {len(HTML)} bytes came of the 10.0 KB announced; {AGAIN}"),
        (gzip.compress(bytes(99_999)), GZIP, "unfolds to more than 50.0 KB; it may be a bomb; leave it out"),
        (gzip.compress(b"") * 101, GZIP, "packed in more than 100 parts; it may be a bomb; leave it out"),
        (bytes(60_000), "X: y", "more than the 50.0 KB that one page may have; read it by itself"),
    ],
)
def test_what_cannot_be_opened_is_a_line_and_the_next_is_read(
    tmp_path: Path, body: bytes, header: str, line: str
) -> None:
    content = answer("https://example.org/1", body, HTML_TYPE, header)
    content += answer("https://example.org/2", HTML, HTML_TYPE)
    assert pages(tmp_path, content, limits=Limits(page_bytes=50_000)) == [
        f"a.warc!https://example.org/1: {line}",
        f"https://example.org/2 {WORDS}",
    ]


def test_what_the_crawler_cut_is_a_line(tmp_path: Path) -> None:
    content = answer("https://example.org/1", HTML, HTML_TYPE, warc_headers="WARC-Truncated: length")
    assert pages(tmp_path, content) == [
        f"a.warc!https://example.org/1: cut when it was fetched (length); {AGAIN}"
    ]


RSS = (
    f"<rss version='2.0'><channel><item><link>https://example.org/n</link><description>{WORDS}</description>"
)
JSON = json.dumps({"articles": [{"body": WORDS, "url": "https://example.org/n"}]}).encode()
FEED = f"{RSS}</item></channel></rss>".encode()
ITEM = f"https://example.org/n {WORDS}"
RTF = rb"{\rtf1\ansi A visit.\par}"
OLD = "not a text but an old Office file (.doc, .xls, .ppt)"
OCTETS = "application/octet-stream"
PRINTED = "Ministers met in Ankara on the third day of March to speak of trade."


@pytest.mark.parametrize(
    ("file", "media_type", "body", "line"),
    [
        ("d", "application/vnd.openxmlformats-officedocument", docx(paragraph(WORDS)), f"{{}} {WORDS}"),
        ("d.docx?get=1", OCTETS, docx(paragraph(WORDS)), f"{{}} {WORDS}"),
        ("d", "application/vnd.oasis.opendocument.text", odt(f"<text:p>{WORDS}</text:p>"), f"{{}} {WORDS}"),
        ("d", "application/epub+zip", epub({"a.xhtml": f"<p>{WORDS}</p>"}), f"{{}} {WORDS}"),
        ("d", "application/msword", RTF, "{} A visit."),
        ("d", OCTETS, pdf([column([PRINTED])]), f"{{}} {PRINTED}"),
        ("d", OCTETS, HTML, f"{{}} {WORDS}"),
        ("", "", HTML, f"{{}} {WORDS}"),
        ("d", "application/xhtml+xml", HTML, f"{{}} {WORDS}"),
        ("d.php", "text/html", b"<script></script>" + HTML, f"{{}} {WORDS}"),
        ("d", "application/rss+xml", FEED, ITEM),
        ("d", "text/xml", FEED, ITEM),
        ("d", "application/json", JSON, ITEM),
        ("d", "application/feed+json", JSON, ITEM),
        ("d.json?page=2", "text/html", JSON, ITEM),
        ("d", "application/json", json.dumps({"text": WORDS}).encode(), f"{{}} {WORDS}"),
        ("d", "text/csv", f"url,text\nhttps://example.org/n,{WORDS}\n".encode(), ITEM),
        ("d", "application/zip", zipped({"a.txt": WORDS}), f" {WORDS}"),
        ("d.gz", "application/gzip", gzip.compress(FEED), ITEM),
        ("d", "application/msword", b"\xd0\xcf\x11\xe0" + bytes(9), f"a.warc!{{}}: {OLD}"),
        ("d.djvu", "image/vnd.djvu", b"AT&TFORM" + bytes(99), "a.warc!{}: not a text but a binary file"),
        ("d", "application/json", b"[]", "a.warc!{}: empty: no page in it; leave it out"),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_a_file_of_its_kind(
    tmp_path: Path, file: str, media_type: str, body: bytes, line: str
) -> None:
    url = f"https://example.org/{file}"
    assert pages(tmp_path, answer(url, body, f"Content-Type: {media_type}")) == [line.format(url)]


@pytest.mark.parametrize(
    ("url", "media_type", "body"),
    [
        ("https://example.org/a", "image/svg+xml", b"<svg/>"),
        ("https://example.org/a.js?v=2", "text/plain", b"let a"),
        ("https://example.org/a", "application/x-javascript", b"let a"),
        ("https://example.org/a", "text/css", b"a {}"),
        ("https://example.org/a.woff2", OCTETS, b"wOF2"),
        ("https://example.org/a", OCTETS, b"\x89PNG\r\n"),
        ("https://example.org/a", "video/mp4", b"\0\0\0\x18ftyp"),
        ("dns:example.org", "text/dns", b"20240301 example.org. 60 IN A 192.0.2.1"),
        ("metadata://gnu.org/software/wget/warc/wget_arguments.txt", "text/plain", b'"-q" "--warc-file=a"'),
        ("urn:text:https://example.org/a", "text/plain", WORDS.encode()),
    ],
)
def test_what_pages_are_dressed_with_and_what_crawlers_note_is_no_page(
    tmp_path: Path, url: str, media_type: str, body: bytes
) -> None:
    content = record("warcinfo", "", b"software: Wget\r\n", "Content-Type: application/warc-fields")
    if url.startswith("https"):
        content += answer(url, body, f"Content-Type: {media_type}")
    content += record("resource", url, body, f"Content-Type: {media_type}")
    content += record("metadata", url, body, f"Content-Type: {media_type}")
    assert pages(tmp_path, content) == []


@pytest.mark.parametrize(
    "last",
    [
        answer("https://example.org/2", HTML, HTML_TYPE),
        answer("https://example.org/2.png", b"\x89PNG" * 9, "Content-Type: image/png"),
        record("metadata", "https://example.org/2", WORDS.encode(), "Content-Type: text/plain"),
    ],
)
@pytest.mark.parametrize(("name", "pack"), [("a.warc", bytes), ("a.warc.gz", gzip.compress)])
def test_an_archive_cut_anywhere_says_so_and_gives_what_is_whole(
    tmp_path: Path, last: bytes, name: str, pack: Callable[[bytes], bytes]
) -> None:
    first, whole = pack(answer("https://example.org/1", HTML, HTML_TYPE)), pack(last)
    of_last = found(tmp_path, last, "last.warc")
    end = len(whole) if name.endswith("gz") else len(whole) - len("\r\n\r\n")
    for stop in range(1, end):
        *urls, failure = found(tmp_path, first + whole[:stop], name)
        assert "cut: " in failure or "a damaged WARC: " in failure
        assert urls in (["https://example.org/1"], ["https://example.org/1", *of_last])
    assert found(tmp_path, first + whole, name) == ["https://example.org/1", *of_last]


def test_the_page_that_is_cut_is_named(tmp_path: Path) -> None:
    content = answer("https://example.org/1", HTML, HTML_TYPE) + answer("https://example.org/2", HTML)
    remedy = "send for the archive again, or fetch the pages"
    assert pages(tmp_path, content[: -len(HTML)]) == [
        f"https://example.org/1 {WORDS}",
        f"a.warc!https://example.org/2: cut: the archive ends after 4 bytes of it; {remedy}",
    ]
    packed = b"".join(gzip.compress(answer(f"https://example.org/{n}", HTML, HTML_TYPE)) for n in "12")
    assert pages(tmp_path, packed[:-6], "a.warc.gz")[1:] == [
        f"https://example.org/2 {WORDS}",
        f"a.warc.gz: cut: it ends in the middle of a record; what followed is lost; {remedy}",
    ]


@pytest.mark.parametrize(("name", "pack"), [("a.warc.bz2", bz2.compress), ("a.warc.xz", lzma.compress)])
def test_an_archive_in_another_packing_that_is_cut_gives_what_came(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    content = b"".join(
        answer(f"https://example.org/{n}", HTML + Random(n).randbytes(9_000), HTML_TYPE) for n in range(200)
    )
    packed = pack(content)
    *lines, last = found(tmp_path, packed[: len(packed) * 2 // 3], name)
    assert lines == [f"https://example.org/{n}" for n in range(len(lines))]
    assert len(lines) > 40
    assert "damaged" in last
