"""Instruments and their signings, read from whole news items: lists, bare nouns, what is absent."""

from __future__ import annotations

from functools import cache

import pytest

from legation.extraction import extract
from legation.language import mark
from legation.record import Document, Reading


@cache
def read(text: str) -> Reading:
    return extract(mark(Document(text=text, name="test", published="2016-05-18")))


LISTS = {
    "numbered": (
        "Премьер-министры Перу и Хорватии провели вчера переговоры в Лиме. По их окончании подписаны:\n"
        "1. Соглашение об освобождении от виз владельцев служебных паспортов;\n"
        "2. Кредитный договор, по которому Банк развития выделит 20 млн долларов;\n"
        "3. Программа обменов на 2017–2019 годы.\n\nГости отбыли на родину.",
        (
            ("Соглашение об освобождении от виз владельцев служебных паспортов", "agreement"),
            ("Кредитный договор", "contract"),
            ("Программа обменов на 2017–2019 годы", "programme"),
        ),
        "2016-05-17",
    ),
    "dashed, after an announcement": (
        "Министры иностранных дел Перу и Хорватии подписали 12 мая следующие документы.\n"
        "— Протокол о внесении изменений в Соглашение о торговле\n— письмо о намерениях\n",
        (
            ("Протокол о внесении изменений в Соглашение о торговле", "treaty"),
            ("письмо о намерениях", "memorandum"),
        ),
        "2016-05-12",
    ),
    "in one sentence": (
        "Министры Перу и Хорватии подписали 12 мая: соглашение о границе, меморандум о совместном "
        "патрулировании и протокол о возвращении беженцев.",
        (
            ("соглашение о границе", "agreement"),
            ("меморандум о совместном патрулировании", "memorandum"),
            ("протокол о возвращении беженцев", "treaty"),
        ),
        "2016-05-12",
    ),
    "three documents": (
        "Министры Перу и Хорватии подписали сегодня два документа. Это: соглашение о защите инвестиций и "
        "исполнительная программа культурных обменов.",
        (
            ("соглашение о защите инвестиций", "agreement"),
            ("исполнительная программа культурных обменов", "programme"),
        ),
        "2016-05-18",
    ),
}


@pytest.mark.parametrize("shape", LISTS)
def test_each_line_of_a_list_is_an_instrument_and_a_signing(shape: str) -> None:
    text, names, date = LISTS[shape]
    reading = read(text)
    assert tuple((a.name, a.agreement_kind) for a in reading.agreements) == names
    assert {(a.status, a.date, a.parties) for a in reading.agreements} == {("signed", date, ("HRV", "PER"))}
    signed = [e for e in reading.events if e.act == "sign"]
    assert [e.evidence[0].quote for e in signed] == [name for name, _ in names]
    assert {(e.type, e.when, e.states) for e in signed} == {("SUPPORT", date, ("HRV", "PER"))}
    assert not [e for e in reading.events if e.type == "RETREAT"]


@pytest.mark.parametrize(
    ("text", "name", "status", "date", "parties"),
    [
        (
            "Протокол подписали министры обороны Болгарии и Чили.",
            "Протокол",
            "signed",
            "2016-05-18",
            "BGR CHL",
        ),
        (
            "Договор был подписан в марте 2011 года президентами Перу и Эквадора.",
            "Договор",
            "signed",
            "2011-03",
            "ECU PER",
        ),
        (
            "Перу и Хорватия обменялись нотами об отмене виз.",
            "ноты об отмене виз",
            "signed",
            "2016-05-18",
            "HRV PER",
        ),
        (
            "Между Кубой и Вьетнамом действует договор о правовой помощи.",
            "договор о правовой помощи",
            "in-force",
            "",
            "CUB VNM",
        ),
        (
            "Согласно договору 1921 года, Эстония и Латвия охраняют реку вместе.",
            "договор",
            "in-force",
            "1921",
            "EST LVA",
        ),
        (
            "Торговое соглашение между Канадой и Чили так и не заключено.",
            "Торговое соглашение между Канадой и Чили",
            "not-concluded",
            "",
            "CAN CHL",
        ),
        (
            "Договор о дружбе Перу и Хорватия заключили в 1994 году.",
            "Договор о дружбе",
            "signed",
            "1994",
            "HRV PER",
        ),
        ("Хорватия не стала подписывать протокол с Перу.", "протокол с Перу", "not-concluded", "", "HRV PER"),
        ("Перу и Хорватия должны подписать пакт о помощи.", "пакт о помощи", "planned", "", "HRV PER"),
        (
            "В Найроби Перу и Хорватия подписали меморандум о туризме.",
            "меморандум о туризме",
            "signed",
            "2016-05-18",
            "HRV PER",
        ),
        (
            "Перу и Хорватия, годами спорившие, подписали вчера поздно вечером договор о рыболовстве.",
            "договор о рыболовстве",
            "signed",
            "2016-05-17",
            "HRV PER",
        ),
    ],
)
def test_parties_time_and_status(text: str, name: str, status: str, date: str, parties: str) -> None:
    assert [(a.name, a.status, a.date, " ".join(a.parties)) for a in read(text).agreements] == [
        (name, status, date, parties)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Президент Кении подписал закон о бюджете и договор с профсоюзом учителей.",
        "Нападающий сборной Чили подписал контракт с мадридским клубом.",
        "Министры Чили и Норвегии не пришли к соглашению.",
    ],
)
def test_what_no_two_states_sign(text: str) -> None:
    assert read(text).agreements == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Мирного договора между Эфиопией и Эритреей до сих пор нет.", [("denied", "")]),
        (
            "Соглашение о рыболовстве, парафированное Марокко и Норвегией в марте, министры "
            "рассчитывают подписать в ноябре.",
            [("happened", "2016-03"), ("planned", "2016-11")],
        ),
    ],
)
def test_an_instrument_tells_its_signing(text: str, told: list[tuple[str, str]]) -> None:
    assert [(e.status, e.when) for e in read(text).events if e.act == "sign"] == told


def test_two_instruments_of_one_noun_with_two_dates_are_two() -> None:
    text = (
        "В 1994 году президенты Перу и Хорватии подписали договор. "
        "В 1999 году Перу и Хорватия подписали договор о дружбе."
    )
    assert [a.date for a in read(text).agreements] == ["1994", "1999"]
