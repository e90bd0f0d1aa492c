"""Dumps made to break a reader: exports of wikis, GDELT's tables, lists in JSON."""

from __future__ import annotations

import bz2
import json
from random import Random

from legation.reading.gdelt import GKG

MARKS = (
    "{{",
    "}}",
    "[[",
    "]]",
    "{|\n",
    "\n|}",
    "<ref>",
    "</ref>",
    "<!--",
    "[http://x ",
    "== ",
    "'''",
    "|",
    "&#0;",
)


def _escaped(words: str) -> str:
    plain = "".join(letter for letter in words if letter >= " " or letter in "\n\t")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("\uffff", "")


def wiki_file(words: str, chance: Random) -> tuple[str, bytes]:
    """An export of a wiki with markup that never ends, entities, and pages without their ends."""
    words = words[:20_000]
    mark = chance.choice(MARKS)
    markup = chance.choice(
        (
            mark * chance.choice((1, 30, 5_000)) + words,
            mark.join(words[at : at + 40] for at in range(0, len(words), 40)),
            "{{дата|" + words[:90] + "}}" + words,
            "{{w|" * 200 + words + "}}" * chance.choice((0, 100, 200)),
        )
    )
    entity = chance.choice(("", '<!DOCTYPE mediawiki [<!ENTITY x "xx"><!ENTITY y "&x;&x;&x;">]>'))
    page = (
        f"<page><title>{_escaped(words[:50])}</title><ns>{chance.choice(('0', '', '1', 'x'))}</ns>"
        f"<revision><timestamp>{words[:20]!a:.20}</timestamp><text>{_escaped(markup)}&y;</text></revision>"
        f"{chance.choice(('</page>', '', '</x>'))}"
    )
    content = f"{entity}<mediawiki xml:lang='ru'>{page * chance.choice((1, 3))}</mediawiki>"
    body = content.encode("utf-8", "ignore")
    return chance.choice((("xml", body), ("xml.bz2", bz2.compress(body))))


def gdelt_file(words: str, chance: Random) -> tuple[str, bytes]:
    """A GKG with texts whose rows have too few columns, too many, or marks in them."""
    line = " ".join(words[:9_000].split())
    row = ["20190314101500-12", "20190314101500", "1", line[:40], line[:80], *[line[:20]] * (len(GKG) - 5)]
    row[-1] = f"<PAGE_TITLE>{line[:60]}</PAGE_TITLE><PAGE_TITLE>"
    rows = [[*row, line], row, [*row, line, '"'], row[:3]]
    chance.shuffle(rows)
    return "gkg.csv", "\n".join("\t".join(cells) for cells in rows).encode("utf-8", "ignore")


def list_file(words: str, chance: Random) -> tuple[str, bytes]:
    """A list in JSON that breaks off, is nested without end, or holds what is no page."""
    items: list[object] = [
        {"text": words[:5_000], "title": words[:50], "source": {"name": 7}} for _ in range(2)
    ]
    items.append(chance.choice(([], {}, None, "x", {"text": {}}, {"content": "<p>" * 500}, [[[]]])))
    chance.shuffle(items)
    whole = json.dumps(chance.choice((items, {"articles": items}, {"a": {"b": items}})))
    broken = chance.choice(("", "", "[" * 5_000, '{"a":' * 5_000, "]]", '"\\ud800"', "NaN"))
    at = chance.randrange(len(whole))
    return "json", (whole[:at] + broken + whole[at:] if broken else whole).encode("utf-8", "ignore")
