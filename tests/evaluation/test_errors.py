"""Errors by cause: what is called what, and a page that holds nothing but its own text."""

from __future__ import annotations

import re

import pytest
from evaluation.errors import Error, table
from evaluation.errors_causes import differing, false_event, missed_event, missed_statement, read_text
from evaluation.errors_page import page

from legation.extraction import scene_of
from legation.language import mark
from legation.record import Document

TEXT = (
    "Дания и Польша давно соседи. Посол Дании Ларс Бек посетил Краков. "
    "Дания открыла новый мост. Варшава, по словам посла, довольна."
)


@pytest.mark.parametrize(
    ("words", "type_", "cause"),
    [
        ("Дания и Польша давно соседи", "CONSULT", "no frame word"),
        ("Посол Дании Ларс Бек посетил Краков", "CONSULT", "found but merged into another"),
        ("Посол Дании Ларс Бек посетил Краков", "ASSAULT", "read as another act"),
    ],
)
def test_why_an_event_is_missed(words: str, type_: str, cause: str) -> None:
    text = read_text("own", scene_of(mark(Document(text=TEXT, name="own"))))
    start = TEXT.index(words)
    assert missed_event(text, {"type": type_}, [(start, start + len(words))], []) == cause


def test_why_a_statement_is_missed() -> None:
    text = read_text("own", scene_of(mark(Document(text=TEXT, name="own"))))
    assert missed_statement(text, [(0, 20)], []) == "no cue"


@pytest.mark.parametrize(
    ("gold", "cause"),
    [
        ([({"type": "AID"}, [(0, 9)])], "duplicate: the gold has one event here"),
        ([({"type": "AGREE"}, [(0, 9)])], "another act in the gold"),
        (
            [({"type": "AID", "states": ["DNK"], "when": "2019"}, [(50, 59)])],
            "duplicate: told elsewhere already",
        ),
        ([], "one side alone"),
    ],
)
def test_why_an_event_is_false(gold: list, cause: str) -> None:  # type: ignore[type-arg]
    claim = {"type": "AID", "states": ["DNK"], "when": "2019", "actors": []}
    assert false_event(claim, [(0, 5)], gold, []) == cause


def test_what_differs() -> None:
    gold = {"states": ["DNK", "POL"], "when": "2019-05-05", "act": "visit", "status": "happened"}
    claim = {"states": ["DNK"], "when": "2019-05", "act": "visit", "status": "planned"}
    assert list(differing("events", gold, claim)) == ["states: missing", "when: coarser", "status: other"]


ERROR = Error(
    text="own/text",
    kind="events",
    sort="missed",
    cause="no frame word",
    act="CONSULT/visit",
    told="<b>told</b>",
    start=4,
    end=9,
)


def test_the_page_is_escaped_marked_and_self_contained() -> None:
    html = page([ERROR], {"own/text": "A < B & C <script>. Next."})
    assert "A &lt; <mark>B &amp; C</mark> &lt;script&gt;" in html
    assert "<b>told" not in html
    assert html.count("<script>") == 1
    assert not re.search(r"(?:src|href)=", html)
    assert "data-cause='no frame word'" in html


def test_the_table_counts_causes() -> None:
    assert table([ERROR, ERROR]) == "events, missed 2\n     2  no frame word"
