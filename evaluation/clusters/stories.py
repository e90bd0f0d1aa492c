"""Reading the stories: texts with the stretch that tells the happening and the mentions of its actors marked.

A file holds stories. `@ TYPE/act WHEN STATE STATE` opens a happening, `~ …` a near miss of the one before;
then each line is one text: `DATE | text`, `DATE (WHEN) | text` where it tells the time otherwise, or
`DATE STATUS | text`. In a text `[[…]]` is the evidence and `{…}` or `{form=name}` a mention of an actor.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from msgspec import Struct

from legation.record import Document, Event, Evidence, Mention, Passage, Reading

FOLDER = Path(__file__).parent / "stories"
BODIES = frozenset({"Сакура Энерджи", "Хикари Моторс", "EgyptAir"})
_HEAD = re.compile(r"([@~]) ([A-Z]+)/(\S*) (\S+) ((?:[A-Z]{3} ?)+)(planned|denied)?")
_LINE = re.compile(r"(\d{4}-\d\d-\d\d)(?: \(([^)]+)\))?(?: (planned|denied))? \| (.+)")
_MARK = re.compile(r"\[\[|\]\]|\{([^}=]+)(?:=([^}]+))?\}")


class Named(Struct, frozen=True):
    """A mention of an actor: its characters and the name that all mentions of the actor share."""

    start: int
    end: int
    name: str


class Story(Struct, frozen=True):
    """One text: the happening that it tells (`happening`), where, when, by whom; `near` of a near miss."""

    name: str
    happening: str
    near: str
    published: str
    text: str
    start: int
    end: int
    type: str
    act: str
    status: str
    when: str
    states: tuple[str, ...]
    named: tuple[Named, ...]

    @property
    def held(self) -> bool:
        """Whether it belongs to the half that nobody looks at while tuning; near misses go with their own."""
        return zlib.crc32((self.near or self.happening).encode()) % 2 == 0

    @property
    def document(self) -> Document:
        """The text as a dated page."""
        whole = Passage(start=0, end=len(self.text), published=self.published)
        return Document(text=self.text, name=self.name, published=self.published, passages=(whole,))

    @property
    def reading(self) -> Reading:
        """The story's own claim and mentions, as if Legation had read them without a slip."""
        document = self.document
        names = tuple(dict.fromkeys(named.name for named in self.named))
        claim = Event(
            document=document.id,
            evidence=(Evidence(self.start, self.end, self.text[self.start : self.end]),),
            type=self.type,
            act=self.act,
            status=self.status,
            when=self.when,
            states=self.states,
            actors=tuple(self.text[n.start : n.end] if n.name not in BODIES else n.name for n in self.named)
            or names,
        )
        mentions = tuple(
            Mention(
                start=n.start,
                end=n.end,
                first=0,
                last=0,
                head=0,
                kind="body" if n.name in BODIES else "person",
                name=self.text[n.start : n.end],
            )
            for n in self.named
        )
        return Reading(document_id=document.id, events=(claim,), mentions=mentions)


def stories() -> list[Story]:
    """All texts of all files, in order. Raises ValueError for a line that is neither a head nor a text."""
    return [story for path in sorted(FOLDER.glob("*.txt")) for story in _of_file(path)]


def _of_file(path: Path) -> list[Story]:
    found: list[Story] = []
    head, number, last, part = None, 0, "", 0
    for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if opened := _HEAD.fullmatch(line):
            head, number, part = opened, number + 1, 0
            if opened[1] == "@":
                last = f"{path.stem}#{number}"
        elif (told := _LINE.fullmatch(line)) and head is not None:
            part += 1
            found.append(_story(f"{path.stem}#{number}", part, last if head[1] == "~" else "", head, told))
        else:
            raise ValueError(f"{path.name}, line {row}: neither a head nor a text: {line!r}")
    return found


def _story(happening: str, part: int, near: str, head: re.Match[str], told: re.Match[str]) -> Story:
    text, named, bounds, at = "", [], [], 0
    for mark in _MARK.finditer(told[4]):
        text += told[4][at : mark.start()]
        at = mark.end()
        if mark[0] in ("[[", "]]"):
            bounds.append(len(text))
        else:
            named.append(Named(len(text), len(text) + len(mark[1]), mark[2] or mark[1].strip("«»")))
            text += mark[1]
    text += told[4][at:]
    return Story(
        name=f"{happening}.{part}",
        happening=happening,
        near=near,
        published=told[1],
        text=text,
        start=bounds[0],
        end=bounds[1],
        type=head[2],
        act=head[3],
        status=told[3] or head[6] or "happened",
        when=told[2] or head[4],
        states=tuple(sorted(head[5].split())),
        named=tuple(named),
    )
