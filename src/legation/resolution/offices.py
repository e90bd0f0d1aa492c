"""Who held which office when: dated claims become spans, which answer «who was X of Y on that day»."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from legation.resolution.spelling import fold, stem
from legation.resolution.times import ALWAYS, Span, iso
from legation.vocabulary.posts import cut
from legation.vocabulary.states import states

# Offices that one person at a time holds; of others («депутат») several hold one each at the same time.
ONE_HOLDER = frozenset(
    "president premier foreign secretary defence interior finance secretary_general monarch pope "
    "ambassador".split()
)
NEAR = 180  # days by which a date may miss what is known of a tenure, nobody else being known in between
_FORMER = frozenset(
    "бывший бывшая экс тогдашний нынешний действующий новый временный и о врио первый избранный".split()
)


@cache
def _classes() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The names of posts of one class, the longest first, from the vocabulary's table of them."""
    raw = tomllib.loads(files("legation.vocabulary").joinpath("posts.toml").read_text(encoding="utf-8"))
    named = [(cut(phrase), name) for name, listed in raw["same"].items() for phrase in listed.split(",")]
    return tuple(sorted(named, key=lambda entry: (-len(entry[0]), *entry)))


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(phrase for phrase, _ in _classes() if phrase)


@cache
def _state_stems() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for code, state in states().items():
        for name in (*state.names, *state.adjectives):
            found.setdefault(tuple(stem(word) for word in _tokens(name)), code)
    return found


_TOKEN = re.compile(r"[\w-]+")


def _tokens(text: str) -> list[str]:
    return [word.replace("ё", "е") for word in _TOKEN.findall(text.lower()) if word.strip("-")]


@lru_cache(maxsize=1 << 16)
def office_key(office: str) -> str:
    """The class of the office (`president`, `foreign` …) or its stems; an ambassador's carries the host."""
    words = _tokens(office)
    while words and words[0] in _FORMER:
        words = words[1:]
    if not words:
        return fold(office)
    named, rest = _states_in(words)
    cuts = cut(" ".join(words))
    for phrase, name in _classes():
        if cuts[: len(phrase)] == phrase and not _narrowed(words[len(phrase) :], name):
            return f"{name} {' '.join(named[1:] or named)}" if name == "ambassador" and named else name
    return " ".join(stem(word) for word in rest)


def _narrowed(following: Sequence[str], name: str) -> bool:
    """Whether what follows makes it another office: «президент компании», «глава МИД» is its own phrase."""
    if "и" in following[:1]:
        return False
    named, rest = _states_in(following)
    return name in _OF_STATE and bool(rest) and not named


_OF_STATE = frozenset({"president", "premier", "leader"})


def _states_in(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The states that the words name, and the words that name none."""
    stems, named, rest, at = [stem(word) for word in words], [], [], 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            code = _state_stems().get(tuple(stems[at : at + length]))
            if code and at + length <= len(words):
                named.append(code)
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return named, rest


# «Глава государства» is its president, its monarch or who else leads it.
_MEANT = {"leader": ("president", "monarch", "leader")}


def meant_by(name: str) -> tuple[str, ...]:
    """The keys of the offices that an office without a name may mean, the likeliest first."""
    key = office_key(name)
    return _MEANT.get(key, (key,))


def states_in(name: str) -> list[str]:
    """The codes of the states that the words of an office name."""
    return _states_in(_tokens(name))[0]


@lru_cache(maxsize=1 << 16)
def is_office(name: str) -> bool:
    """Whether a «name» of a person is only an office: «глава государства», «министр иностранных дел»."""
    rest = cut(" ".join(_states_in(_tokens(name))[1]))
    return rest in _phrases()


class Held(Struct, frozen=True):
    """One claim that a person held an office at a time."""

    claim: str
    person: str
    office: str
    key: str
    of: str
    when: Span
    edtf: str


class Tenancy(Struct, frozen=True):
    """One person's known time in one office, from `lo` to `hi`; `since` and `until` are told bounds."""

    person: str
    key: str
    of: str
    lo: int
    hi: int
    since: str
    until: str
    held: tuple[Held, ...]


def tenancies(held: Iterable[Held]) -> list[Tenancy]:
    """The spans of all offices, in the order of office, time and person."""
    seats: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in held:
        seats[one.key, one.of].append(one)
    found = []
    for (key, of), claims in sorted(seats.items()):
        by_person: dict[str, list[Held]] = defaultdict(list)
        for one in sorted(claims, key=lambda h: (_start(h.when), h.when.hi, h.claim)):
            by_person[one.person].append(one)
        for person, own in sorted(by_person.items()):
            others = [h for h in claims if h.person != person] if key.split(" ")[0] in ONE_HOLDER else []
            found += [_tenancy(person, key, of, run) for run in _runs(own, others)]
    return sorted(found, key=lambda t: (t.key, t.of, t.lo, t.person))


def _start(when: Span) -> int:
    return when.lo if abs(when.lo) < ALWAYS else when.hi


def _end(when: Span) -> int:
    return when.hi if abs(when.hi) < ALWAYS else when.lo


def _runs(own: Sequence[Held], others: Sequence[Held]) -> list[list[Held]]:
    """Cut a person's points where somebody else is known to have held the office in between."""
    days = sorted(_start(h.when) for h in others if h.when.grain in ("day", "span", "month"))
    runs: list[list[Held]] = []
    last = 0
    for one in own:
        start = _start(one.when)
        if runs and abs(start) < ALWAYS and not any(last < day < start for day in days):
            runs[-1].append(one)
        else:
            runs.append([one])
        last = max(last, _end(one.when)) if len(runs[-1]) > 1 else _end(one.when)
    return runs


def _tenancy(person: str, key: str, of: str, run: Sequence[Held]) -> Tenancy:
    told = [h.when for h in run if h.when.grain != "none"]
    lo = min((_start(w) for w in told), default=-ALWAYS)
    hi = max((_end(w) for w in told), default=ALWAYS)
    since = min((h.edtf.split("/")[0] for h in run if h.edtf.endswith("/..")), default="")
    until = max((h.edtf.split("/")[1] for h in run if h.edtf.startswith("../")), default="")
    return Tenancy(person, key, of, lo, hi, since, until, tuple(run))


class Answer(Struct, frozen=True):
    """Who held an office on a day; `sure` where the day lies inside what is known, else near to it."""

    person: str
    claims: tuple[str, ...]
    sure: bool


def holder(spans: Iterable[Tenancy], key: str, of: str, day: int) -> Answer | None:
    """Who held the office on that day by what the record knows, or nothing."""
    seat = [t for t in spans if t.key == key and t.of == of and t.lo != -ALWAYS]
    inside = [t for t in seat if t.lo <= day <= t.hi]
    if inside:
        people = {t.person for t in inside}
        if len(people) > 1:
            inside.sort(key=lambda t: (t.hi - t.lo, t.person))
            inside = inside[:1]
        return Answer(inside[0].person, tuple(sorted(h.claim for h in inside[0].held)), True)
    near = sorted((min(abs(t.lo - day), abs(t.hi - day)), t.person, t) for t in seat if _reaches(t, day))
    if not near or len({person for _, person, _ in near}) > 1:
        return None
    tenancy = near[0][2]
    return Answer(tenancy.person, tuple(sorted(h.claim for h in tenancy.held)), False)


def _reaches(tenancy: Tenancy, day: int) -> bool:
    open_end = bool(tenancy.since) and day > tenancy.hi
    return open_end or min(abs(tenancy.lo - day), abs(tenancy.hi - day)) <= NEAR


def office_rows(
    spans: Sequence[Tenancy], names: Mapping[str, str], families: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The spans as rows of the table of offices; `families` give the independent source of a claim."""
    rows = []
    for tenancy in spans:
        shown = min((h.office for h in tenancy.held), key=lambda o: (-_count(o, tenancy), len(o), o))
        rows.append(
            {
                "id": "o" + min(h.claim for h in tenancy.held),
                "person": tenancy.person,
                "person_name": names.get(tenancy.person, ""),
                "office": shown,
                "office_key": tenancy.key,
                "of": tenancy.of,
                "when": _when(tenancy),
                "since": tenancy.since,
                "until": tenancy.until,
                "known": sorted({h.edtf for h in tenancy.held if h.edtf}),
                "sources": len({families.get(h.claim, h.claim) for h in tenancy.held}),
                "claims": len(tenancy.held),
            }
        )
    return rows


def _count(office: str, tenancy: Tenancy) -> int:
    return sum(h.office == office for h in tenancy.held)


def _when(tenancy: Tenancy) -> str:
    """What is known as EDTF: one time as it was told, else from the first known day to the last."""
    told = {h.edtf for h in tenancy.held if h.edtf}
    if len(told) <= 1:
        return next(iter(told), "")
    start = tenancy.since or iso(tenancy.lo)
    end = tenancy.until or iso(tenancy.hi)
    return f"{start or '..'}/{end or '..'}"
