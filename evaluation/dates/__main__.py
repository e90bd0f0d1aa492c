"""Print how many of the times are read right, group by group.

    python -m evaluation.dates [--errors]

A sentence is right where it gives exactly the times expected, in order. A time counts as read where it stands
among those expected of its sentence; accuracy is what was read over what was expected and what was made up.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from msgspec import Struct

from legation.language import mark
from legation.record import Document, Passage

SENTENCES = Path(__file__).with_name("sentences.tsv")


class Sample(Struct, frozen=True):
    """One sentence with the passage's date and the times that it must give; `?` is a time without a year."""

    group: str
    anchor: str
    expected: tuple[str, ...]
    text: str


class Score(Struct, frozen=True):
    """What was read of a group: `expected` times, of them `read`, `spurious` ones, and sentences right."""

    expected: int
    read: int
    spurious: int
    sentences: int
    right: int

    @property
    def accuracy(self) -> float:
        """The share of times read right among those expected and those made up."""
        return self.read / (self.expected + self.spurious) if self.expected + self.spurious else 1.0


def samples() -> list[Sample]:
    """All sentences of the benchmark."""
    found, group = [], ""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            group = line[3:].strip()
        elif line and not line.startswith("#"):
            anchor, expected, text = line.split("\t")
            times = () if expected == "none" else tuple(part.strip() for part in expected.split(";"))
            found.append(Sample(group, "" if anchor == "-" else anchor, times, text))
    return found


def read_times(all_samples: list[Sample]) -> list[list[str]]:
    """The times that Legation reads in each sentence: each is a passage of its own in one document."""
    passages, at = [], 0
    for sample in all_samples:
        passages.append(Passage(start=at, end=at + len(sample.text), published=sample.anchor))
        at += len(sample.text) + 2
    text = "\n\n".join(sample.text for sample in all_samples)
    marked = mark(Document(text=text, name="dates", passages=tuple(passages)))
    times: list[list[str]] = [[] for _ in all_samples]
    starts = [p.start for p in passages]
    for date in marked.dates:
        number = max(n for n, start in enumerate(starts) if start <= date.start)
        times[number].append(date.edtf or "?")
    return times


def scores(all_samples: list[Sample], times: list[list[str]]) -> dict[str, Score]:
    """The score of each group, and of `all`."""
    counts: dict[str, Counter[str]] = {}
    for sample, found in zip(all_samples, times, strict=True):
        shared = sum((Counter(sample.expected) & Counter(found)).values())
        for group in (sample.group, "all"):
            counts.setdefault(group, Counter()).update(
                expected=len(sample.expected),
                read=shared,
                spurious=len(found) - shared,
                sentences=1,
                right=found == list(sample.expected),
            )
    names = ("expected", "read", "spurious", "sentences", "right")
    return {group: Score(*(count[name] for name in names)) for group, count in counts.items()}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="show each sentence read wrongly")
    args = parser.parse_args()
    all_samples = samples()
    times = read_times(all_samples)
    for group, score in scores(all_samples, times).items():
        print(
            f"{group:26} accuracy {score.accuracy:.3f}  times {score.read} of {score.expected},"
            f" made up {score.spurious}; sentences {score.right} of {score.sentences}"
        )
    if args.errors:
        for sample, found in zip(all_samples, times, strict=True):
            if found != list(sample.expected):
                print(f"{sample.anchor or '-'}  {sample.text}\n    expected {sample.expected}, got {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
