"""The time that an act takes from the story around it: the sentences, the word of the act, its time."""

from __future__ import annotations

import pytest

from legation.extraction import extract
from legation.extraction.scene import Scene
from legation.extraction.when import when_of
from legation.extraction.when_fitting import when_as
from legation.language import mark
from legation.record import Document, Passage

DAY = "2019-01-25"  # a Friday


def when_in(text: str, word: str) -> str:
    scene = Scene(markup=mark(Document(text=text, name="sample", published=DAY)))
    token = next(n for n, t in enumerate(scene.markup.tokens) if t.text == word)
    return when_of(scene, token)[0]


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        # of several stories told before, the one that is named
        ("Премьер провёл 24 января переговоры с королём. Накануне гость осмотрел выставку. По итогам "
         "встречи стороны подписали меморандум.", "подписали", "2019-01-24"),
        ("23 января в Осло прошли консультации. Стороны вспомнили визит делегации в ноябре 2018 года. В "
         "завершение консультаций подписана программа.", "подписана", "2019-01-23"),
        # what was done at it was done with it
        ("Президент выразил соболезнования королю в телефонном разговоре.", "разговоре", DAY),
        ("Стороны договорились о встрече.", "встрече", ""),
        # what a paper says was agreed when it was signed
        ("Министры подписали договор 29 декабря 2010 года. Парламент одобрил его лишь в 2015 году. Согласно "
         "документу, Чили обязалось внести взнос.", "обязалось", "2010-12-29"),
        ("Согласно документу, Чили обязалось внести взнос.", "обязалось", DAY),
    ],
)  # fmt: skip
def test_what_is_done_in_a_story_is_of_its_time(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("На прошлой неделе Чили закрыло границу. Перу выразило сожаление.", "выразило", DAY),
        ("Месяцем ранее Чили закрыло границу. Перу выразило сожаление.", "выразило", DAY),
        ("Пятью днями ранее Чили закрыло границу. Перу выразило сожаление.", "выразило", DAY),
        ("Король поблагодарил соседей за помощь.", "помощь", ""),
        ("В 2009 году Перу задержало рыбаков. Они были отпущены.", "отпущены", "2009"),
        ("До этого Чили закрыло границу.", "закрыло", ""),
        ("Во время войны в Корее Чили закрыло границу.", "закрыло", ""),
    ],
)
def test_an_item_looks_back_and_goes_on(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Лидеры двух стран дали старт поставкам газа.", "поставкам", DAY),
        ("Историческим событием стал визит короля в Перу.", "визит", ""),
        ("Министр позвонил премьеру и просил его подождать.", "просил", DAY),
        ("Пираты просили выкуп.", "просили", ""),
        ("Победителя поздравил президент Перу, который пообещал достроить дорогу.", "пообещал", DAY),
        ("Премьер осмотрел дорогу, которая связала Чили и Перу.", "связала", ""),
        ("Артиллерия ранила шестерых крестьян.", "ранила", DAY),
    ],
)
def test_what_is_told_as_done(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Отношения испорчены с июля, когда Чили признало республику.", "признало", "2018-07"),
        ("Запрет действовал до 2012 года, когда страны подписали соглашение.", "подписали", "2012"),
        ("Чили мстило за снаряды, упавшие в среду на деревню. Тогда армия убила шестерых.", "убила",
         "2019-01-23"),
        ("Он прячется с 1998 года, тогда Перу осудило его.", "осудило", "1998"),
        ("Тогда армия убила шестерых.", "убила", ""),
        ("Чили признало республику, сделав это 16 декабря 1991 года.", "признало", "1991-12-16"),
        ("Поводом стал визит политика в Перу, состоявшийся 2 января.", "визит", "2019-01-02"),
    ],
)  # fmt: skip
def test_a_time_that_a_word_hands_on(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Суд удовлетворил запрос Чили о выдаче банкира.", f"../{DAY}"),
        ("В четверг отклонена просьба Чили о выдаче банкира.", "../2019-01-24"),
        ("Чили направило запрос о выдаче банкира.", DAY),
    ],
)
def test_what_is_answered_was_asked_before(text: str, edtf: str) -> None:
    word = next(w for w in ("запрос", "просьба") if w in text)
    assert when_in(text, word) == edtf


def test_a_story_that_says_only_its_year_is_of_the_month_that_it_tells() -> None:
    text = "Чили арестовало капитана. 23 ноября он напал на сержанта."
    passages = (Passage(start=0, end=len(text), written="2011"),)
    scene = Scene(markup=mark(Document(text=text, name="sample", passages=passages)))
    assert when_of(scene, 1)[0] == "2011-11"


def test_a_time_right_behind_a_verb_is_its_own() -> None:
    text = "Политик выступал против вступления в союз, переговоры о котором Перу прервало в 2013 году."
    assert when_in(text, "прервало") == "2013"


def test_a_time_that_opens_a_sentence_is_not_told_aside() -> None:
    text = (
        "В 2009 году Перу задержало двух опытных рыбаков после того, как те вошли в его воды. Они были "
        "отпущены."
    )
    assert when_in(text, "отпущены") == "2009"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("С 3 по 5 февраля пройдёт первая за последние пять лет поездка короля в Перу.", "поездка",
         "2019-02-03/2019-02-05"),
        ("Это первая за последние пять лет поездка короля в Перу.", "поездка", ""),
        ("Трибунал обязал Гану немедленно отпустить аргентинский фрегат «Ара», арестованный в порту Тема "
         "2 октября по иску фонда.", "обязал", DAY),
        ("Границы закреплены договором 1904 года, при этом он готов к встрече.", "готов", ""),
    ],
)  # fmt: skip
def test_a_stretch_a_treaty_or_a_participle_dates_nothing_else(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


def test_thanks_in_the_speakers_own_words_are_of_the_day() -> None:
    text = "— Что вы думаете о соседях? — Мы благодарны Чили и Боливии за поддержку Перу на переговорах."
    read = extract(mark(Document(text=text, name="sample", published=DAY))).events
    assert [e.when for e in read if e.act == "endorse"] == [DAY]


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Министр вспомнил о международной выставке «ЭКСПО-2017».", "выставке", "2017"),
        ("В Перу пройдут совместные учения «Запад-2021».", "учения", "2021"),
        ("Япония поддержала заявку Казахстана на «ЭКСПО-2017».", "заявку", DAY),
        ("Летом 2018 года прошли учения «Запад-2021».", "учения", "2018-22"),
    ],
)
def test_what_is_held_may_have_its_year_in_its_name(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("«Мы передали соседям длинный список пропавших», — сказал министр Перу.", "передали", ""),
        ("Министр Перу передал соседям длинный список пропавших.", "передал", DAY),
    ],
)
def test_what_a_speaker_tells_came_before_it_was_said(text: str, word: str, edtf: str) -> None:
    assert when_in(text, word) == edtf


def test_what_is_only_alleged_has_no_day_of_the_item() -> None:
    scene = Scene(markup=mark(Document(text="Армия Чили заняла город.", name="sample", published=DAY)))
    assert when_as(scene, 2, "happened")[0] == DAY
    assert when_as(scene, 2, "alleged")[0] == ""
