"""Numbers in digits and words beside their values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.language.russian.numerals import number_at, ordinal_at
from legation.language.russian.numerals_pieces import Pieces
from legation.language.russian.segmentation import tokens_in
from legation.record import Token


def pieces(text: str) -> Pieces:
    return Pieces(
        text,
        [
            Token(start=a, end=b, text=text[a:b], lemma="", pos="X", feats={}, head=n, rel="root")
            for n, (a, b) in enumerate(tokens_in(text))
        ],
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("двадцать пять", 25),
        ("ста двадцати", 120),
        ("двумя тысячами", 2000),
        ("два с половиной миллиарда", 2.5e9),
        ("полтора миллиона", 1.5e6),
        ("полутора", 1.5),
        ("полмиллиона", 5e5),
        ("трое", 3),
        ("1,5 млн", 1.5e6),
        ("1.365 млн", 1.365e6),
        ("2 тыс.", 2000),
        ("2 000 000", 2e6),
        ("12\u00a0500", 12500),
        ("200.000", 200_000),
        ("1,000,000", 1e6),
        ("миллион", 1e6),
        ("5 тысяч 300", 5300),
        ("тысяча девятьсот", 1900),
    ],
)
def test_value(text: str, value: float) -> None:
    number = number_at(pieces(text), 0)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("text", ["сотни", "посол", "первый", "тыс."])
def test_no_number(text: str) -> None:
    assert number_at(pieces(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"), [("двадцать первого", 21), ("две тысячи семнадцатом", 2017), ("третье", 3)]
)
def test_ordinal(text: str, value: int) -> None:
    found = ordinal_at(pieces(text), 0)
    assert found is not None
    assert found[0] == value


@settings(max_examples=80, deadline=None)
@given(st.integers(min_value=1, max_value=10**12))
def test_thousands_set_apart_are_one_number(value: int) -> None:
    for space in (" ", "\u00a0"):
        text = f"{value:,}".replace(",", space)
        number = number_at(pieces(text), 0)
        assert number is not None
        assert number.value == value
