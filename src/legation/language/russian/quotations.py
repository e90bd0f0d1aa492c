"""Quoted stretches of a Russian text: marks of every kind, nested or unbalanced, and lines of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from legation.record import Document, Quotation

_CLOSES = {"«": "»", "„": "“”", "“": "”", "‹": "›", '"': '"', "”": "”"}
_CLOSERS = frozenset("»“”›")
_MARK = re.compile('[«»„“”‹›"]')
_DASHES = "—–-"
_GAP = r"[^\S\n]"  # a blank, the unbreakable ones among them
_STOPS = frozenset(",.!?…")
# The author's words come in after a comma or a stop and a dash, and begin with a small letter.
_AUTHOR = re.compile(rf"(?<=[,.!?…»\"”]){_GAP}?[{_DASHES}]{_GAP}?(?=[а-яё])")
_SPEECH = re.compile(rf"{_GAP}*[{_DASHES}]{_GAP}+(?=[«\"„“]?[A-ZА-ЯЁ0-9])")
# After «, —» these go on with the speech («…, — это наш общий дом») and never open the author's words.
_GOES_ON = re.compile(
    "(это|то|так|вот|и|а|но|да|или|либо|как|что|чтобы|если|значит|потому|там|тут|здесь|все)(?![а-яё-])"
)
_BEFORE_SPEECH = frozenset({":", "-", "—", "–"})
_SPREADS_OVER = 6  # paragraphs: a speech quoted without reopening marks is seldom longer
_DEEPEST = 64  # marks that stand open at once: nobody nests deeper, and each mark is held against all of them


class _Open(Struct):
    """An opening mark whose closing mark has not been met."""

    at: int
    mark: str


def quotations_in(document: Document) -> tuple[Quotation, ...]:
    """All quotations of the document, in the order of the text, the outer before the inner.

    A quotation that runs over paragraphs, each of which opens it again, gives one `Quotation` for each
    paragraph. A mark that nothing closes gives none.
    """
    text = document.text
    paragraphs = tuple(_paragraphs(text))
    found = [*_marked(text, paragraphs), *_spoken(text, paragraphs)]
    return tuple(sorted(found, key=lambda q: (q.start, -q.end, q.kind)))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each paragraph (a line that holds more than blanks)."""
    at = 0
    for line in text.splitlines(keepends=True):
        inside = line.rstrip()
        if inside:
            yield at + len(line) - len(line.lstrip()), at + len(inside)
        at += len(line)


def _marked(text: str, paragraphs: tuple[tuple[int, int], ...]) -> Iterator[Quotation]:
    """The quotations in marks. `waiting` is what the last paragraphs opened and did not close."""
    waiting: list[_Open] = []
    waited = 0
    for number, (start, end) in enumerate(paragraphs):
        opened: list[_Open] = []
        closed: list[tuple[_Open, int]] = []
        for match in _MARK.finditer(text, start, end):
            at, mark = match.start(), match.group()
            if mark in _CLOSERS or mark == '"':
                holder = opened if _closing(text, at, mark, opened) else waiting
                if holder and _closing(text, at, mark, holder):
                    closed.append((_popped(holder, mark), at))
                    continue
                if mark in "»›" or not _opens(text, at, end):
                    if _spoken_off(text, at) and not opened and text[start] not in _CLOSES:
                        yield _quotation(start, at + 1, start, at)
                    continue
            if _opens(text, at, end):
                del opened[: max(0, len(opened) - _DEEPEST + 1)]
                opened.append(_Open(at, mark))
        yield from (_quotation(o.at, at + 1, o.at + 1, at) for o, at in closed)
        for left in opened:
            shared = _shared_end(text, left, closed, end)
            if shared:
                yield _quotation(left.at, shared + 1, left.at + 1, shared)
            elif _reopened(text, left, paragraphs, number):
                yield _quotation(left.at, end, left.at + 1, end)
            else:
                waiting, waited = [left], 0
        waited += 1
        if waited > _SPREADS_OVER:
            waiting = []


def _closing(text: str, at: int, mark: str, opened: list[_Open]) -> bool:
    """Whether the mark closes one of the opened ones. A straight mark closes after a word, before none."""
    fits = [o for o in opened if mark in _CLOSES[o.mark]]
    if not fits:
        return False
    if mark in "»›":
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark == "“" and fits[-1].mark != "„":
        return False
    return not (before.isspace() or (before == "(" and after.isalnum()))


def _popped(opened: list[_Open], mark: str) -> _Open:
    """The innermost open mark that `mark` closes; what stands inside it unclosed is given up."""
    for place in range(len(opened) - 1, -1, -1):
        if mark in _CLOSES[opened[place].mark]:
            found = opened[place]
            del opened[place:]
            return found
    raise AssertionError("asked to close what was not opened")


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a mark can open a quotation here: something follows it at once."""
    if text[at] not in _CLOSES or at + 1 >= end or text[at + 1].isspace():
        return False
    before = text[at - 1 : at]
    return text[at] in "«„‹" or not (before.isalnum() or before in _STOPS)


def _spoken_off(text: str, at: int) -> bool:
    """Whether «», — » follows: speech ends here, though its opening mark was forgotten."""
    return (
        re.match(rf",?{_GAP}?[{_DASHES}]{_GAP}?[а-яё]|,{_GAP}?[{_DASHES}]", text[at + 1 : at + 6]) is not None
    )


def _shared_end(text: str, left: _Open, closed: list[tuple[_Open, int]], end: int) -> int:
    """Where one closing mark ends two quotations («Газета «Труд»), or 0."""
    inside = [at for inner, at in closed if inner.at > left.at]
    for at in inside:
        rest = text[at + 1 : min(at + 5, end)]
        if not rest.strip(" .,!?…") or re.match(rf"[,.!?…]?{_GAP}?[{_DASHES}]{_GAP}", rest + " "):
            return at
    return 0


def _reopened(text: str, left: _Open, paragraphs: tuple[tuple[int, int], ...], number: int) -> bool:
    """Whether the next paragraph opens with the same mark again, as speech over paragraphs is set."""
    if number + 1 >= len(paragraphs):
        return False
    if text[paragraphs[number + 1][0]] != left.mark:
        return False
    return paragraphs[number][0] == left.at or text[max(0, left.at - 2) : left.at].strip() in _BEFORE_SPEECH


def _quotation(start: int, end: int, inner_start: int, inner_end: int) -> Quotation:
    return Quotation(start=start, end=end, inner_start=inner_start, inner_end=inner_end)


def _spoken(text: str, paragraphs: tuple[tuple[int, int], ...]) -> Iterator[Quotation]:
    """The lines of speech after a dash, cut where the author's words come in.

    «— Мы рады, — сказал посол. — Нас ждут.» gives two: «Мы рады» and «Нас ждут.».
    """
    for start, end in paragraphs:
        opening = _SPEECH.match(text, start, end)
        if opening is None or text[end - 1] == ";":
            continue
        at = opening.end()
        author = _author(text, at, end)
        if author is None:
            yield Quotation(start=start, end=end, inner_start=at, inner_end=end, kind="dash")
            continue
        stop = author.start()
        inner_end = stop - (text[stop - 1] == ",")
        yield Quotation(start=start, end=stop, inner_start=at, inner_end=inner_end, kind="dash")
        again = re.compile(rf"[.,!?…:]{_GAP}?[{_DASHES}]{_GAP}?").search(text, author.end(), end)
        if again and again.end() < end:
            yield Quotation(
                start=again.start() + 1, end=end, inner_start=again.end(), inner_end=end, kind="dash"
            )


def _author(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where the author's words first come into a line of speech."""
    for match in _AUTHOR.finditer(text, start, end):
        if not _GOES_ON.match(text, match.end(), end):
            return match
    return None
