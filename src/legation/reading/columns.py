"""Which column of a table, or key of a record, holds each field of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from legation.vocabulary.page_words import column_names, folded

FIELDS = ("text", "html", "url", "title", "published", "publisher", "language")


def columns_named(heads: Sequence[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which column holds each field: as the user says, else by the names that exports use.

    A number that is no name of a column says which one is meant, counted from 1.
    """
    found = {field: _meant(column, heads) for field, column in (given or {}).items()}
    by_name = {folded(head): head for head in reversed(heads)}
    for field in FIELDS:
        if field not in found:
            head = next((by_name[name] for name in column_names()[field] if name in by_name), None)
            if head is not None and head not in found.values():
                found[field] = head
    return found


def _meant(column: str, heads: Sequence[str]) -> str:
    if column in heads or not column.isdecimal() or not 1 <= int(column) <= len(heads):
        return column
    return heads[int(column) - 1]


def are_heads(row: Sequence[str], given: Mapping[str, str] | None = None) -> bool:
    """Whether a first row names columns: with a name that the user gives, or one that exports use."""
    cells = {folded(cell) for cell in row}
    known = {name for names in column_names().values() for name in names}
    return bool(cells & (known | {folded(column) for column in (given or {}).values()}))
