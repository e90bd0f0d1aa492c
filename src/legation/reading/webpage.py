"""HTML → the text of the article on it, with its title, date, site and language."""

from __future__ import annotations

import logging
import re
from html import escape, unescape
from typing import Any

from legation.errors import UnreadablePage
from legation.reading.decoding import decode
from legation.reading.limits import size
from legation.reading.told import Told

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,30})""", re.I)
_LANGUAGE = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z]{2,3})""", re.I)
_LETTER = re.compile(r"[^\W\d_]")
# A cell that is no entry of a table: the page is laid out by tables, and they are no part of it.
_LAYOUT_CELL = re.compile(r"(?m)^(?:.*\|)?[^|\n]{400,}\|")
_TABLE = re.compile(r"<(/?)(?:table|tbody|thead|tr|td|th)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^<>]{0,500}>")
# A heading, at most a short line (its date) below it, and the paragraph that follows.
_ITEM_HEADING = re.compile(
    r"<h([2-4])\b[^>]{0,200}>(.{5,300}?)</h\1>(?:\s*<(?!h\d|p\b)[^<>]{0,200}>[^<>]{0,60}){0,6}\s*<p\b[^>]{0,200}>(.{40,200})",
    re.I | re.S,
)
_PARTING = re.compile(r"\s+(?:::|[|—–•·/»-])\s+")
PARTS = 400_000  # characters of a page in which headings of its parts are looked for
_PAGE = re.compile(r"<(?:!doctype|html|head|body|frameset)\b", re.I)
SENTENCE, SHORT_SENTENCE = 12, 3  # words of a sentence that breaks off, and of one with its full stop
LEAST = 25  # letters; less is a stray word of a menu, not an article
HEAD = 4096  # bytes in which a page declares its encoding


def web_page(content: bytes | str, url: str = "") -> Told:
    """The article of a page of HTML. Raises `UnreadablePage` where it holds no text."""
    notes: tuple[str, ...] = ()
    if isinstance(content, bytes):
        decoded = decode(content, _declared(content))
        html, notes = decoded.text.lstrip("\ufeff"), decoded.notes
    else:
        html = content
    found = _extracted(html, url)
    text = (found.get("text") or "").strip()
    if _LAYOUT_CELL.search(text):
        text = str(_extracted(_TABLE.sub(r"<\1div>", html), url).get("text") or text).strip()
    elif _loses_headings(html, text):
        text = str(_extracted(html, url, favor_recall=True).get("text") or text).strip()
    if _is_short(text):
        text = _fragment(html, url)
    if not text:
        text = _all_text(html)
        notes = (*notes, "no article found on the page; all of its text is taken")
        if _is_short(text):
            doubt = "is it drawn by script?" if "<script" in html.lower() else "check that it is whole"
            raise UnreadablePage(f"no text found in {size(len(content))} of HTML; {doubt}")
    title = _own_title((found.get("title") or "").strip(), html)
    return Told(
        text=_titled(text, title),
        title=title,
        published=found.get("date") or "",
        publisher=found.get("sitename") or "",
        author=found.get("author") or "",
        language=_language(html),
        notes=notes,
    )


def _is_short(text: str) -> bool:
    return len(_LETTER.findall(text[:1000])) < LEAST


def _fragment(html: str, url: str) -> str:
    """The words of HTML that is no page but a piece of one, if they are sentences; else nothing.

    A list of pages keeps the text of each so: a paragraph, a block, bare words. No parser of pages takes
    such a piece for a page, and a menu or a button is a piece as well.
    """
    if _PAGE.search(html[:PARTS]):
        return ""
    words = str(_extracted(f"<html><body>{html}</body></html>", url).get("text") or "").strip()
    return words if any(_is_sentence(line) for line in words[:PARTS].split("\n")) else ""


def _is_sentence(line: str) -> bool:
    count = len(line.split(maxsplit=SENTENCE))
    return count > SENTENCE or (
        count >= SHORT_SENTENCE and line.rstrip("»”\"') \t").endswith((".", "!", "?", "…"))
    )


def _declared(content: bytes) -> str:
    match = _XML_ENCODING.search(content[:HEAD]) or _CHARSET.search(content[:HEAD])
    return match.group(1).decode("ascii") if match else ""


def _language(html: str) -> str:
    match = _LANGUAGE.search(html[:HEAD])
    return match.group(1).lower() if match else ""


def _extracted(html: str, url: str, **ways: Any) -> dict[str, Any]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url or None,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
            **ways,
        )
    except MemoryError:
        raise
    except Exception:  # broken markup shows up in the parsers as any kind of error; all text is taken then
        return {}
    if found is None:
        return {}
    return found if isinstance(found, dict) else dict(found.as_dict())


def _loses_headings(html: str, text: str) -> bool:
    """Whether several articles stand on the page and the text holds their words, but not their titles."""
    headings = [
        " ".join(unescape(_TAG.sub(" ", match[2])).split()) for match in _ITEM_HEADING.finditer(html[:PARTS])
    ]
    told = [each for each in headings if len(each.split()) > 2]
    return len(told) > 1 and not any(each in text for each in told) and _follows_in(html, text)


def _follows_in(html: str, text: str) -> bool:
    """Whether what follows such headings is in the text: they are no links to other pages."""
    following = [
        " ".join(unescape(_TAG.sub(" ", m[3])).split()) for m in _ITEM_HEADING.finditer(html[:PARTS])
    ]
    return sum(bool(words) and words[:60] in text for words in following) > 1


def _own_title(title: str, html: str) -> str:
    """The title without the name of the site, where the page shows it so elsewhere."""
    for part in reversed(list(_PARTING.finditer(title))):
        alone = title[: part.start()].rstrip()
        if len(alone.split()) > 1 and re.search(rf">\s*{re.escape(escape(alone, quote=False))}\s*<", html):
            return alone
    return title


def _all_text(html: str) -> str:
    import trafilatura

    try:
        return str(trafilatura.html2txt(html) or "").strip()
    except MemoryError:
        raise
    except Exception:  # the same: what no parser can read holds no text
        return ""


def _titled(text: str, title: str) -> str:
    """The text with its title as the first line: a headline says things that the text may not repeat."""
    if not title or text[: len(title) + 200].casefold().find(title.casefold()) >= 0:
        return text
    return f"{title}\n\n{text}"
