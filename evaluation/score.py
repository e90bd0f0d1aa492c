"""How often Legation is right: its claims against the gold records, with a pinned floor below which it fails.

python -m evaluation.score [--part all|tune|held] [--folders seeds news train] [--types] [--pin]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation.gold import FOLDERS, HERE, OWN, SHARED, read_all
from legation.exports.document import document_record

FLOOR = HERE / "floor.json"
KINDS = ("events", "exact events", "event actors", "statements", "figures", "agreements", "tenures")


def scorer() -> ModuleType:
    """The gold's own scorer, loaded from beside the repository."""
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(part: str = "all", folders: tuple[str, ...] = FOLDERS) -> dict[str, Any]:
    """The scorer's figures for a part of the gold: precision, recall, F1 and the fields of what was found."""
    with tempfile.TemporaryDirectory() as there:
        texts, golds, preds = (Path(there, name) for name in ("texts", "gold", "pred"))
        for folder in (texts, golds, preds):
            folder.mkdir()
        for gold, document, reading in read_all(part, folders):
            (texts / f"{gold.name}.txt").write_bytes(gold.text_path.read_bytes())
            (golds / f"{gold.name}.json").write_bytes(gold.gold_path.read_bytes())
            record = json.dumps(document_record(document, reading), ensure_ascii=False)
            (preds / f"{gold.name}.json").write_text(record, encoding="utf-8")
        command = [sys.executable, str(SHARED / "gold" / "score.py"), "--json"]
        command += ["--gold", str(golds), "--texts", str(texts), "--pred", str(preds)]
        out = subprocess.run(command, check=True, capture_output=True).stdout
    return json.loads(out)  # type: ignore[no-any-return]


def table(found: dict[str, Any], types: bool = False) -> str:
    """The figures as one table for people."""
    evidence = found["evidence"]
    lines = [f"items {evidence['items']}, with invalid evidence {evidence['invalid']}"]
    for kind in KINDS:
        o = found[kind]
        fields = "  ".join(f"{name} {share:.2f}" for name, share in o.get("fields", {}).items())
        lines.append(
            f"{kind:13} P {o['p']:.3f}  R {o['r']:.3f}  F1 {o['f1']:.3f}"
            f"  ({o['tp']} of {o['gold']}, {o['pred']} predicted)  {fields}"
        )
    if types:
        for name, o in found["by type"].items():
            lines.append(
                f"  {name:10} P {o['p']:.2f}  R {o['r']:.2f}  F1 {o['f1']:.2f}"
                f"  ({o['tp']} of {o['gold']}, {o['pred']} predicted)"
            )
    return "\n".join(lines)


def short(found: dict[str, Any]) -> dict[str, float]:
    """The figures that the floor guards."""
    fields = found["events"]["fields"]
    kinds = ("events", "exact events", "statements", "figures", "agreements", "tenures")
    return {
        **{kind: round(found[kind]["f1"], 3) for kind in kinds},
        **{
            f"{name} of found events": round(fields.get(name, 0.0), 3)
            for name in ("states", "status", "when")
        },
        "invalid evidence": found["evidence"]["invalid"],
    }


def below(found: dict[str, dict[str, float]], floor: dict[str, dict[str, float]]) -> list[str]:
    """Each figure that lies below its floor, in words; invalid evidence may not lie above it."""
    wrong = []
    for part, figures in floor.items():
        for name, least in figures.items():
            got = found.get(part, {}).get(name, 0.0)
            if (got > least) if name == "invalid evidence" else (got < least):
                wrong.append(f"{part}: {name} {got} where the floor is {least}")
    return wrong


def everything() -> dict[str, dict[str, float]]:
    """What `make score` prints: the gold in its parts, and names and facts on factRuEval."""
    from evaluation import factrueval

    parts = {
        "seeds + news": scores("all", ("seeds", "news")),
        "seeds + news + train": scores("all"),
        "the untouched part": scores("held"),
        "our own texts": scores("tune", (OWN,)),
        "our own texts, the untouched half": scores("held", (OWN,)),
    }
    for name, part in parts.items():
        print(f"{name} ({part['documents']['gold']} texts)\n{table(part)}\n")
    public = {name: round(figure, 3) for name, figure in factrueval.scores().items()}
    print("factRuEval devset\n" + "  ".join(f"{name} {figure:.3f}" for name, figure in public.items()))
    return {**{name: short(part) for name, part in parts.items()}, "factRuEval devset": public}


def guarded(pin: bool) -> int:
    """All figures against their floors; with `pin`, what was reached becomes the floor."""
    found = everything()
    if pin:
        FLOOR.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    wrong = below(found, json.loads(FLOOR.read_text(encoding="utf-8"))) if FLOOR.exists() else []
    print("\n".join(["", "Below the floor:", *wrong]) if wrong else "\nNothing lies below its floor.")
    return 1 if wrong else 0


def main() -> int:
    """Print the table; fail where a figure lies below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("all", "tune", "held"), help="one part alone, without the floor")
    parser.add_argument("--folders", nargs="*", default=list(FOLDERS))
    parser.add_argument("--types", action="store_true", help="events by type as well")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pin", action="store_true", help="make what was reached the floor")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("The gold texts are not beside this clone (../shared); there is nothing to score against.")
        return 0
    if not args.part:
        return guarded(args.pin)
    found = scores(args.part, tuple(args.folders))
    print(json.dumps(found, indent=1) if args.json else table(found, args.types))
    return 0


if __name__ == "__main__":
    sys.exit(main())
