"""One event once per document: mentions of the same happening joined, the best of them speaking for it."""

from __future__ import annotations

from msgspec import Struct

from legation.record import Evidence

MOST = 6  # pieces of evidence kept for one event
BACK = 300  # events of its kind to which a telling is compared: a long text stays linear


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
    trigger: int = -1
    sentence: int = -1
    lemma: str = ""
    topic: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    several: bool = False
    derived: dict[str, str] = {}


def _dates_fit(a: str, b: str) -> bool:
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


def _states_fit(a: Told, b: Told) -> bool:
    """Whether two tellings can be of the same sides: one may leave some out, or have one from elsewhere."""
    if a.states <= b.states or b.states <= a.states:
        return True
    return a.lemma == b.lemma and bool(a.derived or b.derived) and bool(a.states & b.states)


def _actors_fit(a: Told, b: Told) -> bool:
    """Who meets whom: one telling may name fewer people than the other, but not others."""
    one, other = set(a.actors), set(b.actors)
    if bool(a.people) != bool(b.people):  # a person here, her ministry there
        one, other = set(a.people), set(b.people)
    if a.type == "CONSULT" and a.act != "visit":
        return one <= other or other <= one
    return not one or not other or bool(one & other)


_SHARES = frozenset({"процент", "доля", "акция", "пакет", "часть"})  # of what was bought, as told before
TRAFFIC = frozenset({"access", "discontinue", "restrict"})  # shut or opened: a border today, flights too
UPON_ONE = frozenset({"COERCE", "RETREAT", "SANCTION"})  # done to one person, seldom twice
IN_KIND = frozenset(  # what one side does or says, and the other answers in kind
    {"SANCTION", "COERCE", "ASSAULT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)


def _turned(a: Told, b: Told) -> bool:
    """Whether one answers the other in kind: the source of each is the recipient of the other."""
    sides = [frozenset(x for x in end if x in t.states) for t in (a, b) for end in (t.sources, t.recipients)]
    if a.type not in IN_KIND or not all(sides):
        return False
    by, upon, answered_by, answered_upon = sides
    return by <= answered_upon and answered_by <= upon


def _one_and_many(a: Told, b: Told) -> bool:
    """Whether one befalls a person by name and the other several people: not the same people."""
    return a.type in UPON_ONE and bool((a.several and b.people) or (b.several and a.people))


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


def same(a: Told, b: Told) -> bool:
    """Whether two tellings can be of one happening."""
    if a.trigger == b.trigger or a.type != b.type or a.act != b.act:
        return False
    if _turned(a, b) or _one_and_many(a, b) or _in_a_row(a, b) or _bid_apart(a, b):
        return False
    if a.act in ONCE and a.states == b.states and a.status == b.status:
        return True
    overlapping = any(x.start < y.end and y.start < x.end for x in a.evidence[:1] for y in b.evidence[:1])
    if overlapping and _states_fit(a, b) and _dates_fit(a.when, b.when) and _actors_fit(a, b):
        apart = a.type in ("COOPERATE", "AID") or (a.act in TRAFFIC and a.lemma != b.lemma)
        return not (a.topic and b.topic) or bool(a.topic & b.topic) or not apart
    if a.type in UPON_ONE and a.people & b.people and _dates_fit(a.when, b.when) and a.status == b.status:
        return _states_fit(a, b)
    if not _states_fit(a, b) or not _dates_fit(a.when, b.when) or not _actors_fit(a, b):
        return False
    if not (a.states & b.states or set(a.actors) & set(b.actors)):
        return False
    told_apart = {a.status, b.status} not in ALIKE or a.states != b.states
    if a.status != b.status and told_apart and not any(t.nominal and t.status == "happened" for t in (a, b)):
        return False
    if a.act in TRAFFIC and a.lemma != b.lemma and a.topic and b.topic and not a.topic & b.topic:
        return a.nominal or b.nominal
    if a.act == "invest" and any(t.topic and t.topic <= _SHARES for t in (a, b)):
        return True
    if (
        a.type in ("COOPERATE", "AID")
        and not a.topic & b.topic
        and (a.topic or b.topic or a.lemma != b.lemma)
    ):
        return False
    if (
        a.type == "SUPPORT"
        and a.act in ("sign", "award", "found", "endorse", "")
        and not (a.nominal or b.nominal)
    ):
        named = not a.actors or not b.actors or bool(set(a.actors) & set(b.actors))
        return (
            named and a.states == b.states and (a.lemma == b.lemma or bool(a.actors and a.actors == b.actors))
        )
    return True


def merged(tellings: list[Told]) -> list[Told]:
    """Tellings joined into events, in the order in which the text first tells them."""
    events: list[Told] = []
    alike: dict[tuple[str, str], list[Told]] = {}
    for told in tellings:
        kin = alike.setdefault((told.type, told.act), [])
        known = next((event for event in kin[-BACK:] if same(event, told)), None)
        if known is None:
            events.append(told)
            kin.append(told)
        else:
            _join(known, told)
    return events


def _join(event: Told, told: Told) -> None:
    guessed = (bool(event.derived), bool(told.derived))
    own, others = event.states, told.states
    if told.sure > event.sure:
        event.status, event.sure = told.status, told.sure
        event.evidence.insert(0, told.evidence[0])
        event.rule = told.rule
    else:
        event.evidence.append(told.evidence[0])
    if len(told.when) > len(event.when) or not event.when:
        event.when, event.when_text = told.when or event.when, told.when_text or event.when_text
    if guessed == (False, True) and len({*event.sources, *event.recipients}) > 1:
        event.states = own
    elif guessed == (True, False) and len(others) > 1:
        event.states, event.derived = others, {}
    else:
        event.states = own | others
    out = (own | others) - event.states  # looked up, and not so
    event.people |= told.people
    event.actors += tuple(name for name in told.actors if name not in event.actors)
    event.sources += tuple(name for name in told.sources if name not in event.sources + event.recipients)
    event.recipients += tuple(
        name for name in told.recipients if name not in event.sources + event.recipients
    )
    event.sources = tuple(name for name in event.sources if name not in out)
    event.recipients = tuple(name for name in event.recipients if name not in out)
    event.place = event.place or told.place
    event.nominal = event.nominal and told.nominal
    kept: list[Evidence] = []
    for piece in event.evidence:
        if not any(piece.start < k.end and k.start < piece.end for k in kept):
            kept.append(piece)
    event.evidence = kept[:MOST]
