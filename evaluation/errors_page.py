"""The errors as one page to browse: each with its evidence marked in its sentence, filtered by kind, cause,
act and text. Self-contained: no other file, no network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.errors import Error

AROUND = 220  # characters shown on each side of the evidence, cut at the ends of lines and sentences
STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
form{position:sticky;top:0;background:#fff;padding:.5rem 0;border-bottom:1px solid #999;display:flex;
gap:.8rem;flex-wrap:wrap}label{font-size:.85rem}select,input{font:inherit;font-size:.9rem;max-width:17rem}
article{border-left:4px solid #888;padding:.1rem .8rem;margin:1rem 0}article.missed{border-color:#7f1d1d}
article.false{border-color:#9a5b00}article.differs{border-color:#1e3a8a}h2{font-size:1rem;margin:.2rem 0}
.told{color:#444;font-size:.88rem}.where{color:#666;font-size:.85rem}mark{background:#fde68a;color:#000}
table{border-collapse:collapse;font-size:.9rem}td,th{text-align:left;padding:.1rem .9rem .1rem 0}
td.n{text-align:right;font-variant-numeric:tabular-nums}
"""
SCRIPT = """
const form=document.forms[0],all=[...document.querySelectorAll('article')];
const shown=document.getElementById('shown');
function filter(){const w={};for(const e of form.elements)if(e.name)w[e.name]=e.value;let n=0;
for(const a of all){const fits=['kind','sort','cause','act','text'].every(k=>!w[k]||a.dataset[k]===w[k])&&
(!w.words||a.textContent.toLowerCase().includes(w.words.toLowerCase()));a.hidden=!fits;n+=fits}
shown.textContent=n+' of '+all.length}
form.addEventListener('input',filter);form.addEventListener('submit',e=>e.preventDefault());filter();
"""


def page(errors: Iterable[Error], texts: Mapping[str, str]) -> str:
    """The whole page; `texts` are the characters of each text by its name."""
    found = [error for error in errors if error.sort != "agrees"]
    parts = [
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width'>",
        f"<title>Errors of reading</title><style>{STYLE}</style></head><body>",
        f"<h1>Errors of reading: {len(found)}</h1>",
        "<details><summary>By cause</summary>" + _table(found) + "</details><form>",
    ]
    parts += [
        _select(name, sorted({getattr(e, name) for e in found}))
        for name in ("kind", "sort", "cause", "act", "text")
    ]
    parts.append("<label>words <input name='words' type='search'></label><output id='shown'></output></form>")
    parts += [_article(error, texts[error.text]) for error in found]
    parts.append(f"<script>{SCRIPT}</script></body></html>")
    return "\n".join(parts)


def _table(errors: list[Error]) -> str:
    counted = Counter((e.kind, e.sort, e.cause) for e in errors)
    rows = (
        f"<tr><td>{escape(kind)}<td>{escape(sort)}<td>{escape(cause)}<td class='n'>{n}</tr>"
        for (kind, sort, cause), n in sorted(
            counted.items(), key=lambda item: (item[0][:2], -item[1], item[0])
        )
    )
    return "<table><tr><th>kind<th>sort<th>cause<th>how many</tr>" + "".join(rows) + "</table>"


def _select(name: str, values: list[str]) -> str:
    options = "".join(f"<option value='{escape(v, quote=True)}'>{escape(v)}</option>" for v in values if v)
    return f"<label>{name} <select name='{name}'><option value=''>all</option>{options}</select></label>"


def _article(error: Error, text: str) -> str:
    data = " ".join(
        f"data-{name}='{escape(getattr(error, name), quote=True)}'"
        for name in ("kind", "sort", "cause", "act", "text")
    )
    return (
        f"<article class='{error.sort}' {data}><h2>{error.kind}, {error.sort}: {escape(error.cause)}</h2>"
        f"<p>{_marked(text, error.start, error.end)}</p><p class='told'>{escape(error.told)}</p>"
        f"<p class='where'>{escape(error.text)}, characters {error.start}–{error.end}</p></article>"
    )


def _marked(text: str, start: int, end: int) -> str:
    """The evidence in its sentence, everything escaped."""
    left = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    opened = [m.end() for m in re.finditer(r"[.!?…]\s+", text[left:start])]
    left += opened[-1] if opened else 0
    stop = re.compile(r"(?<=[.!?…])\s|\n").search(text, end)
    right = min(stop.start() if stop else len(text), end + AROUND)
    return f"{escape(text[left:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:right])}"
