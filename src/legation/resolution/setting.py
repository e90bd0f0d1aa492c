"""Fields that people have set: they stand whatever the claims say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

from legation.record.tables import table
from legation.resolution.judging import Judged

_TABLES = {"event": "events", "agreement": "agreements", "figure": "figures", "actor": "actors"}
_PROTECTED = frozenset({"id", "history", "claims", "sources", "judged", "series", "events"})


def set_fields(con: duckdb.DuckDBPyConnection, made: Mapping[str, Any], judged: Judged) -> dict[str, Any]:
    """The tables in which judgements set fields, with the values set. A list is given parted by commas.

    `made` holds what is told anew: of that, all that anything was set about.
    """
    item_of = _items(made) if any(row["verdict"] == "set" for row in judged.rows) else {}
    changed = {}
    for kind, name in _TABLES.items():
        wanted: dict[str, dict[str, str]] = {}
        for subject, fields in judged.fields(kind).items():
            item = item_of.get((kind, subject))
            if item:
                wanted.setdefault(item, {}).update(fields)
        if wanted:
            rows = made[name].to_pylist()
            changed[name] = table(name, [_with(r, wanted.get(r["id"], {}), made[name]) for r in rows])
    _report_lost(con, judged, item_of)
    return changed


def _items(made: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    found = {}
    for kind, item, claim in zip(
        *(made["tellings"][n].to_pylist() for n in ("kind", "item", "claim")), strict=True
    ):
        for way in (claim, item[0] + claim, item):
            found[kind, way] = item
    for actor, name in zip(made["actors"]["id"].to_pylist(), made["actors"]["name"].to_pylist(), strict=True):
        found["actor", actor] = actor
        found.setdefault(("actor", name), actor)
    return found


def _with(row: dict[str, Any], fields: Mapping[str, str], like: Any) -> dict[str, Any]:
    done = []
    for field, value in sorted(fields.items()):
        if field not in row or field in _PROTECTED:
            continue
        kind = like.schema.field(field).type
        if pa.types.is_list(kind):
            row[field] = [part.strip() for part in value.split(",") if part.strip()]
        elif pa.types.is_floating(kind):
            row[field] = float(value)
        else:
            row[field] = value
        done.append(field)
    return {**row, "judged": done} if "judged" in row else row


def _report_lost(
    con: duckdb.DuckDBPyConnection, judged: Judged, items: Mapping[tuple[str, str], str]
) -> None:
    known = {way for _, way in items}
    for row in judged.rows:
        if row["verdict"] == "set":
            for subject in row["subjects"]:
                if subject not in known and not _is_told(con, subject):
                    reason = (
                        f"nothing in the record now rests on {subject!r}; was its claim read otherwise since?"
                    )
                    judged.waiting.append({"judgement": row["id"], "subject": subject, "reason": reason})


def _is_told(con: duckdb.DuckDBPyConnection, subject: str) -> bool:
    """Whether a claim in force is called so, with or without the letter of its kind."""
    for name in ("event_claims", "agreement_claims", "figure_claims", "statement_claims", "tenure_claims"):
        found = con.execute(
            f"SELECT count(*) FROM {name} WHERE id IN ($1, $2)", [subject, subject[1:]]
        ).fetchall()
        if found[0][0]:
            return True
    return False
