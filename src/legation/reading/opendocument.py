"""ODT → its text: headings, paragraphs, tables, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legation.errors import UnreadablePage
from legation.reading.limits import LIMITS, Limits
from legation.reading.told import Told
from legation.reading.xml import Parts

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
LEFT_OUT = (
    f"{TEXT}tracked-changes",
    f"{OFFICE}annotation",
    f"{TEXT}sequence-decls",
    f"{TEXT}table-of-content",
)
MOST_SPACES = 100  # of one element that stands for many


def open_document(content: bytes, limits: Limits = LIMITS) -> Told:
    """The text of an ODT: a line a paragraph, cells parted by tabs, notes below the text.

    Raises `UnreadablePage` for a file that is no ODT.
    """
    parts = Parts(content, "ODT", limits.page_bytes)
    root = parts.xml("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadablePage("an ODT without a text in content.xml; open and save it again")
    notes: list[str] = []
    lines = [*_blocks(body, notes), *notes]
    meta = parts.xml("meta.xml")
    facts = None if meta is None else meta.find(f"{OFFICE}meta")
    return Told(
        text="\n".join(lines).strip("\n"),
        title=_fact(facts, f"{DC}title"),
        dated=_fact(facts, f"{DC}date") or _fact(facts, f"{META}creation-date"),
        author=_fact(facts, f"{DC}creator"),
        language=_fact(facts, f"{DC}language").partition("-")[0],
    )


def _blocks(parent: Any, notes: list[str]) -> Iterator[str]:
    for child in parent:
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag in PARAGRAPHS:
            yield _words(child, notes).strip(" ")
        elif child.tag == f"{TABLE}table":
            for row in child.iter(f"{TABLE}table-row"):
                cells = row.iterchildren(f"{TABLE}table-cell")
                yield "\t".join(" ".join(" ".join(_blocks(cell, notes)).split()) for cell in cells)
        else:
            yield from _blocks(child, notes)


def _words(element: Any, notes: list[str]) -> str:
    found = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            words = "" if body is None else " ".join(" ".join(_blocks(body, notes)).split())
            notes.extend([words] if words else [])
        elif child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            found.append(" " * (min(int(count), MOST_SPACES) if count.isdecimal() else 1))
        elif child.tag == f"{TEXT}tab":
            found.append("\t")
        elif child.tag == f"{TEXT}line-break":
            found.append("\n")
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            found.append(_words(child, notes))
        found.append(child.tail or "")
    return "".join(found)


def _fact(facts: Any, tag: str) -> str:
    return (facts.findtext(tag) or "").strip() if facts is not None else ""
