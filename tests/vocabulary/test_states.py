"""Every state of the world under every name, and nothing else."""

from __future__ import annotations

import pytest
from babel import Locale

from legation.errors import UnknownName
from legation.vocabulary.states import FORMER, folded, lookup, name_of, states

MEMBERS = 193  # states that are members of the United Nations
OBSERVERS = {"PSE", "VAT"}
# Recognised by some, or named by the press as sides of their own.
OTHERS = {"TWN", "XKX", "ESH", "HKG", "MAC", "GRL", "COK", "NIU", "PRI"}


def test_all_states_of_the_world_are_there() -> None:
    assert len(states()) == MEMBERS + len(OBSERVERS) + len(OTHERS) + len(FORMER)
    assert states().keys() >= OBSERVERS | OTHERS | FORMER
    assert list(states()) == sorted(states())


@pytest.mark.parametrize("code", sorted(set(states()) - FORMER))
def test_every_state_has_all_its_forms(code: str) -> None:
    state = states()[code]
    assert state.names
    assert state.adjectives
    assert state.capitals
    assert state.demonyms
    assert all(len(forms) == 3 for forms in state.demonyms), "man, woman, people"
    assert state.en_names
    assert state.en_adjectives
    assert state.en_capitals
    assert state.en_demonyms
    assert all(len(forms) == 2 for forms in state.en_demonyms), "one, many"


def test_former_states_have_names_and_adjectives() -> None:
    for code in FORMER:
        assert states()[code].former
        assert states()[code].names
        assert states()[code].adjectives


ALPHA3 = {
    "KZ": "KAZ",
    "JP": "JPN",
    "US": "USA",
    "GB": "GBR",
    "CI": "CIV",
    "CD": "COD",
    "VA": "VAT",
    "SZ": "SWZ",
}


@pytest.mark.parametrize(("alpha2", "code"), ALPHA3.items())
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_names_of_the_locale_data_are_known(alpha2: str, code: str, language: str) -> None:
    assert lookup(Locale(language).territories[alpha2]) == code


def test_almost_every_territory_of_the_locale_data_that_is_a_state_is_known() -> None:
    for language in ("ru", "en"):
        known = {
            name
            for name in Locale(language).territories.values()
            if any(folded(name) == folded(own) for s in states().values() for own in (*s.names, *s.en_names))
        }
        assert len(known) >= 190


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("JPN", "JPN"),
        ("jpn", "JPN"),
        ("Япония", "JPN"),
        ("япония", "JPN"),
        ("Japan", "JPN"),
        ("соединенные штаты", "USA"),
        ("Соединённые Штаты Америки", "USA"),
        ("РФ", "RUS"),
        ("кндр", "PRK"),
        ("Кот-д’Ивуар", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Советский Союз", "SUN"),
        ("Страна восходящего солнца", "JPN"),
        ("Астана", "KAZ"),
        ("киргизский", "KGZ"),
        ("Burma", "MMR"),
    ],
)
def test_lookup(said: str, code: str) -> None:
    assert lookup(said) == code


def test_an_unknown_name_gives_the_nearest_guesses() -> None:
    with pytest.raises(UnknownName, match="JPN"):
        lookup("Япнония")


def test_names_in_both_languages() -> None:
    assert name_of("KAZ") == "Казахстан"
    assert name_of("KAZ", "en") == "Kazakhstan"
    assert name_of("ЯЯЯ") == "ЯЯЯ"
