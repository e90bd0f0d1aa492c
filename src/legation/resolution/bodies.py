"""Which names of bodies and places are one: abbreviation, Latin and Cyrillic, «РК» and «Казахстан»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise, product

from msgspec import Struct

from legation.resolution.joining import Joins
from legation.resolution.spelling import declined, fold, skeletons, stem
from legation.vocabulary.body_words import body_words
from legation.vocabulary.organisations import organisations
from legation.vocabulary.place_names import place_names
from legation.vocabulary.states import states

EMPTY = frozenset("и в во на по о об с со для при за из от до к the of and for to in on de la".split())
SPELLINGS = 4  # variants of one name with Latin words that are tried
SHORTEST_SURE = 4  # an abbreviation of so many letters or more mostly means one body


class Body(Struct, frozen=True):
    """One distinct name of a body or place with the state it belongs to; `weight` counts its mentions."""

    key: str
    name: str
    state: str
    weight: int


@cache
def _known() -> dict[str, str]:
    """Each known name, folded, with the fullest name of the body; a name of two bodies means neither."""
    found: dict[str, str] = {}
    for body in organisations():
        if body.kind == "outlet":
            continue
        for name in (*body.names, *body.en_names):
            key = fold(name)
            found[key] = body.name if found.get(key, body.name) == body.name else ""
    return found


@cache
def _known_state() -> dict[str, str]:
    return {body.name: body.state for body in organisations() if body.state}


@cache
def _state_words() -> dict[tuple[str, ...], str]:
    """Names and adjectives of states as sequences of stems."""
    found: dict[tuple[str, ...], str] = {}
    for code, state in states().items():
        if state.former:
            continue
        for name in (*state.names, *state.adjectives, *state.en_names):
            found.setdefault(tuple(stem(word) for word in fold(name).split()), code)
    return found


@cache
def _organs() -> dict[str, list[tuple[int, tuple[str, ...], tuple[str, ...]]]]:
    """By the first word of a short form: its rank, the form, the words in full."""
    found: dict[str, list[tuple[int, tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for rank, (short, full) in enumerate(body_words().organs.items()):
        words = tuple(fold(short).split())
        found[words[0]].append((rank, words, tuple(fold(full).split())))
    return dict(found)


@cache
def _organ_stems() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(stem(word) for word in fold(name).split()) for name in body_words().organ)


@cache
def _generic_stems() -> frozenset[str]:
    return frozenset(stem(word) for name in body_words().generic for word in fold(name).split())


def _spelt_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with a short form of an organ among them («МИД») in full: the first of the list."""
    fitting = (
        (rank, at, short, full)
        for at, word in enumerate(words)
        for rank, short, full in _organs().get(word, ())
        if words[at : at + len(short)] == short
    )
    _, at, short, full = min(fitting, default=(0, 0, (), ()))
    return (*words[:at], *full, *words[at + len(short) :])


def _with_states(words: Sequence[str]) -> tuple[list[str], set[str]]:
    """The stems that name no state, and the states named."""
    stems, rest, named, at = [stem(word) for word in words], [], set(), 0
    table = _state_words()
    while at < len(stems):
        for length in (4, 3, 2, 1):
            code = table.get(tuple(stems[at : at + length])) if at + length <= len(stems) else None
            if code:
                named.add(code)
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return rest, named


@lru_cache(maxsize=1 << 16)
def known_name(name: str) -> str:
    """The fullest name of a known body, folded; of another the name itself, folded."""
    folded = fold(name)
    return fold(_known().get(folded, "")) or folded


def _two_known(a: str, b: str) -> bool:
    """Whether both names are of known bodies, and of two: no likeness of letters makes them one."""
    one, other = _known().get(fold(a), ""), _known().get(fold(b), "")
    return bool(one and other and one != other)


class BodyKey(Struct, frozen=True):
    """What a name of a body comes down to. `keys` are its spellings; `bare` an organ that lacks its state."""

    keys: tuple[str, ...]
    bare: bool = False
    known: bool = False


@lru_cache(maxsize=1 << 17)
def body_key(name: str, state: str) -> BodyKey:
    """The keys under which this name meets others of the same body."""
    folded = fold(name)
    plain = " ".join(word for word in folded.split() if stem(word) not in _generic_stems())
    known = _known().get(folded) or _known().get(plain)
    if known:
        return BodyKey((f"known {known}",), known=True)
    words = _spelt_out(tuple(folded.split()))
    rest, named = _with_states(words)
    known = _known().get(" ".join(rest))
    if known and _known_state().get(known) in named:
        return BodyKey((f"known {known}",), known=True)
    rest = [word for word in rest if word not in EMPTY]
    stems = tuple(stem(word) for word in rest)
    organ = stems in _organ_stems() or bool(
        stems and stems[:1] in _organ_stems() and len(words) > len(folded.split())
    )
    if not organ and stems[:1] == (stem("министерство"),):
        organ = True
    kept = [word for word in rest if stem(word) not in _generic_stems()] or rest
    if organ and state and not named:
        named = {state}
    if not kept:
        kept = list(words)
    variants = product(*(sorted(skeletons(w))[:3] if not w.isdigit() else [w] for w in kept))
    keys = []
    for number, variant in enumerate(variants):
        if number == SPELLINGS:
            break
        keys.append(" ".join([*sorted(stem(word) for word in variant), *sorted(named)]))
    return BodyKey(tuple(keys), bare=organ and not named)


def initials(name: str) -> frozenset[str]:
    """The abbreviations that a name of several words gives, with and without its small words."""
    words = fold(name).split()
    if len(words) < 2:
        return frozenset()
    return frozenset({"".join(w[0] for w in words), "".join(w[0] for w in words if w not in EMPTY)} - {""})


def is_abbreviation(name: str) -> bool:
    """Whether the name is letters that stand for words."""
    bare = name.strip("«»\"'“”().")
    return 2 <= len(bare) <= 10 and bare.isalpha() and sum(c.isupper() for c in bare) >= max(2, len(bare) - 1)


Pairs = frozenset[tuple[str, str]]


def join_bodies(
    bodies: Sequence[Body], joins: Joins, glossed: Pairs = frozenset(), together: Pairs = frozenset()
) -> None:
    """Join the names of each body.

    `glossed` are (abbreviation, folded name) pairs that a text explains, `together` (abbreviation, name)
    pairs that stand in one text.
    """
    bodies = sorted(bodies, key=lambda b: b.key)
    by_key: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        found = body_key(body.name, body.state)
        for key in found.keys if not found.bare else ():
            by_key[key].append(body)
    for key, group in sorted(by_key.items()):
        for one, other in pairwise(group):
            known = key.startswith("known ")
            why = [("name", 4.0, key.removeprefix("known ") if known else f"the same words: {key}")]
            if not known and one.state and other.state and one.state != other.state:
                why.append(("state", -3.0 if key[-3:].isupper() else -1.0, f"{one.state}, {other.state}"))
            joins.propose(one.key, other.key, sum(w for _, w, _ in why), why)
    _abbreviations(bodies, joins, glossed, together)


def _abbreviations(bodies: Sequence[Body], joins: Joins, glossed: Pairs, together: Pairs) -> None:
    full: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        if not is_abbreviation(body.name):
            for letters in sorted(initials(body.name)):
                full[letters].append(body)
    for short in bodies:
        if not is_abbreviation(short.name):
            continue
        letters = fold(short.name).replace(" ", "")
        heads: dict[str, Body] = {}
        for body in full.get(letters, ()):
            heads.setdefault(joins.root(body.key), body)
        for body in heads.values():
            if _two_known(short.name, body.name):
                continue
            why = [("abbreviation", 1.0, f"«{short.name}» are the initials of «{body.name}»")]
            if len(heads) > 1:
                why.append(("rivals", -1.5, f"{len(heads)} bodies have these initials"))
            if len(letters) < SHORTEST_SURE:
                why.append(("length", -1.5, "so short an abbreviation means many things"))
            if (letters, fold(body.name)) in glossed:
                why.append(("gloss", 4.0, "a text gives the abbreviation beside the name"))
            elif (short.name, body.name) in together:
                why.append(("together", 2.5, "both stand in one text"))
            joins.propose(short.key, body.key, sum(w for _, w, _ in why), why)


def join_places(places: Sequence[Body], joins: Joins) -> None:
    """Join the names of each place: one spelling, or a case form of a name that stands as well."""
    by_name: dict[str, list[Body]] = defaultdict(list)
    for place in sorted(places, key=lambda b: b.key):
        by_name[_place_key(place.name)].append(place)
    for group in by_name.values():
        for one, other in pairwise(group):
            joins.propose(one.key, other.key, 4.0, [("name", 4.0, "the same words")])
    heads = sorted(by_name)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in heads:
        blocks[name[:3]].append(name)
    for block in blocks.values():
        for number, form in enumerate(block):
            for name in block[number + 1 : number + 40]:
                if declined(form, name) and abs(len(form) - len(name)) <= 2:
                    why = [("declined form", 1.0, f"«{form}», «{name}»")]
                    joins.propose(by_name[form][0].key, by_name[name][0].key, 1.0, why)


_PLACE_WORDS = frozenset(
    "город г столица область район остров острова республика село поселок провинция".split()
)


@cache
def _named_places() -> dict[str, str]:
    return {fold(name): fold(place) for name, place in place_names().items()}


@lru_cache(maxsize=1 << 17)
def _place_key(name: str) -> str:
    folded = fold(name)
    words = _named_places().get(folded, folded).split()
    kept = [word for word in words if word not in _PLACE_WORDS] or words
    return " ".join(min(skeletons(word)) if not word.isdigit() else word for word in kept)
