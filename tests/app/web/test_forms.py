"""The forms above lists, and the rows beneath them."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

from legation.app.lists import LISTS
from legation.app.web import drawn
from legation.app.web.forms import form
from legation.app.web.language import tongue
from legation.record import Evidence
from legation.record.resolved import ResolvedEvent, Telling


@pytest.mark.parametrize("kind", [of.kind for of in LISTS if of.kind != "mention"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_form_has_a_field_for_all_that_narrows_its_list(kind: str, language: str) -> None:
    of = next(of for of in LISTS if of.kind == kind)
    found = form(kind, QueryParams(""), tongue(language))
    assert {f.name for f in found.fields} == {"states", *of.narrowed_by} - {"document"}
    assert not found.narrowed
    for field in found.fields:
        assert field.label
        assert all(code and words for code, words in field.options)


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("since=2016", "since", "2016"),
        ("states=KAZ&states=JPN", "states", "KAZ,JPN"),
        ("type=CONSULT", "type", "CONSULT"),
        ("document=abc", "document", "abc"),
        ("act=stranger", "act", "stranger"),
    ],
)
def test_a_form_shows_what_the_address_says(query: str, name: str, value: str) -> None:
    found = form("event", QueryParams(query), tongue("en"))
    (field,) = [f for f in found.fields if f.name == name]
    assert field.value == value
    assert not field.options or value in dict(field.options)
    assert found.narrowed


def test_only_acts_that_there_are_can_be_chosen() -> None:
    def acts(there: list[str]) -> list[str]:
        fields = form("event", QueryParams(""), tongue("en"), acts=there).fields
        return [code for f in fields if f.name == "act" for code, _ in f.options]

    assert acts(["visit", "sign"]) == ["visit", "sign"]
    assert acts([]) == []


def _event(id: str, when: str = "", **said: object) -> ResolvedEvent:
    evidence = (Evidence(0, 9, "<b>x</b>\u202e"),)
    told = (Telling(claim="c", document='d"<', evidence=evidence),)
    return ResolvedEvent(id=id, type="CONSULT", when=when, claims=told, **said)  # type: ignore[arg-type]


def test_what_texts_say_is_shown_and_never_run() -> None:
    event = _event("e1", "<i>", place="<script>", names=("<u>",), states=('"><s>',), judged=("<a>",))
    shown = drawn.listed("event", [event], tongue("en"))
    for tag in ("<b>", "<i>", "<script>", "<u>", "<s>", "\u202e", '/d"'):
        assert tag not in shown
    assert "&lt;b&gt;x&lt;/b&gt;\ufffd" in shown


def test_long_chronologies_are_parted_by_years() -> None:
    events = [
        _event(f"e{n}", when) for n, when in enumerate(["1999", "2001-02", "2001-03-01/..", "../2002", ""])
    ]
    assert 'class="year"' not in drawn.listed("event", events, tongue("en"))
    parted = drawn.listed("event", events * 3, tongue("en"))
    assert parted.count('<li class="year">2001</li>') == 3
    assert parted.count("without a date") == 3


def test_an_empty_list_says_so() -> None:
    assert "Nothing in the record" in drawn.listed("figure", (), tongue("en"))
