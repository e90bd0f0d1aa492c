"""How fast claims become a record: claims made up in realistic block sizes, resolved and timed.

    python -m evaluation.resolution_speed [--claims 100000 1000000] [--stages]

The pairs of states follow a power law, so that a few have very many claims; a happening is told by one claim
or by hundreds, with other precision of its date, with participants left out, with names spelt otherwise. The
ratio of the two times beside n log n is printed. Peak memory is that of this process.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import feather

from evaluation.saved import save
from legation.record.tables import INPUTS, empty
from legation.resolution import resolve
from legation.vocabulary.states import states

SEED = 20_260_101
FIRST_DAY, DAYS = np.datetime64("2012-01-01"), 5000
PAIRS, PER_DOCUMENT = 3000, 8
ACTS = (
    ("CONSULT", "meeting", 0.26),
    ("CONSULT", "visit", 0.14),
    ("CONSULT", "call", 0.06),
    ("SUPPORT", "sign", 0.09),
    ("SUPPORT", "endorse", 0.09),
    ("AGREE", "promise", 0.08),
    ("ACCUSE", "disapprove", 0.07),
    ("AID", "assist", 0.05),
    ("COOPERATE", "project", 0.06),
    ("REQUEST", "change", 0.04),
    ("SANCTION", "discontinue", 0.03),
    ("ASSAULT", "", 0.03),
)
GIVEN = (
    "Андрей Борис Виктор Сергей Иван Олег Мария Анна Елена Ольга Томас Майкл Джон Хироси Кэндзи Нурлан "
    "Асель Данияр Рустам Фарход".split()
)
STEMS = (
    "Абдра Ками Саби Тока Мусаф Ермол Васи Кузне Гране Лебе Моро Соко Кова Бонда Шевче Такаха Ямаса "
    "Судзу Мацуд Хаяси".split()
)
ENDS = "ов ев ин ский ченко ко и ра та ян дзе".split()
TOPICS = (
    "энергетика уран нефть газ железная дорога порт таможня зерно поставка кредит спутник обучение студент"
    " граница беженец ракета санкция пошлина выставка культура туризм виза банк инвестиция завод вода климат"
    " вакцина флот"
).split()
VERBS = {
    "CONSULT": "провели переговоры",
    "SUPPORT": "подписали документ",
    "AGREE": "договорились развивать",
    "ACCUSE": "осудил действия",
    "AID": "передали помощь",
    "COOPERATE": "строят вместе",
    "REQUEST": "призвал изменить",
    "SANCTION": "ввели ограничения",
    "ASSAULT": "нанесли удар",
}


def made_up(size: int) -> dict[str, Any]:
    """Input tables with `size` claims of events."""
    rng = np.random.default_rng(SEED)
    happenings = max(1, size // 3)
    codes = sorted(states())
    order = rng.permutation(len(codes) * len(codes))[:PAIRS]
    pairs = [(codes[n // len(codes)], codes[n % len(codes)]) for n in order]
    weight = 1 / np.arange(1, PAIRS + 1) ** 0.9
    pair = rng.choice(PAIRS, happenings, p=weight / weight.sum())
    act = rng.choice(len(ACTS), happenings, p=[a[2] for a in ACTS])
    day = rng.integers(0, DAYS, happenings)
    people = rng.zipf(1.6, (happenings, 2)).clip(1, 30) - 1
    topics = rng.integers(0, len(TOPICS), (happenings, 3))
    # How often each is told: mostly once or twice, sometimes by hundreds.
    told = rng.zipf(1.9, happenings).clip(1, 400).astype(np.int64)
    owner = np.repeat(np.arange(happenings), told)
    owner = rng.permutation(owner if len(owner) >= size else np.r_[owner, rng.integers(0, happenings, size)])[
        :size
    ]
    owner = owner[np.argsort(day[owner] + rng.integers(0, 3, size), kind="stable")]
    document = np.arange(size) // PER_DOCUMENT
    published = _iso(day[owner[(document * PER_DOCUMENT)]] + 1)
    rows = _claims(rng, owner, pairs, pair, act, day, people, topics)
    return _tables(rows, document, published)


def _iso(days: Any) -> list[str]:
    return [str(d) for d in (FIRST_DAY + days)]


def _person(code: str, number: int, variant: int) -> str:
    seed = (sum(map(ord, code)) * 31 + number * 7919) % 100_003
    given, surname = GIVEN[seed % len(GIVEN)], STEMS[seed // 7 % len(STEMS)] + ENDS[seed // 11 % len(ENDS)]
    return (f"{given} {surname}", f"{given[0]}. {surname}", surname)[variant]


def _claims(
    rng: Any,
    owner: Any,
    pairs: Sequence[tuple[str, str]],
    pair: Any,
    act: Any,
    day: Any,
    people: Any,
    topics: Any,
) -> dict[str, list[Any]]:
    size = len(owner)
    precision, left_out = rng.random(size), rng.random((size, 3))
    variant = rng.choice(3, (size, 2), p=[0.8, 0.12, 0.08])
    dates, late = _iso(day[owner]), _iso(day[owner] + 1)
    made: dict[str, list[Any]] = {name: [] for name in ("type", "act", "when", "states", "actors", "quote")}
    for n, own in enumerate(owner.tolist()):
        one, other = pairs[pair[own]]
        kind, mode, _ = ACTS[act[own]]
        names = [
            _person(side, int(people[own, k]), int(variant[n, k]))
            for k, side in enumerate((one, other))
            if left_out[n, k] > 0.3
        ]
        p = precision[n]
        when = (
            dates[n]
            if p < 0.6
            else late[n]
            if p < 0.66
            else dates[n][:7]
            if p < 0.82
            else dates[n][:4]
            if p < 0.86
            else ""
        )
        made["type"].append(kind)
        made["act"].append(mode)
        made["when"].append(when)
        made["states"].append(sorted({one, other}) if left_out[n, 2] > 0.1 else [one])
        made["actors"].append(names)
        words = [TOPICS[t] for t in topics[own] if (n + t) % 4]
        made["quote"].append(f"{' и '.join(names)} {VERBS[kind]}: {', '.join(words)}")
    return made


def _tables(rows: dict[str, list[Any]], document: Any, published: Sequence[str]) -> dict[str, Any]:
    size = len(document)
    ids = [f"{n * 2_654_435_761 % (1 << 61):016x}" for n in range(size)]
    documents = [f"{n:016x}" for n in document.tolist()]
    evidence = [[{"start": 0, "end": len(q), "quote": q}] for q in rows["quote"]]
    same = {name: [""] * size for name in ("when_text", "place", "derived", "rule")}
    columns = {
        "id": ids,
        "document": documents,
        "passage": [0] * size,
        "start": [PER_DOCUMENT and n % PER_DOCUMENT for n in range(size)],
        "end": [0] * size,
        "evidence": evidence,
        "status": ["happened"] * size,
        "sources": [[]] * size,
        "recipients": [[]] * size,
        **{name: rows[name] for name in ("type", "act", "when", "states", "actors")},
        **same,
    }
    schema = INPUTS["event_claims"]
    # Beside its claims each text has sentences of its own, as texts have.
    texts = [
        ". ".join(rows["quote"][n : n + PER_DOCUMENT])
        + " "
        + " ".join(str(n * 31 + k * k) for k in range(60))
        for n in range(0, size, PER_DOCUMENT)
    ]
    number = len(texts)
    blank = [""] * number
    facts = {
        "id": documents[::PER_DOCUMENT],
        "published": list(published[::PER_DOCUMENT]),
        "text": texts,
        "superseded": [False] * number,
        **dict.fromkeys(("name", "url", "title", "publisher", "language"), blank),
    }
    return {
        **empty(INPUTS),
        "event_claims": pa.table({n: pa.array(columns[n], schema.field(n).type) for n in schema.names}),
        "documents": pa.table(facts).select(INPUTS["documents"].names).cast(INPUTS["documents"]),
    }


def loaded(size: int) -> dict[str, Any]:
    """The made-up tables, made by another process so that its memory is not counted here."""
    with tempfile.TemporaryDirectory() as there:
        command = [
            sys.executable,
            "-m",
            "evaluation.resolution_speed",
            "--claims",
            str(size),
            "--make",
            there,
        ]
        subprocess.run(command, check=True)
        tables = {
            path.stem: feather.read_table(path, memory_map=False) for path in Path(there).glob("*.arrow")
        }
    return {**empty(INPUTS), **tables}


def measure(size: int, stages: bool) -> tuple[float, float]:
    """Seconds to resolve `size` claims, and the peak memory in GB of the process that did it."""
    tables = loaded(size)
    start, spent = time.perf_counter(), time.process_time()
    if stages:
        import cProfile
        import pstats

        with cProfile.Profile() as profile:
            record = resolve(tables)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(35)
    else:
        record = resolve(tables)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    claims, events = size, record["events"].num_rows
    spent = time.process_time() - spent
    told = f"{seconds:.1f} s ({spent:.1f} s of processor time), peak {peak:.2f} GB"
    print(f"{claims:>9,} claims → {events:,} events in {told}", flush=True)
    return seconds, peak


def main() -> int:
    """Measure each size in a process of its own; print the ratio of the last to the first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--stages", action="store_true", help="where the time goes")
    parser.add_argument("--save", action="store_true", help="put the figures into evaluation/speed.md")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.make:
        for name, rows in made_up(args.claims[0]).items():
            if rows.num_rows:
                feather.write_feather(rows, args.make / f"{name}.arrow")
        return 0
    if len(args.claims) == 1:
        measure(args.claims[0], args.stages)
        return 0
    seconds, told = [], []
    for size in args.claims:
        command = [sys.executable, "-m", "evaluation.resolution_speed", "--claims", str(size)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(out, end="", flush=True)
        told.append(out.strip())
        seconds.append(float(out.split(" in ")[1].split(" s")[0]))
    few, many = args.claims[0], args.claims[-1]
    bound = many * math.log(many) / (few * math.log(few))
    told.append(f"ratio {seconds[-1] / seconds[0]:.1f}; n log n would be {bound:.1f}")
    print(told[-1])
    if args.save:
        save("Resolving", "\n\n".join(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
