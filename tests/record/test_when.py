"""EDTF dates as the days that they may mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import BadInput
from legation.record.when import NEVER_AFTER, days, since_day, sort_day, until_day

MEANT = {
    "2016": ("2016-01-01", "2016-12-31"),
    "2016-02": ("2016-02-01", "2016-02-29"),
    "2016-11-08": ("2016-11-08", "2016-11-08"),
    "2013~": ("2013-01-01", "2013-12-31"),
    "199X": ("1990-01-01", "1999-12-31"),
    "1994-04-06/1994-04-09": ("1994-04-06", "1994-04-09"),
    "2007-04/..": ("2007-04-01", NEVER_AFTER),
    "../2001": ("", "2001-12-31"),
    "2016-21": ("2016-03-01", "2016-05-31"),
    "2016-34": ("2016-04-01", "2016-06-30"),
    "2016-XX-08": ("2016-01-01", "2016-12-31"),
    "[1990,1992]": ("1990-01-01", "1992-12-31"),
    "": (NEVER_AFTER, ""),
    "soon": (NEVER_AFTER, ""),
    "../..": (NEVER_AFTER, ""),
}


@pytest.mark.parametrize(("edtf", "meant"), MEANT.items())
def test_days(edtf: str, meant: tuple[str, str]) -> None:
    assert days(edtf) == meant


def test_undated_things_are_listed_last_and_open_starts_under_their_end() -> None:
    assert sorted(["", "2001", "../1999", "2000/.."], key=sort_day) == ["../1999", "2000/..", "2001", ""]


def test_what_a_person_gives() -> None:
    assert (since_day("2016-02"), until_day("2016-02")) == ("2016-02-01", "2016-02-29")
    assert since_day("") == until_day("") == ""
    with pytest.raises(BadInput, match="write 2016"):
        since_day("в 2016 году")


@settings(max_examples=50)
@given(st.dates(), st.dates())
def test_a_span_covers_its_ends(a: object, b: object) -> None:
    first, last = sorted((str(a), str(b)))
    assert days(f"{first}/{last}") == (first, last)
