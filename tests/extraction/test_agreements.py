"""Instruments between sides: a sentence, and what it names with kind and status."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extraction.agreements import agreements
from legation.extraction.cast import cast_of
from legation.extraction.scene import Scene
from legation.language import mark
from legation.record import Agreement, Document


@cache
def read(text: str) -> tuple[Agreement, ...]:
    markup = mark(Document(text=text, name="test"))
    return agreements(Scene(markup=markup, mentions=cast_of(markup)))


@pytest.mark.parametrize(
    ("text", "name", "kind", "status", "parties"),
    [
        (
            "Стороны подписали Соглашение между Болгарией и Чили о взаимной защите инвестиций.",
            "Соглашение между Болгарией и Чили о взаимной защите инвестиций",
            "agreement",
            "signed",
            ("BGR", "CHL"),
        ),
        (
            "Норвегия и Чили подписали меморандум о взаимопонимании.",
            "меморандум о взаимопонимании",
            "memorandum",
            "signed",
            ("CHL", "NOR"),
        ),
        (
            "Норвегия и Чили до сих пор не заключили мирный договор.",
            "мирный договор",
            "treaty",
            "not-concluded",
            ("CHL", "NOR"),
        ),
        (
            "Болгария и Чили спорят о банкире. Между двумя странами нет договора о выдаче.",
            "договор о выдаче",
            "treaty",
            "not-concluded",
            ("BGR", "CHL"),
        ),
        (
            "По итогам визита Норвегия и Чили приняли совместное заявление о партнерстве.",
            "совместное заявление о партнерстве",
            "joint-statement",
            "signed",
            ("CHL", "NOR"),
        ),
        (
            "Соглашение о газе между Норвегией и Чили планируется подписать весной.",
            "Соглашение о газе между Норвегией и Чили",
            "agreement",
            "planned",
            ("CHL", "NOR"),
        ),
        (
            "Норвегия и Чили продлили на пять лет меморандум о подготовке кадров.",
            "меморандум о подготовке кадров",
            "memorandum",
            "in-force",
            ("CHL", "NOR"),
        ),
        (
            "Подписан меморандум между «Узбекнефтегазом» и чилийской компанией «Мантокобре».",
            "меморандум между «Узбекнефтегазом» и чилийской компанией «Мантокобре»",
            "memorandum",
            "signed",
            ("Мантокобре", "Узбекнефтегаз"),
        ),
        ("Пленные не подпадают под Женевскую конвенцию.", "Женевская конвенция", "treaty", "in-force", ()),
        ("Выбросы ограничивает Киотский протокол.", "Киотский протокол", "treaty", "in-force", ()),
    ],
)
def test_instruments(text: str, name: str, kind: str, status: str, parties: tuple[str, ...]) -> None:
    assert [(a.name, a.agreement_kind, a.status, a.parties) for a in read(text)] == [
        (name, kind, status, parties)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Рабочие подписали трудовой договор с заводом.",
        "Клуб продлил контракт с вратарем на два года.",
        "Министр подал налоговую декларацию.",
        "Следователь составил протокол допроса.",
        "Стороны готовы к новым соглашениям.",
        "Премьер выступил с заявлением для прессы.",
    ],
)
def test_what_is_no_instrument_between_sides(text: str) -> None:
    assert read(text) == ()


def test_one_instrument_once() -> None:
    text = "Болгария и Чили подписали договор о дружбе. Договор о дружбе вступит в силу в мае."
    assert [a.name for a in read(text)] == ["договор о дружбе"]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "договор",
                "о дружбе",
                "Чили",
                "и",
                "Болгария",
                "подписали",
                "«",
                "»",
                ",",
                "мирный",
                "нотами",
                "обмен",
            ]
        ),
        max_size=12,
    )
)
def test_evidence_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for agreement in read(text):
        for e in agreement.evidence:
            assert text[e.start : e.end] == e.quote


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Болгария сослалась на договор с Чили о дружбе, заключённый в Софии в июне 2012 года.", "2012-06"),
        ("Президент Болгарии 3 апреля 2017 года подписал закон о ратификации соглашения с Чили о визах.", ""),
    ],
)
def test_the_day_of_an_instrument_is_that_of_its_signing(text: str, date: str) -> None:
    assert [a.date for a in read(text)] == [date]


def test_the_parties_are_understood_from_the_pair_that_the_passage_is_about() -> None:
    text = (
        "Болгария и Чили давно торгуют друг с другом. Болгарские суда заходят в порты Чили, а чилийские вина "
        "продаются в Болгарии. Между нашими странами действует Соглашение о взаимной защите инвестиций."
    )
    (told,) = read(text)
    assert told.parties == ("BGR", "CHL")
    assert "parties" in told.derived


def test_a_company_is_a_party_of_itself() -> None:
    text = (
        "Подписан меморандум о взаимопонимании между Правительством Болгарии и чилийской компанией «Кобре»."
    )
    (told,) = read(text)
    assert "BGR" in told.parties
    assert "CHL" not in told.parties


def test_a_short_name_is_joined_to_the_full_one() -> None:
    text = (
        "Болгария и Чили подписали договор о взаимном признании дипломов. "
        "Договор о ВПД между Болгарией и Чили вступит в силу в мае."
    )
    assert [len(a.evidence) for a in read(text)] == [2]


def test_the_document_means_the_instrument_before() -> None:
    text = "Чили одобрила договор с Перу о границе. Документ, подписанный 14 декабря 2010 года, длинный."
    (found,) = read(text)
    assert found.date == "2010-12-14"


def test_the_sides_of_one_instrument_are_not_those_of_the_next() -> None:
    text = "Чили и Перу подписали договор о границе и соглашение между Перу и Норвегией о рыбе."
    assert [a.parties for a in read(text)] == [("CHL", "PER"), ("NOR", "PER")]


def test_place_and_day_in_brackets_date_an_instrument() -> None:
    (found,) = read("1. Соглашение о торговле между Туркменистаном и Китаем (Ашхабад, 9 января 1992 г.)")
    assert found.date == "1992-01-09"


def test_an_instrument_with_its_day_is_not_proposed_by_what_is_discussed() -> None:
    (found,) = read(
        "Министры обсудили отношения, основанные на Договоре о дружбе между Россией и Монголией "
        "от 3 сентября 2019 г."
    )
    assert (found.date, found.status) == ("2019-09-03", "in-force")
