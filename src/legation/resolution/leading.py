"""Joining claims of agreements, figures and statements: each is compared with the first claim of each thing.

Claims come in the order of their telling; under each key only the latest few things are looked at, so that no
key, however common, makes every claim meet every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from legation.resolution.joining import Joins, Why
from legation.resolution.spelling import fold, stem
from legation.resolution.times import ALWAYS, span
from legation.vocabulary.states import states

LATEST = 40  # things under one key that a claim is compared with
Row = dict[str, Any]


def lead(
    rows: Sequence[Row],
    keys: Callable[[Row], Sequence[Any]],
    compare: Callable[[Row, Row], Why],
    joins: Joins,
) -> dict[str, str]:
    """For each claim the smallest claim of its thing; `compare` gives reasons, their sum above 0 for one."""
    things: dict[Any, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r["told_day"], r["id"])):
        own = keys(row)
        found = {r["id"]: r for key in own for r in things[key][-LATEST:]}
        rated = []
        for other in found.values():
            why = compare(row, other)
            if why:
                rated.append((round(sum(w for _, w, _ in why), 3), other["id"], why))
        rated.sort(key=lambda r: (-r[0], r[1]))
        joined = False
        for score, other_id, why in rated:
            if score > 0 and not joined:
                joined = joins.propose(row["id"], other_id, score, why)
            elif score > -1.0:
                joins.done.append((_kept_apart(row["id"], other_id, score, why), False))
        if not joined:
            for key in own:
                things[key].append(row)
    return dict(joins.groups(row["id"] for row in rows))


def _kept_apart(a: str, b: str, score: float, why: Why) -> Any:
    from legation.resolution.joining import Proposal

    return Proposal(min(a, b), max(a, b), score, tuple(why))


def told_day(published: str) -> int:
    """The day of a telling for sorting; last where it is not known."""
    when = span(published)
    return ALWAYS if when.lo == -ALWAYS else when.lo


_SAY_NOTHING = frozenset(
    stem(fold(word))
    for word in (
        "соглашение договор меморандум декларация конвенция программа протокол контракт концепция заявление "
        "совместный межправительственный правительство взаимопонимание понимание сотрудничество область "
        "сфера "
        "двусторонний республика федерация между страна сторона общий объём сумма размер количество число "
        "показатель уровень год месяц министерство вопрос развитие"
    ).split()
)
_SMALL = frozenset("и в во на по о об с со для при за из от до к а но или не их его ее".split())


@lru_cache(maxsize=1 << 16)
def topic(text: str) -> frozenset[str]:
    """The stems of what a name or phrase is about, without states and words that every such name has."""
    found = {stem(word) for word in fold(text).split() if word not in _SMALL}
    return frozenset(found - _SAY_NOTHING - _state_stems())


@lru_cache(maxsize=1)
def _state_stems() -> frozenset[str]:
    return frozenset(
        stem(word)
        for s in states().values()
        for name in (*s.names, *s.adjectives)
        for word in fold(name).split()
    )


# Words that the press uses for one another when it counts: «предприятий», «компаний», «филиалов».
_ALIKE = {
    stem(fold(word)): kind
    for kind, words in (
        ("фирмы", "предприятие компания фирма филиал представительство организация корпорация бизнес"),
        ("люди", "человек гражданин житель лицо"),
        ("солдаты", "военнослужащий солдат военный боец"),
        ("пострадавшие", "жертва погибший убитый раненый пострадавший"),
        ("учащиеся", "студент учащийся слушатель школьник"),
        ("гости", "турист путешественник гость приезжий"),
    )
    for word in words.split()
}


def counted_topic(text: str) -> frozenset[str]:
    """The topic of what is counted, words of one kind as one."""
    return frozenset(_ALIKE.get(word, word) for word in topic(text))


def is_kind(word: str) -> bool:
    """Whether this word of a counted topic stands for a kind of things."""
    return word in _ALIKE.values()


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller topic found in the larger; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
