"""Happenings that the samples tell in Russian and in English: how many are one event, and what is wrong.

python -m evaluation.english.joins [--errors]

`joins.tsv` names them by hand: the pages' common name, the act, its sides and time. It is joined where a
telling in English and one in Russian belong to one resolved event. A join is wrong where an event with
tellings in both languages holds two happenings of the list.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from legation.pipeline import reading_of
from legation.reading.read import read
from legation.record import Document, Event, Page, Reading
from legation.record.tables import input_tables
from legation.resolution import resolve

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"


class Happening(Struct, frozen=True):
    """One line of `joins.tsv`."""

    pages: str
    type: str
    act: str
    states: frozenset[str]
    when: str
    told: str

    def is_told_by(self, event: Event, page: str) -> bool:
        """Whether a claim of a page tells of this happening."""
        if not page.startswith(self.pages) or event.type != self.type:
            return False
        return (not self.act or event.act == self.act) and bool(self.states & set(event.states))


class Joins(Struct, frozen=True):
    """The happenings told in both languages, those that are joined, and the joins that are wrong."""

    told: tuple[Happening, ...]
    joined: tuple[Happening, ...]
    wrong: tuple[str, ...]


def happenings() -> tuple[Happening, ...]:
    """The list made by hand."""
    with (HERE / "joins.tsv").open(encoding="utf-8") as file:
        return tuple(
            Happening(r["pages"], r["type"], r["act"], frozenset(r["states"].split()), r["when"], r["told"])
            for r in csv.DictReader(file, delimiter="\t")
        )


def read_samples() -> list[tuple[Document, Reading]]:
    """The sample pages of both languages, read."""
    pages = (
        Page(name=f"{path.parent.name}/{path.name}", content=path.read_bytes())
        for path in sorted(SAMPLES.glob("*/*.txt"))
    )
    documents = [read(page) for page in pages]
    return [(document, reading_of(document)) for document in documents]


def joins(read_pages: Sequence[tuple[Document, Reading]]) -> Joins:
    """What resolution makes of the samples."""
    rows = resolve(input_tables(read_pages))["tellings"].to_pylist()
    item = {row["claim"]: row["item"] for row in rows if row["kind"] == "event"}
    told_in: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    listed, seen = happenings(), dict[tuple[str, str], set[str]]()
    for document, reading in read_pages:
        language, _, page = document.name.partition("/")
        for event in reading.events:
            one = item.get(event.id, event.id)
            told_in[one].add(language)
            mine = [h for h in listed if h.is_told_by(event, page)]
            labels[one] |= {f"{h.pages}: {h.told}" for h in mine[:1]}
            for happening in mine:
                seen.setdefault((happening.told + happening.pages, language), set()).add(one)
    both = [h for h in listed if all((h.told + h.pages, language) in seen for language in ("en", "ru"))]
    joined = [h for h in both if seen[h.told + h.pages, "en"] & seen[h.told + h.pages, "ru"]]
    wrong = [
        " = ".join(sorted(labels[one]))
        for one, languages in sorted(told_in.items())
        if len(languages) > 1 and len(labels[one]) > 1
    ]
    return Joins(listed, tuple(joined), tuple(wrong))


def main() -> None:
    """Prints how many are joined, and the others by name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="name what is not joined, and the wrong joins")
    wanted = parser.parse_args()
    found = joins(read_samples())
    share = len(found.joined) / len(found.told)
    print(f"told in both languages {len(found.told)}, joined {len(found.joined)} ({share:.0%})")
    print(f"wrong joins {len(found.wrong)}")
    if wanted.errors:
        for happening in found.told:
            if happening not in found.joined:
                print(f"  not joined: {happening.pages} {happening.told}")
        for line in found.wrong:
            print(f"  wrong: {line}")


if __name__ == "__main__":
    main()
