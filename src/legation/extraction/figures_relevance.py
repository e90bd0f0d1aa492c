"""Which amounts are figures about a relation between sides.

Each sign that a number concerns two sides, or only one, has a weight; a number that reaches THRESHOLD is a
figure. The weights are hand-set from what RECORD.md rules in and out.
"""

from __future__ import annotations

from legation.extraction.figures_fields import (
    is_money,
    is_physical,
    is_time,
    lemmas_near,
    pair_of_text,
    sentence_of,
)
from legation.extraction.scene import Scene
from legation.record import Amount
from legation.vocabulary.measures_figures import figure_words

THRESHOLD = 3
_GENERIC_PAIRS = frozenset(
    "страна государство сторона народ лидер президент нация экономика стратегия держава правительство корпорация сосед".split()
)


def belongs(scene: Scene, amount: Amount) -> str:
    """Why the amount is a figure, in words, or an empty string where it is none."""
    if amount.value == 2 and amount.unit in _GENERIC_PAIRS and amount.comparator == "=":
        return ""
    reasons = [*_sides(scene, amount), *_subject(scene, amount), *_topic(scene, amount)]
    total = sum(weight for weight, _ in reasons)
    return ", ".join(reason for _, reason in reasons) if total >= THRESHOLD else ""


def _sides(scene: Scene, amount: Amount) -> list[tuple[int, str]]:
    sentence = sentence_of(scene, amount)
    here = {m.state for m in scene.mentions if sentence.first <= m.head < sentence.last and m.state}
    if len(here) >= 2:
        return [(2, "two sides in the sentence")]
    pair = pair_of_text(scene)
    if here and pair:
        return [(2, "a side in the sentence, a pair in the text")]
    if here or pair:
        return [(1, "a side near")]
    return [(0, "no side near")]


def _subject(scene: Scene, amount: Amount) -> list[tuple[int, str]]:
    words = figure_words()
    near = lemmas_near(scene, amount)
    telling = [lemma for lemma in near if lemma in words.relation]
    reasons = [(1, f"beside «{telling[0]}»")] if telling else []
    if is_money(amount):
        return [(1, "money"), *reasons]
    if amount.unit == "%":
        measured = any(
            lemma in words.measure[m]
            for lemma in near
            for m in ("trade", "export", "import", "investment", "aid", "production")
        )
        return [(1 if measured else -1, "share"), *reasons]
    if is_time(amount):
        return [(1 if amount.unit in {"год", "месяц", "день", "неделя"} else -2, "duration"), *reasons]
    if is_physical(amount):
        measured = any(
            lemma in words.measure[m] for lemma in near for m in ("trade", "export", "import", "production")
        )
        return [(1 if measured else -3, "physical measure"), *reasons]
    noun = amount.unit.split("-")[0]
    if noun in words.nouns["other"]:
        return [(-2, f"«{noun}» seldom counts"), *reasons]
    return [(1 if noun in words.nouns["relation"] else -1, f"counts «{noun}»"), *reasons]


def _topic(scene: Scene, amount: Amount) -> list[tuple[int, str]]:
    near = set(lemmas_near(scene, amount, 20))
    return [(-2, f"domestic: {name}") for name, words in figure_words().topics.items() if near & words]
