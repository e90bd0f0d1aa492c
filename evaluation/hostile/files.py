"""Files made to break a reader: hostile texts in every kind of file, then damaged."""

from __future__ import annotations

import base64
import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from random import Random

from evaluation.hostile.desk_files import column, docx, epub, odt, paragraph, pdf, zipped
from evaluation.hostile.dumps import gdelt_file, list_file, wiki_file
from evaluation.hostile.texts import TEXTS

ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "cp1251",
    "koi8-r",
    "cp866",
    "mac-cyrillic",
)
TAGS = (
    "div",
    "p",
    "table",
    "tr",
    "td",
    "span",
    "article",
    "b",
    "script",
    "style",
    "svg",
    "math",
    "template",
    "x-y",
)


def _escaped(words: str) -> str:
    plain = "".join(letter for letter in words if letter >= " " or letter in "\n\t")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\uffff", "")


def text_file(words: str, chance: Random) -> tuple[str, bytes]:
    """Plain text in an encoding that a desk receives, or in two at once."""
    content = words.encode(chance.choice(ENCODINGS), "ignore")
    if chance.random() < 0.1:
        content += words[:500].encode(chance.choice(ENCODINGS), "ignore")
    if chance.random() < 0.1:
        content = content.decode("latin-1").encode()
    return "txt", content


def html_file(words: str, chance: Random) -> tuple[str, bytes]:
    """HTML: deep, unclosed, with broken attributes and wrong declarations."""
    tag, depth = chance.choice(TAGS), chance.choice((1, 20, 5_000))
    head = chance.choice(
        ("", '<meta charset="koi8-r">', f"<title>{words[:80]}</title>", '<base href="file:///">')
    )
    broken = chance.choice(
        ("", '<p class="', "<!--", "<![CDATA[", "&#xFFFFFFFF;&#0;&lt", "</p></p></html>", "<" * 500)
    )
    body = (
        f"<{tag}>" * depth
        + f"<article><p>{_escaped(words)}</p>{broken}</article>"
        + f"</{tag}>" * chance.choice((0, depth))
    )
    return "html", f"<html><head>{head}</head><body>{body}".encode(chance.choice(ENCODINGS[:5]), "ignore")


def record_file(words: str, chance: Random) -> tuple[str, bytes]:
    """JSON Lines with lines that are none."""
    lines = [
        json.dumps({"text": words[:5_000], "published": words[:50], "url": words[:50]}) for _ in range(3)
    ]
    lines.append(
        chance.choice(("[" * 5_000, '{"text": 1}', '{"text"', '"x"', '{"text": "\\ud800"}', "\x00", "1e9999"))
    )
    chance.shuffle(lines)
    return "jsonl", "\n".join(lines).encode()


def table_file(words: str, chance: Random) -> tuple[str, bytes]:
    """CSV with quotes that never close and rows that do not fit."""
    quoted = words[:9_000].replace('"', '""')
    row = chance.choice((f'"{quoted}",1,2,3', f'"{quoted}', ",,,,", f"{words[:100]},"))
    return "csv", f"text,date\n{row}\n{row}\n".encode(chance.choice(ENCODINGS), "ignore")


def pdf_file(words: str, chance: Random) -> tuple[str, bytes]:
    """PDF, with print where no print should be."""
    lines = [words[at : at + 80].replace("\n", " ") for at in range(0, min(len(words), 4_000), 80)]
    sheet = [
        (x * chance.choice((1, -9)), y, line.encode("cp1251", "replace").decode("cp1251"))
        for x, y, line in column(lines)
    ]
    return "pdf", pdf([sheet] * chance.choice((1, 3)), image=chance.random() < 0.2)


def word_file(words: str, chance: Random) -> tuple[str, bytes]:
    """DOCX, deep or wide."""
    inner = paragraph(_escaped(words[:50_000]))
    depth = chance.choice((0, 3, 300))
    return "docx", docx("<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth)


def open_file(words: str, chance: Random) -> tuple[str, bytes]:
    """ODT with spaces without end."""
    spaces = f'<text:s text:c="{chance.choice((1, 10**9, -1))}"/>'
    return "odt", odt(f"<text:p>{spaces}{_escaped(words[:50_000])}</text:p>")


def book_file(words: str, chance: Random) -> tuple[str, bytes]:
    """EPUB whose chapters lie outside it or say nothing."""
    names = chance.sample(("a.xhtml", "../../b.xhtml", "c%00.xhtml", "d d.xhtml"), 2)
    return "epub", epub({name: f"<p>{_escaped(words[:20_000])}</p>" for name in names})


def rich_file(words: str, chance: Random) -> tuple[str, bytes]:
    """RTF with groups that never close."""
    codes = "".join(f"\\u{ord(letter) % 65536}?" for letter in words[:3_000])
    opened = "{" * chance.choice((1, 1, 5_000))
    return "rtf", f"{{\\rtf1\\ansi{opened}\\uc{chance.choice((0, 1, 99999999))} {codes}\\par}}".encode()


def mail_file(words: str, chance: Random) -> tuple[str, bytes]:
    """A mail with heads that lie and an attachment."""
    body = base64.encodebytes(words[:9_000].encode("utf-8", "ignore")).decode()
    charset = chance.choice(("utf-8", "x-unknown", "koi8-r", "utf-7"))
    name = chance.choice(("../../x.txt", "x.html", '"', "=?utf-8?B?////?="))
    return "eml", (
        f"From: {' '.join(words[:60].split())}\nSubject: =?{charset}?B?0JLQ?=\nDate: 99 Foo 99999\n"
        f"Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain; charset={charset}\n"
        f"Content-Transfer-Encoding: base64\n\n{body}\n--X\n"
        f"Content-Disposition: attachment; filename={name}\n\n{words[:900]}\n"
    ).encode("utf-8", "ignore")


def archive_file(words: str, chance: Random) -> tuple[str, bytes]:
    """ZIP, TAR or gzip of hostile files, with names that lead outside."""
    inner = {
        f"{chance.choice(('', '../', '/', 'a/'))}{n}.{kind}": content
        for n, (kind, content) in enumerate(
            maker(words[:5_000], chance) for maker in chance.sample(SINGLE, 3)
        )
    }
    kind = chance.choice(("zip", "tar", "gz"))
    if kind == "zip":
        return kind, zipped(inner)
    if kind == "gz":
        return "txt.gz", gzip.compress(next(iter(inner.values())))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in inner.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return "tar.gz", out.getvalue()


def feed_file(words: str, chance: Random) -> tuple[str, bytes]:
    """RSS with entities, and items that are not closed."""
    entity = chance.choice(("", '<!DOCTYPE rss [<!ENTITY x "xxxxxxxxxx">]>'))
    body = f"<description>{_escaped(words[:5_000])}&x;</description>"
    item = f"<item><title>{_escaped(words[:100])}</title>{body}</item>"
    return "rss", f'<?xml version="1.0"?>{entity}<rss version="2.0"><channel>{item * 3}'.encode(
        "utf-8", "ignore"
    )


def web_archive_file(words: str, chance: Random) -> tuple[str, bytes]:
    """WARC with lengths that lie."""
    html = f"<html><body><p>{_escaped(words[:5_000])}</p></body></html>".encode("utf-8", "ignore")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
    length = len(http) + chance.choice((0, 0, -10, 10_000))
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/{chance.random()}\r\n"
    return "warc", (
        f"{head}Content-Length: {length}\r\nContent-Type: application/http\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"


Maker = Callable[[str, Random], tuple[str, bytes]]
SINGLE: tuple[Maker, ...] = (text_file, html_file, pdf_file, word_file, open_file, book_file, rich_file)
MAKERS: tuple[Maker, ...] = (
    *SINGLE,
    text_file,
    html_file,
    record_file,
    table_file,
    mail_file,
    archive_file,
    feed_file,
    web_archive_file,
    wiki_file,
    gdelt_file,
    list_file,
)


def damaged(content: bytes, chance: Random) -> bytes:
    """The bytes after an accident: cut, turned, doubled, mixed."""
    if len(content) < 8:
        return content
    body = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(body))
        accident = chance.randrange(5)
        if accident == 0:
            body[at] ^= 1 << chance.randrange(8)
        elif accident == 1:
            del body[at : at + chance.choice((1, 16, 500))]
        elif accident == 2:
            body[at:at] = chance.randbytes(chance.choice((1, 16, 200)))
        elif accident == 3:
            body[at:at] = body[at : at + 300]
        else:
            body[at:] = body[at : at + max(1, (len(body) - at) // 2)]
        if len(body) < 8:
            break
    return bytes(body)


def hostile_files(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of so many hostile files: the same for the same seed."""
    for number in range(count):
        chance = Random(f"{seed}:{number}")
        words = chance.choice(TEXTS)(chance)
        kind, content = chance.choice(MAKERS)(words, chance)
        if chance.random() < 0.5:
            content = damaged(content, chance)
        yield f"{number:05}.{kind}", content
