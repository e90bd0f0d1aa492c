"""Learn what weighs for and against a statement's, or a figure's, concerning two sides.

    python -m training.scope_weights [--check]

Logistic regressions (Newton's method, a squared penalty) over the signs of `Scope.signs` and of
`figures_relevance.signs_of`, on all that is said and all numbers in the tuning parts of the gold and of the
texts of our own, but for those that came after: what pairs with an item of the hand-made record counts, what
does not does not. The weights go into `vocabulary/scope_weights.toml`. `--check` writes nothing: it prints
how well weights learned on nine tenths of the texts do on the tenth, and how well the present ones do on the
parts that nobody looks at, and on the texts that came after.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from evaluation.errors import rules
from evaluation.gold import FOLDERS, OWN, SHARED, GoldText, document_of, gold_texts, marked
from msgspec import Struct
from numpy.typing import NDArray

from legation.extraction import scene_of
from legation.extraction.figures_relevance import is_none, signs_of
from legation.extraction.statements import all_said
from legation.extraction.statements_direct import Direct
from legation.extraction.statements_grammar import Grammar
from legation.extraction.statements_scope import Scope
from legation.extraction.statements_speaker import Speakers
from legation.vocabulary.scope_weights import PATH, ScopeWeights, scope_weights

Numbers = NDArray[np.float64]
SETS = {"gold": FOLDERS, "our own": (OWN,)}
CAME_AFTER = ("h", "i", "j", "k")  # how names of our own texts begin that came after, and only measure
PENALTY = 5.0
LEAST = {"statements": 0.4, "figures": 0.35}  # from which probability on F1 is best on texts not learned from
STEPS = 50
FOLDS = 10
HEAD = (
    "# What weighs for a statement's or a figure's concerning two sides, learned by `python -m\n"
    "# training.scope_weights`. Signs: `Scope.signs`, `figures_relevance.signs_of`; `least` is log-odds.\n"
)


class Thing(Struct, frozen=True):
    """One thing that may count: its text, its signs, and whether the hand-made record has it."""

    text: str
    signs: dict[str, float]
    counts: bool


def said_in(gold: GoldText) -> Iterator[Thing]:
    """All that is said in one text."""
    document = document_of(gold)
    grammar = Grammar(scene_of(marked(document)))
    scope = Scope(grammar.scene)
    heard = all_said(grammar, Direct(grammar), Speakers(grammar))
    claims = [
        {"speaker": speaker.name, "evidence": [_from(min(said.from_, said.start), max(said.to, said.end))]}
        for said, speaker in heard
    ]
    paired = _paired(gold, "statements", document.text, claims, rules().fit_statement)
    for number, (saying, speaker) in enumerate(heard):
        yield Thing(gold.name, scope.signs(saying, speaker), number in paired)


def numbers_in(gold: GoldText) -> Iterator[Thing]:
    """All numbers of one text that could be figures."""
    document = document_of(gold)
    scene = scene_of(marked(document))
    amounts = [amount for amount in scene.markup.amounts if not is_none(scene, amount)]
    claims = [{"value": a.value, "evidence": [_from(a.start, a.end)]} for a in amounts]
    paired = _paired(gold, "figures", document.text, claims, rules().fit_figure)
    for number, amount in enumerate(amounts):
        yield Thing(gold.name, signs_of(scene, amount), number in paired)


def _from(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


def _paired(
    gold: GoldText, kind: str, text: str, claims: list[dict[str, Any]], fits: Callable[..., Any]
) -> set[int]:
    """The numbers of the claims that pair with an item of the hand-made record, by the gold's own rule."""
    record = json.loads(gold.gold_path.read_text(encoding="utf-8")).get(kind) or []
    numbered = [{**claim, "number": number} for number, claim in enumerate(claims)]
    return {claim["number"] for _, claim in rules().pair(record, numbered, text, fits)}


KINDS: dict[str, Callable[[GoldText], Iterator[Thing]]] = {"statements": said_in, "figures": numbers_in}


def learned(things: list[Thing], names: list[str]) -> tuple[float, dict[str, float]]:
    """The bias and the weights that fit best, in the signs' own units."""
    signs, counts = _table(things, names), np.array([float(one.counts) for one in things])
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


def _table(things: list[Thing], names: list[str]) -> Numbers:
    return np.array([[one.signs[name] for name in names] for one in things])


def checked(things: list[Thing], names: list[str]) -> Numbers:
    """For each thing the log-odds by weights that were learned without its text."""
    fold = [zlib.crc32(one.text.encode()) // 7 % FOLDS for one in things]
    odds = np.zeros(len(things))
    for number in range(FOLDS):
        bias, weights = learned([o for o, f in zip(things, fold, strict=True) if f != number], names)
        there = [n for n, f in enumerate(fold) if f == number]
        odds[there] = [ScopeWeights(bias, 0.0, weights).odds(things[n].signs) for n in there]
    return odds


def found_by(things: list[Thing], odds: Numbers, least: float) -> str:
    """How many are taken, how many of them count, and how many count in all."""
    counts, taken = np.array([one.counts for one in things]), odds >= least
    right = int((counts & taken).sum())
    f1 = 2 * right / max(1, int(taken.sum()) + int(counts.sum()))
    return f"{right} right of {int(taken.sum())} taken and {int(counts.sum())} that count: F1 {f1:.3f}"


def _all(kind: str, part: str, folders: Iterable[str]) -> list[Thing]:
    texts = [gold for gold in gold_texts(part, tuple(folders)) if not _came_after(gold)]
    return [one for gold in texts for one in KINDS[kind](gold)]


def _came_after(gold: GoldText) -> bool:
    return gold.folder == OWN and gold.name.startswith(CAME_AFTER)


def _tuning(kind: str) -> list[Thing]:
    return [one for folders in SETS.values() for one in _all(kind, "tune", folders)]


def _learn(kind: str) -> ScopeWeights:
    things = _tuning(kind)
    bias, weights = learned(things, sorted(things[0].signs))
    least = float(np.log(LEAST[kind] / (1 - LEAST[kind])))
    return ScopeWeights(round(bias, 3), round(least, 3), {n: round(w, 3) for n, w in weights.items()})


def _check(kind: str) -> None:
    known = scope_weights(kind)
    things = _tuning(kind)
    odds = checked(things, sorted(things[0].signs))
    print(f"{kind}, learned without the text: {found_by(things, odds, known.least)}")
    for name, folders in SETS.items():
        held = _all(kind, "held", folders)
        odds = np.array([known.odds(one.signs) for one in held])
        print(f"{kind}, {name}, the untouched part: {found_by(held, odds, known.least)}")
    later = [one for gold in gold_texts("all", (OWN,)) if _came_after(gold) for one in KINDS[kind](gold)]
    odds = np.array([known.odds(one.signs) for one in later])
    print(f"{kind}, our own that came after: {found_by(later, odds, known.least)}")


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
    if args.check:
        for kind in KINDS:
            _check(kind)
        return 0
    lines: list[str] = []
    for kind in KINDS:
        found = _learn(kind)
        lines += [f"[{kind}]", f"bias = {found.bias}", f"least = {found.least}", "", f"[{kind}.weights]"]
        lines += [*(f"{name} = {weight}" for name, weight in found.weights.items()), ""]
    PATH.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
