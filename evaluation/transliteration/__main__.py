"""Pairs of spellings, same and different, and how well resolution tells them apart.

python -m evaluation.transliteration [--errors]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from rapidfuzz.fuzz import ratio

from legation.resolution.persons import parsed, same_words
from legation.resolution.spelling import fold

NAMES = Path(__file__).with_name("names.tsv")
NEAREST = 2  # other people whose spelling is nearest: the pairs most easily taken for one

Pair = tuple[str, str, bool]


def people() -> list[tuple[str, list[str]]]:
    """Each person's Russian name and the Latin spellings of it."""
    rows = NAMES.read_text(encoding="utf-8").splitlines()[1:]
    return [(name, spellings.split("; ")) for name, spellings in (row.split("\t") for row in rows)]


def pairs() -> Iterator[Pair]:
    """Two spellings and whether they are one person's."""
    everyone = people()
    for name, spellings in everyone:
        for a, b in combinations([name, *spellings], 2):
            yield a, b, True
        own = spellings[0]
        others = [other for who, (other, *_) in everyone if who != name]
        others.sort(key=lambda other: (-ratio(fold(own), fold(other)), other))
        for other in others[:NEAREST]:
            yield name, other, False


def is_same(a: str, b: str) -> bool:
    """What resolution says of two full names, before it looks at anything else."""
    return same_words(parsed(a), parsed(b))[0] > 0


def scored() -> tuple[float, float, float, list[Pair]]:
    """Precision, recall, F1, and the pairs told wrongly."""
    all_pairs = list(pairs())
    wrong = [(a, b, same) for a, b, same in all_pairs if is_same(a, b) != same]
    missed = sum(same for _, _, same in wrong)
    false = len(wrong) - missed
    right = sum(same for _, _, same in all_pairs) - missed
    precision, recall = right / (right + false or 1), right / (right + missed or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1), wrong


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the pairs told wrongly")
    wanted = parser.parse_args()
    precision, recall, f1, wrong = scored()
    print(f"{len(list(pairs()))} pairs  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for a, b, same in wrong if wanted.errors else ():
        print("missed" if same else "false ", a, "|", b)


if __name__ == "__main__":
    main()
