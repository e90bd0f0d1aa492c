"""Figures: the text beside measure, value, unit, comparator and sides; and numbers that are none."""

from __future__ import annotations

import pytest

from legation.extraction.cast import cast_of
from legation.extraction.figures import figures
from legation.extraction.scene import Scene
from legation.language import mark
from legation.record import Document, Figure


def read(text: str) -> tuple[Figure, ...]:
    markup = mark(Document(text=text, name="sample", published="2021-11-18"))
    return figures(Scene(markup=markup, mentions=cast_of(markup)))


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit", "comparator", "states"),
    [
        ("Товарооборот Казахстана и Японии превысил 1,5 млрд долларов.",
         "trade", 1.5e9, "USD", ">", ("JPN", "KAZ")),
        ("Япония предоставила Киргизии грант в размере 200 млн иен.", "aid", 2e8, "JPY", "=", ("JPN", "KGZ")),
        ("Экспорт России в Китай вырос на 12 процентов.", "export", 12, "%", "=", ("CHN", "RUS")),
        ("В Казахстане работают около 50 японских компаний.", "count", 50, "компания", "~", ("JPN", "KAZ")),
        ("Япония более 30 лет поддерживает сотрудничество с Узбекистаном.",
         "duration", 30, "год", ">", ("JPN", "UZB")),
        ("Китай выдал Таджикистану кредит на 60 млн долларов.", "loan", 6e7, "USD", "=", ("CHN", "TJK")),
        ("Доля Норвегии в капитале чилийской верфи составляет 40 процентов.",
         "share", 40, "%", "=", ("CHL", "NOR")),
        ("Чили и Норвегия строят порт: стоимость проекта — 70 млн долларов.",
         "other", 7e7, "USD", "=", ("CHL", "NOR")),
        ("Согласно опросу, 59% чилийцев видят в Норвегии друга.", "share", 59, "%", "=", ("CHL", "NOR")),
        ("Долг Чили перед Норвегией списан на 97%.", "share", 97, "%", "=", ("CHL", "NOR")),
        ("Чили выпустит для Норвегии 5 тысяч автомобилей.",
         "production", 5000, "автомобиль", "=", ("CHL", "NOR")),
        ("По меньшей мере трое жителей Чили погибли при обстреле из Норвегии.",
         "count", 3, "житель", ">=", ("CHL", "NOR")),
        ("Норвегия вернёт Чили 31 черепок.", "count", 31, "черепок", "=", ("CHL", "NOR")),
        ("Чили передаст Норвегии 40 тонн муки.", "other", 40, "тонна", "=", ("CHL", "NOR")),
        ("Боевики из Чили выпустили по Норвегии тридцать «катюш».",
         "count", 30, "катюша", "=", ("CHL", "NOR")),
        ("Норвегия дала послу Чили 72 часа на выезд.", "duration", 72, "час", "=", ("CHL", "NOR")),
        ("Экспорт Чили в Норвегию вырос до 3 млрд долларов.", "export", 3e9, "USD", "=", ("CHL", "NOR")),
        ("За ратификацию договора с Чили в парламенте Норвегии проголосовал 71 депутат.",
         "count", 71, "депутат", "=", ("CHL", "NOR")),
    ],
)  # fmt: skip
def test_figure(
    text: str, measure: str, value: float, unit: str, comparator: str, states: tuple[str, ...]
) -> None:
    (figure,) = read(text)
    assert (figure.measure, figure.value, figure.unit, figure.comparator, figure.states) == (
        measure,
        value,
        unit,
        comparator,
        states,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Лидеры двух стран обсудили торговлю Казахстана с Японией.",
        "Сборная Японии забила сборной Казахстана три мяча в матче чемпионата.",
        "Фильм собрал в прокате пять премий.",
        "За кандидата проголосовали 54 процента избирателей.",
        "В Норвегии оператора оштрафовали на 38 млн крон.",
        "В Осло полиция задержала более 30 человек.",
        "За три дня до приговора Норвегия вызвала посла Чили.",
        "Через два дня после визита президента Чили Норвегия открыла порт.",
        "Норвегия закроет границу с Чили, сообщил Рейтер со ссылкой на двух дипломатов.",
        "Тысячи людей вышли в Норвегии и Чили на улицы.",
        "В выборах в Норвегии, за которыми следят чилийцы, лидер получил 922774 голоса.",
    ],
)
def test_no_figure(text: str) -> None:
    assert read(text) == ()


def test_evidence_is_where_it_says() -> None:
    text = "Россия и Китай подписали 15 соглашений. Позже эти 15 соглашений вступили в силу."
    (figure,) = read(text)
    assert len(figure.evidence) == 2
    assert all(text[e.start : e.end] == e.quote for e in figure.evidence)


def test_a_figure_takes_the_time_of_its_clause() -> None:
    (figure,) = read("В 2019 году Японию посетили девять делегаций парламента Казахстана.")
    assert figure.period == "2019"


def test_what_is_said_of_a_list_has_one_time() -> None:
    text = "3 ноября 2021 года Норвегия передала Чили шесть катеров, четыре вертолёта и два танкера."
    assert {f.value: f.period for f in read(text)} == dict.fromkeys((6, 4, 2), "2021-11-03")


def test_a_part_has_the_time_of_the_whole_that_its_sentence_tells() -> None:
    text = (
        "С марта 2007 года по 12 июня 2009 года в Сомали были захвачены 118 граждан Греции, из них 19 "
        "были убиты."
    )
    assert {f.value: f.period for f in read(text)} == dict.fromkeys((118, 19), "2007-03/2009-06-12")


def test_what_is_counted_in_quoted_words_is_of_the_day_of_the_item() -> None:
    text = (
        "МВД Киргизии сообщило о гражданах США. «В доме граждан США изъяты 30 "
        "винтовок», — говорится в сообщении."
    )
    assert [f.period for f in read(text) if f.value == 30] == ["2021-11-18"]


def test_what_a_number_counts_may_stand_before() -> None:
    told = read("Экспорт Чили в Норвегию составил 980 млн долларов, импорт — 620 млн.")
    assert [(f.measure, f.value, f.unit) for f in told] == [
        ("export", 9.8e8, "USD"),
        ("import", 6.2e8, "USD"),
    ]
    voted = read(
        "За резолюцию о споре Чили и Перу проголосовали 128 государств, против — 9, ещё 35 воздержались."
    )
    assert {f.value: f.unit for f in voted} == dict.fromkeys((128, 9, 35), "государство")


def test_the_same_number_of_like_things_is_one_figure() -> None:
    (figure,) = read("Чили вернуло Перу 25 пленных. Все 25 военнопленных из Перу уже в Лиме.")
    assert len(figure.evidence) == 2


def test_a_part_of_a_whole_is_a_share_and_growth_is_of_what_grew() -> None:
    assert [f.measure for f in read("На нефть приходится 80% экспорта Казахстана в Индию.")] == ["share"]
    assert [f.measure for f in read("Товарооборот Казахстана и Индии вырос на 12%.")] == ["trade"]


def test_the_months_in_which_a_sum_was_gathered_are_no_figure() -> None:
    found = read("За восемь месяцев оборот Азербайджана и Италии достиг 12,6 млрд долларов.")
    assert [f.measure for f in found] == ["trade"]
