"""How well pages are taken apart: passages, furniture, date and publisher against the gold records.

python -m evaluation.pages [--part tune|held|all] [--show]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from typing import Any

from evaluation.gold import SHARED, GoldText, document_of, gold_texts
from legation.record import Document

NEAR = 10  # characters by which the bounds of a passage may differ: marks and blanks at its ends


class Tally:
    """Counts of one run, and the lines to show of what differs."""

    def __init__(self) -> None:
        self.both = self.gold = self.found = 0
        self.facts = {"published": 0, "publisher": 0, "language": 0}
        self.pages = self.passages = self.passages_right = self.passages_found = 0
        self.lines: list[str] = []

    def add(self, gold: GoldText, document: Document) -> None:
        """Compare one document with its gold record."""
        record = json.loads(gold.gold_path.read_text(encoding="utf-8"))
        self.pages += 1
        for fact in self.facts:
            told, wanted = getattr(document, fact), record[fact]
            self.facts[fact] += told == wanted
            if told != wanted:
                self.lines.append(f"{gold.name}: {fact} {told!r}, gold {wanted!r}")
        self._furniture(gold, record, document)
        self._passages(gold, record, document)

    def _furniture(self, gold: GoldText, record: dict[str, Any], document: Document) -> None:
        wanted = {at for item in record["furniture"] for at in _places(document.text, item)}
        found = {at for f in document.furniture for at in _inked(document.text, f.start, f.end)}
        self.both += len(wanted & found)
        self.gold += len(wanted)
        self.found += len(found)
        for stretch in document.furniture:
            places = set(_inked(document.text, stretch.start, stretch.end))
            if not places & wanted:
                words = document.text[stretch.start : stretch.end]
                self.lines.append(f"{gold.name}: furniture ({stretch.why}) {words!r}, gold none")
        if wanted - found:
            self.lines.append(f"{gold.name}: {len(wanted - found)} characters of furniture missed")

    def _passages(self, gold: GoldText, record: dict[str, Any], document: Document) -> None:
        self.passages_found += len(document.passages) if record["passages"] else 0
        for wanted in record["passages"]:
            self.passages += 1
            start = document.text.find(wanted["start"])
            end = document.text.rfind(wanted["end"]) + len(wanted["end"])
            near = min(document.passages, key=lambda passage: abs(passage.start - start))
            right = abs(near.start - start) < NEAR and abs(near.end - end) < NEAR
            self.passages_right += right
            if not right:
                self.lines.append(f"{gold.name}: passage {near.start}–{near.end}, gold {start}–{end}")

    def table(self) -> str:
        """The figures for people."""
        precision, recall = self.both / max(self.found, 1), self.both / max(self.gold, 1)
        facts = "  ".join(f"{fact} {right} of {self.pages}" for fact, right in self.facts.items())
        return (
            f"furniture, by characters: P {precision:.2f}  R {recall:.2f}\n"
            f"passages: {self.passages_right} of {self.passages}, {self.passages_found} found\n{facts}"
        )


def _inked(text: str, start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if not text[at].isspace()]


def _places(text: str, item: dict[str, Any]) -> list[int]:
    words = r"\s+".join(re.escape(word) for word in item["quote"].split())
    found = list(re.finditer(words, text))
    nth = item.get("nth", 1)
    return _inked(text, *found[nth - 1].span()) if len(found) >= nth else []


def main() -> int:
    """Print how far pages are taken apart as the gold has them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--part", choices=("all", "tune", "held"), default="tune")
    parser.add_argument("--show", action="store_true", help="what differs (never for the held part)")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("The gold texts are not beside this clone (../shared); there is nothing to compare with.")
        return 0
    tally = Tally()
    for gold in gold_texts(args.part):
        tally.add(gold, document_of(gold))
    if args.show and args.part == "tune":
        print("\n".join(tally.lines))
    print(tally.table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
