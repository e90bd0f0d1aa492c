"""How quickly the desk answers over a large record: `python -m evaluation.web_speed --events 1000000`.

Builds a record of made-up events and documents straight into its tables (no text of anyone's), serves it with
`legation serve`, and lets readers ask at once for pairs' pages, filtered timelines, searches and documents.
Told: the seconds until the server answers, and milliseconds at the 50th and 95th percentile.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text

from legation.record import Document, Event, Evidence, Passage
from legation.store import schema
from legation.store.packing import document_facts, packed, packed_starts
from legation.store.record import Record, open_record

STATES = "KAZ JPN RUS TUR USA CHN DEU FRA GBR IND KOR UZB KGZ MNG IRN SAU CUB CAN ITA POL".split()
PAIRS = [" ".join(sorted(pair)) for pair in combinations(STATES, 2)]
KINDS = [
    ("CONSULT", "visit"),
    ("CONSULT", "meeting"),
    ("SUPPORT", "sign"),
    ("AID", "grant"),
    ("ACCUSE", "disapprove"),
]
STATUSES = ["happened"] * 7 + ["planned", "denied", "alleged"]
WORDS = "министр президент визит встреча переговоры соглашение торговля проект помощь заявление посол".split()
RARE = [f"слово{n}" for n in range(20_000)]  # most words of a language are seldom
PORT = 8791
BATCH = 2_000  # documents


def build(path: Path, events: int, documents: int) -> None:
    """Fills a new record with so many events told by so many documents."""
    each = max(events // documents, 1)
    chance = random.Random(7)
    with open_record(path, create=True) as record:
        for first in range(0, documents, BATCH):
            _add(record, chance, range(first, min(first + BATCH, documents)), each)
        with record.engine.begin() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO facts VALUES ('filed', '1'), ('resolved', '1')"
            )
            connection.exec_driver_sql("ANALYZE")


def _add(record: Record, chance: random.Random, numbers: range, each: int) -> None:
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    words = []
    for number in numbers:
        sentences = [" ".join(chance.choices(WORDS, k=4) + chance.choices(RARE, k=8)) for _ in range(each)]
        body = "\n".join(sentences)
        day = f"{chance.randrange(1992, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
        document = Document(
            text=body, name=f"{number}.txt", published=day, passages=(Passage(start=0, end=len(body)),)
        )
        id = f"{number:016x}"
        starts = tuple(n for n in range(len(body)) if n == 0 or body[n - 1] in " \n")
        rows[schema.documents].append(
            {
                **dict.fromkeys(("url", "title", "publisher", "reason", "superseded_by"), ""),
                **{"number": number + 1, "id": id, "name": document.name, "published": day, "language": "ru"},
                **{"status": "read", "read_at": "2026-01-01T00:00:00", "version": "test", "claims": each},
                **{"characters": len(body), "facts": document_facts(document), "text": body},
                **{"mentions": b"[]", "starts": packed_starts(starts)},
            }
        )
        words.append({"number": number + 1, "lemmas": " ".join(body.split())})
        for n, start in enumerate(_starts(sentences)):
            _event(
                rows, chance, (number, n), (id, day), Evidence(start, start + len(sentences[n]), sentences[n])
            )
    with record.engine.begin() as connection:
        for table, found in rows.items():
            connection.execute(table.insert(), found)
        connection.execute(text("INSERT INTO words (rowid, lemmas) VALUES (:number, :lemmas)"), words)


def _starts(sentences: list[str]) -> Iterator[int]:
    at = 0
    for sentence in sentences:
        yield at
        at += len(sentence) + 1


def _event(
    rows: dict[Any, list[dict[str, Any]]],
    chance: random.Random,
    place: tuple[int, int],
    told: tuple[str, str],
    evidence: Evidence,
) -> None:
    document, day = told
    pair = chance.choice(PAIRS)
    (type, act), status = chance.choice(KINDS), chance.choice(STATUSES)
    states = tuple(pair.split())
    claim = Event(
        document=document, evidence=(evidence,), type=type, act=act, status=status, when=day, states=states
    )
    id = f"{place[0]:012x}{place[1]:04x}"
    body = {
        **{
            "id": f"e{id}",
            "type": type,
            "act": act,
            "status": status,
            "when": day,
            "when_text": "",
            "place": "",
        },
        **{"states": states, "actors": [], "names": [], "senders": [], "recipients": [], "history": []},
        **{"part_of": "", "sources": 1, "judged": []},
    }
    listed = {
        "type": type,
        "act": act,
        "status": status,
        "sort": day,
        "first": day,
        "last": day,
        "kind": "event",
    }
    rows[schema.claims].append(
        {"document": place[0] + 1, "place": place[1], "id": id, "kind": "event", "body": packed(claim)}
    )
    rows[schema.items].append({**listed, "id": f"e{id}", "sources": 1, "body": packed(body)})
    rows[schema.item_sides] += [{**listed, "side": side, "item": f"e{id}"} for side in (*states, pair)]
    why = {"family": document, "beside": "", "score": 0.0, "why": [], "actors": []}
    rows[schema.tellings].append(
        {"item": f"e{id}", "claim": id, "kind": "event", "document": document, "body": packed(why)}
    )


def addresses(chance: random.Random, documents: int) -> Iterator[tuple[str, str]]:
    """What readers ask for, without end: a kind of page and its address, seldom the same twice."""
    while True:
        a, b = chance.choice(PAIRS).split()
        year = chance.randrange(1992, 2024)
        yield "pair", f"/{a}/{b}"
        yield "timeline", f"/{a}/{b}?since={year}&until={year + 2}&type={chance.choice(KINDS)[0]}"
        yield "search", f"/search?q={chance.choice(WORDS)}+{chance.choice(RARE)}"
        yield "document", f"/document/{chance.randrange(documents):016x}"


def ask(where: str, documents: int, readers: int, seconds: float) -> dict[str, list[float]]:
    """Milliseconds of each answer by kind of page, with so many readers at once."""
    found: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + seconds

    def read(number: int) -> None:
        with httpx.Client(base_url=where, timeout=60) as client:
            for kind, address in addresses(random.Random(number), documents):
                if time.monotonic() > end:
                    return
                begun = time.perf_counter()
                client.get(address).raise_for_status()
                found[kind].append((time.perf_counter() - begun) * 1000)
                time.sleep(random.Random(begun).uniform(0.5, 1.5))  # nobody reads a page in no time

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main() -> None:
    """Builds (unless the file is there), serves, asks, tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--record", type=Path, default=Path(".scratch/web_speed.db"))
    given = parser.parse_args()
    if not given.record.exists():
        begun = time.monotonic()
        build(given.record, given.events, given.documents)
        print(f"built in {time.monotonic() - begun:.0f} s: {given.record.stat().st_size / 2**20:.0f} MiB")
    command = [
        sys.executable,
        "-m",
        "legation.app.cli",
        "serve",
        "--record",
        str(given.record),
        "--port",
        str(PORT),
    ]
    begun, where = time.monotonic(), f"http://127.0.0.1:{PORT}"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    httpx.get(f"{where}/static/desk.css", timeout=30).raise_for_status()
                    break
                except httpx.TransportError:
                    time.sleep(0.02)
            print(f"first answer after {time.monotonic() - begun:.2f} s")
            for kind, times in sorted(ask(where, given.documents, given.readers, given.seconds).items()):
                times.sort()
                middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
                print(
                    f"{kind:10} {len(times):6} answers, median {middle:7.1f} ms, 95 % within {late:7.1f} ms"
                )
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
