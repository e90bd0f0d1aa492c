"""A made-up world to fill a large record from: states, people, outlets, words; few often, many seldom."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from legation.vocabulary.states import name_of, states

FIRST = "KAZ JPN RUS TUR USA CHN DEU FRA GBR IND KOR UZB KGZ MNG IRN SAU CUB CAN ITA POL".split()
T = TypeVar("T")
STATES = 120
PEOPLE, BODIES = 20_000, 8_000
OUTLETS = 300
WORDS = 30_000
COMMON = (
    "и в на с по для о между что при стороны президент министр визит встреча переговоры соглашение торговля "
    "проект помощь заявление посол делегация сотрудничество развитие отношения правительство глава страна "
    "партнёр инвестиции граница договор безопасность саммит выставка экономика поставки"
).split()
SYLLABLES = (
    "ба ве го да жи за ко ла ме но па ре си ту фо ха це ша ки лю ря мо ни пу те ва ри со ка ле".split()
)
POSTS = (
    "президент",
    "премьер-министр",
    "министр иностранных дел",
    "министр обороны",
    "посол",
    "министр экономики",
)
KNOWN_OUTLETS = ("ТАСС", "РИА Новости", "Интерфакс", "Казинформ", "Коммерсантъ", "Regnum", "РБК", "Хабар")


class Actor(NamedTuple):
    """A person or body of one state."""

    id: str
    kind: str
    name: str
    state: str


class Choice(Generic[T]):
    """Things of which the first are chosen far more often: the n-th with weight 1 / (n + flat)."""

    def __init__(self, things: Sequence[T], flat: float = 2.0) -> None:
        self.things = tuple(things)
        self._upto = list(accumulate(1 / (n + flat) for n in range(len(self.things))))

    def one(self, chance: random.Random) -> T:
        """One of them."""
        return self.things[bisect(self._upto, chance.random() * self._upto[-1])]

    def some(self, chance: random.Random, count: int) -> list[T]:
        """Several, each as if it were the only one."""
        return chance.choices(self.things, cum_weights=self._upto, k=count)


def mixed(number: int) -> str:
    """An id that looks like a hash: neighbours lie far from each other, as in a real record."""
    value = (number * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    return f"{value ^ (value >> 27):016x}"


class World:
    """Everything that may take part, the same for every run."""

    def __init__(self) -> None:
        chance = random.Random(7)
        codes = [*FIRST, *(code for code in sorted(states()) if code not in FIRST)][:STATES]
        self.states = Choice(codes)
        self.words = Choice([*COMMON, *_pseudowords(chance, WORDS - len(COMMON))], 6.0)
        self.outlets = Choice(
            [*KNOWN_OUTLETS, *(f"Вестник {n}" for n in range(OUTLETS - len(KNOWN_OUTLETS)))]
        )
        people = [self._actor(chance, "person", n) for n in range(PEOPLE)]
        bodies = [self._actor(chance, "body", n) for n in range(BODIES)]
        self.actors = [*people, *bodies]
        of: dict[str, list[Actor]] = {code: [] for code in codes}
        for actor in people:
            of[actor.state].append(actor)
        for n, actor in enumerate(bodies):  # a body after every few persons
            of[actor.state].insert(min(3 * (n + 1), len(of[actor.state])), actor)
        self.of = {code: Choice(found or people[:1], 1.0) for code, found in of.items()}

    def _actor(self, chance: random.Random, kind: str, number: int) -> Actor:
        known = self.states.things
        state = known[number] if number < len(known) else self.states.one(chance)
        one, other = ("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
        name = f"{one} {other}" if kind == "person" else f"Агентство «{one}» ({name_of(state)})"
        return Actor(f"a{mixed(number * 2 + (kind == 'body'))}", kind, name, state)

    def pair(self, chance: random.Random) -> tuple[str, str]:
        """Two states, the great ones often."""
        one = self.states.one(chance)
        while (other := self.states.one(chance)) == one:
            pass
        return (one, other) if one < other else (other, one)


def _pseudowords(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))))
    return list(found)
