"""What stands in an address: filters, and the addresses of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from legation.errors import BadInput
from legation.store.filters import Filters
from legation.store.quoted import KEPT
from legation.vocabulary.states import lookup

WORDS = ("since", "until", "type", "act", "status", "actor", "document", "cursor")
SHOWN = 50  # things of a list on one page
CLAIMS = KEPT  # of each thing of a list, among which the first source is chosen: some are told by thousands
MOST = 500


def filters_of(query: QueryParams, states: tuple[str, ...] = (), shown: int = SHOWN) -> Filters:
    """The filters that an address gives. Raises BadInput and UnknownName as lists do."""
    codes = [lookup(name) for given in query.getlist("states") for name in given.split(",") if name.strip()]
    found: Filters = {"limit": limit_in(query, shown), "claims": CLAIMS}
    if chosen := [*states, *(code for code in codes if code not in states)]:
        found["states"] = chosen
    for name in WORDS:
        if value := query.get(name, "").strip():
            found[name] = value  # type: ignore[literal-required]
    if query.get("newest") in ("1", "true", "on"):
        found["newest"] = True
    return found


def limit_in(query: QueryParams, shown: int) -> int:
    """How many things are asked for, at most MOST. Raises BadInput for what is no number."""
    given = query.get("limit", "")
    if given and not given.isdecimal():
        raise BadInput(f"«{given[:20]}» is no number; give limit=50.")
    return min(int(given), MOST) if given else shown


def with_query(path: str, query: QueryParams | Mapping[str, Any], **changes: str | None) -> str:
    """The same address with some parameters set anew (None takes one out)."""
    items = query.multi_items() if isinstance(query, QueryParams) else list(query.items())
    kept = [(name, value) for name, value in items if name not in changes and value not in ("", None)]
    kept += [(name, value) for name, value in changes.items() if value]
    return f"{path}?{urlencode(kept)}" if kept else path


def at(*parts: str) -> str:
    """An address of these parts, each quoted."""
    joined = "".join(parts)
    plain = joined.isascii() and joined.isalnum()
    return "/" + "/".join(parts if plain else [quote(part, safe="") for part in parts])


def pair(a: str, b: str) -> str:
    """The address of a pair of states: one for both orders."""
    return at(*sorted((a, b)))


def of(kind: str, id: str) -> str:
    """The address of a thing of this kind: hundreds stand on a page, and ids seldom need quoting."""
    return f"/{kind}/{id}" if id.isalnum() and id.isascii() else at(kind, id)


def mark(document: str, start: int, end: int) -> str:
    """The address of a mark in a document's page."""
    return f"{of('document', document)}?at={start}#m-{start}-{end}"
