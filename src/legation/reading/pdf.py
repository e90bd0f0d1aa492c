"""PDF → the text of its pages, with the places at which the pages begin."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from io import BytesIO
from math import hypot
from typing import Any

from msgspec import Struct

from legation.errors import UnreadablePage
from legation.reading.fragments import Fragment
from legation.reading.limits import LIMITS, Limits
from legation.reading.print_layout import flowing_text
from legation.reading.told import Told

LEAST = 25  # letters that make a text; a scan carries a stamp or a page number at most
DRAWN = 1000  # bytes that draw a page from which it shows something; a blank one has a rule at most
NAMED = 10  # stretches of pages that a note names
DEEP = 3  # forms within forms that are searched for images


# What pypdf lets through from damaged files, beside its own errors.
_BROKEN = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError),
    *(NotImplementedError, AssertionError, OverflowError, MemoryError, ZeroDivisionError),
)


def portable_document(content: bytes, limits: Limits = LIMITS) -> Told:
    """The text of a PDF in reading order: columns one after the other, without running heads and page
    numbers, lines joined to paragraphs and words that were parted at line ends joined.

    Raises `UnreadablePage` for a damaged or locked file, a scan without a text layer, and beyond the bounds.
    """
    reader = _opened(content)
    count = _counted(reader)
    if count > limits.sheets:
        raise UnreadablePage(
            f"a PDF of {count:,} pages, more than the {limits.sheets:,} that are read; split it"
        )
    sheets, length = [], 0
    for number in range(count):
        sheet = _sheet(reader, number)
        sheets.append(sheet)
        length += sum(len(fragment.text) for fragment in sheet.fragments)
        if length > limits.text_characters:
            raise UnreadablePage(f"a PDF of more than {limits.text_characters:,} characters; split it")
    if sum(sheet.letters for sheet in sheets) < LEAST:
        raise UnreadablePage(_why_empty(count, any(sheet.image for sheet in sheets)))
    text, starts, left_out = flowing_text([sheet.fragments for sheet in sheets])
    facts = _facts(reader)
    return Told(
        text=text,
        title=facts.get("/Title", ""),
        author=facts.get("/Author", ""),
        dated=_day(facts.get("/ModDate") or facts.get("/CreationDate") or ""),
        notes=(*_unread(sheets), *(f"running line left out: {line}" for line in left_out)),
        sheets=tuple(starts),
    )


class _Sheet(Struct, frozen=True):
    """A page as the file tells it."""

    fragments: tuple[Fragment, ...] = ()
    image: bool = False
    drawn: bool = False  # shows something, though no text
    damaged: bool = False

    @property
    def letters(self) -> int:
        return sum(letter.isalpha() for fragment in self.fragments for letter in fragment.text)


def _unread(sheets: Sequence[_Sheet]) -> Iterator[str]:
    """What of the pages could not be read, a line each reason."""
    bare = [n for n, s in enumerate(sheets, 1) if s.drawn or (s.image and s.letters < LEAST)]
    if bare:
        what = "hardly any text" if any(sheets[number - 1].letters for number in bare) else "no text"
        yield f"{_of(bare, sheets)} {what}, only images; run text recognition (OCR) on the file to read them"
    damaged = [n for n, s in enumerate(sheets, 1) if s.damaged]
    if damaged:
        yield f"{_of(damaged, sheets)} not been read, being damaged; print the file to a new PDF"


def _of(numbers: Sequence[int], sheets: Sequence[_Sheet]) -> str:
    """`2 of 3 pages (2–3) have`."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1][1:] = [number]
        else:
            stretches.append([number])
    named = ", ".join("–".join(map(str, ends)) for ends in stretches[:NAMED])
    more = ", …" if len(stretches) > NAMED else ""
    pages = "page" if len(sheets) == 1 else "pages"
    return f"{len(numbers)} of {len(sheets)} {pages} ({named}{more}) {'has' if len(numbers) == 1 else 'have'}"


def _opened(content: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePage("a PDF locked with a password; remove the password")
    except UnreadablePage:
        raise
    except (PyPdfError, *_BROKEN) as error:
        raise UnreadablePage(f"a damaged PDF: {error}; print it to a new PDF") from error
    return reader


def _counted(reader: Any) -> int:
    from pypdf.errors import PyPdfError

    try:
        return len(reader.pages)
    except (PyPdfError, *_BROKEN) as error:
        raise UnreadablePage(f"a damaged PDF: {error}; print it to a new PDF") from error


def _sheet(reader: Any, number: int) -> _Sheet:
    """One page: its print in the file's order, or that it is damaged."""
    from pypdf.errors import PyPdfError

    fragments: list[Fragment] = []

    def keep(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        fragments.append(_fragment(text, cm, tm, float(size or 1)))

    try:
        page = reader.pages[number]
        plain = page.extract_text(visitor_text=keep)
        if "".join(fragment.text for fragment in fragments) != plain:
            fragments = _unplaced(plain)
        image = _has_image(page)
        drawn = not image and not plain.strip() and _is_drawn(page)
    except (PyPdfError, *_BROKEN):
        return _Sheet(damaged=True)
    return _Sheet(fragments=tuple(fragments), image=image, drawn=drawn)


def _fragment(text: str, cm: Any, tm: Any, size: float) -> Fragment:
    """The text at its place, seen along its base line: a page printed sideways is turned upright."""
    along = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
    up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    wide, high = hypot(*along) or 1.0, hypot(*up) or 1.0
    return Fragment(
        x=float(x * along[0] + y * along[1]) / wide,
        y=float(x * up[0] + y * up[1]) / high,
        size=size * float(high),
        text=text,
    )


def _unplaced(plain: str) -> list[Fragment]:
    """Lines of which the places are not known, one below the other, so that none stands apart."""
    return [Fragment(0.0, -12.0 * at, 10.0, f"{line}\n") for at, line in enumerate(plain.split("\n"))]


def _has_image(part: Any, deep: int = DEEP) -> bool:
    """Whether an image is among the things that a page or form shows."""
    resources = part.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    named = objects.get_object() if objects is not None else {}
    shown = [named[name].get_object() for name in named]
    if any(thing.get("/Subtype") == "/Image" for thing in shown):
        return True
    forms = [thing for thing in shown if thing.get("/Subtype") == "/Form"] if deep else []
    return any(_has_image(form, deep - 1) for form in forms)


def _is_drawn(page: Any) -> bool:
    contents = page.get_contents()
    return contents is not None and len(contents.get_data()) > DRAWN


def _why_empty(count: int, images: bool) -> str:
    pages = f"{count} {'page' if count == 1 else 'pages'}"
    if images:
        return f"a scan: {pages} of images without a text layer; run text recognition (OCR) on it first"
    return f"a PDF of {pages} without text; if it shows text, run text recognition (OCR) on it first"


def _facts(reader: Any) -> dict[str, str]:
    from pypdf.errors import PyPdfError

    try:
        found = reader.metadata or {}
        return {key: str(found[key]).strip() for key in found if isinstance(found[key], str)}
    except (PyPdfError, *_BROKEN):
        return {}


def _day(words: str) -> str:
    """`D:20240301120000+05'00'` → `2024-03-01`."""
    digits = words.removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdecimal() else ""
