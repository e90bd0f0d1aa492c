"""How many of the gold records' names the cast of the same text has, and how many of their states.

python -m evaluation.cast_check [--part tune|held|all] [--misses]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import Any

from evaluation.gold import document_of, gold_texts, marked
from legation.extraction.cast import cast_of

ROLES = (
    ("actors", "events", "actors"),
    ("speakers", "statements", "speaker"),
    ("holders", "tenures", "person"),
    ("states", "events", "states"),
    ("about", "statements", "about"),
)


def said(record: dict[str, Any], kind: str, field: str) -> set[str]:
    """The distinct values of a field in one gold record."""
    values: set[str] = set()
    for item in record.get(kind) or []:
        value = item.get(field) or ()
        values.update((value,) if isinstance(value, str) else value)
    return values


def folded(name: str) -> str:
    """A name without the differences that do not count: case, «ё», marks."""
    low = name.lower().replace("ё", "е")
    return " ".join("".join(c if c.isalnum() else " " for c in low).split())


def main() -> int:
    """Print the shares; with --misses also what is not there, text by text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("all", "tune", "held"), default="tune")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for gold in gold_texts(args.part):
        record = json.loads(gold.gold_path.read_text(encoding="utf-8"))
        mentions = cast_of(marked(document_of(gold)))
        names = {folded(m.name) for m in mentions} | {m.state for m in mentions if m.state}
        for role, kind, field in ROLES:
            for value in sorted(said(record, kind, field)):
                found = value in names or folded(value) in names
                hits[role] += found
                totals[role] += 1
                if args.misses and not found and args.part == "tune":
                    print(f"{gold.folder}/{gold.name}  {role}: {value}")
    for role, *_ in ROLES:
        print(f"{role:9} {hits[role] / max(1, totals[role]):.3f}  ({hits[role]} of {totals[role]})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
