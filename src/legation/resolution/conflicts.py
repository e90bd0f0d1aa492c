"""Claims that cannot all hold, with their sides; told apart from change over time and from other bases."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from legation.resolution.figures import COUNTED, agree, same_period, unit_key
from legation.resolution.leading import Row, counted_topic, is_kind, likeness
from legation.resolution.offices import ONE_HOLDER, Tenancy
from legation.resolution.spelling import fold
from legation.resolution.statements import saying
from legation.resolution.times import ALWAYS, iso, span

FINE = ("day", "span", "month")
SIDES = 6  # sides and claims of each that are shown
LATEST = 40  # figures of one series compared with each other
SHARED_WORDS = 2  # from which two counts with other units may be read as one thing on two bases


class Side(Struct, frozen=True):
    """One side: what it says, and the claim row that says it, with the evidence to show."""

    value: str
    row: Row
    evidence: int = 0


class Conflict(Struct, frozen=True):
    """Sides that cannot all hold; `kind`, `field` as in the table of conflicts."""

    kind: str
    about: str
    field: str
    item_kind: str
    items: tuple[str, ...]
    states: tuple[str, ...]
    why: str
    sides: tuple[Side, ...]

    @property
    def id(self) -> str:
        """The kind and field with the claims of all sides: the same conflict, the same id."""
        claims = sorted({side.row["id"] for side in self.sides})
        packed = "\t".join((self.kind, self.field, *claims))
        return "c" + hashlib.blake2b(packed.encode(), digest_size=8).hexdigest()


def in_event(event: Mapping[str, Any], rows: Sequence[Row], names: Mapping[str, str]) -> Iterable[Conflict]:
    """The conflicts among the claims of one event; `names` are its actors' names by id."""
    told = [row for row in rows if row["status"] in ("happened", "ongoing")]
    dated = [row for row in told if span(row["when"]).grain in FINE]
    late = max(dated, key=lambda r: span(r["when"]).lo, default=None)
    early = min(dated, key=lambda r: span(r["when"]).hi, default=None)
    if late and early and span(late["when"]).lo > span(early["when"]).hi:
        yield _of(event, "when", "the days told cannot both be right", _sides(dated, "when"))
    denied = [row for row in rows if row["status"] == "denied"]
    happened = [row for row in rows if row["status"] == "happened"]
    if denied and happened and max(r["told_day"] for r in denied) >= min(r["told_day"] for r in happened):
        yield _of(event, "status", "told as done and as not done", _sides([*happened, *denied], "status"))
    placed = [row for row in told if row["capital"]]
    if event["type"] == "CONSULT" and len({row["capital"] for row in placed}) > 1:
        yield _of(event, "place", "told of two cities", _sides(placed, "place"))
    yield from _organisers(event, rows, names)


def _of(event: Mapping[str, Any], field: str, why: str, sides: Sequence[Side]) -> Conflict:
    about = " ".join(filter(None, (event["type"], event["act"], "–".join(event["states"]), event["when"])))
    states = tuple(event["states"])
    return Conflict("contradiction", about, field, "event", (event["id"],), states, why, tuple(sides))


def _sides(rows: Iterable[Row], field: str) -> list[Side]:
    """The first claims of each value, the earliest told first."""
    ordered = sorted(rows, key=lambda r: (r["told_day"], r["id"]))
    count: dict[str, int] = defaultdict(int)
    found = []
    for row in ordered:
        count[row[field]] += 1
        if len(count) <= SIDES and count[row[field]] <= SIDES:
            found.append(Side(row[field], row))
    return found


_ORGANISED = ("провел", "провела", "провели", "провело", "организовал", "устроил", "созвал")
_ORGANISER = ("организатор", "устроител")
_HELD = re.compile("[Пп]ров[её]л|[Оо]рганиз|[Уу]стро|[Сс]озвал")
_ONE_OF = ("одним из", "среди организаторов", "соорганизатор", "совместно")


def _organisers(
    event: Mapping[str, Any], rows: Iterable[Row], names: Mapping[str, str]
) -> Iterable[Conflict]:
    """Who held it, where evidence says so in as many words of two bodies that none names together."""
    if len(names) < 2:
        return
    found: dict[str, Side] = {}
    together: set[frozenset[str]] = set()
    for row in sorted(rows, key=lambda r: r["id"]):
        for number, evidence in enumerate(row["evidence"]):
            if not _HELD.search(evidence["quote"]):
                continue
            said = fold(evidence["quote"])
            if any(words in said for words in _ONE_OF):
                continue
            named = _organiser(said, names)
            together.add(frozenset(named))
            for actor in named:
                found.setdefault(actor, Side(names[actor], row, number))
    if len(found) > 1 and not any(len(group) > 1 for group in together):
        yield _of(event, "organiser", "more than one body is told to have held it", list(found.values()))


def _organiser(said: str, names: Mapping[str, str]) -> list[str]:
    words = said.split()
    at = [n for n, w in enumerate(words) if w in _ORGANISED or w.startswith(_ORGANISED[4:])]
    main = [n for n, w in enumerate(words) if w.startswith(_ORGANISER)]
    places = {actor: place for actor, name in names.items() if (place := _place_of(name, words)) >= 0}
    if main:
        after = {a: p for a, p in places.items() if p > main[0]}
        return [min(after, key=lambda a: (after[a], a))] if after else []
    if at:
        before = {a: p for a, p in places.items() if p < at[0]}
        return [max(before, key=lambda a: (before[a], a))] if before else []
    return []


def _place_of(name: str, words: Sequence[str]) -> int:
    """Where the first words of a name stand, in whatever case; -1 where they do not."""
    own = [word[: max(4, len(word) - 3)] for word in fold(name).split()][:3]
    for at in range(len(words) - len(own) + 1):
        if all(words[at + n].startswith(start) for n, start in enumerate(own)):
            return at
    return -1


def in_figures(
    rows: Sequence[Row], heads: Mapping[str, str], series: Mapping[str, str]
) -> Iterable[Conflict]:
    """Two values of one thing at one time; and counts of the like on other bases, to be read side by side."""
    by_series: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_series[series[row["id"]]].append(row)
    for _, group in sorted(by_series.items()):
        periods: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in group:
            if row["period"]:
                periods[span(row["period"]).lo, span(row["period"]).hi].append(row)
        for same in periods.values():
            yield from _two_values(sorted(same, key=lambda r: (r["value"], r["id"])), heads)
    yield from _other_bases(rows, heads, series)


def _two_values(rows: Sequence[Row], heads: Mapping[str, str]) -> Iterable[Conflict]:
    for low, high in pairwise(rows):
        if low["place_key"] != high["place_key"] and not agree(low, high) and same_period(low, high):
            why = f"two values of one thing for {low['period']}"
            yield _figures("contradiction", "value", why, (low, high), heads)


def _figures(kind: str, field: str, why: str, rows: Sequence[Row], heads: Mapping[str, str]) -> Conflict:
    items = tuple(sorted({"f" + heads[row["id"]] for row in rows}))
    sides = tuple(Side(f"{r['comparator']} {r['value']:g} {r['unit']}".removeprefix("= "), r) for r in rows)
    states = tuple(sorted({s for r in rows for s in r["states"]}))
    return Conflict(kind, rows[0]["of"], field, "figure", items, states, why, sides)


def _other_bases(
    rows: Sequence[Row], heads: Mapping[str, str], series: Mapping[str, str]
) -> Iterable[Conflict]:
    blocks: dict[Any, list[Row]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for row in sorted(rows, key=lambda r: (r["told_day"], r["id"])):
        if row["measure"] not in COUNTED:
            continue
        for word in sorted(counted_topic(row["of"])):
            block = blocks[tuple(sorted(row["states"])), row["measure"], word]
            for other in block[-LATEST:]:
                pair = (series[other["id"]], series[row["id"]])
                if pair not in seen and _on_another_basis(other, row, series):
                    seen.add(pair)
                    why = "other things are counted, or at other times: side by side, not as a rise or fall"
                    yield _figures("different-basis", "of", why, (other, row), heads)
            block.append(row)


def _on_another_basis(a: Row, b: Row, series: Mapping[str, str]) -> bool:
    if a["place_key"] == b["place_key"] or series[a["id"]] == series[b["id"]] or a["value"] == b["value"]:
        return False
    one, other = counted_topic(a["of"]), counted_topic(b["of"])
    shared = one & other
    enough = len(shared) >= SHARED_WORDS or (len(a["states"]) > 1 and any(map(is_kind, shared)))
    return enough and likeness(one, other) >= 0.34 and unit_key(a["unit"]) != "год"


def in_agreements(rows: Sequence[Row], heads: Mapping[str, str]) -> Iterable[Conflict]:
    """An agreement told as not concluded and as in force; two days of one signing."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[heads[row["id"]]].append(row)
    for head, group in sorted(groups.items()):
        open_ = [r for r in group if r["status"] == "not-concluded"]
        done = [r for r in group if r["status"] in ("signed", "in-force")]
        if open_ and done:
            latest = max((r["told_day"] for r in open_ if r["told_day"] < ALWAYS), default=-ALWAYS)
            kind = "contradiction" if latest > max(r["told_day"] for r in done) else "changed-over-time"
            why = "not concluded when the one was told, concluded when the other was"
            yield _agreements(kind, "status", why, head, _sides([*open_, *done], "status"))
        dated = [r for r in done if span(r["date"]).grain in FINE]
        times = [span(r["date"]) for r in dated]
        if times and max(t.lo for t in times) - min(t.hi for t in times) > 0:
            why = "the days told of its conclusion cannot both be right"
            yield _agreements("contradiction", "date", why, head, _sides(dated, "date"))


def _agreements(kind: str, field: str, why: str, head: str, sides: Sequence[Side]) -> Conflict:
    about = max((s.row["name"] for s in sides), key=lambda n: (len(n), n))
    states = tuple(sorted({p for s in sides for p in s.row["parties"] if len(p) == 3 and p.isupper()}))
    return Conflict(kind, about, field, "agreement", (f"g{head}",), states, why, tuple(sides))


def in_offices(
    spans: Sequence[Tenancy], rows: Mapping[str, Row], names: Mapping[str, str]
) -> Iterable[Conflict]:
    """Two people told to hold, on one and the same days, an office that one at a time holds."""
    for one, other in pairwise(spans):
        if (one.key, one.of) != (other.key, other.of) or one.key.split(" ")[0] not in ONE_HOLDER:
            continue
        if one.person == other.person or not one.of or ALWAYS in (abs(one.lo), abs(other.lo)):
            continue
        clash = [(a, b) for a in one.held for b in other.held if _clash(a.when, b.when)][:1]
        for a, b in clash:
            why = f"both are told to hold it about {iso(max(a.when.lo, b.when.lo))}"
            sides = (
                Side(names.get(a.person, a.person), rows[a.claim]),
                Side(names.get(b.person, b.person), rows[b.claim]),
            )
            states = (one.of,) if len(one.of) == 3 and one.of.isupper() else ()
            items = tuple(sorted(f"o{min(h.claim for h in t.held)}" for t in (one, other)))
            yield Conflict(
                "contradiction", f"{a.office}, {one.of}", "person", "office", items, states, why, sides
            )


def _clash(a: Any, b: Any) -> bool:
    return a.grain in ("day", "span") and b.grain in ("day", "span") and bool(a.meets(b))


def in_statements(rows: Sequence[Row], heads: Mapping[str, str]) -> Iterable[Conflict]:
    """The same words given to two speakers."""
    words: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if said := saying(row["quote"]):
            words[said].append(row)
    for _, group in sorted(words.items()):
        people = [r for r in group if r["speaker_kind"] == "person"]
        if len({r["speaker_id"] for r in people}) > 1:
            sides = _sides(people, "speaker")
            items = tuple(sorted({"s" + heads[s.row["id"]] for s in sides}))
            states = tuple(sorted({s for r in people for s in r["about"]}))
            why = "the same words are given to two people"
            yield Conflict(
                "contradiction", people[0]["quote"], "speaker", "statement", items, states, why, tuple(sides)
            )


def conflict_rows(
    conflicts: Iterable[Conflict], verdicts: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of the tables of conflicts and of their sides; `verdicts` are people's, by conflict."""
    found = {conflict.id: conflict for conflict in conflicts}
    rows, sides = [], []
    for number, conflict in sorted(found.items()):
        rows.append(
            {
                "id": number,
                "kind": conflict.kind,
                "about": conflict.about,
                "field": conflict.field,
                "item_kind": conflict.item_kind,
                "items": list(conflict.items),
                "states": list(conflict.states),
                "why": conflict.why,
                "verdict": verdicts.get(number, ""),
            }
        )
        values: dict[str, int] = {}
        for side in conflict.sides:
            evidence = (
                side.row["evidence"][side.evidence]
                if side.row["evidence"]
                else {"start": 0, "end": 0, "quote": ""}
            )
            place = {"claim": side.row["id"], "document": side.row["document"], **evidence}
            sides.append(
                {
                    "conflict": number,
                    "side": values.setdefault(side.value, len(values)),
                    "value": side.value,
                    **place,
                }
            )
    return rows, sides
