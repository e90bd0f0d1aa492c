"""The tables of a record file. What each column holds is said in migrations/*.sql."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: str | Column[int] | Column[bytes]) -> Table:
    text = [Column(c, Text, nullable=False) if isinstance(c, str) else c for c in columns]
    return Table(name, metadata, *text)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _blob(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


facts = _table("facts", "name", "value")
pages = _table(
    "pages",
    _number(),
    *("name", "place", "url", "fingerprint", "document"),
    _whole("current"),
    *("reason", "remedy", "read_at", "version"),
)
documents = _table(
    "documents",
    _number(),
    *("id", "name", "url", "title", "published", "publisher", "language", "status", "reason"),
    *("superseded_by", "read_at", "version"),
    *(_whole("claims"), _whole("characters"), _blob("facts"), "text", _blob("mentions"), _blob("starts")),
)
claims = _table("claims", _whole("document"), _whole("place"), "id", "kind", _blob("body"))
judgements = _table("judgements", _number(), "id", "verdict", "kind", "made", _blob("body"))

_LISTED = ("type", "act", "status")
items = _table(
    "items",
    *("id", "kind", *_LISTED, "sort", "first", "last"),
    *(_whole("sources"), _blob("body"), _blob("quoted")),
)
item_sides = _table("item_sides", "side", "kind", "sort", "item", *_LISTED, "first", "last")
tellings = _table("tellings", "item", "claim", "kind", "document", _blob("body"))
actors = _table(
    "actors", "id", "kind", "name", "state", _whole("documents"), _whole("mentions"), _blob("body")
)
actor_names = _table("actor_names", "name", "actor")
actor_documents = _table("actor_documents", "actor", "document", _whole("mentions"))
document_mentions = _table("document_mentions", "document", _blob("body"))
actor_joins = _table("actor_joins", "a", "b", "actor", _blob("body"))
families = _table("families", "document", _whole("passage"), "family", _blob("body"))
candidates = _table("candidates", "kind", "a", "b", _blob("body"))
waiting = _table("waiting", "judgement", "subject", "reason")

shelves = _table("shelves", _whole("shelf"), "name", _blob("body"))
kept = _table("kept", "name", _blob("body"))

side_counts = _table("side_counts", "side", "kind", "year", *_LISTED, _whole("things"))
tallies = _table("tallies", "name", "kind", _whole("things"))

# What resolution makes, each with the columns that name a row: it can all be worked out again.
RESOLVED: dict[Table, tuple[str, ...]] = {
    items: ("id",),
    item_sides: ("side", "kind", "sort", "item"),
    tellings: ("item", "claim"),
    actors: ("id",),
    actor_names: ("name", "actor"),
    actor_documents: ("actor", "document"),
    document_mentions: ("document",),
    actor_joins: ("a", "b", "actor"),
    families: ("document", "passage"),
    candidates: ("kind", "a", "b"),
    waiting: ("judgement", "subject"),
}
