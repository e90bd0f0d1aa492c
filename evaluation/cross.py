"""What holds across the seed documents: same and different events and actors, conflicts, checked one by one.

    python -m evaluation.cross [--extracted]

Gold claims stand in place of extracted ones (mentions are the extracted ones), so that resolution is scored
alone; with --extracted the claims are Legation's own, and a check whose claim was not found says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from evaluation.gold import SHARED, GoldText, document_of, gold_texts, marked
from legation.extraction import extract
from legation.record import (
    Agreement,
    Document,
    Event,
    Evidence,
    Figure,
    Mention,
    Passage,
    Reading,
    Statement,
    Tenure,
)
from legation.record.tables import input_tables
from legation.resolution import resolve
from legation.resolution.spelling import alike, declined, fold


class Check(Struct, frozen=True):
    """One line of `cross.json`, whether it holds, and what was found."""

    kind: str
    what: str
    holds: bool
    found: str = ""


def cross() -> dict[str, Any]:
    """The lines of `cross.json`, by kind."""
    found: dict[str, Any] = json.loads((SHARED / "gold" / "seeds" / "cross.json").read_text(encoding="utf-8"))
    return found


def gold_document(gold: GoldText, record: Mapping[str, Any]) -> Document:
    """The text with the gold's own facts and passages."""
    read = document_of(gold)
    passages, at = [], 0
    for passage in record["passages"]:
        start = gold.text.find(passage["start"], at)
        end = gold.text.find(passage["end"], max(start, at))
        end = end + len(passage["end"]) if end >= 0 else len(gold.text)
        start = start if start >= 0 else at
        passages.append(Passage(start=start, end=end, published=passage.get("published") or ""))
        at = end
    return Document(
        text=gold.text,
        name=read.name,
        published=record.get("published") or "",
        publisher=record.get("publisher") or "",
        passages=tuple(passages),
    )


def evidence_of(text: str, quotes: Sequence[Any]) -> tuple[Evidence, ...]:
    """Where each quote stands."""
    found = []
    for given in quotes:
        quote, nth = (given, 1) if isinstance(given, str) else (given["quote"], given.get("nth", 1))
        start = -1
        for _ in range(nth):
            start = text.find(quote, start + 1)
        found.append(Evidence(start, start + len(quote), quote))
    return tuple(found)


def gold_reading(document: Document, record: Mapping[str, Any]) -> Reading:
    """The gold's claims as if Legation had read them, in the gold's order."""

    def made(kind: Any, item: Mapping[str, Any], **other: Any) -> Any:
        fields = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in item.items()
            if name in kind.__struct_fields__ and name not in ("evidence", "derived")
        }
        evidence = evidence_of(document.text, item["evidence"])
        return kind(document=document.id, evidence=evidence, **{**fields, **other})

    return Reading(
        document_id=document.id,
        mentions=extract(marked(document)).mentions,
        events=tuple(made(Event, item) for item in record["events"]),
        statements=tuple(made(Statement, item) for item in record["statements"]),
        figures=tuple(made(Figure, item) for item in record["figures"]),
        agreements=tuple(made(Agreement, item, agreement_kind=item["kind"]) for item in record["agreements"]),
        tenures=tuple(made(Tenure, item) for item in record["tenures"]),
    )


def with_offices(document: Document, reading: Reading, forms: Sequence[str]) -> Reading:
    """The reading with a mention of «Глава государства» at each of these forms, where it has none yet."""
    made = list(reading.mentions)
    for form in forms:
        at = document.text.find(form)
        for word in ("Глава государства", "Главы государства"):
            start = document.text.find(word, at, at + len(form))
            if start >= 0 and not any(m.start < start + len(word) and m.end > start for m in made):
                own = {"kind": "person", "name": "глава государства", "state": "KAZ", "how": "office"}
                made.append(Mention(start=start, end=start + len(word), first=0, last=0, head=0, **own))
    return msgspec.structs.replace(reading, mentions=tuple(made))


class Seeds:
    """The seed documents resolved, and what `cross.json` may ask of them."""

    def __init__(self, extracted: bool) -> None:
        self.golds: dict[str, tuple[Document, Reading]] = {}
        read = []
        titles: dict[str, list[str]] = {}
        for group in cross()["different_actors"]:
            for name, form in group["forms"]:
                titles.setdefault(name, []).append(form)
        for gold in gold_texts("all", ("seeds",)):
            record = json.loads(gold.gold_path.read_text(encoding="utf-8"))
            document = gold_document(gold, record)
            reading = with_offices(document, gold_reading(document, record), titles.get(gold.name, []))
            self.golds[gold.name] = document, reading
            if extracted:
                document = document_of(gold)
                reading = extract(marked(document))
            read.append((document, reading))
        self.record = {name: rows.to_pylist() for name, rows in resolve(input_tables(read)).items()}
        self.read = {document.text: reading for document, reading in read}
        self.item = {row["claim"]: row["item"] for row in self.record["tellings"] if row["kind"] == "event"}

    def event(self, name: str) -> str:
        """The resolved event of `DOCUMENT#INDEX`, or empty where no claim of it was found."""
        stem, _, index = name.partition("#")
        document, reading = self.golds[stem]
        wanted = reading.events[int(index)]
        if wanted.id in self.item:
            return str(self.item[wanted.id])
        found = self.read[document.text].events
        rated = [(_overlap(wanted, claim), claim.type == wanted.type, claim.id) for claim in found]
        best = max(rated, default=(0, False, ""))
        return self.item.get(best[2], "") if best[0] else ""

    def actor(self, form: Sequence[str]) -> str:
        """The actor meant by these characters of a document: by a mention there, else by a claim's name."""
        document, _ = self.golds[form[0]]
        start = document.text.find(form[1])
        inside = [
            row
            for row in self.record["mention_actors"]
            if row["document"] == document.id
            and row["start"] < start + len(form[1])
            and row["end"] > start
            and (row["actor"].startswith("a") or len(row["actor"]) != 3)
        ]
        if inside:
            return str(max(inside, key=lambda r: (r["end"] - r["start"], -r["start"]))["actor"])
        claims = {claim.id for claim in self.read[document.text].claims}
        for row in self.record["claim_actors"]:
            if row["claim"] in claims and _named(form[1], row["name"]):
                return str(row["actor"])
        return ""

    def conflict(self, sides: Sequence[Sequence[str]]) -> str:
        """The kind of a conflict that has a side at each of these places."""
        places = []
        for name, quote in sides:
            document, _ = self.golds[name]
            start = document.text.find(quote)
            places.append((document.id, start, start + len(quote)))
        by_conflict: dict[str, list[Mapping[str, Any]]] = {}
        for side in self.record["conflict_sides"]:
            by_conflict.setdefault(side["conflict"], []).append(side)
        for row in self.record["conflicts"]:
            own = by_conflict.get(row["id"], [])
            if all(any(_at(side, place) for side in own) for place in places):
                return str(row["kind"])
        return ""


def _at(side: Mapping[str, Any], place: tuple[str, int, int]) -> bool:
    return bool(side["document"] == place[0] and side["start"] < place[2] and side["end"] > place[1])


def _overlap(a: Event, b: Event) -> int:
    return (
        max((min(x.end, y.end) - max(x.start, y.start) for x in a.evidence for y in b.evidence), default=0)
        if any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)
        else 0
    )


def _named(form: str, name: str) -> bool:
    words, own = fold(form).split(), [w for w in fold(name).split() if len(w) > 1]
    return bool(own) and all(
        any(w == o or declined(w, o) or alike(w, o) > 0.96 for w in words) for o in own[-1:]
    )


def checks(extracted: bool = False) -> Iterator[Check]:
    """Every line of `cross.json` with whether it holds."""
    wanted = cross()
    seeds = Seeds(extracted)
    for one, other in wanted["same_event"]:
        a, b = seeds.event(one), seeds.event(other)
        yield Check("same event", f"{one} = {other}", bool(a) and a == b, f"{a} {b}")
    for one, other in wanted["different_events"]:
        a, b = seeds.event(one), seeds.event(other)
        yield Check("different events", f"{one} ≠ {other}", bool(a and b) and a != b, f"{a} {b}")
    for group in wanted["same_actor"]:
        found = [seeds.actor(form) for form in group["forms"]]
        yield Check(
            "same actor", group["canonical"], len(set(found)) == 1 and bool(found[0]), " ".join(found)
        )
    for group in wanted["different_actors"]:
        found = [seeds.actor(form) for form in group["forms"]]
        holds = all(found) and len(set(found)) == len(found)
        yield Check("different actors", group["why"], holds, " ".join(found))
    for conflict in wanted["conflicts"]:
        kind = seeds.conflict(conflict["sides"])
        yield Check("conflict", conflict["about"], kind == conflict["kind"], kind)


def main() -> int:
    """Print every check; fail where one does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--extracted", action="store_true", help="Legation's own claims, not the gold's")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("The gold texts are not beside this clone (../shared); there is nothing to check.")
        return 0
    found = list(checks(args.extracted))
    for check in found:
        print(f"{'ok  ' if check.holds else 'FAIL'} {check.kind:16} {check.what}  [{check.found}]")
    print(f"{sum(check.holds for check in found)} of {len(found)} hold")
    return 0 if all(check.holds for check in found) else 1


if __name__ == "__main__":
    sys.exit(main())
