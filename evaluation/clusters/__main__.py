"""How well happenings and actors are told once: B-cubed F1 on the stories, and near misses wrongly joined.

    python -m evaluation.clusters [--part tune|held|all] [--hand] [--errors]

--hand puts the stories' own claims in place of extracted ones, so that resolution is scored alone; --errors
lists what was split and what was joined (never of the untouched half).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from evaluation.clusters.stories import Story, stories
from evaluation.gold import marked
from legation.extraction import extract
from legation.record import Event, Reading
from legation.record.tables import input_tables
from legation.resolution import resolve


class Score(Struct, frozen=True):
    """B-cubed precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> Score:
    """The score of a grouping: how much of each item's group is right, and how much of its thing is there."""
    golds, founds, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(n * n / founds[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return Score(precision, recall)


class Outcome(Struct, frozen=True):
    """What resolution made of the stories: each one's event, each mention's actor (empty: none found)."""

    stories: list[Story]
    events: dict[str, str]
    actors: dict[tuple[str, int], str]
    score: dict[tuple[str, str], float]


def outcome(hand: bool) -> Outcome:
    """Read (or take by hand) and resolve all stories in one record."""
    told = stories()
    readings = {s.name: s.reading if hand else extract(marked(s.document)) for s in told}
    record = resolve(input_tables((s.document, readings[s.name]) for s in told))
    rows = record["tellings"].to_pylist()
    item = {row["claim"]: row["item"] for row in rows if row["kind"] == "event"}
    events = {}
    for story in told:
        claim = main_claim(story, readings[story.name])
        events[story.name] = item.get(claim.id, "") if claim else ""
    mentions: Mapping[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in record["mention_actors"].to_pylist():
        mentions[row["document"]].append(row)
    actors = {}
    for story in told:
        for number, named in enumerate(story.named):
            over = [
                row
                for row in mentions[story.document.id]
                if row["start"] < named.end and row["end"] > named.start and len(row["actor"]) != 3
            ]
            best = max(
                over,
                key=lambda r: (min(r["end"], named.end) - max(r["start"], named.start), -r["start"]),
                default=None,
            )
            actors[story.name, number] = best["actor"] if best else ""
    return Outcome(told, events, actors, {})


def main_claim(story: Story, reading: Reading) -> Event | None:
    """The claim that tells the story's happening: of its type, over its evidence."""

    def fit(claim: Event) -> tuple[bool, bool, int]:
        over = max(min(e.end, story.end) - max(e.start, story.start) for e in claim.evidence)
        return (claim.type == story.type and over > 0, over > 0, over)

    best = max(reading.events, key=lambda c: (fit(c), c.id), default=None)
    if best is None or not (fit(best)[1] or best.type == story.type):
        return None
    return best


def report(found: Outcome, part: str) -> dict[str, float]:
    """The figures of a part."""
    told = [s for s in found.stories if part == "all" or s.held == (part == "held")]
    items = [found.events[s.name] or f"none {s.name}" for s in told]
    events = b_cubed([s.happening for s in told], items)
    spots = [(s, n) for s in told for n in range(len(s.named))]
    people = [found.actors[s.name, n] or f"none {s.name} {n}" for s, n in spots]
    actors = b_cubed([s.named[n].name for s, n in spots], people)
    of: dict[str, set[str]] = defaultdict(set)
    for story, item in zip(told, items, strict=True):
        of[story.happening].add(item)
    near = {s.happening: s.near for s in told if s.near}
    joined = sum(bool(of[one] & of[other]) for one, other in near.items())
    both = sum(any(_read(i) for i in of[a]) and any(_read(i) for i in of[b]) for a, b in near.items())
    return {
        "texts": len(told),
        "happenings": len({s.happening for s in told if not s.near}),
        "near": len(near),
        "found": sum(_read(i) for i in items) / len(items),
        "event precision": events.precision,
        "event recall": events.recall,
        "event F1": events.f1,
        "actor precision": actors.precision,
        "actor recall": actors.recall,
        "actor F1": actors.f1,
        "near misses joined": joined / len(near),
        "of those read": joined / max(both, 1),
    }


def _read(item: str) -> bool:
    return not item.startswith("none ")


def errors(found: Outcome) -> None:
    """Print what was split and what was joined in the tuning half."""
    told = [s for s in found.stories if not s.held]
    groups: dict[str, list[Story]] = defaultdict(list)
    for story in told:
        groups[story.happening].append(story)
    for name, group in groups.items():
        items = [found.events[s.name] for s in group]
        if len(set(items)) > 1 or "" in items:
            print(f"split {name} {group[0].type}/{group[0].act} {group[0].when}")
            for story, item in zip(group, items, strict=True):
                print(f"    {item or 'no claim':18} {story.published} {story.text}")
    owners: dict[str, set[str]] = defaultdict(set)
    for story in found.stories:
        if found.events[story.name]:
            owners[found.events[story.name]].add(story.happening)
    for item, names in sorted(owners.items()):
        if len(names) > 1 and names & set(groups):
            print(f"joined {item}: {', '.join(sorted(names))}")
            for story in told:
                if found.events[story.name] == item:
                    print(f"    {story.name:12} {story.published} {story.text}")
    actor_errors(found, told)


def actor_errors(found: Outcome, told: Sequence[Story]) -> None:
    """Print the actors that were split, with the actor of each mention."""
    actors: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for story in told:
        for number, named in enumerate(story.named):
            form = story.text[named.start : named.end]
            actors[named.name][found.actors[story.name, number]].append(form)
    for name, forms in actors.items():
        if len(forms) > 1:
            print(f"actor {name}: " + "; ".join(f"{a or 'none'} {sorted(set(f))}" for a, f in forms.items()))


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--hand", action="store_true", help="the stories' own claims")
    parser.add_argument("--errors", action="store_true", help="what was split and joined in the tuning half")
    args = parser.parse_args()
    found = outcome(args.hand)
    if args.errors:
        errors(found)
    for name, value in report(found, args.part).items():
        print(f"{name:20} {value:.3f}" if isinstance(value, float) else f"{name:20} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
