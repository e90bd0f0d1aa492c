"""Whether two tellings are of one happening: what may differ between them, and what keeps them apart."""

from __future__ import annotations

from msgspec import Struct

from legation.extraction.acts.traits import is_prolonging
from legation.record import Evidence


class Told(Struct, kw_only=True):
    """One telling of an act: everything an event needs, before tellings of the same act are joined."""

    type: str
    act: str
    status: str
    when: str
    when_text: str
    states: frozenset[str]
    actors: tuple[str, ...]
    place: str
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    evidence: list[Evidence]
    rule: str
    passage: int
    sure: int
    nominal: bool = False
    by_verb: bool = True
    trigger: int = -1
    sentence: int = -1
    lemma: str = ""
    topic: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    upon: frozenset[str] = frozenset()  # those of them on whom it is done
    several: bool = False
    some: bool = False
    one: bool = False
    counted: bool = False
    gathering: str = ""
    instrument: str = ""
    headline: bool = False
    again: bool = False
    long_ago: bool = False
    ahead: bool = False
    last: int = -1  # the last sentence that tells it
    derived: dict[str, str] = {}


def dates_fit(a: str, b: str) -> bool:
    """Whether two times can be one: either may be empty or coarser, or lie within the other."""
    plain = [d.replace("~", "").replace("?", "") for d in (a, b)]
    if not plain[0] or not plain[1]:
        return True
    if plain[0].startswith(plain[1]) or plain[1].startswith(plain[0]):
        return True
    for one, other in (plain, plain[::-1]):
        start, slash, end = one.partition("/")
        if slash and start and end and start[:4].isdigit() and start <= other <= end + "~":
            return True
    return False


def states_fit(a: Told, b: Told) -> bool:
    """Whether two tellings can be of the same sides: one may leave some out, or have one from elsewhere."""
    if a.states <= b.states or b.states <= a.states:
        return True
    return a.lemma == b.lemma and bool(a.derived or b.derived) and bool(a.states & b.states)


def actors_fit(a: Told, b: Told) -> bool:
    """Who meets whom: one telling may name fewer people than the other, but not others."""
    one, other = set(a.actors), set(b.actors)
    if bool(a.people) != bool(b.people):  # a person here, her ministry there
        one, other = set(a.people), set(b.people)
    if a.type == "CONSULT" and a.act != "visit":
        return one <= other or other <= one
    return not one or not other or bool(one & other)


_SHARES = frozenset({"процент", "доля", "акция", "пакет", "часть"})  # of what was bought, as told before
_TOLD_BY_NAME = frozenset({"sign", "award", "found", "endorse", ""})  # with whom, and in the same words
TRAFFIC = frozenset({"access", "discontinue", "restrict"})  # shut or opened: a border today, flights too
NEAR = 5  # sentences over which a meeting of long ago is still spoken of without its date
UPON_ONE = frozenset({"COERCE", "RETREAT", "SANCTION"})  # done to one person, seldom twice
IN_KIND = frozenset(  # what one side does or says, and the other answers in kind
    {"SANCTION", "COERCE", "ASSAULT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)


def _turned(a: Told, b: Told) -> bool:
    """Whether one answers the other in kind: the source of each is the recipient of the other."""
    sides = [frozenset(x for x in end if x in t.states) for t in (a, b) for end in (t.sources, t.recipients)]
    if not (a.type in IN_KIND or a.act == "visit") or not all(sides):
        return False
    by, upon, answered_by, answered_upon = sides
    return by <= answered_upon and answered_by <= upon


def _one_and_many(a: Told, b: Told) -> bool:
    """Whether one befalls one person and the other several people: «арест гражданина США» is not that of
    «несколько американцев».
    """
    return a.type in UPON_ONE and any(
        (x.several and y.people) or (x.some and not (x.one or x.people) and y.one and not y.several)
        for x, y in ((a, b), (b, a))
    )


def _one_and_counted(a: Told, b: Told) -> bool:
    """Whether one is a single meeting or visit and the other several: «девять встреч»."""
    return a.type == "CONSULT" and a.counted != b.counted


def _prolonged(a: Told, b: Told) -> bool:
    """Whether only one of them goes on with what was done before: «продлил арест»."""
    return is_prolonging(a.lemma) != is_prolonging(b.lemma)


def _of_other_things(a: Told, b: Told) -> bool:
    """Whether different things are signed or founded: a statement and notes, a group and an association."""
    if a.instrument and b.instrument:
        return a.instrument != b.instrument
    verbs = not (a.nominal or b.nominal)
    return a.act == "found" and verbs and bool(a.topic and b.topic) and not a.topic & b.topic


def _elsewhere(a: Told, b: Told) -> bool:
    """Whether sides meet in two towns."""
    return a.type == "CONSULT" and bool(a.place and b.place) and a.place != b.place


def _at_another_time(a: Told, b: Told) -> bool:
    """Whether one meeting is of the text's own time, as those are that it tells without a date, and the other
    of long ago and told behind it, or far before it.
    """
    if a.type != "CONSULT":
        return False
    return (not a.when and b.long_ago) or (a.long_ago and not b.when and b.sentence - a.last > NEAR)


def _done_again(a: Told, b: Told) -> bool:
    """Whether the later one says that it is done once more: «снова получила угрозы»."""
    return b.again and not a.again


def _said_by_others(a: Told, b: Told) -> bool:
    """Whether two sentences disapprove in two words, and not by the same person."""
    words = a.lemma != b.lemma and a.sentence != b.sentence and a.by_verb and b.by_verb
    return a.act == "disapprove" and words and not a.people & b.people


def _never_again(a: Told, b: Told) -> bool:
    """Whether one was not done and the other never will be: «не поддержала санкции … не присоединится»."""
    verbs = not (a.nominal or b.nominal)
    return a.status == b.status == "denied" and a.type != "CONSULT" and verbs and a.ahead != b.ahead


def _in_a_row(a: Told, b: Told) -> bool:
    """Whether one sentence tells both by verbs: «посетит саммит, встретится с X и посетит Перу»."""
    return a.type == "CONSULT" and a.sentence == b.sentence and not (a.nominal or b.nominal)


def _bid_apart(a: Told, b: Told) -> bool:
    """Whether two verbs promise, or ask for, two things: «обязались отвести войска … согласились обменяться
    пленными».
    """
    return a.type in {"AGREE", "REQUEST"} and not (a.nominal or b.nominal) and a.lemma != b.lemma


ALIKE = ({"happened", "alleged"},)  # statuses that one act may be told with


ONCE = frozenset({"establish-relations", "recognise"})  # what two sides do to each other only once


APART = (
    _done_again,
    _turned,
    _one_and_many,
    _in_a_row,
    _bid_apart,
    _one_and_counted,
    _prolonged,
    _of_other_things,
    _elsewhere,
    _at_another_time,
    _never_again,
    _said_by_others,
)


def _done_once(a: Told, b: Told) -> bool:
    """Whether it can be done but once, so that both tellings are of it, whatever time they give."""
    if a.act == "appoint-envoy":
        return a.states == b.states and bool(a.upon & b.upon)
    return a.act in ONCE and a.states == b.states and a.status == b.status


def same(a: Told, b: Told) -> bool:
    """Whether two tellings can be of one happening."""
    if a.trigger == b.trigger or a.type != b.type or a.act != b.act or not states_fit(a, b):
        return False
    once = _done_once(a, b)
    if not (once or dates_fit(a.when, b.when)) or any(apart(a, b) for apart in APART):
        return False
    if once:
        return True
    overlapping = any(x.start < y.end and y.start < x.end for x in a.evidence[:1] for y in b.evidence[:1])
    if overlapping and actors_fit(a, b):
        apart = a.type in ("COOPERATE", "AID") or (a.act in TRAFFIC and a.lemma != b.lemma)
        return not (a.topic and b.topic) or bool(a.topic & b.topic) or not apart
    if a.type in UPON_ONE and a.people & b.people and a.status == b.status:
        return True
    if not actors_fit(a, b) or not (a.states & b.states or set(a.actors) & set(b.actors)):
        return False
    told_apart = {a.status, b.status} not in ALIKE or a.states != b.states
    if a.status != b.status and told_apart and not any(t.nominal and t.status == "happened" for t in (a, b)):
        return False
    return _of_one_thing(a, b)


def _of_one_thing(a: Told, b: Told) -> bool:
    """Whether what is given, built, signed or shut can be the same."""
    apart = bool(a.topic and b.topic) and not a.topic & b.topic
    if a.act in TRAFFIC and a.lemma != b.lemma and apart:
        return a.nominal or b.nominal
    if a.act == "invest" and any(t.topic and t.topic <= _SHARES for t in (a, b)):
        return True
    if a.type in ("COOPERATE", "AID") and not a.topic & b.topic:
        return not (a.topic or b.topic or a.lemma != b.lemma)
    if a.type == "SUPPORT" and a.act in _TOLD_BY_NAME and not (a.nominal or b.nominal):
        named = not a.actors or not b.actors or bool(set(a.actors) & set(b.actors))
        words = a.lemma == b.lemma or bool(a.actors and a.actors == b.actors)
        return named and a.states == b.states and words
    return True
