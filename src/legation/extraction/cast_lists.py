"""Lists of persons beside a list of states: «министры обороны Перу и Чили A и B», each of his own."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.people import NamedPerson
from legation.record import Markup, Mention, Token

LONGEST_POST = 4  # words between the states and the persons: «перуанский и чилийский министры обороны A и B»


def settle_lists(markup: Markup, people: Sequence[NamedPerson], sides: dict[int, Mention]) -> None:
    """Give each person of a list the state that stands in his place in the list of states before it."""
    by_first = {named.name.first: named for named in people}
    for first in sorted(by_first):
        if first and _joins(markup.tokens[first - 1]):
            continue
        listed = _listed(markup.tokens, by_first, by_first[first])
        states = _states_before(markup, first, sides) if len(listed) > 1 else []
        if len(states) != len(listed) or len(set(states)) != len(states):
            continue
        for named, state in zip(listed, states, strict=True):
            named.person.state = state


def _listed(
    tokens: Sequence[Token], by_first: dict[int, NamedPerson], named: NamedPerson
) -> list[NamedPerson]:
    found = [named]
    while (at := found[-1].name.last) < len(tokens) and _joins(tokens[at]) and at + 1 in by_first:
        found.append(by_first[at + 1])
    return found


def _joins(token: Token) -> bool:
    return token.text == "," or token.lemma == "и"


def _states_before(markup: Markup, first: int, sides: dict[int, Mention]) -> list[str]:
    """The states of the list that ends before a name, or before the words of a post before it."""
    tokens = markup.tokens
    opens = markup.sentences[markup.sentence_of[first]].first
    at = first - 1
    while at > max(opens, first - 1 - LONGEST_POST) and at not in sides and tokens[at].pos in ("NOUN", "ADJ"):
        at -= 1
    found: list[str] = []
    while at >= opens and (side := sides.get(at)) is not None and side.kind == "state":
        found.insert(0, side.state)
        at = side.first - 1
        if at <= opens or not _joins(tokens[at]):
            break
        at -= 1
    return found
