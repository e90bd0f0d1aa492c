"""One agreement through its life: planned, signed, in force, told under several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from legation.resolution.joining import Joins, Why
from legation.resolution.leading import Row, lead, likeness, topic
from legation.resolution.times import DAY_SLACK, span

# Kinds that texts use for one another.
_KIN = (
    {"treaty", "agreement"},
    {"joint-statement", "declaration"},
    {"memorandum", "agreement"},
    {"programme", "concept"},
)
_ORDER = ("proposed", "planned", "not-concluded", "signed", "in-force")


def join_agreements(rows: Sequence[Row], joins: Joins) -> dict[str, str]:
    """For each claim the smallest claim of its agreement."""
    return lead(rows, _lead_keys, _compare, joins)


def _lead_keys(row: Row) -> list[Any]:
    return agreement_keys({**row, "actors": row["party_ids"]})


def agreement_keys(row: Row) -> list[Any]:
    """Under what an agreement meets others: two of its parties (`actors`) and a word of its name."""
    parties = sorted(row["actors"])[:4]
    pairs: list[tuple[str, ...]] = [*combinations(parties, 2)] or [(p,) for p in parties]
    about = sorted(topic(row["name"]))[:5] or [f"{row['agreement_kind']} {row['date'][:7]}"]
    return [(pair, word) for pair in pairs for word in about]


def _compare(a: Row, b: Row) -> Why:
    if a["place_key"] == b["place_key"]:
        return []
    why: Why = [("start", -2.0, "")]
    shared, least = len(a["party_ids"] & b["party_ids"]), min(len(a["party_ids"]), len(b["party_ids"]))
    why.append(("parties", 1.0 if shared == least else 0.2 if shared > 1 else -3.0, f"{shared} in common"))
    kinds = {a["agreement_kind"], b["agreement_kind"]}
    kin = len(kinds) == 1 or any(kinds <= group for group in _KIN)
    why.append(("kind", 0.5 if len(kinds) == 1 else 0.0 if kin else -2.0, ", ".join(sorted(kinds))))
    one, other = topic(a["name"]), topic(b["name"])
    like = likeness(one, other)
    if one and other:
        small = min(len(one), len(other))
        weight = -2.5 + 4.5 * like if small > 1 else (1.0 if like else -2.0)
        why.append(("name", round(weight, 2), f"«{a['name']}», «{b['name']}»"))
    why.append(_dates(a["date"], b["date"], bool(one and other)))
    return why


def _dates(a: str, b: str, named: bool) -> tuple[str, float, str]:
    if not a or not b:
        return ("date", 0.0 if named else -0.5, "not told by both")
    one, other = span(a), span(b)
    if not one.meets(other, DAY_SLACK):
        return ("date", -2.5, f"{a}, {b}")
    fine = {one.grain, other.grain} <= {"day", "span", "month"}
    return ("date", 1.5 if fine else 0.7, f"{a}, {b}")


def agreement_rows(
    rows: Sequence[Row], heads: Mapping[str, str], signings: Mapping[str, list[str]]
) -> list[dict[str, Any]]:
    """One row for each agreement; `signings` gives for a head the events of its signing and ratification."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: r["id"]):
        groups[heads[row["id"]]].append(row)
    made = []
    for head, group in sorted(groups.items()):
        names = Counter(row["name"] for row in group)
        name = max(names, key=lambda n: (len(topic(n)), names[n], -len(n), n))
        dates = Counter(
            row["date"] for row in group if row["date"] and row["status"] in ("signed", "in-force")
        )
        dates = dates or Counter(row["date"] for row in group if row["date"])
        made.append(
            {
                "id": f"g{head}",
                "name": name,
                "kind": Counter(sorted(r["agreement_kind"] for r in group)).most_common(1)[0][0],
                "date": max(dates, key=lambda d: (_fine(d), dates[d], d)) if dates else "",
                "status": _status(group),
                "aliases": sorted(set(names) - {name}),
                "parties": sorted({party for row in group for party in row["parties"]}),
                "history": _history(group),
                "events": signings.get(head, []),
                "sources": len({row["family"] for row in group}),
                "claims": len(group),
                "judged": [],
            }
        )
    return made


def _fine(date: str) -> int:
    return ("none", "wide", "year", "month", "span", "day").index(span(date).grain)


def _status(group: Sequence[Row]) -> str:
    """What was told last; of what was told on one day, the furthest."""
    dated = [row for row in group if row["told_day"] < 10_000_000] or list(group)
    last = max(row["told_day"] for row in dated)
    done: list[str] = [row["status"] for row in group if row["status"] in ("signed", "in-force")]
    latest: str = max((row["status"] for row in dated if row["told_day"] == last), key=_rank)
    if latest in ("planned", "proposed") and done:
        return max(done, key=_rank)
    return latest


def _rank(status: str) -> int:
    return _ORDER.index(status) if status in _ORDER else 0


def _history(group: Sequence[Row]) -> list[dict[str, str]]:
    steps: dict[str, Row] = {}
    for row in sorted(group, key=lambda r: (r["told_day"], _rank(r["status"]), r["id"])):
        steps.setdefault(row["status"], row)
    return [{"status": s, "told": row["published"], "claim": row["id"]} for s, row in steps.items()]
