"""How often Legation is right on English pages: ministries, agencies, a think tank; own writing, own records.

python -m evaluation.english [--part tune|held|all] [--errors KIND]

Pages with an even number are the untouched part: looked at only as figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from evaluation.gold import SHARED
from evaluation.score import table
from legation.exports.document import document_record
from legation.pipeline import reading_of
from legation.reading.read import read
from legation.record import Page

HERE = Path(__file__).resolve().parent


def pages(part: str = "all") -> list[Path]:
    """The texts of a part."""
    found = sorted((HERE / "texts").glob("*.txt"))
    return [path for path in found if part == "all" or (int(path.name[:2]) % 2 == 0) == (part == "held")]


def record_of(path: Path) -> dict[str, Any]:
    """What Legation reads in a page, in the shape of the gold."""
    document = read(Page(name=path.name, content=path.read_bytes()))
    return document_record(document, reading_of(document))


def scores(part: str = "all") -> dict[str, Any]:
    """The figures of the gold's own scorer for a part."""
    with tempfile.TemporaryDirectory() as there:
        golds, preds = Path(there, "gold"), Path(there, "pred")
        golds.mkdir()
        preds.mkdir()
        for path in pages(part):
            name = f"{path.stem}.json"
            (golds / name).write_bytes((HERE / "gold" / name).read_bytes())
            (preds / name).write_text(json.dumps(record_of(path), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, str(SHARED / "gold" / "score.py"), "--json"]
        command += ["--gold", str(golds), "--texts", str(HERE / "texts"), "--pred", str(preds)]
        out = subprocess.run(command, check=True, capture_output=True).stdout
    return json.loads(out)  # type: ignore[no-any-return]


def _errors(part: str, kind: str) -> None:
    """What the record of each page has and the reading has not, and the other way round."""
    from evaluation.score import scorer

    score = scorer()
    fits = getattr(score, f"fit_{kind.removesuffix('s')}")
    for path in pages(part):
        text = path.read_text(encoding="utf-8")
        gold = json.loads((HERE / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))[kind]
        told = json.loads(json.dumps(record_of(path)[kind]))
        pairs = score.pair(gold, told, text, fits)
        print(f"== {path.stem}")
        for one, other in pairs:
            differing = {
                k: (v, other.get(k)) for k, v in one.items() if k != "evidence" and v != other.get(k)
            }
            print(f"  ok   {differing}")
        for item in gold:
            if not any(item is g for g, _ in pairs):
                print(f"  MISS {item}")
        for item in told:
            if not any(item is p for _, p in pairs):
                print(f"  FALSE {item}")


def main() -> None:
    """Prints the figures, or the errors of one kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("all", "tune", "held"), default="all")
    parser.add_argument("--errors", metavar="KIND", help="events, statements, figures, agreements or tenures")
    wanted = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("The gold's scorer is not beside this clone (../shared); there is nothing to score with.")
    if wanted.errors:
        _errors("tune" if wanted.part == "all" else wanted.part, wanted.errors)
        return
    print(table(scores(wanted.part)))


if __name__ == "__main__":
    main()
