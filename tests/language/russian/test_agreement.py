"""A relative clause belongs to the noun that «который» agrees with."""

import pytest

from legation.language import mark
from legation.record import Document


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("Осенью состоится форум молодёжной программы, на котором обсудят займы.", "обсудят", "форум"),
        ("Стороны подписали меморандум компаний, который откроет рынок.", "откроет", "меморандум"),
        ("Полёты к Луне, которые оплатила Япония, прошли успешно.", "оплатила", "Полёты"),
        ("Министр прибыл в город, который славится садами.", "славится", "город"),
    ],
)
def test_the_noun_of_a_relative_clause(text: str, verb: str, noun: str) -> None:
    tokens = mark(Document(text=text, name="sample")).tokens
    governed = next(token for token in tokens if token.text == verb)
    assert tokens[governed.head].text == noun
