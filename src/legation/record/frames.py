"""Lists of the record as data frames, and as HTML for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, get_type_hints

import msgspec

SHOWN = 50  # rows of the HTML table
QUOTED = 200  # characters of evidence in a cell
_LEFT_OUT = ("claims", "sides")
_TOLD = ("quote", "document", "published", "url")
_HEADS = {
    "ResolvedEvent": ("when", "type", "act", "status", "states", "names", "place", "sources"),
    "ResolvedStatement": ("told", "speaker_name", "quote", "about", "sources"),
    "ResolvedFigure": ("period", "measure", "of", "comparator", "value", "unit", "states", "sources"),
    "ResolvedAgreement": ("date", "name", "kind", "status", "parties", "sources"),
    "ResolvedOffice": ("person_name", "office", "of", "when", "sources"),
    "ResolvedConflict": ("kind", "about", "field", "why"),
}


def arrow(items: Sequence[Any]) -> Any:
    """An Arrow table: a row a thing, its fields, and the first quote with its document."""
    import pyarrow as pa

    if not items:
        return pa.table({})
    kind = type(items[0])
    types = {name: _type(hint) for name, hint in get_type_hints(kind).items() if name not in _LEFT_OUT}
    names = [name for name in kind.__struct_fields__ if name in types]
    schema = [(name, types[name]) for name in names]
    schema += [(f"evidence_{name}", pa.string()) for name in _TOLD if _is_told(items[0])]
    return pa.Table.from_pylist([_row(item, names) for item in items], schema=pa.schema(schema))


def _is_told(item: Any) -> bool:
    return any(hasattr(item, name) for name in _LEFT_OUT)


def _type(hint: Any) -> Any:
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if hint in plain:
        return plain[hint]
    if str(hint) == "tuple[str, ...]":
        return pa.list_(pa.string())
    return pa.list_(pa.struct([(name, pa.string()) for name in ("status", "told", "claim")]))


def _row(item: Any, names: Sequence[str]) -> dict[str, Any]:
    row = {name: msgspec.to_builtins(getattr(item, name)) for name in names}
    told = first_told(item)
    if told is not None:
        quote = told.evidence[0].quote if told.evidence else ""
        page = (getattr(told, name, "") for name in ("published", "url"))
        facts = (quote, told.document_name, *page)
        row |= {f"evidence_{name}": value for name, value in zip(_TOLD, facts, strict=True)}
    return row


def first_told(item: Any) -> Any:
    """The first telling of a thing (of a conflict, its first side), or nothing."""
    told = getattr(item, "claims", ()) or getattr(item, "sides", ())
    return told[0] if isinstance(told, tuple) and told else None


def html(items: Sequence[Any], more: bool = False) -> str:
    """A table with the evidence of each row; nothing of a page gets in raw."""
    if not items:
        return "<p>nothing found</p>"
    kind = type(items[0])
    known = [name for name in kind.__struct_fields__ if name not in _LEFT_OUT]
    heads = _HEADS.get(kind.__name__, tuple(known))
    rows = "".join(_html_row(item, heads) for item in items[:SHOWN])
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    rest = f"<p>… {len(items) - SHOWN} more rows</p>" if len(items) > SHOWN else ""
    rest += "<p>… more after the cursor</p>" if more else ""
    return f"<table><thead><tr>{head}<th>evidence</th></tr></thead><tbody>{rows}</tbody></table>{rest}"


def _html_row(item: Any, heads: Sequence[str]) -> str:
    cells = "".join(f"<td>{escape(_cell(getattr(item, name, '')))}</td>" for name in heads)
    told = first_told(item)
    quote = ""
    if told is not None and told.evidence:
        words = escape(" ".join(told.evidence[0].quote.split())[:QUOTED])
        quote = f"<q>{words}</q> <small>{escape(told.document_name)}</small>"
    return f'<tr title="{escape(getattr(item, "id", ""))}">{cells}<td>{quote}</td></tr>'


def _cell(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
