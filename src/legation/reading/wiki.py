"""The XML export of a wiki (Wikinews and others) → its articles, one after the other, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import quote

from lxml import etree
from msgspec import Struct

from legation.reading.kinds import WIKITEXT
from legation.reading.limits import size
from legation.reading.unfolding import Pages, Unfolding
from legation.reading.wikitext import is_redirect
from legation.record import Failure, Page

ARTICLES = ("", "0")  # the namespaces of articles; talk, users, templates and files are left out
WATCHED = ("sitename", "base", "page", "title", "ns", "redirect", "timestamp", "text", "revision")


class _Wiki(Struct):
    """What the export says of the wiki, and of the page that is being read."""

    site: str = ""
    base: str = ""
    language: str = ""
    title: str = ""
    namespace: str = ""
    leads_on: bool = False
    saved: str = ""
    markup: str = ""

    def next_page(self) -> None:
        """Forgets the page, keeps the wiki."""
        self.title = self.namespace = self.saved = self.markup = ""
        self.leads_on = False


def pages_of_wiki(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The articles of the export, without redirects. Entities that the file declares unfold to nothing."""
    wiki = _Wiki()
    try:
        for tag, element in _elements(file):
            if tag != "page":
                _note(wiki, tag, element)
                continue
            if wiki.namespace in ARTICLES and wiki.title and not wiki.leads_on:
                yield _page(wiki, name, unfolding.limits.page_bytes)
            wiki.next_page()
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = f"a damaged export of a wiki: {error}; what stands after it was left unread"
        yield Failure(name=name, reason=reason, remedy="export or download it again")


def _elements(file: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Elements as they end, each forgotten once it was looked at."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    events = etree.iterparse(file, events=("start", "end"), **safe)
    for event, element in events:
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start":
            if tag == "mediawiki":
                yield tag, element
            continue
        if tag in WATCHED:
            yield tag, element
        if tag in ("page", "revision", "siteinfo", "logitem"):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _note(wiki: _Wiki, tag: str, element: Any) -> None:
    words = element.text or ""
    if tag == "mediawiki":
        wiki.language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    elif tag == "sitename":
        wiki.site = words.strip()
    elif tag == "base":
        wiki.base = words.strip().rpartition("/")[0]
    elif tag == "title":
        wiki.title = words.strip()
    elif tag == "ns":
        wiki.namespace = words.strip()
    elif tag == "redirect":
        wiki.leads_on = True
    elif tag == "timestamp":
        wiki.saved = words.strip()
    elif tag == "text":  # of several revisions the last one counts
        wiki.markup = words
        wiki.leads_on = wiki.leads_on or is_redirect(words)


def _page(wiki: _Wiki, name: str, most: int) -> Page | Failure:
    where = f"{name}!{''.join(c if c.isprintable() else chr(0xFFFD) for c in wiki.title)}"
    url = f"{wiki.base}/{quote(wiki.title.replace(' ', '_'))}" if wiki.base.startswith("http") else ""
    content = f"{wiki.title}\n\n{wiki.markup}".encode("utf-8", "replace")
    if len(content) > most:
        reason = f"{size(len(content))}, more than the {size(most)} that one page may have"
        return Failure(name=where, reason=reason, remedy="export it by itself, and split it", url=url)
    if not wiki.markup.strip():
        return Failure(name=where, reason="no text in the export", remedy="export it with its text", url=url)
    return Page(
        name=where,
        content=content,
        media_type=WIKITEXT,
        url=url,
        title=wiki.title,
        publisher=wiki.site,
        language=wiki.language.partition("-")[0],
        dated=wiki.saved,
    )
