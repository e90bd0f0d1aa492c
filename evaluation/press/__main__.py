"""How often Legation is right on press items that it was never tuned on: own writing, own records.

    python -m evaluation.press [--part tune|held|all] [--errors KIND]

Items with an even number are the untouched half: looked at only as figures. A pair is found as the gold's
scorer finds it; a field counts where both agree.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.gold import SHARED, _code_stamp, marked
from evaluation.press.items import HERE, KINDS, Item, items
from evaluation.score import scorer
from legation.exports.document import document_record
from legation.extraction import extract
from legation.reading.read import read
from legation.record import Page

FIELDS = {
    "statements": ("speaker", "about"),
    "figures": ("measure", "unit", "comparator", "period", "states"),
    "agreements": ("kind", "date", "status", "parties"),
    "tenures": ("of", "when"),
}
_DATES = frozenset({"period", "date", "when"})


def read_item(item: Item, stamp: str) -> dict[str, Any]:
    """What Legation reads in an item, in the shape of the gold."""
    document = read(Page(name=f"{item.name[:2]}.txt", content=item.text.encode()))
    record = document_record(document, extract(marked(document, stamp)))
    return json.loads(json.dumps(record))  # type: ignore[no-any-return]


def paired(item: Item, told: dict[str, Any], kind: str) -> tuple[list[Any], list[Any], list[Any]]:
    """The pairs of an item, what was missed, and what is false: no choice that RECORD.md leaves open."""
    rules = scorer()
    fits = getattr(rules, f"fit_{kind.removesuffix('s')}")
    wanted, claims = item.record[kind], told[kind]
    pairs = rules.pair(wanted, claims, item.text, fits)
    found = [g for g, _ in pairs]
    used = [p for _, p in pairs]
    rest = [c for c in claims if not any(c is u for u in used)]
    spare = [c for _, c in rules.pair(item.optional[kind], rest, item.text, fits)]
    missed = [g for g in wanted if not any(g is f for f in found)]
    return pairs, missed, [c for c in rest if not any(c is s for s in spare)]


def agrees(field: str, wanted: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether one field of a pair agrees: names and dates as the gold's scorer compares them."""
    rules = scorer()
    one, other = wanted.get(field), told.get(field)
    if field in _DATES:
        return bool(rules.same_date(one, other))
    if field == "speaker":
        return bool(rules.same_name(one, other))
    if field == "unit":
        return bool(rules.folded(one)[:1] == rules.folded(other)[:1])
    if field == "of" and one and other and not one.isupper():
        return bool(rules.same_name(one, other))
    if field == "parties":
        return len(one or ()) == len(other or ()) and all(
            any(rules.same_name(a, b) for b in other or ()) for a in one or ()
        )
    return bool(sorted(one) == sorted(other or ()) if isinstance(one, list) else one == other)


def report(part: str, folder: Path) -> str:
    """The figures of a part as a table."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS.values()}
    stamp = _code_stamp()
    for item in items(part, folder):
        told = read_item(item, stamp)
        for kind, count in counts.items():
            pairs, missed, false = paired(item, told, kind)
            count.update(found=len(pairs), missed=len(missed), false=len(false))
            for one, other in pairs:
                count.update(field for field in FIELDS[kind] if agrees(field, one, other))
    lines = []
    for kind, count in counts.items():
        found, wanted, claimed = (
            count["found"],
            count["found"] + count["missed"],
            count["found"] + count["false"],
        )
        fields = "  ".join(f"{f} {count[f] / max(1, found):.2f}" for f in FIELDS[kind])
        lines.append(
            f"{kind:11} P {found / max(1, claimed):.3f}  R {found / max(1, wanted):.3f}  "
            f"F1 {2 * found / max(1, wanted + claimed):.3f}"
            f"  ({found} of {wanted}, {claimed} claimed)  {fields}"
        )
    return "\n".join(lines)


def _errors(part: str, kind: str, folder: Path) -> None:
    stamp = _code_stamp()
    for item in items(part, folder):
        pairs, missed, false = paired(item, read_item(item, stamp), kind)
        print(f"== {item.name}")
        for one, other in pairs:
            differing = {f: (one.get(f), other.get(f)) for f in FIELDS[kind] if not agrees(f, one, other)}
            if differing:
                print(f"  ~ {_short(one)}  {differing}")
        for sign, claims in (("-", missed), ("+", false)):
            for claim in claims:
                print(f"  {sign} {_short(claim)}")


def _short(claim: dict[str, Any]) -> str:
    told = [str(v) for k, v in claim.items() if k not in ("evidence", "quote", "id", "derived", "rule") and v]
    return " | ".join([*told, repr(claim["evidence"][0]["quote"])])


def main() -> None:
    """Prints the figures, or the errors of one kind in the tuned half."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("all", "tune", "held"), default="all")
    parser.add_argument("--errors", metavar="KIND", choices=[*KINDS.values()])
    parser.add_argument("--folder", type=Path, default=HERE / "items", help="other items of the same form")
    wanted = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("The gold's scorer is not beside this clone (../shared); there is nothing to score with.")
    if wanted.errors:
        _errors("tune" if wanted.part == "all" else wanted.part, wanted.errors, wanted.folder)
        return
    print(report(wanted.part, wanted.folder))


if __name__ == "__main__":
    main()
