"""Learn what weighs for and against a statement's concerning two sides.

    python -m training.scope_weights [--check]

A logistic regression (Newton's method, a squared penalty) over the signs of `Scope.signs`, on all that is
said in the tuning parts of the gold and of the texts of our own: what pairs with a statement of the hand-made
record counts, what does not does not. The weights go into `vocabulary/scope_weights.toml`. `--check` writes
nothing: it prints how well weights learned on nine tenths of the texts do on the tenth, and how well the
present ones do on the parts that nobody looks at.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from evaluation.gold import FOLDERS, OWN, SHARED, GoldText, document_of, gold_texts, marked
from evaluation.score import scorer
from msgspec import Struct
from numpy.typing import NDArray

from legation.extraction import scene_of
from legation.extraction.statements import all_said
from legation.extraction.statements_direct import Direct
from legation.extraction.statements_grammar import Grammar
from legation.extraction.statements_scope import Scope
from legation.extraction.statements_speaker import Speakers
from legation.vocabulary.scope_weights import PATH, scope_weights

Numbers = NDArray[np.float64]
SETS = {"gold": FOLDERS, "our own": (OWN,)}
PENALTY = 5.0
LEAST = 0.4  # the probability from which a statement counts: where F1 is highest on texts not learned from
STEPS = 50
FOLDS = 10
HEAD = (
    "# What weighs for a statement's concerning two sides, learned by `python -m training.scope_weights`.\n"
    "# The signs are told in `Scope.signs`; `least` is the log-odds from which a statement counts.\n"
)


class Said(Struct, frozen=True):
    """One thing that is said: the text, its signs, and whether the hand-made record has it."""

    text: str
    signs: dict[str, float]
    counts: bool


def said_in(gold: GoldText) -> Iterator[Said]:
    """All that is said in one text."""
    document = document_of(gold)
    grammar = Grammar(scene_of(marked(document)))
    scope = Scope(grammar.scene)
    heard = all_said(grammar, Direct(grammar), Speakers(grammar))
    record = json.loads(gold.gold_path.read_text(encoding="utf-8")).get("statements") or []
    claims: list[dict[str, Any]] = [
        {
            "number": number,
            "speaker": speaker.name,
            "evidence": [{"start": min(saying.from_, saying.start), "end": max(saying.to, saying.end)}],
        }
        for number, (saying, speaker) in enumerate(heard)
    ]
    rules = scorer()
    paired = {claim["number"] for _, claim in rules.pair(record, claims, document.text, rules.fit_statement)}
    for number, (saying, speaker) in enumerate(heard):
        yield Said(gold.name, scope.signs(saying, speaker), number in paired)


def learned(said: list[Said], names: list[str]) -> tuple[float, dict[str, float]]:
    """The bias and the weights that fit best, in the signs' own units."""
    signs, counts = _table(said, names), np.array([float(one.counts) for one in said])
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    table = np.column_stack([(signs - mean) / spread, np.ones(len(signs))])
    penalty = np.diag([PENALTY] * len(names) + [1e-6])
    found = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (likely - counts) + penalty @ found
        found -= np.linalg.solve(table.T @ (table * (likely * (1 - likely))[:, None]) + penalty, slope)
    weights = found[:-1] / spread
    return float(found[-1] - weights @ mean), dict(zip(names, weights.tolist(), strict=True))


def _table(said: list[Said], names: list[str]) -> Numbers:
    return np.array([[one.signs[name] for name in names] for one in said])


def _odds(said: list[Said], bias: float, weights: dict[str, float]) -> Numbers:
    odds: Numbers = bias + _table(said, list(weights)) @ np.array(list(weights.values()))
    return odds


def least() -> float:
    """The log-odds of the probability from which a statement counts."""
    return float(np.log(LEAST / (1 - LEAST)))


def found_by(said: list[Said], odds: Numbers) -> str:
    """How many are taken, how many of them count, and how many count in all."""
    counts, taken = np.array([one.counts for one in said]), odds >= least()
    right = int((counts & taken).sum())
    f1 = 2 * right / max(1, int(taken.sum()) + int(counts.sum()))
    return f"{right} right of {int(taken.sum())} taken and {int(counts.sum())} that count: F1 {f1:.3f}"


def checked(said: list[Said], names: list[str]) -> Numbers:
    """For each thing said the log-odds by weights that were learned without its text."""
    fold = [zlib.crc32(one.text.encode()) // 7 % FOLDS for one in said]
    odds = np.zeros(len(said))
    for number in range(FOLDS):
        rest = [one for one, f in zip(said, fold, strict=True) if f != number]
        there = np.array([f == number for f in fold])
        odds[there] = _odds(
            [one for one, f in zip(said, fold, strict=True) if f == number], *learned(rest, names)
        )
    return odds


def _all(part: str, folders: Iterable[str]) -> list[Said]:
    return [one for gold in gold_texts(part, tuple(folders)) for one in said_in(gold)]


def main() -> int:
    """Learn and write the weights, or check them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, print how well it does")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("The gold texts are not beside this clone (../shared); there is nothing to learn from.")
        return 0
    parts = {name: _all("tune", folders) for name, folders in SETS.items()}
    said = [one for part in parts.values() for one in part]
    names = sorted(said[0].signs)
    if args.check:
        odds = checked(said, names)
        print(f"learned without the text: {found_by(said, odds)}")
        known = scope_weights()
        for name, folders in SETS.items():
            held = _all("held", folders)
            print(f"{name}, the untouched part: {found_by(held, _odds(held, known.bias, known.weights))}")
        return 0
    bias, weights = learned(said, names)
    lines = [f"bias = {bias:.3f}", f"least = {least():.3f}", "", "[weights]"]
    lines += [f"{name} = {weight:.3f}" for name, weight in weights.items()]
    PATH.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
