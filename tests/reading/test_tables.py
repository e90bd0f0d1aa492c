"""Tables and lists as users have them: rows without words, days in figures, stray marks, mixed encodings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.reading.written import TEXT, documents, found

from legation.reading.limits import Limits
from legation.record import Page


@pytest.mark.parametrize("field", ["text", "html"])
def test_a_row_without_words_says_how_its_page_is_fetched(field: str, tmp_path: Path) -> None:
    rows = f"url,title,{field}\nhttps://example.org/a?b=1&c=2,Визит, \n,Визит,\n"
    first, second = found(tmp_path, "a.csv", rows)
    assert str(first) == (
        f"a.csv:2: no words in “{field}”; fetch it: legation fetch 'https://example.org/a?b=1&c=2', "
        "or all such pages: legation fetch --failed"
    )
    assert (
        str(second)
        == f"a.csv:3: no words in “{field}”; fill in its text, or leave it out; the others were read"
    )


def test_html_serves_where_the_text_of_a_record_is_empty(tmp_path: Path) -> None:
    record = {"text": "", "html": f"<html><body><p>{TEXT}</p></body></html>"}
    (document,) = documents(found(tmp_path, "a.jsonl", json.dumps(record)))
    assert document.text == TEXT


DAYS = {
    "1462492800": "2016-05-06",
    "1462492800000": "2016-05-06",
    "1462492800.5": "2016-05-06",
    "20160506": "2016-05-06",
    "201605061200": "",  # read as none that it may not be
    "2016050612": "",
    "32.13.2016": "",
}


@pytest.mark.parametrize("written", DAYS)
def test_days_as_exports_count_them_or_a_note_of_what_was_not_understood(
    written: str, tmp_path: Path
) -> None:
    (document,) = documents(found(tmp_path, "a.csv", f"date,text\n{written},{TEXT}\n"))
    assert document.published == DAYS[written]
    assert document.notes == (() if DAYS[written] else (f"date not understood: {written!r}",))


def table(*rows: str) -> str:
    return "\n".join(("text,id", *rows, ""))


STRAY = {
    "at the start": (table('"Первый,1', "Второй,2", "Третий,3"), ['2 "Первый', "3 Второй", "4 Третий"]),
    "in the middle": (table("Первый,1", 'Второй,"2', "Третий,3"), ["2 Первый", "3 Второй", "4 Третий"]),
    "in the last row": (table("Первый,1", "Второй,2", '"Третий,3'), ["2 Первый", "3 Второй", '4 "Третий']),
    "before a row with marks": (
        table('"Первый,1', "Второй,2", '"Третий, четвёртый",3', "Пятый,5"),
        ['2 "Первый', "3 Второй", "4 Третий, четвёртый", "5 Пятый"],
    ),
    "in each row": (table('"Первый,1', '"Второй,2', '"Третий,3'), ['2 "Первый', '3 "Второй', '4 "Третий']),
    "beside a cell of several lines": (
        table('"Первый\nабзац, ""да""",1', '"Второй,2', "Третий,3", '"Пятый\nабзац",5'),
        ['2 Первый\nабзац, "да"', '4 "Второй', "5 Третий", "6 Пятый\nабзац"],
    ),
    "within the words of several lines": (
        table('"Он сказал:\nмы за "мир" и дружбу",1', "Второй,2"),
        ['2 Он сказал:\nмы за мир" и дружбу"', "4 Второй"],
    ),
    "a file that breaks off": (table("Первый,1", '"Второй\nабзац\nи третий'), ["2 Первый", "3 …"]),
}


@pytest.mark.parametrize("case", STRAY)
def test_a_quotation_mark_that_is_not_closed_takes_no_other_row(case: str, tmp_path: Path) -> None:
    content, expected = STRAY[case]
    pages = found(tmp_path, "a.csv", content)
    rows = [f"{p.name.rpartition(':')[2]} {p.text if isinstance(p, Page) else '…'}" for p in pages]
    assert rows == expected


def test_lines_that_cannot_be_told_apart_are_counted(tmp_path: Path) -> None:
    *_, failure = found(tmp_path, "a.csv", table("Первый,1", '"Второй', "абзац", "и третий"))
    assert str(failure) == (
        "a.csv:3: a quotation mark that is not closed; 3 lines from here were left unread; "
        "close the mark, or double it where it is part of the words"
    )
    *_, failure = found(tmp_path, "a.csv", table("Первый,1", "я" * 99), limits=Limits(page_bytes=60))
    assert "a line longer than the 60 bytes that one page may have" in str(failure)


def test_stray_marks_take_no_time(tmp_path: Path) -> None:
    pages = found(tmp_path, "a.csv", "text,id\n" + 'а","\n' * 40_000, limits=Limits(page_bytes=200_000))
    assert len(pages) < 40_001  # it comes back: a slow way takes hours


@pytest.mark.parametrize(("first", "then"), [("utf-8", "cp1251"), ("cp1251", "utf-8"), ("utf-8", "koi8-r")])
def test_rows_in_another_encoding_than_those_before_them(first: str, then: str, tmp_path: Path) -> None:
    row = f"2024-03-01,{TEXT}\n"
    english = "2024-03-01,The ambassador of France met the minister.\n"
    start = english if first == "utf-8" else row
    content = ("date,text\n" + start * 2_000).encode(first) + row.encode(then) + row.encode(first)
    pages = found(tmp_path, "a.csv", content)
    assert [page.text for page in pages[-2:] if isinstance(page, Page)] == [TEXT, TEXT]


def test_a_mark_of_the_encoding_before_quoted_heads(tmp_path: Path) -> None:
    (page,) = found(tmp_path, "a.csv", f'"text","date"\n"{TEXT}","2024"\n'.encode("utf-8-sig"))
    assert isinstance(page, Page)
    assert (page.text, page.published) == (TEXT, "2024")


def test_a_row_with_more_cells_than_heads_is_not_cut_silently(tmp_path: Path) -> None:
    rows = f"url,text\na,{TEXT}\nb,Посол прибыл в Осло, где встретился с министром.\nc,{TEXT},,\n"
    first, second, third = found(tmp_path, "a.csv", rows)
    assert [page.text for page in (first, third) if isinstance(page, Page)] == [TEXT, TEXT]
    assert str(second) == (
        "a.csv:3: 3 cells in a row of a table with 2 columns; a text that holds the mark between the columns "
        "must stand in quotation marks"
    )
