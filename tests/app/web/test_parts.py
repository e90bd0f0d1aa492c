"""Marks that overlap, dates in words, what one side calls another."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.app.web import charts, looks, menu
from legation.app.web.charts import spots_of_years
from legation.app.web.language import Tongue, tongue
from legation.app.web.lines import lines_of
from legation.app.web.marks import sections
from legation.app.web.pair import met, sums
from legation.record import Evidence, Furniture, Passage
from legation.record.resolved import FiledDocument, ResolvedEvent, ResolvedFigure, Telling
from legation.store.desk import Point, Stretch, Talk
from legation.vocabulary.intensity import _found, epithets, intensities

TEXT = string.ascii_letters
places = st.tuples(st.integers(0, 49), st.integers(1, 20)).map(lambda p: (p[0], min(p[0] + p[1], 52)))


def stretch(marked: list[tuple[int, int]], furniture: list[tuple[int, int]], start: int, end: int) -> Stretch:
    items = tuple(
        ResolvedEvent(
            id=f"e{n}",
            type="CONSULT",
            claims=(Telling(claim=f"c{n}", document="d", evidence=(Evidence(a, b, TEXT[a:b]),)),),
        )
        for n, (a, b) in enumerate(marked)
    )
    return Stretch(
        facts=FiledDocument(id="d", name="d"),
        start=start,
        end=end,
        total=52,
        text=TEXT[start:end],
        passages=(Passage(start=2, end=30), Passage(start=33, end=50)),
        furniture=tuple(Furniture(start=a, end=b, why="menu") for a, b in furniture),
        items=items,
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(places, max_size=8), st.lists(places, max_size=2), st.sampled_from([(0, 52), (0, 20), (20, 45)])
)
def test_cutting_keeps_every_character_and_covers_exactly_what_is_marked(
    marked: list[tuple[int, int]], furniture: list[tuple[int, int]], window: tuple[int, int]
) -> None:
    pieces = [piece for section in sections(stretch(marked, furniture, *window)) for piece in section.pieces]
    assert "".join(piece.text for piece in pieces) == TEXT[slice(*window)]
    at = window[0]
    for piece in pieces:
        here = {(m.start, m.end) for m in piece.marks}
        assert here == {(a, b) for a, b in marked if a <= at < b}
        lanes = [m.lane for m in piece.marks if m.lane < 4]
        assert len(set(lanes)) == len(lanes)
        at += len(piece.text)


@pytest.mark.parametrize(
    ("edtf", "en", "ru"),
    [
        ("2016-11-07", "7 November 2016", "7 ноября 2016"),
        ("2016-11", "November 2016", "ноябрь 2016"),
        ("1994~", "about 1994", "около 1994"),
        ("1994-04-06/1994-04-09", "6–9 April 1994", "6–9 апреля 1994"),
        ("1994-04-30/1994-05-01", "30 April 1994 – 1 May 1994", "30 апреля 1994 – 1 мая 1994"),
        ("../2001", "until 2001", "до 2001"),
        ("2007-04/..", "since April 2007", "с апреля 2007"),
        ("199X", "199X", "199X"),
        ("", "undated", "без даты"),
        ("2016-21", "2016-21", "2016-21"),
    ],
)
def test_dates_in_words(edtf: str, en: str, ru: str) -> None:
    assert tongue("en").day(edtf) == en
    assert tongue("ru").day(edtf) == ru


def test_both_languages_have_the_same_words() -> None:
    en, ru = (Tongue(code)._words for code in ("en", "ru"))
    assert {group: set(words) for group, words in en.items()} == {g: set(words) for g, words in ru.items()}
    assert set(en["type"]) == set(intensities())


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Япония была и остаётся нашим стратегическим партнёром", ["нашим стратегическим партнёром"]),
        ("мы надёжные друзья и добрые соседи", ["надёжные друзья", "добрые соседи"]),
        ("страны помогают друг другу", []),
        ("по другому вопросу", []),
        ("a reliable partner and a close ally", ["reliable partner", "close ally"]),
        (
            "о давних и самых близких нам соседях, о добром, старом, верном друге и о братском народе рядом",
            ["соседях", "верном друге", "братском"],
        ),
        ("İstanbul: братский союзник", ["братский союзник"]),
    ],
)
def test_what_one_side_calls_another(words: str, called: list[str]) -> None:
    assert [words[e.start : e.end] for e in epithets(words)] == called


SAID = "надёжный самый близкий братский партнёр друга соседями, и «друг другу» old friend İ собрат".split()


@given(st.lists(st.sampled_from([*SAID, "а\n", "-"]), max_size=12).map(" ".join))
def test_what_a_side_is_called_is_found_as_if_all_words_were_gone_through(words: str) -> None:
    assert epithets(words) == tuple(_found(words, 0, len(words)))


def test_the_menu_marks_the_page_that_is_shown() -> None:
    assert menu.links("/people", tongue("en")).count("aria-current") == 1
    assert '"/people" aria-current="page">People and bodies<' in menu.links("/people", tongue("en"))
    assert "aria-current" not in menu.links("/KAZ/JPN", tongue("en"))


def test_deceiving_characters_are_shown_as_such() -> None:
    assert looks.clean("a\u202eb\x00c") == "a\ufffdb\ufffdc"


def test_weights_count_only_what_happened() -> None:
    counts = [
        ("2015", "CONSULT", "visit", "happened", 2),
        ("2015", "SANCTION", "", "planned", 1),
        ("2017", "ACCUSE", "", "happened", 1),
    ]
    assert charts.by_year(counts) == [(2015, 5.0, 0.0, 2), (2016, 0.0, 0.0, 0), (2017, 0.0, -3.0, 1)]


def test_a_line_of_time_holds_every_dated_happening() -> None:
    points = [
        Point(f"e{n}", f"201{n}-01-01", f"201{n}-12-31", "CONSULT", "visit", "planned") for n in range(5)
    ]
    points.append(Point("open", "", "2012-01-01", "CONSULT", "visit", "happened"))
    drawn = charts.line_of_time(points, tongue("en"))
    assert [dot.href for dot in drawn["dots"]] == [f"/event/e{n}" for n in range(5)]
    assert drawn["dots"][0].label == "2010 · Visit · planned"


def _told(start: int) -> tuple[Telling, ...]:
    return (Telling(claim=f"c{start}", document="d", evidence=(Evidence(start, start + 10, "x" * 10),)),)


def test_a_sum_belongs_to_the_act_told_nearest_to_it() -> None:
    acts = [
        ResolvedEvent(id=id, type="AID", act=act, status="happened", claims=_told(start))
        for id, act, start in (("e1", "assist", 0), ("e2", "loan", 60), ("e3", "grant", 900))
    ]
    figures = [
        ResolvedFigure(id=f"f{start}", measure=measure, value=value, unit="JPY", claims=_told(start))
        for measure, value, start in (("loan", 5, 65), ("aid", 7, 1_000), ("trade", 9, 0), ("aid", 8, 5_000))
    ]
    assert sums(acts, figures, tongue("en")) == {"e1": [], "e2": ["5\u00a0JPY"], "e3": ["7\u00a0JPY"]}


def test_those_of_one_state_do_not_meet() -> None:
    named = {"a1": "KAZ", "a2": "JPN", "a3": "JPN", "a4": ""}
    talk = Talk(id="e1", when="2016", actors=tuple(named), names=tuple(named))
    pairs = {(one[0], other[0]) for one, other, _ in met([talk], named.__getitem__)}
    assert pairs == {("a1", "a2"), ("a1", "a3"), ("a1", "a4"), ("a2", "a4"), ("a3", "a4")}


def test_a_series_is_a_line_with_a_point_for_each_value() -> None:
    figures = [
        ResolvedFigure(id=f"f{n}", series="s", measure="trade", value=value, unit="USD", period=period)
        for n, (value, period) in enumerate([(10, "2010"), (30, "2012"), (20, "2012"), (5, "")])
    ]
    [line] = lines_of(figures, tongue("en"), "f1")
    assert [point.href for point in line.points] == ["/figure/f0", "/figure/f2", "/figure/f1"]
    assert [point.look for point in line.points] == ["", "", "here"]
    assert line.points[0].x < line.points[1].x == line.points[2].x
    assert line.points[2].y < line.points[1].y < line.points[0].y
    assert lines_of(figures[1:3], tongue("en")) == []  # one period is no line


def test_too_many_happenings_are_spots_by_year() -> None:
    counts = [(str(year), "CONSULT", "visit", "happened", 40) for year in range(1990, 2020)]
    drawn = spots_of_years([*counts, ("2001", "ACCUSE", "", "denied", 3)], "/JPN/KAZ", tongue("en"))
    assert len(drawn["dots"]) == 31
    assert drawn["dots"][0].href == "/JPN/KAZ?since=1990&until=1990&status=happened"
