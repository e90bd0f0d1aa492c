"""Times as spans of days, and who held which office when."""

import pytest

from legation.resolution.offices import Held, holder, is_office, office_key, tenancies
from legation.resolution.times import iso, span

TIMES = [
    ("1994-04-06/1994-04-09", "1994-04-06", "1994-04-09", "span"),
    ("2016-11", "2016-11-01", "2016-11-30", "month"),
    ("1997", "1997-01-01", "1997-12-31", "year"),
    ("2013~", "2013-01-01", "2013-12-31", "year"),
    ("../2001", "", "2001-12-31", "wide"),
    ("2007-04/..", "2007-04-01", "", "wide"),
    ("199X", "1990-01-01", "1999-12-31", "wide"),
    ("2016-11-08", "2016-11-08", "2016-11-08", "day"),
    ("", "", "", "none"),
    ("осенью", "", "", "none"),
]


@pytest.mark.parametrize(("edtf", "first", "last", "grain"), TIMES)
def test_times(edtf: str, first: str, last: str, grain: str) -> None:
    found = span(edtf)
    assert (iso(found.lo), iso(found.hi), found.grain) == (first, last, grain)


OFFICES = [
    ("глава государства", "leader", True),
    ("Президент РК", "president", True),
    ("министр иностранных дел Республики Казахстан", "foreign", True),
    ("глава МИД РФ", "foreign", True),
    ("Премьер-министр Японии", "premier", True),
    ("Посол Японии в Казахстане", "ambassador KAZ", False),
    ("президент Hitachi", "президе hitachi", False),
]


@pytest.mark.parametrize(("office", "key", "alone"), OFFICES)
def test_offices_have_classes(office: str, key: str, alone: bool) -> None:
    assert (office_key(office), is_office(office)) == (key, alone)


def held(claim: str, person: str, when: str) -> Held:
    return Held(claim, person, "министр иностранных дел", "foreign", "JPN", span(when), when)


SEATS = tenancies(
    [
        held("1", "Абэ", "2012-12-26"),
        held("2", "Абэ", "2016-05-01"),
        held("3", "Коно", "2017-08-03/.."),
        held("4", "Коно", "2019-09"),
        held("5", "Мотэги", "2019-09-11/.."),
    ]
)


@pytest.mark.parametrize(
    ("day", "person", "sure"),
    [
        ("2014-07-01", "Абэ", True),
        ("2016-08-01", "Абэ", False),
        ("2018-01-01", "Коно", True),
        ("2010-01-01", "", False),
        ("2005-01-01", "", False),
    ],
)
def test_who_held_an_office_on_a_day(day: str, person: str, sure: bool) -> None:
    answer = holder(SEATS, "foreign", "JPN", span(day).lo)
    assert (answer.person if answer else "", bool(answer and answer.sure)) == (person, sure)


def test_a_successor_cuts_the_time_of_one_who_came_back() -> None:
    spans = tenancies(
        [held("1", "А", "2001-01-05"), held("2", "Б", "2003-02-01"), held("3", "А", "2007-03-01")]
    )
    assert [(t.person, iso(t.lo), iso(t.hi)) for t in spans] == [
        ("А", "2001-01-05", "2001-01-05"),
        ("Б", "2003-02-01", "2003-02-01"),
        ("А", "2007-03-01", "2007-03-01"),
    ]
