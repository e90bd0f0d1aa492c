"""Predecessor and successor are two actors, and each knows the other."""

import pytest
from tests.resolution.test_mentions import mentions, read

from legation.record.tables import input_tables
from legation.resolution import resolve
from legation.resolution.successors import kin_of
from legation.vocabulary.states import states
from legation.vocabulary.successions import successions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Лига Наций", "ООН"),
        ("ОАЕ", "АС"),
        ("Организация африканского единства", "Африканский союз"),
        ("ЕЭС", "ЕС"),
        ("Европейское сообщество", "ЕС"),
        ("JICA", "JBIC"),
        ("МБРР", "Всемирный банк"),
        ("КГБ", "ФСБ"),
        ("Минатом", "Росатом"),
        ("СБСЕ", "ОБСЕ"),
        ("СССР", "СНГ"),
    ],
)
def test_kept_apart_even_in_one_text(one: str, other: str) -> None:
    page = read(f"{one} и {other} — не одно.", (one, "body", one, "name"), (other, "body", other, "name"))
    told = [read(f"Был {name}.", (name, "body", name, "name")) for name in (one, other)]
    assert len({name for _, name, how in mentions(page, *told) if how == "name"}) == 2


def test_each_knows_the_other() -> None:
    record = resolve(input_tables([read("Лига Наций.", ("Лига Наций", "body", "Лига Наций", "name"))]))
    (league,) = record["actors"].to_pylist()
    assert league["after"] == ["Организация Объединённых Наций (1946)"]
    assert kin_of(["ООН"]).before == ("Лига Наций (1946)",)
    assert kin_of(["Ригельский завод"]).after == ()


def test_codes_of_the_table_are_states() -> None:
    named = {name for row in successions() for name in (row.before, row.after)}
    assert {name for name in named if len(name) == 3 and name.isascii()} <= states().keys() | {
        "GTZ",
        "DSE",
        "GIZ",
    }
