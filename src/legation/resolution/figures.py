"""One figure told by several sources, and the series that figures of one measure make over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from legation.resolution.joining import Joins, Why
from legation.resolution.leading import Row, counted_topic, lead, likeness, topic
from legation.resolution.spelling import fold, stem
from legation.resolution.times import span

NEAR = 0.02  # relative difference by which two exact tellings of one number may differ by rounding
ROUGH = 0.15  # and where one of them says «about», «over» or «up to»
SAME_OF = 0.5  # share of the words of what is counted from which two figures are of one thing
COUNTED = frozenset({"count", "share", "production", "other"})  # measures whose bases may differ
MONEY = frozenset({"trade", "export", "import", "investment", "aid", "loan"})


def figure_keys(row: Row) -> list[Any]:
    """Under what a figure meets others: its sides, measure, unit and what it counts."""
    base = (tuple(sorted(row["states"])), row["measure"], unit_key(row["unit"]))
    about = sorted(topic(row["of"]))[:5]
    return [(*base, word) for word in about] if about and row["measure"] not in MONEY else [(*base, "")]


def unit_keys(row: Row) -> list[Any]:
    """Under what figures hang together: those that may be one, and counts of the like in other units."""
    found = figure_keys(row)
    if row["measure"] in COUNTED:
        found += [(tuple(sorted(row["states"])), row["measure"], word) for word in counted_topic(row["of"])]
    return found


def unit_key(unit: str) -> str:
    """A unit as it is compared: an ISO code or `%` as it is, a noun by its stem."""
    return unit if unit.isupper() or not unit.isalpha() else stem(fold(unit))


def of_one_thing(a: Row, b: Row) -> bool:
    """Whether two figures of one measure and unit count the same thing."""
    one, other = topic(a["of"]), topic(b["of"])
    if row_is_money(a) and (not one or not other):
        return True
    return one == other or likeness(one, other) >= SAME_OF


def row_is_money(row: Row) -> bool:
    """Whether the measure alone says what is counted."""
    return row["measure"] in MONEY


def agree(a: Row, b: Row) -> bool:
    """Whether both numbers can be true of one thing at one time."""
    big = max(abs(a["value"]), abs(b["value"])) or 1.0
    apart = abs(a["value"] - b["value"]) / big
    if a["comparator"] == b["comparator"] == "=":
        return bool(apart <= NEAR)
    for one, other in ((a, b), (b, a)):
        if (
            one["comparator"] in (">", ">=")
            and other["comparator"] == "="
            and 0 <= other["value"] - one["value"] <= ROUGH * big
        ):
            return True
        if (
            one["comparator"] in ("<", "<=")
            and other["comparator"] == "="
            and 0 <= one["value"] - other["value"] <= ROUGH * big
        ):
            return True
    return bool(apart <= (ROUGH if "~" in (a["comparator"], b["comparator"]) else NEAR))


def same_period(a: Row, b: Row) -> bool:
    """Whether the two speak of one period: the same, or one inside a period as short as the other's."""
    one, other = span(a["period"]), span(b["period"])
    return (one.lo, one.hi) == (other.lo, other.hi)


def join_figures(rows: Sequence[Row], joins: Joins) -> dict[str, str]:
    """For each claim the smallest claim of its figure."""
    return lead(rows, figure_keys, _same_figure, joins)


def _same_figure(a: Row, b: Row) -> Why:
    if a["place_key"] == b["place_key"] or not of_one_thing(a, b):
        return []
    if not agree(a, b):
        return []
    why: Why = [("value", 1.5, f"{a['comparator']}{a['value']:g}, {b['comparator']}{b['value']:g}")]
    one, other = span(a["period"]), span(b["period"])
    if "none" in (one.grain, other.grain):
        near = abs(a["told_day"] - b["told_day"]) <= 400
        why.append(("period", -0.5 if near else -2.5, "not told by both"))
    elif same_period(a, b):
        why.append(("period", 1.0, a["period"]))
    else:
        meets = one.meets(other) and {one.grain, other.grain} & {"day", "month", "span"}
        why.append(("period", -0.5 if meets else -3.0, f"{a['period']}, {b['period']}"))
    return why


def join_series(rows: Sequence[Row], joins: Joins) -> dict[str, str]:
    """For each claim the smallest claim of its series: one measure of one thing between the same sides."""
    return lead(rows, figure_keys, _same_series, joins)


def _same_series(a: Row, b: Row) -> Why:
    return [("of", 1.0, f"«{a['of']}», «{b['of']}»")] if of_one_thing(a, b) else []


def figure_rows(
    rows: Sequence[Row], heads: Mapping[str, str], series: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One row for each figure: the most exact telling of it, counted by independent sources."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: r["id"]):
        groups[heads[row["id"]]].append(row)
    made = []
    for head, group in sorted(groups.items()):
        told = Counter((r["value"], r["comparator"]) for r in group)
        value, comparator = max(told, key=lambda t: (t[1] == "=", told[t], t[0]))
        shown = min(
            (r for r in group if (r["value"], r["comparator"]) == (value, comparator)), key=lambda r: r["id"]
        )
        periods = Counter(r["period"] for r in group if r["period"])
        made.append(
            {
                "id": f"f{head}",
                "series": f"r{series[head]}",
                "measure": shown["measure"],
                "of": shown["of"],
                "value": value,
                "unit": shown["unit"],
                "comparator": comparator,
                "period": max(periods, key=lambda p: (periods[p], -len(p), p)) if periods else "",
                "told": min((r["published"] for r in group if r["published"]), default=""),
                "states": list(shown["states"]),
                "sources": len({r["family"] for r in group}),
                "claims": len(group),
                "judged": [],
            }
        )
    return made
