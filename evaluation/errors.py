"""Misses and false claims on the gold, text by text, to steer by.

    python -m evaluation.errors --kind events [--part tune|all] [--name NAME] [--all]

`-` is a gold item that was missed, `+` a claim that the gold does not have, `~` a pair whose fields differ
(and, with --all, `=` a pair that agrees). The untouched part is never shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from evaluation.gold import FOLDERS, gold_texts, read_all
from evaluation.score import scorer
from legation.exports.document import document_record

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


def main() -> int:
    """Print the errors of one kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", choices=tuple(FIELDS), default="events")
    parser.add_argument("--name", default="", help="only the texts whose name holds this")
    parser.add_argument("--folders", nargs="*", default=list(FOLDERS))
    parser.add_argument("--all", action="store_true", help="show agreeing pairs as well")
    args = parser.parse_args()
    module, kind = scorer(), args.kind
    wanted = {gold.name for gold in gold_texts("tune") if args.name in gold.name}
    for gold, document, reading in read_all("tune", tuple(args.folders)):
        if gold.name not in wanted:
            continue
        golds = json.loads(gold.gold_path.read_text(encoding="utf-8")).get(kind) or []
        preds = json.loads(json.dumps(document_record(document, reading)[kind]))
        for item, claim in zip(preds, getattr(reading, kind), strict=True):
            item["rule"] = claim.rule
        pairs = module.pair(golds, preds, document.text, getattr(module, FITS[kind]))
        lines = []
        for g, p in pairs:
            differing = [n for n in FIELDS[kind] if _folded(g.get(n)) != _folded(p.get(n))]
            if differing or args.all:
                marks = "; ".join(f"{n}: {g.get(n)} ≠ {p.get(n)}" for n in differing)
                lines.append(f"  {'~' if differing else '='} {shown(kind, p)}   {marks}")
        lines += [f"  - {shown(kind, g)}" for g in golds if all(g is not a for a, _ in pairs)]
        lines += [f"  + {shown(kind, p)}" for p in preds if all(p is not b for _, b in pairs)]
        if lines:
            print(f"{gold.folder}/{gold.name}\n" + "\n".join(lines))
    return 0


def _folded(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple)) else (value or "")


if __name__ == "__main__":
    sys.exit(main())
