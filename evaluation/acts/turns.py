"""Turns of Russian by which acts are told, a sentence for each, and how many of them are known.

    python -m evaluation.acts.turns [--errors] [FILE ...]

`turns.tsv` has turns of the press, `prose.tsv` those that a quick list forgets, bookish, official and plain:
the types that are right, the states, and the sentence, which tells one act and names both sides. A turn is
known where an event of a right type with just these states is read in it. Frames were made from the turns of
the press and from the odd lines of the prose; of its even lines only the number is looked at.
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

PRESS, PROSE = (Path(__file__).with_name(name) for name in ("turns.tsv", "prose.tsv"))


class Turn(Struct, frozen=True):
    """One sentence with what it tells."""

    types: frozenset[str]
    states: tuple[str, ...]
    text: str


def turns(path: Path = PRESS) -> Iterator[Turn]:
    """The turns, in the order of the file."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
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
    parser.add_argument("files", nargs="*", type=Path, help="files of turns, instead of both")
    parser.add_argument("--errors", action="store_true", help="the sentences that are not read")
    args = parser.parse_args()
    for path in args.files or (PRESS, PROSE):
        every: Counter[str] = Counter()
        known: Counter[str] = Counter()
        for number, turn in enumerate(turns(path), 1):
            right = is_known(turn)
            for name in (min(turn.types), "all", "even" if number % 2 == 0 else "odd"):
                every[name] += 1
                known[name] += right
            if args.errors and not right and (path != PROSE or number % 2):
                print(f"{'|'.join(sorted(turn.types))}  {', '.join(turn.states)}  {turn.text}")
        for name in sorted(every, key=lambda name: (name in ("all", "even", "odd"), name)):
            print(f"{path.stem} {name:10} {known[name]} of {every[name]} ({known[name] / every[name]:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
