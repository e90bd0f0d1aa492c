"""Names and facts on factRuEval-2016, by that benchmark's own scorer.

    python -m evaluation.factrueval [--split devset] [--show Occupation]

The benchmark lies beside the repository (../shared/bench); without it there is nothing to score.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from evaluation.factrueval_facts import facts_in
from evaluation.gold import SHARED, marked
from legation.extraction import extract
from legation.extraction.scene import Scene
from legation.record import Document

BENCH = SHARED / "bench"
DATA = BENCH / "factrueval"
FACTS = ("Occupation", "Meeting", "Deal", "Ownership")


@cache
def scorer() -> ModuleType:
    """The benchmark's scorer, loaded from beside the repository."""
    sys.path.insert(0, str(BENCH))
    try:
        return importlib.import_module("factrueval")
    finally:
        sys.path.remove(str(BENCH))


def texts(split: str = "devset") -> list[dict[str, Any]]:
    """The benchmark's documents with their gold."""
    return scorer().load(str(DATA), split)  # type: ignore[no-any-return]


def predictions(docs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What Legation finds in each document, in the scorer's shape."""
    for doc in docs:
        markup = marked(Document(text=doc["text"], name=doc["doc"]))
        reading = extract(markup)
        scene = Scene(markup=markup, mentions=reading.mentions)
        yield {
            "doc": doc["doc"],
            "entities": [{"start": n.start, "end": n.end, "type": n.type} for n in markup.names],
            "facts": [{"type": kind, "args": args} for kind, args in facts_in(scene, reading)],
        }


def scores(split: str = "devset") -> dict[str, float]:
    """F1 of names (token level, micro) and of facts by kind, argument-weighted."""
    docs = texts(split)
    found = {p["doc"]: p for p in predictions(docs)}
    silent = io.StringIO()
    _, tokens = scorer().score_ner(docs, found, out=silent)
    facts = scorer().score_facts(docs, found, out=silent)
    result, kinds = tokens.result(), facts.result()
    return {
        "names": result["micro"][2],
        **{kind: result[kind][2] for kind in ("PER", "LOC", "ORG")},
        "facts": kinds["micro"][2],
        **{kind: kinds[kind][2] for kind in FACTS if kind in kinds},
    }


def _shown(docs: list[dict[str, Any]], found: dict[str, dict[str, Any]], kind: str) -> Iterator[str]:
    for doc in docs:
        golds = [g for g in scorer().gold_facts(doc) if g["type"] == kind]
        preds = [p for p in found[doc["doc"]]["facts"] if p["type"] == kind]
        sims = sorted(
            ((scorer().fact_sim(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds)),
            reverse=True,
        )
        used_g: set[int] = set()
        used_p: set[int] = set()
        for sim, i, j in sims:
            if sim > 0 and i not in used_g and j not in used_p:
                used_g.add(i)
                used_p.add(j)
                if sim < 1:
                    yield f"{doc['doc']} ~{sim:.2f} {_args(golds[i])} ≠ {preds[j]['args']}"
        yield from (f"{doc['doc']} - {_args(g)}" for i, g in enumerate(golds) if i not in used_g)
        yield from (f"{doc['doc']} + {p['args']}" for j, p in enumerate(preds) if j not in used_p)


def _args(gold: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(name, sorted(values)[:3]) for name, values in gold["args"]]


def main() -> int:
    """Print names and facts by the benchmark's own tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", default="devset")
    parser.add_argument("--show", default="", help="list misses and false facts of one kind")
    args = parser.parse_args()
    if not DATA.is_dir():
        print("factRuEval is not beside this clone (../shared/bench); there is nothing to score against.")
        return 0
    docs = texts(args.split)
    found = {p["doc"]: p for p in predictions(docs)}
    if args.show:
        print("\n".join(_shown(docs, found, args.show)))
    scorer().score_ner(docs, found)
    scorer().score_facts(docs, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
