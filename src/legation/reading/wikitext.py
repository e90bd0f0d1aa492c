"""The markup of a wiki → the words that its page shows: links by their labels, templates by what they show.

One way through the marks with a stack of what is open, so that no nesting makes it slow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from msgspec import Struct

from legation.reading.dating import parsed
from legation.reading.decoding import decode
from legation.reading.limits import LIMITS, Limits
from legation.reading.told import Told
from legation.vocabulary.page_words import folded, wiki_words

DEEPEST = 30  # marks open at once; more are taken as they stand
_MARK = re.compile(
    r"<!--|<(?P<raw>ref|references|gallery|math|score|timeline|imagemap|nowiki|templatestyles|templatedata"
    r"|syntaxhighlight|source|categorytree|dynamicpagelist|inputbox|section|poll)\b(?P<rest>[^<>]{0,500})>"
    r"|\{\{|\}\}|\[\[|\]\]|^[ \t:]*\{\||^[ \t]*\|\}|\[(?:https?:|ftp:|mailto:)?//[^\s\[\]]{1,2000}\s?",
    re.I | re.M,
)
_CLOSES = {"{{": "}}", "[[": "]]", "{|": "|}", "[": "]"}
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|li|ul|ol|blockquote|center|tr|poem|h[1-6])\b[^<>]{0,300}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,500})?/?>", re.I)
_SWITCH = re.compile(r"__[A-ZА-ЯЁ_]{3,40}__")
_HEADING = re.compile(r"(={2,6})[ \t]*([^=\n].{0,300}?)[ \t]*\1[ \t]*")
_BULLET = re.compile(r"[*#:;]+[ \t]*")
_APOSTROPHES = re.compile(r"'{2,5}")
_INTERWIKI = re.compile(
    r":?(?:w|wikt|s|q|m|n|d|c|b|voy|wikipedia|википедия|викитека|commons|[a-z]{2,3}):", re.I
)
_REDIRECT = re.compile(r"\s*#(?:redirect|перенаправление|перенапр|weiterleitung|redirection)\b", re.I)


class Shown(Struct):
    """What the markup of a page comes to: its words, and the day that a template or a category gives."""

    text: str
    published: str = ""


class _Open(Struct):
    """A mark that was opened and not closed yet, with the words inside it so far."""

    mark: str
    words: list[str]


def wiki_page(content: bytes, _: Limits = LIMITS) -> Told:
    """The words of a page that came as the markup of a wiki."""
    shown = shown_words(decode(content, "utf-8").text)
    return Told(text=shown.text, published=shown.published)


def is_redirect(markup: str) -> bool:
    """Whether the page only leads to another one."""
    return bool(_REDIRECT.match(markup))


def shown_words(markup: str) -> Shown:
    """The words that the page shows, without references, tables, pictures, categories, sources."""
    page = _Page(markup)
    return Shown(_lines(page.words()), page.published)


class _Page:
    """A page of a wiki while its marks are resolved."""

    def __init__(self, markup: str) -> None:
        self.markup = markup.replace("\r\n", "\n")
        self.published = ""
        self._days: list[str] = []  # of categories: used where no template gives one
        self._open = [_Open("", [])]
        self._last_end: dict[str, int] = {}

    def words(self) -> str:
        """The text with every mark resolved; what was never closed stays as its words."""
        at, markup = 0, self.markup
        while match := _MARK.search(markup, at):
            self._say(markup[at : match.start()])
            at = self._mark(match)
        self._say(markup[at:])
        while len(self._open) > 1:
            self._spill()
        self.published = self.published or next(iter(self._days), "")
        return "".join(self._open[0].words)

    def _say(self, words: str) -> None:
        """Words between marks; a `]` that ends a link to elsewhere closes it."""
        while self._open[-1].mark == "[" and "]" in words:
            inside, _, words = words.partition("]")
            self._open[-1].words.append(inside)
            self._close()
        self._open[-1].words.append(words)

    def _mark(self, match: re.Match[str]) -> int:
        """Takes one mark; gives where the text goes on."""
        mark = match[0].strip(" \t:")
        if mark == "<!--":
            return self._past("-->", match.end(), match.end())
        if match["raw"]:
            return self._raw(match)
        if mark in ("}}", "]]", "|}"):
            return self._end(mark, match)
        opened = "[" if mark.startswith("[") and mark != "[[" else mark
        if len(self._open) > DEEPEST:
            self._open[-1].words.append(" ")
        else:
            self._open.append(_Open(opened, []))
        return match.end()

    def _raw(self, match: re.Match[str]) -> int:
        """An element whose inside is no text: passed by, but for what must not be read as markup."""
        name, at = match["raw"].casefold(), match.end()
        if match["rest"].endswith("/"):
            return at
        end = self._past(f"</{name}>", at, at)
        if name == "nowiki" and end > at:
            self._open[-1].words.append(html.escape(self.markup[at : end - len("</nowiki>")], quote=False))
        return end

    def _past(self, closer: str, at: int, otherwise: int) -> int:
        """Where the text goes on after the closing words; they are looked for in vain only once."""
        last = self._last_end.get(closer)
        if last is None:
            last = self._last_end[closer] = self._lower().rfind(closer)
        found = self._lower().find(closer, at) if at <= last else -1
        return found + len(closer) if found >= 0 else otherwise

    def _lower(self) -> str:
        if not hasattr(self, "_small"):
            small = self.markup.lower()
            self._small = small if len(small) == len(self.markup) else self.markup
        return self._small

    def _end(self, mark: str, match: re.Match[str]) -> int:
        opener = next((known for known, closer in _CLOSES.items() if closer == mark))
        if not any(each.mark == opener for each in self._open):
            return match.end()  # a mark that closes nothing shows nothing
        while self._open[-1].mark != opener:
            self._spill()
        self._close()
        return match.end()

    def _spill(self) -> None:
        """What was not closed shows its words, except a table, of which nobody knows where it ends."""
        left = self._open.pop()
        self._open[-1].words.extend([] if left.mark == "{|" else left.words)

    def _close(self) -> None:
        done = self._open.pop()
        resolve: dict[str, Callable[[str], str]] = {"{{": self._template, "[[": self._link, "[": str.strip}
        if done.mark in resolve:
            self._open[-1].words.append(resolve[done.mark]("".join(done.words)))

    def _template(self, inside: str) -> str:
        name, *given = inside.split("|")
        named, numbered = {}, []
        for words in given:
            key, sign, value = words.partition("=")
            if sign and len(key) < 30 and "[" not in key and " " not in key.strip():
                named[folded(key)] = value.strip()
            else:
                numbered.append(words.strip())
        named = {str(at): words for at, words in enumerate(numbered, 1)} | named
        name, colon, first = name.partition(":")
        if colon:  # {{formatnum:1000}}
            named.setdefault("1", first)
        known, sort = wiki_words(), folded(name.replace("_", " "))
        if sort in known.date and not self.published:
            self.published = parsed(" ".join(numbered)) or parsed(numbered[0] if numbered else "")
            return ""
        if sort == "!":
            return "|"
        return next((named[key] for key in known.shown.get(sort, ()) if named.get(key)), "")

    def _link(self, inside: str) -> str:
        target, bar, label = inside.partition("|")
        space, colon, rest = target.partition(":")
        known, space = wiki_words(), folded(space)
        if colon and space in known.category:
            if day := parsed(rest.replace("_", " ")):
                self._days.append(day)
            return ""
        if colon and space in known.aside:
            return ""
        if bar and label.strip():
            return label
        prefix = _INTERWIKI.match(target)
        if prefix and len(space) in (2, 3) and not target.startswith(":"):
            return ""  # the same page in another language
        while prefix:
            target = target[prefix.end() :]
            prefix = _INTERWIKI.match(target)
        shown = target.lstrip(":").replace("_", " ").partition("#")[0]
        return re.sub(r"\s*\([^()]*\)$", "", shown) if bar else shown


def _lines(words: str) -> str:
    """Lines as the page shows them: without marks of lists and headings, without the closing sections."""
    words = _SWITCH.sub("", _BREAK.sub("\n", words))
    words = html.unescape(_APOSTROPHES.sub("", _TAG.sub("", words)))
    kept: list[str] = []
    below = 0  # the depth of the closing heading that the lines stand below
    for line in words.split("\n"):
        line = line.strip()
        if heading := _HEADING.fullmatch(line):
            depth, line = len(heading[1]), heading[2].strip()
            if not below or depth <= below:
                below = depth if folded(line).rstrip(" :.") in wiki_words().closing else 0
        elif line.startswith("----"):
            line = line.strip("-")
        else:
            line = _BULLET.sub("", line, count=1) if line[:1] in "*#:;" and line else line
        if not below and (line or (kept and kept[-1])):
            kept.append(line)
    return "\n".join(kept).strip()
