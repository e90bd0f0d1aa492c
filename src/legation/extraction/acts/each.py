"""One verb, several happenings: hosts of a visit, those who condole, people decorated, dates."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party
from legation.extraction.acts.same import ONCE
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts
from legation.vocabulary.happening_words import happening_words

NAMED = 6  # tokens from a post to the name of its holder
STEPS = 12  # up from a word to the member of a row to which it belongs
_SINGLE = ({"people"}, {"state"}, {"place"})  # kinds of hosts of whom each is visited for itself
_BETWEEN_DATES = frozenset({"и", ","})

Sides = tuple[tuple[Party, ...], tuple[Party, ...]]


def sides_of_each(scene: Scene, match: Match) -> list[Sides]:
    """The sources and recipients of each happening that a match tells, one at least."""
    if hosts := _hosts(scene, match):
        return [(match.sources, (host,)) for host in hosts]
    if senders := _senders(scene, match):
        return senders
    if decorated := _decorated(scene, match):
        return [(match.sources, who) for who in decorated]
    return [(match.sources, match.recipients)]


def _hosts(scene: Scene, match: Match) -> tuple[Party, ...]:
    """Those of whom each is visited, or recognised, for itself: «встретился с королём и с премьером»."""
    frame = match.frame
    if match.filled or not match.sources or len(match.recipients) < 2:
        return ()
    kinds = {"people" if p.kind in ("person", "people") else p.kind for p in match.recipients}
    apart = frame.split or (frame.act in ONCE and _is_row(scene, match.recipients))
    return match.recipients if apart and kinds in _SINGLE else ()


def _is_row(scene: Scene, parties: tuple[Party, ...]) -> bool:
    """Whether the parties are one list: «независимость Литвы, Латвии и Эстонии»."""
    return all(p.token >= 0 and scene.markup.tokens[p.token].rel == "conj" for p in parties[1:])


def _senders(scene: Scene, match: Match) -> list[Sides]:
    """Who of several states condoles, congratulates or promises help, each for itself: «соболезнования
    прислали президент Хорватии и король Испании».
    """
    of_act = {"endorse": _is_sent, "promise": is_giving}.get(match.frame.act)
    if match.frame.mutual or of_act is None or not of_act(scene, match):
        return []
    row, rest = _row(scene, match.sources)
    others = (*match.recipients, *rest)
    own = {p.key for member in row for p in member}
    to_others = of_act is _is_sent or {p.key for p in others} - own
    return [(member, others) for member in row] if to_others else []


def _decorated(scene: Scene, match: Match) -> list[tuple[Party, ...]]:
    """Who of several states is given an order, each for themselves: «наградил американку X и китайца Y»."""
    if match.frame.act != "award" or "agent" in match.frame.recipient:  # «премию получили X и Y» together
        return []
    row, rest = _row(scene, match.recipients)
    return row if not rest else []


def _is_sent(scene: Scene, match: Match) -> bool:
    """Whether what is said is a message: condolences, a congratulation."""
    words = (scene.markup.tokens[n].lemma for n in (match.trigger, *match.themes))
    return any(word.startswith(happening_words().sent) for word in words)


def is_giving(scene: Scene, match: Match) -> bool:
    """Whether what is promised is help: «собираются прислать строителей»."""
    tokens = scene.markup.tokens
    below = [c for c in scene.markup.children[match.trigger] if tokens[c].rel in ("xcomp", "ccomp")]
    return any(frame.type == "AID" for n in below for frame in acts().by_verb.get(tokens[n].lemma, ()))


def _row(scene: Scene, parties: Sequence[Party]) -> tuple[list[tuple[Party, ...]], tuple[Party, ...]]:
    """The parties by the members of the row in which they stand, where each is of a state of its own, and
    those who stand in no row.
    """
    tokens = scene.markup.tokens
    found: dict[int, list[Party]] = {}
    for party in sorted(parties, key=lambda p: p.token):
        found.setdefault(_member(scene, party.token), []).append(party)
    joined = [n for n in found if n >= 0 and tokens[n].rel == "conj"]
    heads = {_member(scene, _first_of(scene, n)) for n in joined} | set(joined)
    row: list[list[Party]] = []
    for head, member in found.items():
        if row and not any(p.state for p in member):  # «гражданке США, президенту компании, и директору …»
            row[-1] += member
        elif head in heads:
            row.append(member)
    states = [{p.state for p in member if p.state} for member in row]
    apart = all(len(own) == 1 for own in states) and len(set().union(*states)) == len(states)
    rest = tuple(p for p in parties if not any(p in member for member in row))
    return ([tuple(member) for member in row], rest) if apart and len(row) > 1 else ([], rest)


def _first_of(scene: Scene, joined: int) -> int:
    """The first word of the row to which a word is joined."""
    tokens = scene.markup.tokens
    while tokens[joined].rel == "conj" and tokens[joined].head < joined:
        joined = tokens[joined].head
    return joined


def _member(scene: Scene, token: int) -> int:
    """The member of a row to which a word belongs: the first one, or the one joined to it."""
    tokens = scene.markup.tokens
    for _ in range(STEPS if token >= 0 else 0):
        above = tokens[token].head
        if tokens[token].rel in ("conj", "root") or above == token or tokens[above].pos == "VERB":
            break
        token = above
    return token


def dates_of_each(scene: Scene, match: Match) -> list[tuple[str, str]]:
    """The dates of a plural act, one each: «визиты … 6–9 мая 2004 года и 5–8 июня 2009 года», «визиты
    делегаций во главе с X в мае 2006 г. и Y в июне 2013 г.».
    """
    tokens = scene.markup.tokens
    trigger = match.trigger
    plural = match.clause.noun and tokens[trigger].feats.get("Number") == "Plur"
    if not plural and (match.clause.noun or match.frame.type != "CONSULT"):
        return []
    last = scene.markup.sentences[scene.markup.sentence_of[trigger]].last
    stop = next((n for n in range(trigger + 1, last) if tokens[n].pos == "VERB"), last)
    row: list[tuple[str, str]] = []
    end = -1
    for date in scene.markup.dates:
        if date.first <= trigger or date.first >= stop or not date.edtf or date.kind == "duration":
            continue
        if row and not all(_stands_between(scene, match, n) for n in range(end, date.first)):
            break
        row.append((date.edtf, scene.markup.document.text[date.start : date.end]))
        end = date.last
    return row if len(row) > 1 else []


def _stands_between(scene: Scene, match: Match, number: int) -> bool:
    """Whether a word may stand between two such dates: a comma, «и», or, between visits, who came where."""
    token = scene.markup.tokens[number]
    if token.text in _BETWEEN_DATES:
        return True
    visitor = token.feats.get("Animacy") == "Anim" or scene.mention_at(number) is not None
    beside = token.pos in ("ADP", "CCONJ", "PROPN") or token.lemma == "также"
    return match.frame.act == "visit" and match.clause.noun and (visitor or beside)


def each_dated(scene: Scene, match: Match) -> list[tuple[Party, tuple[str, str]]]:
    """Who came when, where each has a date of their own in brackets: «побывали М. Сингх (апрель 2006 г.) и
    Н. Моди (июль 2015 г.)» are two visits.
    """
    tokens, text = scene.markup.tokens, scene.markup.document.text
    found: list[tuple[Party, tuple[str, str]]] = []
    for party in match.sources if match.frame.type == "CONSULT" else ():
        near = scene.mentions_between(party.token, party.token + NAMED)
        mention = next((m for m in near if m.kind == "person" and m.name == party.name), None)
        if mention is None or mention.last >= len(tokens):
            continue
        dates = scene.markup.dates_between(mention.last + 1, mention.last + 2)
        if tokens[mention.last].text == "(" and dates and dates[0].edtf:
            found.append((party, (dates[0].edtf, text[dates[0].start : dates[0].end])))
    return found if len(found) > 1 else []
