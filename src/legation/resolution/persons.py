"""Which names of persons are one person: full names first, then initials and bare surnames to them.

Two full names are one where their words are alike one by one, in any order, or one is the other with a
patronymic or middle name more. A surname with or without initials goes to the one full name that fits it,
by state and office where several do, and stays its own where none or more than one does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, permutations

from msgspec import Struct

from legation.resolution.joining import Joins
from legation.resolution.spelling import alike, declined, fold, nominatives, readings, skeletons

# States whose names put the surname first, so that a bare first word may be it.
SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "SGP", "VNM", "JPN", "HUN", "KHM"})
ALIKE = 0.88  # words of five letters or more that differ in one are mostly one name spelt in two ways
_PIECE = re.compile(r"[^\W\d_]+(?:['’`ʼ][^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    "аль эль ас аш ат ад ар бин бен ибн фон ван де да ди дер ле ла дос тер оглы кызы улы".split()
)


class PersonName(Struct, frozen=True):
    """A name cut into folded words and initials; `surname` is the word that stands alone in short forms."""

    words: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1] if self.words else ""

    @property
    def full(self) -> bool:
        """Whether a given name is written out."""
        return len([word for word in self.words if word not in _PARTICLES]) > 1


@lru_cache(maxsize=1 << 17)
def parsed(name: str) -> PersonName:
    """The name in its words and initials, nobiliary particles left out where something remains."""
    words, initials = [], []
    for piece in _PIECE.findall(name):
        folded = fold(piece)
        bare = folded.replace(" ", "")
        if (piece.endswith(".") and len(bare) <= 2) or (len(bare) == 1 and bare not in "ию"):
            initials.append(bare)
        else:
            words += folded.split()
    kept = [word for word in words if word not in _PARTICLES] or words
    return PersonName(tuple(kept), tuple(initials))


_SHAPE = re.compile(r"(?:[А-ЯЁӘҚA-Z][\w'’-]*\.?[ -]?|(?:аль|эль|бин|ибн|фон|ван|де|да|ди)[ -]){1,5}")


@lru_cache(maxsize=1 << 17)
def looks_like_a_person(name: str) -> bool:
    """Whether a name that nothing explains has the shape of a person's: a given name or initials."""
    return bool(_SHAPE.fullmatch(name)) and (parsed(name).full or bool(parsed(name).initials))


class Person(Struct, frozen=True):
    """One distinct name of a person with all that tells whose it is; `weight` counts its mentions."""

    key: str
    name: str
    state: str
    offices: frozenset[str]
    weight: int


@lru_cache(maxsize=1 << 17)
def same_words(a: PersonName, b: PersonName) -> tuple[float, str]:
    """How surely two full names are one, and in what way; 0 where they are two."""
    short, long = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    if len(short) < 2 or len(long) > 6:
        return (1.0, "same words") if short == long else (0.0, "")
    if sorted(short) == sorted(long):
        return 1.0, "same words" if short == long else "same words in another order"
    if not all(any(_may_be(x, y) for y in long) for x in short):
        return 0.0, ""
    orders: Iterable[Sequence[str]] = (
        permutations(long, len(short)) if len(long) <= 4 else [long[: len(short)]]
    )
    best, way = 0.0, ""
    for order in orders:
        score, how = _aligned(short, order)
        if score > best:
            best, way = score, how
    if best and len(short) != len(long):
        if not _extra_fits(short, long):
            return 0.0, ""
        return best * 0.97, f"{way}, one with a name more"
    return best, way


def _extra_fits(short: Sequence[str], long: Sequence[str]) -> bool:
    """A name more is a patronymic or middle name: the ends of the name, or its start, stay."""
    ends = max(alike(short[-1], long[-1]), float(declined(short[-1], long[-1])))
    begins = max(alike(short[0], long[0]), float(declined(short[0], long[0])))
    return (
        (ends > ALIKE and begins > ALIKE)
        or (len(short) >= 3 and max(ends, begins) > ALIKE)
        or (len(long) == 3 and len(short) == 2 and _is_patronymic(long[-1]) and begins > ALIKE)
    )


def _is_patronymic(word: str) -> bool:
    return word.endswith(("вич", "вна", "ична", "вича", "вичу", "вичем", "вны", "вной", "вне"))


def _aligned(a: Sequence[str], b: Sequence[str]) -> tuple[float, str]:
    scores, forms, spellings = [], 0, 0
    for x, y in zip(a, b, strict=True):
        if x == y:
            scores.append(1.0)
        elif declined(x, y) or (nominatives(x) & nominatives(y)):
            forms += 1
            scores.append(0.95)
        elif _may_be(x, y):
            spellings += 1
            scores.append(max(alike(x, y), 0.9 * _shortened(x, y)))
        else:
            return 0.0, ""
    if forms and spellings == 0 and _two_people(a, b):
        return 0.0, ""
    if spellings == len(a) and min(scores) < 0.97:
        return 0.0, ""  # no word of the two is surely the same
    return min(scores), "declined form" if forms else "spelling"


@lru_cache(maxsize=1 << 17)
def _may_be(x: str, y: str) -> bool:
    """Whether two words of names may be one: the same, a case form, cut short, or spelt much alike."""
    if x == y or declined(x, y) or (nominatives(x) & nominatives(y)) or _shortened(x, y):
        return True
    score = alike(x, y)
    return score >= 0.97 or (score >= ALIKE and min(len(x), len(y)) >= 5)


def _shortened(x: str, y: str) -> bool:
    """Whether one given name is the other cut short: «Джо» and «Джозеф», «Майк» and «Майкл»."""
    short, long = sorted((x, y), key=len)
    return len(short) >= 3 and long.startswith(short) and not declined(x, y)


# Women's names that are also case forms of men's: «Александра Коваленко» may be either.
_WOMEN = frozenset("александра евгения валерия валентина виктория антонина мишель".split())


def _two_people(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether what looks like a case form may as well be a woman beside a man of one surname."""
    differing = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return differing == [0] and bool({a[0], b[0]} & _WOMEN) and a[-1][-1] in "оеиую"


def fits(short: PersonName, full: PersonName, state: str) -> bool:
    """Whether a surname, with or without initials, can stand for this full name."""
    if not short.words:
        return False
    if len(short.words) > 1:
        return False
    word = short.words[0]
    for surname in _surnames(full, state):
        if (alike(word, surname) > 0.93 or declined(word, surname)) and _initials_fit(short, full, surname):
            return True
    return False


def _surnames(full: PersonName, state: str) -> tuple[str, ...]:
    """The words of a full name that may stand alone for it."""
    first = state in SURNAME_FIRST or (len(full.words) == 3 and all(len(w) <= 4 for w in full.words))
    return (full.words[-1], full.words[0]) if first else full.words[-1:]


def _initials_fit(short: PersonName, full: PersonName, surname: str) -> bool:
    if not short.initials:
        return True
    given = [word for word in full.words if word != surname]
    starts = [*given, *full.initials]
    if not starts:
        return True
    first = short.initials[0]
    hit = any(_begins(word, first) for word in starts[:1]) or (
        len(starts) > 1 and any(_begins(word, first) for word in starts) and len(short.initials) == 1
    )
    if not hit or len(short.initials) < 2 or len(starts) < 2:
        return hit
    return any(_begins(word, short.initials[1]) for word in starts[1:])


def _begins(word: str, initial: str) -> bool:
    return word.startswith(initial) or any(
        s.startswith(i) for s in readings(word) for i in skeletons(initial) if i
    )


def join_persons(people: Sequence[Person], joins: Joins) -> None:
    """Join the names of each person; reasons for and against go into `joins`."""
    people = sorted(people, key=lambda p: p.key)
    names = {p.key: parsed(p.name) for p in people}
    full = [p for p in people if names[p.key].full]
    short = [p for p in people if not names[p.key].full and names[p.key].words]
    _join_full(full, names, joins)
    _attach(short, full, names, joins)


def _join_full(full: Sequence[Person], names: dict[str, PersonName], joins: Joins) -> None:
    by_words: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in full:
        by_words[tuple(sorted(names[person.key].words))].append(person)
    for group in by_words.values():
        for one, other in pairwise(group):
            joins.propose(one.key, other.key, 5.0, [("name", 5.0, "same words")])
    heads = [group[0] for _, group in sorted(by_words.items())]
    blocks: dict[str, list[Person]] = defaultdict(list)
    for person in heads:
        for key in {k for word in names[person.key].words for k in _block_keys(word)}:
            blocks[key].append(person)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for number, one in enumerate(block):
            for other in block[number + 1 : number + 1 + LARGEST_BLOCK]:
                pair = (one.key, other.key)
                if pair not in seen:
                    seen.add(pair)
                    _compare(one, other, names, joins)


LARGEST_BLOCK = 60  # names compared with each in one block; «Мухаммед» alone fills one with thousands


def _block_keys(word: str) -> set[str]:
    """Keys under which a word and its likely variants meet."""
    return {s[:4] for s in readings(word)} if len(word) > 2 else set(readings(word))


def _compare(one: Person, other: Person, names: dict[str, PersonName], joins: Joins) -> None:
    score, way = same_words(names[one.key], names[other.key])
    if not score:
        return
    why = [("name", 4.0 * score - 2.0, f"{way}: «{one.name}», «{other.name}»")]
    if one.state and other.state:
        same = one.state == other.state
        why.append(("state", 1.0 if same else -1.5, f"{one.state}, {other.state}"))
    if one.offices & other.offices:
        why.append(("office", 1.0, sorted(one.offices & other.offices)[0]))
    joins.propose(one.key, other.key, sum(w for _, w, _ in why), why)


def _attach(
    short: Sequence[Person], full: Sequence[Person], names: dict[str, PersonName], joins: Joins
) -> None:
    """Each short form to the one full name that it fits; those left over among themselves."""
    by_word: dict[str, dict[tuple[PersonName, bool], list[Person]]] = defaultdict(lambda: defaultdict(list))
    for person in full:
        name = names[person.key]
        words = _surnames(name, person.state)
        for key in {key for word in words for key in _block_keys(word)}:
            by_word[key][name, len(words) > 1].append(person)
    fitting: dict[PersonName, list[Bearer]] = {}
    left: list[Person] = []
    for person in short:
        name = names[person.key]
        # Attaching a short form joins no two full names, unless people have judged that form to be another's.
        if name not in fitting or joins.judged:
            fitting[name] = _bearers(_fitting(name, by_word), joins)
        if not _to_best(person, bool(name.initials), fitting[name], joins):
            left.append(person)
    _among_themselves(left, names, joins)


class Bearer(Struct, frozen=True):
    """One person for whom a short form may stand: what is known of all the full names."""

    first: Person
    states: frozenset[str]
    offices: frozenset[str]
    weight: int


def _bearers(people: Iterable[Person], joins: Joins) -> list[Bearer]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in {person.key: person for person in people}.values():
        groups[joins.root(person.key)].append(person)
    return [
        Bearer(
            members[0],
            frozenset(m.state for m in members if m.state),
            frozenset().union(*(m.offices for m in members)),
            sum(m.weight for m in members),
        )
        for members in groups.values()
    ]


def _fitting(
    name: PersonName, by_word: Mapping[str, Mapping[tuple[PersonName, bool], Sequence[Person]]]
) -> list[Person]:
    """The persons for whose full names this short one can stand."""
    return [
        person
        for key in sorted(_block_keys(name.words[-1]))
        for (full, _), people in by_word.get(key, {}).items()
        if fits(name, full, people[0].state)
        for person in people
    ]


def _to_best(person: Person, initials: bool, bearers: Sequence[Bearer], joins: Joins) -> bool:
    rated = []
    for bearer in bearers:
        surely = 3.0 if initials else 1.5
        why = [("surname", surely, f"«{person.name}» fits «{bearer.first.name}»")]
        if person.state and bearer.states:
            same = person.state in bearer.states
            why.append(("state", 1.5 if same else -2.5, f"{person.state}, {' '.join(sorted(bearer.states))}"))
        if person.offices and bearer.offices:
            shared = person.offices & bearer.offices
            why.append(("office", 1.5 if shared else -0.3, " ".join(sorted(shared)) or "no office in common"))
        rated.append((sum(w for _, w, _ in why), bearer.weight, bearer.first.key, why))
    if not rated:
        return False
    rated.sort(key=lambda r: (-r[0], -r[1], r[2]))
    best = rated[0]
    rivals = [r for r in rated[1:] if r[0] > best[0] - 0.75]
    clear = not rivals or best[1] >= 4 * max(r[1] for r in rivals)
    for score, _, key, why in rated:
        if key == best[2] and clear and score > 0:
            joins.propose(person.key, key, score, why)
        else:
            doubt = -abs(score) if score <= 0 else -0.5
            joins.propose(person.key, key, doubt, [*why, ("rivals", doubt - score, "another fits as well")])
    return clear and best[0] > 0


def _among_themselves(left: Sequence[Person], names: dict[str, PersonName], joins: Joins) -> None:
    blocks: dict[str, list[Person]] = defaultdict(list)
    for person in left:
        for key in _block_keys(names[person.key].surname):
            blocks[key].append(person)
    for _, block in sorted(blocks.items()):
        for number, one in enumerate(block):
            for other in block[number + 1 : number + 1 + LARGEST_BLOCK]:
                _compare_short(one, other, names[one.key], names[other.key], joins)


def _compare_short(one: Person, other: Person, a: PersonName, b: PersonName, joins: Joins) -> None:
    if a.words != b.words and not (
        len(a.words) == len(b.words) == 1
        and (alike(a.surname, b.surname) > 0.93 or declined(a.surname, b.surname))
    ):
        return
    why = [("surname", 1.5, f"«{one.name}», «{other.name}»")]
    if a.initials and b.initials:
        same = all(_begins(x, y) or _begins(y, x) for x, y in zip(a.initials, b.initials, strict=False))
        why.append(("initials", 2.0 if same else -6.0, " ".join((*a.initials, *b.initials))))
    if one.state and other.state:
        why.append(("state", 1.0 if one.state == other.state else -3.0, f"{one.state}, {other.state}"))
    joins.propose(one.key, other.key, sum(w for _, w, _ in why), why)
