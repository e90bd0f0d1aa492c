"""Whether mentions of persons, bodies and places are joined across documents: factRuEval's objects.

    python -m evaluation.linking [--errors] [--fold 0|1]

All texts of the development half of factRuEval-2016 (beside the clone, in ../shared) are read into one record
and resolved; `mention_actors`, what `legation mentions --json` lists, is scored by B-cubed over the corpus's
own mentions. Two are one where the corpus gives them one name: a full name of a person (a surname alone,
where one full name in the corpus has it), any of the names of a body or place, some known to be names of one
thing. A mention that is not found stands alone. Joining by lemmas alone is scored beside it. Texts fall into
two folds by a hash: errors are looked at in the first only.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from evaluation.clusters.__main__ import Score, b_cubed
from evaluation.gold import SHARED, marked
from legation.extraction import extract
from legation.reading.read import read
from legation.record import Page
from legation.record.tables import input_tables
from legation.resolution import resolve
from legation.vocabulary.morphology import analyser

TEXTS = SHARED / "bench" / "factrueval" / "devset"
KINDS = {"Person": "person", "Org": "body", "Location": "place", "LocOrg": "place"}


class Spot(Struct, frozen=True):
    """One mention of the corpus: `who` is what all mentions of the same person, body or place share."""

    text: str
    start: int
    end: int
    kind: str
    form: str
    who: str

    @property
    def fold(self) -> int:
        """Of two folds of texts the one in which it stands."""
        return zlib.crc32(self.text.encode()) % 2


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").replace("\r", "").split("\n") if path.exists() else []


# Names that mean another thing in another text: what bears only these is one within its text alone.
LOCAL = frozenset(
    "республика кремль центр движение конгресс капитолий мид сенат дума республика белый дом бавария труд "
    "правительство палата представителей конституционный суд международная организация побережье".split()
) | {
    "белый дом",
    "палата представителей",
    "конституционный суд",
    "международная организация",
    "политбюро партии",
    "здание конгресса",
    "министерство иностранных дел",
    "сборная страны",
    "сборная команды",
    "государственная комиссия по атомной энергии",
    "комиссия по атомной энергии",
}
# Names of one thing that no single text of the corpus brings together.
ALSO = (
    "белоруссия=беларусь", "молдавия=молдова", "нидерланды=голландия", "евросоюз=ес", "ес=европейский союз",
    "санкт-петербург=петербург", "петербург=питер", "lenta.ru=лента.ру", "microsoft=майкрософт",
    "аль-кайда=аль-каида", "еврокомиссия=комиссия ес", "оаэ=объединенные арабские эмираты",
    "соединенные штаты=сша", "сша=соединенные штаты америки", "северная корея=кндр",
    "южная корея=республика корея",
    "россия=рф", "кнр=китай", "чехия=чешская республика", "мид рф=мид россии", "таллин=таллинн",
    "мьянма=бирма", "организация объединенных наций=оон", "великобритания=соединенное королевство",
)  # fmt: skip


class Entity(Struct, frozen=True):
    """One thing of one text: its objects (mentions) and what the corpus calls it."""

    text: str
    number: str
    objects: tuple[str, ...]
    names: tuple[str, ...]
    first: str
    last: str


def entities(path: Path) -> Iterator[Entity]:
    """The identified objects of one text."""
    block: list[str] = []
    for line in [*_lines(path.with_suffix(".coref")), ""]:
        if line.strip():
            block.append(line.strip())
            continue
        if block:
            number, *objects = block[0].split()
            told: dict[str, list[str]] = defaultdict(list)
            for attribute in block[1:]:
                name, _, value = attribute.partition(" ")
                told[name].append(value.strip().lower().replace("ё", "е").strip('«»"'))
            first, last = (min(told[name], default="") for name in ("firstname", "lastname"))
            yield Entity(path.stem, number, tuple(objects), tuple(told["name"]), first, last)
        block = []


def identities(paths: Sequence[Path]) -> dict[tuple[str, str], str]:
    """For each object of each text what it is one with, in whatever text."""
    found = [entity for path in paths for entity in entities(path)]
    givens: dict[str, set[str]] = defaultdict(set)
    for entity in found:
        if entity.first and entity.last:
            givens[entity.last].add(entity.first)
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.get(name, name) != name:
            name = above[name]
        return name

    for pair in ALSO:
        one, other = pair.split("=")
        above[root(f"n {one}")] = root(f"n {other}")
    keys = {}
    for entity in found:
        own = f"{entity.text} {entity.number}"
        names = [f"n {name}" for name in entity.names if name not in LOCAL]
        if entity.last:
            of = givens[entity.last]
            first = entity.first or (min(of) if len(of) == 1 else own if of else "")
            names = [f"p {first} {entity.last}"]
        for name in names[1:]:
            above[root(name)] = root(names[0])
        for number in entity.objects:
            keys[entity.text, number] = names[0] if names else own
    return {place: root(key) for place, key in keys.items()}


def spots(path: Path, who: dict[tuple[str, str], str]) -> Iterator[Spot]:
    """The mentions of one text."""
    text = path.read_bytes().decode("utf-8")
    spans = {}
    for line in _lines(path.with_suffix(".spans")):
        parts = line.split("#")[0].split()
        if parts:
            spans[parts[0]] = (int(parts[2]), int(parts[2]) + int(parts[3]), parts[1])
    for line in _lines(path.with_suffix(".objects")):
        number, kind, *own = [*line.split("#")[0].split(), "", ""][: max(2, len(line.split("#")[0].split()))]
        if kind not in KINDS:
            continue
        ends = [spans[span] for span in own if span in spans]
        named = [end for end in ends if kind in ("Person", "Org") or end[2].endswith("_name")] or ends
        if not ends or (path.stem, number) not in who:
            continue
        start, end = min(e[0] for e in named), max(e[1] for e in named)
        yield Spot(path.stem, start, end, KINDS[kind], text[start:end], who[path.stem, number])


def lemmas(spot: Spot) -> str:
    """The mention's words in their dictionary forms: the join that needs no resolution."""
    words = re.findall(r"[\w-]+", spot.form.lower())
    return " ".join(str(analyser().parse(word)[0].normal_form) for word in words)


def linked(wanted: Sequence[Spot], paths: Sequence[Path]) -> list[str]:
    """For each mention the actor that resolution gives it; empty where it found none there."""
    documents = {path.stem: read(Page(name=path.name, content=path.read_bytes())) for path in paths}
    record = resolve(input_tables((d, extract(marked(d))) for d in documents.values()))
    rows = defaultdict(list)
    for row in record["mention_actors"].to_pylist():
        rows[row["document"]].append(row)
    found = []
    for spot in wanted:
        over = [
            (_shared(row, spot), not re.fullmatch("[A-Z]{3}", row["actor"]), row["actor"])
            for row in rows[documents[spot.text].id]
            if row["start"] < spot.end and row["end"] > spot.start
        ]
        found.append(max(over, default=(0.0, False, ""))[2])
    return found


def _shared(row: Mapping[str, Any], spot: Spot) -> float:
    """How much of a mention and a spot is common to both."""
    start, end = int(row["start"]), int(row["end"])
    common = min(end, spot.end) - max(start, spot.start)
    return 2 * common / (end - start + spot.end - spot.start)


def alone(names: Sequence[str]) -> list[str]:
    """The names, with one of its own for each that is missing."""
    return [name or f"none {number}" for number, name in enumerate(names)]


def errors(wanted: Sequence[Spot], found: Sequence[str]) -> None:
    """Print what is split, joined and not found, that which costs most first."""
    by_who: dict[str, Counter[str]] = defaultdict(Counter)
    by_actor: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for spot, actor in zip(wanted, found, strict=True):
        by_who[spot.who][actor] += 1
        by_actor[actor][spot.who] += 1
        forms[spot.who, actor][f"{spot.form}/{spot.text[5:]}/{spot.kind[0]}"] += 1
    for title, table, flip in (("split", by_who, False), ("joined", by_actor, True)):
        ranked = sorted(table.items(), key=lambda kv: -(sum(kv[1].values()) - max(kv[1].values())))
        for one, parts in ranked[:70]:
            if len(parts) > 1 and one:
                print(title, one)
                for other, n in parts.most_common(9):
                    key = (other, one) if flip else (one, other)
                    print(f"    {n} {other or 'NOT FOUND'}: {dict(forms[key].most_common(4))}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--fold", type=int, choices=(0, 1))
    args = parser.parse_args()
    paths = sorted(TEXTS.glob("*.txt"))
    who = identities(paths)
    wanted = [spot for path in paths for spot in spots(path, who)]
    found = linked(wanted, paths)
    kept = [n for n, spot in enumerate(wanted) if args.fold is None or spot.fold == args.fold]
    wanted, found = [wanted[n] for n in kept], [found[n] for n in kept]
    if args.errors:
        errors(wanted, found)
    for kind in ("person", "body", "place", "all"):
        own = [n for n, spot in enumerate(wanted) if kind in (spot.kind, "all")]
        golds = [wanted[n].who for n in own]
        figures: list[tuple[str, Score]] = [
            ("Legation", b_cubed(golds, [alone(found)[n] for n in own])),
            ("lemmas", b_cubed(golds, [lemmas(wanted[n]) for n in own])),
        ]
        told = "; ".join(f"{w} P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}" for w, s in figures)
        listed = sum(bool(found[n]) for n in own) / len(own)
        print(f"{kind:7} {len(own):5} mentions, {listed:.3f} listed; {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
