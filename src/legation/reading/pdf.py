"""PDF → the text of its pages, with the places at which the pages begin."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from legation.errors import UnreadablePage
from legation.reading.limits import LIMITS, Limits
from legation.reading.print_layout import Fragment, flowing_text, sheet_lines
from legation.reading.told import Told

LEAST = 25  # letters on all pages together; scans carry a stamp or a page number at most


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
    sheets, images, length = [], 0, 0
    for number in range(count):
        lines, has_image = _sheet(reader, number)
        sheets.append(lines)
        images += has_image
        length += sum(map(len, lines))
        if length > limits.text_characters:
            raise UnreadablePage(f"a PDF of more than {limits.text_characters:,} characters; split it")
    if sum(letter.isalpha() for lines in sheets for line in lines for letter in line) < LEAST:
        raise UnreadablePage(_why_empty(count, images))
    text, starts, left_out = flowing_text(sheets)
    facts = _facts(reader)
    return Told(
        text=text,
        title=facts.get("/Title", ""),
        author=facts.get("/Author", ""),
        dated=_day(facts.get("/ModDate") or facts.get("/CreationDate") or ""),
        notes=tuple(f"running line left out: {line}" for line in left_out),
        sheets=tuple(starts),
    )


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


def _sheet(reader: Any, number: int) -> tuple[list[str], bool]:
    """The lines of one page in reading order, and whether an image stands on it. A damaged page has none."""
    from pypdf.errors import PyPdfError

    fragments: list[Fragment] = []

    def keep(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        if text.strip():
            fragments.append(Fragment(*_place(cm, tm), float(size or 1) * _scale(cm, tm), text))

    try:
        page = reader.pages[number]
        plain = page.extract_text(visitor_text=keep)
        image = _has_image(page)
    except (PyPdfError, *_BROKEN):
        return [], False
    return sheet_lines(plain, fragments), image


def _place(cm: Any, tm: Any) -> tuple[float, float]:
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return float(x), float(y)


def _scale(cm: Any, tm: Any) -> float:
    return abs(float(tm[0] * cm[0])) or 1.0


def _has_image(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    named = objects.get_object() if objects is not None else {}
    return any(named[name].get_object().get("/Subtype") == "/Image" for name in named)


def _why_empty(count: int, images: int) -> str:
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
