"""Nothing of a page reaches a terminal or a spreadsheet raw."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.app.cli.output import as_json, cell, number, plain, print_csv, safe_lines

SHOWN = {
    "a\x1b[31mb": "a\ufffd[31mb",
    "a\r\nb\tc": "a b c",
    "\u202eedoc\u202c": "\ufffdedoc\ufffd",
    "\x9b2J": "\ufffd2J",
    "  Касым-Жомарт  Токаев ": "Касым-Жомарт Токаев",
}
CELLS = {
    "=1+1": "'=1+1",
    "\r=1": "'\n=1",
    " \u00a0=1": "' \u00a0=1",
    "\x00\x1b@x": "'\ufffd\ufffd@x",
    "\u200b＝1": "'\u200b＝1",
    "a =1": "a =1",
    "+7": "'+7",
    "-5 %": "'-5 %",
    "@x": "'@x",
    "Токио": "Токио",
    -5: "-5",
    2e9: "2000000000",
}


@pytest.mark.parametrize(("words", "shown"), SHOWN.items())
def test_plain(words: str, shown: str) -> None:
    assert plain(words) == shown


@pytest.mark.parametrize(("value", "written"), CELLS.items())
def test_cell(value: object, written: str) -> None:
    assert cell(value) == written


def test_number() -> None:
    assert [number(n) for n in (2e9, 2.5, 0.1, -3)] == ["2000000000", "2.5", "0.1", "-3"]


RAW = {chr(n) for n in (*range(32), *range(0x7F, 0xA0), 0x202E)} - set("\n\t")


@settings(max_examples=100)
@given(st.text())
def test_hostile_words_go_nowhere_raw(words: str) -> None:
    for shown in (plain(words), safe_lines(words), as_json([words]), cell(words)):
        assert not any(
            (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in shown
        )
    assert not cell(words).startswith(("=", "+", "-", "@"))


@settings(max_examples=100)
@given(st.text().filter(lambda words: not any(0xD800 <= ord(c) < 0xE000 for c in words)))
def test_json_gives_the_words_back(words: str) -> None:
    assert json.loads(as_json({"words": words})) == {"words": words}


def test_csv_is_read_back() -> None:
    out = io.StringIO()
    print_csv(["a", "b"], [{"a": "одно, «два»\nтри", "b": ["x", "y"]}], out)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [["a", "b"], ["одно, «два»\nтри", "x; y"]]
