"""The table of leaders: who is known by which name, and who by none."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import scene

from legation.extraction import extract
from legation.extraction.acts import events
from legation.language import mark
from legation.record import Document
from legation.vocabulary.leaders import COLUMNS, side_of
from legation.vocabulary.states import states
from legation.vocabulary.tables import table


def test_every_row_is_whole() -> None:
    posts = {"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "other"}
    for row in table("leaders.tsv", COLUMNS):
        assert row["state"] in states(), row
        assert row["post"] in posts, row
        assert row["ru"], row
        assert row["en"].isascii() or row["en"].isprintable(), row
        assert 1900 < int(row["from"]) <= int(row["to"] or 2026) < 2030, row


@pytest.mark.parametrize(
    ("name", "year", "in_office", "side"),
    [
        (("Барак", "Обама"), 0, False, "USA"),
        (("Barack", "Obama"), 0, False, "USA"),
        (("Б.", "Обама"), 0, False, "USA"),
        (("Обама",), 2012, False, "USA"),
        (("Обама",), 1985, False, ""),  # not in the years of office
        (("Меркель",), 0, True, ""),  # a surname alone, and no year known
        (("Мишель", "Обама"), 2012, False, ""),  # another person
        (("Иван", "Петров"), 2012, True, ""),
        (("Антониу", "Гутерриш"), 2000, False, "PRT"),
        (("Антониу", "Гутерриш"), 2023, False, ""),  # long after
    ],
)
def test_whose_leader_a_name_is(name: tuple[str, ...], year: int, in_office: bool, side: str) -> None:
    assert side_of(name, year, in_office) == side


def test_a_union_called_as_its_members_is_two_states_since_they_parted() -> None:
    text = "Сербия и Черногория подписали соглашение."
    together, apart = (
        extract(mark(Document(text=text, name="t", published=day))).events
        for day in ("2004-05-01", "2020-05-01")
    )
    assert not together
    assert [event.states for event in apart] == [("MNE", "SRB")]


def test_a_side_known_by_the_office_alone_is_derived() -> None:
    (event,) = events(scene("Барак Обама встретился с Ангелой Меркель."))
    assert event.states == ("DEU", "USA")
    assert "office" in event.derived["states"]


def test_who_serves_all_states_stands_for_none() -> None:
    (event,) = events(scene("Генеральный секретарь ООН Пан Ги Мун поблагодарил Китай."))
    assert event.states == ("CHN",)
