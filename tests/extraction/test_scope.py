"""Which statements and figures concern two sides: the signs that are weighed, and their learned weights."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import scene
from training.scope_weights import Thing, learned

from legation.extraction import figures
from legation.extraction.figures_relevance import is_none, signs_of
from legation.extraction.statements import all_said, statements
from legation.extraction.statements_direct import Direct
from legation.extraction.statements_grammar import Grammar
from legation.extraction.statements_scope import Scope
from legation.extraction.statements_speaker import Speakers
from legation.vocabulary.scope_weights import scope_weights

BETWEEN = (
    "Президент Чили прибыл в Перу. Премьер-министр Перу заявил, что отношения с Чили развиваются. "
    "Чили и Перу подписали договор о торговле."
)
AT_HOME = (
    "В Перу прошли выборы. Мэр Лимы заявил, что дороги будут отремонтированы. Власти Перу довольны. "
    "Парламент Перу принял бюджет Перу."
)


def test_what_is_said_between_states_counts_and_what_is_said_at_home_does_not() -> None:
    assert [s.quote for s in statements(scene(BETWEEN))] == ["отношения с Чили развиваются"]
    assert not statements(scene(AT_HOME))


def test_every_sign_has_a_weight_and_stays_near_one() -> None:
    for text in (BETWEEN, AT_HOME):
        grammar = Grammar(scene(text))
        heard = all_said(grammar, Direct(grammar), Speakers(grammar))
        assert heard
        for saying, speaker in heard:
            told = Scope(grammar.scene).signs(saying, speaker)
            assert told.keys() == scope_weights("statements").weights.keys()
            assert all(0 <= value <= 2 for value in told.values())


def test_a_sum_between_states_is_a_figure_and_one_at_home_is_none() -> None:
    given = "Чили выделило Перу пять миллионов долларов на восстановление дорог. " + BETWEEN
    spent = "Мэрия Лимы потратила пять миллионов долларов на дороги. " + AT_HOME
    assert [(f.value, f.unit) for f in figures(scene(given))] == [(5_000_000, "USD")]
    assert not figures(scene(spent))
    for text in (given, spent):
        of = scene(text)
        for amount in of.markup.amounts:
            assert not is_none(of, amount)
            told = signs_of(of, amount)
            assert told.keys() == scope_weights("figures").weights.keys()


@pytest.mark.parametrize("sign", ["both", "two"])
def test_two_sides_weigh_for_a_statement_and_one_against(sign: str) -> None:
    assert scope_weights("statements").weights[sign] > 0 > scope_weights("statements").weights["alone"]


def test_weights_are_learned_from_what_counts() -> None:
    said = [Thing(f"t{n}", {"a": float(n % 2), "b": float(n % 3 == 0)}, n % 2 == 1) for n in range(60)]
    bias, weights = learned(said, ["a", "b"])
    assert weights["a"] > 1 > abs(weights["b"])
    assert bias < 0 < bias + weights["a"]
    assert learned(said, ["a", "b"]) == (bias, weights)
