"""How often `legation check` is right: `python -m evaluation.check [--record FILE] [--misses]`.

Each sentence is checked as a draft of its own against the record of `samples/`. Two figures count: the share
of right verdicts (floor .85), and how many sentences with a wrong date, amount, person or status were called
supported (none may be).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from legation.checking.check import check_text
from legation.checking.verdicts import CONTRADICTED, PARTLY, SUPPORTED, Checked
from legation.pipeline import read_into
from legation.reading.sources import pages_in
from legation.store.record import Record, open_record

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
FLOOR = 0.85


def sentences() -> list[tuple[str, str, str]]:
    """Verdict, what differs, sentence."""
    with (HERE / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [(verdict, how, sentence) for verdict, how, sentence in rows]


def scored(record: Record) -> tuple[float, int, list[tuple[str, Checked]]]:
    """The share of right verdicts, how many wrong sentences were called supported, and the misses."""
    misses, false = [], 0
    told = sentences()
    for verdict, _, sentence in told:
        checked = check_text(record, sentence)
        given = checked.sentences[0].verdict
        false += given == SUPPORTED and verdict in (CONTRADICTED, PARTLY)
        if given != verdict:
            misses.append((verdict, checked))
    return 1 - len(misses) / len(told), false, misses


def main() -> int:
    """Prints the figures; fails below the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, help="a record of the samples; else one is made")
    parser.add_argument("--misses", action="store_true", help="show each wrong verdict")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "samples.db"
        with open_record(path, create=not asked.record) as record:
            if not asked.record:
                read_into(record, pages_in([SAMPLES]))
            right, false, misses = scored(record)
    print(f"right {right:.3f} of {len(sentences())}; called supported though wrong: {false}")
    print("misses", dict(Counter(f"{v} as {c.sentences[0].verdict}" for v, c in misses)))
    if asked.misses:
        for verdict, checked in misses:
            for sentence in checked.sentences:
                print(f"\n{verdict} as {sentence.verdict}: {sentence.text}")
                for f in sentence.findings:
                    print(f"    {f.verdict}  {f.claim}  {f.how}: {f.draft} / {f.record}")
    return 0 if right >= FLOOR and not false else 1


if __name__ == "__main__":
    sys.exit(main())
