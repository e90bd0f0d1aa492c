"""The turns of the Russian press by which acts are told, a sentence for each, and how many of them are known.

    python -m evaluation.acts.turns [--errors]

`turns.tsv` has the types that are right, the states, and the sentence, which tells one act and names both
sides. A turn is known where an event of a right type with just these states is read in it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from legation.extraction import extract
from legation.language import mark
from legation.record import Document

PATH = Path(__file__).with_name("turns.tsv")


class Turn(Struct, frozen=True):
    """One sentence with what it tells."""

    types: frozenset[str]
    states: tuple[str, ...]
    text: str


def turns() -> Iterator[Turn]:
    """The turns, in the order of the file."""
    for line in PATH.read_text(encoding="utf-8").splitlines()[1:]:
        types, states, text = line.split("\t")
        yield Turn(frozenset(types.split("|")), tuple(states.split(",")), text)


def is_known(turn: Turn) -> bool:
    """Whether an event of a right type with the right states is read in the sentence."""
    document = Document(text=turn.text, name="turn", published="2020-05-20")
    return any(e.type in turn.types and e.states == turn.states for e in extract(mark(document)).events)


def main() -> int:
    """Print how many turns of each type are known, and with --errors those that are not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="the sentences that are not read")
    args = parser.parse_args()
    every: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for turn in turns():
        right = is_known(turn)
        for name in (min(turn.types), "all"):
            every[name] += 1
            known[name] += right
        if args.errors and not right:
            print(f"{'|'.join(sorted(turn.types))}  {', '.join(turn.states)}  {turn.text}")
    for name in sorted(every, key=lambda name: (name == "all", name)):
        print(f"{name:10} {known[name]} of {every[name]} ({known[name] / every[name]:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
