"""EPUB → the text of its chapters in reading order."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from lxml import html as lxml_html

from legation.errors import UnreadablePage
from legation.reading.decoding import decode
from legation.reading.limits import LIMITS, Limits
from legation.reading.told import Told
from legation.reading.xml import Parts

CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
BLOCKS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "td",
    "th",
    "dt",
    "dd",
    "figcaption",
    "pre",
)
CHAPTERS = ("application/xhtml+xml", "text/html")


def electronic_book(content: bytes, limits: Limits = LIMITS) -> Told:
    """The chapters' paragraphs, a line each. Raises `UnreadablePage` for a file that is no EPUB."""
    parts = Parts(content, "EPUB", limits.page_bytes)
    container = parts.xml("META-INF/container.xml")
    root = None if container is None else container.find(f".//{CONTAINER}rootfile")
    where = "" if root is None else root.get("full-path") or ""
    package = parts.xml(where) if where else None
    if package is None:
        raise UnreadablePage("an EPUB without a package file; open and save it again")
    chapters = [_paragraphs(parts.read(name)) for name in _in_order(package, posixpath.dirname(where))]
    return Told(
        text="\n\n".join("\n".join(lines) for lines in chapters if lines),
        title=_fact(package, "title"),
        dated=_fact(package, "date"),
        publisher=_fact(package, "publisher"),
        author=_fact(package, "creator"),
        language=_fact(package, "language").partition("-")[0],
    )


def _in_order(package: Any, folder: str) -> list[str]:
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    spine = [items.get(reference.get("idref")) for reference in package.iter(f"{OPF}itemref")]
    return [
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in spine
        if item is not None and item.get("media-type") in CHAPTERS
    ]


def _paragraphs(content: bytes) -> list[str]:
    if not content.strip():
        return []
    words = decode(content).text.lstrip("\ufeff")
    words = words.partition("?>")[2] if words.startswith("<?xml") else words
    try:
        tree = lxml_html.document_fromstring(words)
    except (ValueError, lxml_html.etree.ParserError):
        return []
    found = []
    for element in tree.iter(*BLOCKS):
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            continue
        line = " ".join(element.text_content().split())
        if line:
            found.append(line)
    return found


def _fact(package: Any, name: str) -> str:
    return (package.findtext(f".//{DC}{name}") or "").strip()
