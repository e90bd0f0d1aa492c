"""How a record grows: pages made up in realistic proportions, filed, resolved, and a few more read into it.

    python -m evaluation.growth [--pages 10000] [--more 100]

Each page has a few claims of events, a figure, a statement, a tenure now and then, and mentions; names and
pairs of states follow power laws (`evaluation.resolution_speed`). Printed are the seconds of the full
rebuilding, of reading the further pages in, and their ratio.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evaluation.resolution_speed import SEED, TOPICS, made_up
from legation.pipeline import resolve_record
from legation.record import Document, Event, Evidence, Figure, Mention, Passage, Reading, Statement, Tenure
from legation.record.outcome import Outcome
from legation.store.canonical import canonical_lines
from legation.store.record import open_record

A_PAGE = 4  # claims of events
OFFICES = ("президент", "министр иностранных дел", "премьер-министр", "посол", "министр обороны")
BATCH = 500


def pages(number: int) -> Iterator[Outcome]:
    """So many pages, read: each with its document and what it claims, in the order of their days."""
    rng = np.random.default_rng(SEED)
    tables = made_up(number * A_PAGE)
    rows = tables["event_claims"].select(["type", "act", "when", "states", "actors", "evidence"]).to_pylist()
    days = tables["documents"]["published"].to_pylist()
    for page in range(number):
        own = rows[page * A_PAGE : (page + 1) * A_PAGE]
        yield outcome(page, own, days[page * A_PAGE // 8], rng)


def outcome(page: int, rows: list[dict[str, object]], published: str, rng: np.random.Generator) -> Outcome:
    """One page as if it had been read."""
    told: list[str] = [str(row["evidence"][0]["quote"]) for row in rows]  # type: ignore[index]
    value, topic = int(rng.integers(2, 900)), TOPICS[int(rng.integers(0, len(TOPICS)))]
    told += [
        f"Объём поставок по теме {topic} составил {value} млн долларов",
        f"Надеемся на согласие по теме {topic} к числу {value} и не позже дня {page % 997}",
        "Прочее " + " ".join(str((page * 31 + k * k * 7) % 100_003) for k in range(60)),
    ]
    text = ". ".join(told)
    whole = Passage(start=0, end=len(text), published=published)
    document = Document(text=text, name=f"page-{page}", published=published, passages=(whole,))
    spots: list[tuple[Evidence, ...]] = []
    at = 0
    for sentence in told:
        spots.append((Evidence(at, at + len(sentence), sentence),))
        at += len(sentence) + 2
    return Outcome(
        name=document.name,
        fingerprint=document.id,
        document=document,
        reading=reading(document, rows, spots, value, published, topic),
        lemmas="",
    )


def reading(
    document: Document,
    rows: list[dict[str, object]],
    spots: list[tuple[Evidence, ...]],
    value: int,
    published: str,
    topic: str,
) -> Reading:
    """What the page claims: its events, a figure, a statement, a tenure, a mention of each name."""
    of = document.id
    events = tuple(
        Event(
            document=of,
            evidence=spots[n],
            type=str(row["type"]),
            act=str(row["act"]),
            status="happened",
            when=str(row["when"]),
            states=tuple(row["states"]),  # type: ignore[arg-type]
            actors=tuple(row["actors"]),  # type: ignore[arg-type]
        )
        for n, row in enumerate(rows)
    )
    states = events[0].states
    names = [name for event in events for name in event.actors]
    speaker = names[0] if names else "МИД"
    figure = Figure(
        document=of,
        evidence=spots[-3],
        measure="export",
        of=f"экспорт {topic}",
        value=value * 1e6,
        unit="USD",
        period=published[:4],
        states=states,
    )
    statement = Statement(
        document=of, evidence=spots[-2], speaker=speaker, quote=spots[-2][0].quote, direct=True, about=states
    )
    tenures = [
        Tenure(
            document=of,
            evidence=spots[0],
            person=name,
            office=OFFICES[len(name) % len(OFFICES)],
            of=states[0],
            when=published,
        )
        for name in names[:1]
    ]
    found = [(name, document.text.find(name)) for name in dict.fromkeys(names)]
    mentions = tuple(
        Mention(
            start=at,
            end=at + len(name),
            first=0,
            last=0,
            head=0,
            kind="person",
            name=name,
            state=states[0],
        )
        for name, at in found
        if at >= 0
    )
    return Reading(
        document_id=of,
        mentions=mentions,
        events=events,
        figures=(figure,),
        statements=(statement,),
        tenures=tuple(tenures),
    )


def main() -> int:
    """Print the seconds of each step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--more", type=int, default=100)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(pages(args.pages + args.more))
        order = np.random.default_rng(SEED).permutation(len(found)).tolist()
        record = open_record(Path(folder) / "record.db", create=True)
        for at in range(0, args.pages, BATCH):
            record.file([found[n] for n in order[at : min(at + BATCH, args.pages)]], "x")
        start = time.perf_counter()
        resolve_record(record)
        full = time.perf_counter() - start
        record.file([found[n] for n in order[args.pages :]], "x")
        start = time.perf_counter()
        resolve_record(record)
        few = time.perf_counter() - start
        grown = list(canonical_lines(record))
        start = time.perf_counter()
        resolve_record(record, anew=True)
        again = time.perf_counter() - start
        same = grown == list(canonical_lines(record))
        record.close()
    print(
        f"a rebuilding from nothing in {again:.1f} s gives {'the same record' if same else 'ANOTHER RECORD'}"
    )
    print(f"{args.pages:,} pages resolved in {full:.1f} s; {args.more} more in {few:.1f} s: {few / full:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
