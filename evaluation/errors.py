"""Misses and false claims on the gold by cause, as a table and as a page to browse.

    python -m evaluation.errors [--html FILE] [--save] [--part tune|held]  the table, and the page
    python -m evaluation.errors --kind events [--name NAME] [--all]  the errors of one kind, text by text

In the listing `-` is a gold item that was missed, `+` a claim that the gold does not have, `~` a pair whose
fields differ (and, with --all, `=` a pair that agrees). The untouched part is only counted, never shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from msgspec import Struct

from evaluation.errors_causes import (
    Spans,
    Text,
    differing,
    false_event,
    false_statement,
    missed_event,
    missed_statement,
    read_text,
)
from evaluation.gold import FOLDERS, ROOT, SHARED, GoldText, gold_texts, marked, read_all
from evaluation.score import scorer
from legation.exports.document import document_record
from legation.extraction.scene import Scene
from legation.record import Document, Reading

PAGE = ROOT / ".scratch" / "errors.html"  # holds gold texts: an ignored place
DOCS = ROOT / "docs" / "russian.md"
FIELDS = {
    "events": ("type", "act", "status", "when", "states", "actors"),
    "statements": ("speaker", "speaker_state", "direct", "about", "quote"),
    "figures": ("measure", "value", "unit", "comparator", "period", "states", "of"),
    "agreements": ("name", "kind", "date", "status", "parties"),
    "tenures": ("person", "office", "of", "when"),
}
FITS = {
    "events": "fit_event",
    "statements": "fit_statement",
    "figures": "fit_figure",
    "agreements": "fit_agreement",
    "tenures": "fit_tenure",
}


class Error(Struct, frozen=True, kw_only=True):
    """One error: `sort` is missed, false or differs (or agrees); `start` and `end` are its first evidence."""

    text: str
    kind: str
    sort: str
    cause: str
    act: str
    told: str
    start: int
    end: int


@cache
def rules() -> ModuleType:
    """The gold's own scorer, loaded once."""
    return scorer()


def shown(kind: str, item: dict[str, Any]) -> str:
    """One item in one line: its fields, then its first evidence."""
    fields = " | ".join(
        ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        for value in (item.get(name) or "" for name in FIELDS[kind])
    )
    evidence = (item.get("evidence") or [""])[0]
    quote = evidence if isinstance(evidence, str) else evidence["quote"]
    return f"{fields}  «{quote[:160]}»".replace("\n", " ") + (
        f"  [{item['rule']}]" if item.get("rule") else ""
    )


def errors_in(gold: GoldText, document: Document, reading: Reading, every: bool = False) -> Iterator[Error]:
    """The errors of one text, kind by kind; with `every` the pairs that agree too."""
    record = json.loads(gold.gold_path.read_text(encoding="utf-8"))
    claimed = json.loads(json.dumps(document_record(document, reading)))
    scene = Scene(markup=marked(document), mentions=reading.mentions)
    text = read_text(f"{gold.folder}/{gold.name}", scene)
    for kind in FIELDS:
        preds = claimed[kind]
        for item, claim in zip(preds, getattr(reading, kind), strict=True):
            item["rule"] = claim.rule
        yield from _of_kind(kind, record, record.get(kind) or [], preds, text, every)


def _of_kind(
    kind: str,
    record: dict[str, Any],
    golds: list[dict[str, Any]],
    preds: list[dict[str, Any]],
    text: Text,
    every: bool,
) -> Iterator[Error]:
    whole = text.scene.markup.document.text

    def at(item: dict[str, Any]) -> Spans:
        return list(rules().spans(item, whole)[0])

    pairs = rules().pair(golds, preds, whole, getattr(rules(), FITS[kind]))
    claims, wanted = [(p, at(p)) for p in preds], [(g, at(g)) for g in golds]
    said = [at(s) for s in record.get("statements") or []]

    def error(sort: str, cause: str, item: dict[str, Any], told: str) -> Error:
        act = f"{item['type']}/{item.get('act') or ''}" if kind == "events" else item.get("rule") or ""
        start, end = (at(item) or [(0, 0)])[0]
        return Error(
            text=text.name, kind=kind, sort=sort, cause=cause, act=act, told=told, start=start, end=end
        )

    for g, p in pairs:
        causes = list(differing(kind, g, p))
        if causes or every:
            marks = "; ".join(
                f"{n}: {g.get(n)} ≠ {p.get(n)}"
                for n in FIELDS[kind]
                if _folded(g.get(n)) != _folded(p.get(n))
            )
            for cause in causes or [""]:
                yield error("differs" if causes else "agrees", cause, p, f"{shown(kind, p)}   {marks}")
    for g, spans in wanted:
        if all(g is not a for a, _ in pairs):
            yield error("missed", _why_missed(kind, text, g, spans, claims), g, shown(kind, g))
    for p, spans in claims:
        if all(p is not b for _, b in pairs):
            yield error("false", _why_false(kind, p, spans, wanted, said), p, shown(kind, p))


def _why_missed(
    kind: str, text: Text, gold: dict[str, Any], spans: Spans, claims: list[tuple[dict[str, Any], Spans]]
) -> str:
    if kind == "events":
        return missed_event(text, gold, spans, claims)
    if kind == "statements":
        return missed_statement(text, spans, claims)
    if kind == "figures":
        amounts = text.scene.markup.amounts
        read = any(a.start < end and start < a.end for a in amounts for start, end in spans)
        return "number read, not taken as about the sides" if read else "number not read"
    if kind == "tenures":
        people = {m.name for m in text.scene.mentions if m.kind == "person"}
        known = any(rules().same_name(gold.get("person"), name) for name in people)
        return "person found, post not" if known else "person not found"
    over = any(s < d and c < e for s, e in spans for _, at in claims for c, d in at)
    return "found but joined with another" if over else "not found"


def _why_false(
    kind: str,
    claim: dict[str, Any],
    spans: Spans,
    golds: list[tuple[dict[str, Any], Spans]],
    said: list[Spans],
) -> str:
    if kind == "events":
        return false_event(claim, spans, golds, said)
    if kind == "statements":
        return false_statement(claim, spans, golds)
    over = any(s < d and c < e for s, e in spans for _, at in golds for c, d in at)
    return "something else in the gold here" if over else "nothing in the gold"


def all_errors(part: str, every: bool = False, folders: tuple[str, ...] = FOLDERS) -> Iterator[Error]:
    """The errors of a part of the gold, in the order of the texts."""
    for gold, document, reading in read_all(part, folders):
        yield from errors_in(gold, document, reading, every)


def table(errors: Iterable[Error]) -> str:
    """How many errors there are of each kind, sort and cause; a pair counts once a wrong field."""
    counted = Counter((e.kind, e.sort, e.cause) for e in errors if e.sort != "agrees")
    lines = []
    for kind in FIELDS:
        for sort in ("missed", "false", "differs"):
            rows = [(n, cause) for (k, s, cause), n in counted.items() if (k, s) == (kind, sort)]
            if rows:
                lines.append(f"{kind}, {sort} {sum(n for n, _ in rows)}")
                lines += [f"  {n:4}  {cause}" for n, cause in sorted(rows, key=lambda row: (-row[0], row[1]))]
    return "\n".join(lines)


def saved(errors: Iterable[Error]) -> None:
    """Put the table of causes, numbers alone, where the docs show it."""
    counted = Counter((e.kind, e.sort, e.cause) for e in errors)
    rows = ["| kind | sort | cause | |", "| --- | --- | --- | ---: |"]
    for kind in FIELDS:
        for sort in ("missed", "false", "differs"):
            causes = [(n, cause) for (k, s, cause), n in counted.items() if (k, s) == (kind, sort)]
            rows += [
                f"| {kind} | {sort} | {c} | {n} |" for n, c in sorted(causes, key=lambda r: (-r[0], r[1]))
            ]
    before, rest = DOCS.read_text(encoding="utf-8").split("<!-- errors -->")
    after = rest.split("<!-- /errors -->")[1]
    whole = "\n".join(["<!-- errors -->", *rows, "<!-- /errors -->"])
    DOCS.write_text(before + whole + after, encoding="utf-8")


def listing(errors: Iterable[Error]) -> Iterator[str]:
    """The errors text by text, a line each, with their causes."""
    sign = {"missed": "-", "false": "+", "differs": "~", "agrees": "="}
    last, before = "", ""
    for error in errors:
        if error.text != last:
            last, before = error.text, ""
            yield error.text
        told = f"  {sign[error.sort]} {error.told}"
        if told != before:
            yield told + (f"   ({error.cause})" if error.sort in ("missed", "false") else "")
        before = told


def _folded(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple)) else (value or "")


def main() -> int:
    """Print the table and write the page, or list the errors of one kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", choices=tuple(FIELDS), help="list the errors of one kind")
    parser.add_argument("--name", default="", help="only the texts whose name holds this")
    parser.add_argument("--folders", nargs="*", default=list(FOLDERS))
    parser.add_argument("--part", choices=("tune", "held"), default="tune")
    parser.add_argument("--html", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--save", action="store_true", help="put the table into docs/russian.md")
    parser.add_argument("--all", action="store_true", help="list agreeing pairs as well")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("The gold texts are not beside this clone (../shared); there is nothing to compare with.")
        return 0
    every = bool(args.all and args.kind)
    found = [e for e in all_errors(args.part, every, tuple(args.folders)) if args.name in e.text]
    if args.kind and args.part == "tune":
        print("\n".join(listing(e for e in found if e.kind == args.kind)))
        return 0
    print(table(found))
    if args.save and args.part == "tune":
        saved(found)
    if args.part == "tune":
        from evaluation.errors_page import page

        texts = {f"{gold.folder}/{gold.name}": gold.text for gold in gold_texts("tune", tuple(args.folders))}
        args.html.parent.mkdir(parents=True, exist_ok=True)
        args.html.write_text(page(found, texts), encoding="utf-8")
        print(f"\nThe page: {args.html}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
