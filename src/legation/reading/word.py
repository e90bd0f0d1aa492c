"""DOCX → its text: paragraphs, tables, notes. What is struck out by a tracked change is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legation.errors import UnreadablePage
from legation.reading.limits import LIMITS, Limits
from legation.reading.told import Told
from legation.reading.xml import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
# What holds no words of the text: earlier states of changed text, field codes, the twin of a drawing.
LEFT_OUT = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}delText",
    f"{W}rPr",
    f"{W}pPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BREAKS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\xad",
}
NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def word_document(content: bytes, limits: Limits = LIMITS) -> Told:
    """The text of a DOCX: a line a paragraph, cells parted by tabs, notes below the text.

    Headers and footers of the sheets are left out. Raises `UnreadablePage` for a file that is no DOCX.
    """
    parts = Parts(content, "DOCX", limits.page_bytes)
    root = parts.xml("word/document.xml")
    if root is None:
        raise UnreadablePage("a DOCX without word/document.xml; open and save it again")
    lines = list(_blocks(root))
    for name, kind in NOTES:
        notes = parts.xml(name)
        if notes is not None:
            lines += [words for note in notes.iter(f"{W}{kind}") if (words := _note(note))]
    core = parts.xml("docProps/core.xml")
    return Told(
        text="\n".join(lines).strip("\n"),
        title=_fact(core, f"{DC}title"),
        dated=_fact(core, f"{TERMS}modified") or _fact(core, f"{TERMS}created"),
        author=_fact(core, f"{DC}creator"),
    )


def _blocks(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield _words(child).strip(" ")
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in row.iterchildren(f"{W}tc"))
                yield "\t".join(cells)
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            yield from _blocks(child)


def _words(element: Any) -> str:
    found: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}t":
            found += [child.text or "", *(entity.tail or "" for entity in child)]
        elif child.tag in BREAKS:
            found.append(BREAKS[child.tag])
        elif child.tag == f"{W}p":  # a text box inside a paragraph
            found.append(f" {_words(child)} ")
        else:
            waiting.extend(reversed(child))
    return "".join(found)


def _note(note: Any) -> str:
    """A note's words; separators, which Word keeps among the notes, have none."""
    return " ".join(" ".join(_blocks(note)).split())


def _fact(core: Any, tag: str) -> str:
    return (core.findtext(tag) or "").strip() if core is not None else ""
