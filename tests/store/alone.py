"""The plainest resolution: every claim is a thing of its own. It lets the store be tested by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from legation.record.tables import OUTPUTS, empty, table

KINDS = {
    "event_claims": ("events", "event", "e"),
    "statement_claims": ("statements", "statement", "s"),
    "figure_claims": ("figures", "figure", "f"),
    "agreement_claims": ("agreements", "agreement", "g"),
    "tenure_claims": ("offices", "office", "o"),
}


def resolve_alone(given: Mapping[str, Any]) -> dict[str, Any]:
    made, tellings = empty(OUTPUTS), []
    gone = {row["id"] for row in given["documents"].to_pylist() if row["superseded"]}
    for name, (to, kind, letter) in KINDS.items():
        rows = [row for row in given[name].to_pylist() if row["document"] not in gone]
        made[to] = table(to, [_item(row, to, letter) for row in rows])
        tellings += [
            {"kind": kind, "item": letter + row["id"], "claim": row["id"], "document": row["document"]}
            | {"family": row["document"], "beside": "", "score": 0.0, "why": []}
            for row in rows
        ]
    made["tellings"] = table("tellings", tellings)
    return made | _actors([m for m in given["mentions"].to_pylist() if m["document"] not in gone])


def _item(row: dict[str, Any], to: str, letter: str) -> dict[str, Any]:
    extra = {
        **{"id": letter + row["id"], "sources": 1, "claims": 1, "judged": [], "history": [], "aliases": []},
        **{"names": row.get("actors"), "senders": row.get("sources"), "kind": row.get("agreement_kind")},
        **{"speaker_name": row.get("speaker"), "person_name": row.get("person"), "known": []},
        **dict.fromkeys(("part_of", "told", "series", "since", "until", "office_key"), ""),
    }
    said = {**{k: v for k, v in row.items() if k != "sources"}, **extra, "events": []}
    if to == "events":
        said["actors"] = [f"a:{name}" for name in row["actors"]]
    return {name: said[name] for name in OUTPUTS[to].names}


def _actors(mentions: list[dict[str, Any]]) -> dict[str, Any]:
    ids = {(m["kind"], m["name"]): m["name"] if m["kind"] == "state" else f"a:{m['name']}" for m in mentions}
    spoken = [
        {"document": m["document"], "start": m["start"], "end": m["end"], "text": m["text"]}
        | {"actor": ids[m["kind"], m["name"]], "how": m["how"], "derived": []}
        for m in mentions
    ]
    counts = Counter((m["kind"], m["name"]) for m in mentions)
    actors = [
        {"id": id, "kind": kind, "name": name, "state": "", "aliases": [name], "before": [], "after": []}
        | {"documents": 1, "mentions": counts[kind, name]}
        for (kind, name), id in ids.items()
    ]
    return {"actors": table("actors", actors), "mention_actors": table("mention_actors", spoken)}
