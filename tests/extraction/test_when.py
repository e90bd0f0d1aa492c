"""When an act was: the sentence, the word of the act, and the time that it gets."""

from __future__ import annotations

import pytest

from legation.extraction import extract
from legation.extraction.scene import Scene
from legation.extraction.when import times_of, when_of
from legation.extraction.when_fitting import when_as
from legation.extraction.when_told import told_now
from legation.language import mark
from legation.record import Document


def scene_of(text: str, published: str = "") -> Scene:
    return Scene(markup=mark(Document(text=text, name="sample", published=published)))


def token_of(scene: Scene, word: str) -> int:
    return next(n for n, t in enumerate(scene.markup.tokens) if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "edtf", "words"),
    [
        ("Официальный визит президента состоялся в мае 2008 года.", "визит", "2008-05", "в мае 2008 года"),
        ("Посольство открылось в январе 1993 года.", "открылось", "1993-01", "в январе 1993 года"),
        ("Посол вручил ноту 22 декабря.", "вручил", "", "22 декабря"),
        ("Стороны подписали меморандум, а переговоры отложили.", "подписали", "", ""),
        ("С 24 по 26 августа 2025 года состоится визит министра.", "визит", "2025-08-24/2025-08-26",
         "С 24 по 26 августа 2025 года"),
        ("Это первая встреча глав ведомств в столице с 1958 года.", "встреча", "", ""),
    ],
)  # fmt: skip
def test_when(text: str, word: str, edtf: str, words: str) -> None:
    scene = scene_of(text)
    assert when_of(scene, token_of(scene, word)) == (edtf, words)


def test_each_verb_has_its_own_time() -> None:
    scene = scene_of("Он был арестован в июле 2015 года, а в декабре 2016 года страна выдала его соседям.")
    assert when_of(scene, token_of(scene, "арестован"))[0] == "2015-07"
    assert when_of(scene, token_of(scene, "выдала"))[0] == "2016-12"


def test_a_time_that_the_parse_hangs_over_the_border_of_a_clause_is_of_its_own() -> None:
    scene = scene_of(
        "В 2019 году Казахстан с государственным визитом посетил Президент РК Мун Чжэ Ин, а в августе "
        "2021 года состоялся ответный приезд Касым-Жомарта Токаева в Сеул."
    )
    assert when_of(scene, token_of(scene, "посетил"))[0] == "2019"
    assert when_of(scene, token_of(scene, "состоялся"))[0] == "2021-08"


def test_what_is_reported_dates_nothing_else() -> None:
    scene = scene_of(
        "Дипломат поблагодарил казахстанскую сторону за поддержку и сообщил, что в мае "
        "в Алматы состоится форум.",
        published="2023-03-14",
    )
    assert when_of(scene, token_of(scene, "поблагодарил"))[0] == "2023-03-14"
    assert when_of(scene, token_of(scene, "состоится"))[0] == "2023-05"


def test_each_of_several_visitors_comes_at_the_time_in_brackets() -> None:
    text = (
        "Узбекистан и Индия торгуют хлопком. Индия помогает Узбекистану, а Узбекистан — Индии. "
        "В Ташкенте побывали М. Сингх (апрель 2006 г.) и Н. Моди (июль 2015 г.)."
    )
    read = extract(mark(Document(text=text, name="sample"))).events
    told = [(e.actors, e.when) for e in read if e.act == "visit"]
    assert told == [(("М. Сингх",), "2006-04"), (("Н. Моди",), "2015-07")]


def test_a_list_of_times_is_a_list_of_acts() -> None:
    scene = scene_of("Визиты президента в Японию состоялись 6–9 апреля 1994 года и 5–8 декабря 1999 года.")
    times = times_of(scene, token_of(scene, "Визиты"))
    assert [d.edtf for d in times] == ["1994-04-06/1994-04-09", "1999-12-05/1999-12-08"]


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Парламент Греции ратифицировал соглашение.", "ратифицировал", "2019-01-25"),
        ("Президент направил соседу письмо, в котором извинился за инцидент.", "извинился", "2019-01-25"),
        ("Премьер посетил завод, который построила Япония.", "построила", ""),
    ],
)
def test_an_item_dates_what_it_tells_as_done(text: str, word: str, edtf: str) -> None:
    scene = scene_of(text, published="2019-01-25")
    assert when_of(scene, token_of(scene, word))[0] == edtf


def test_an_item_dates_what_is_done_by_being_told() -> None:
    scene = scene_of("Москва требует от Турции извинений.", published="2015-11-28")
    assert told_now(scene, token_of(scene, "требует")) == "2015-11-28"


def test_the_time_of_a_participle_is_not_the_verbs() -> None:
    from legation.extraction import extract
    from legation.language import mark
    from legation.record import Document

    text = "Швеция и Иран восстановили дипломатические отношения, разорванные в 1988 году."
    told = {e.act: e.when for e in extract(mark(Document(text=text, name="page"))).events}
    assert told["establish-relations"] == ""
    assert told.get("discontinue", "1988") == "1988"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("В апреле 1999 года, после операции Чили против соседей, посол уехал.", "операции", "../1999-04"),
        ("В сентябре 2017 года депутат прибыл в Осло по приглашению короля.", "приглашению", "../2017-09"),
        ("После встречи 5 мая 2016 года послы уехали.", "встречи", "2016-05-05"),
        ("Стороны обсудили визит премьера, намеченный на конец 2014 года.", "визит", "2014"),
        ("Министр вспомнил форум двух стран, состоявшийся в мае 2012 года в Осло.", "форум", "2012-05"),
    ],
)
def test_what_came_before_and_what_a_participle_dates(text: str, word: str, edtf: str) -> None:
    scene = scene_of(text)
    assert when_of(scene, token_of(scene, word))[0] == edtf


def test_an_item_that_opens_with_its_day_dates_its_acts() -> None:
    from legation.record import Passage

    text = "Парламент Греции ратифицировал соглашение."
    passages = (Passage(start=0, end=len(text), written="2019-01-25"),)
    scene = Scene(markup=mark(Document(text=text, name="sample", passages=passages)))
    assert when_of(scene, token_of(scene, "ратифицировал"))[0] == "2019-01-25"


def test_a_story_is_one_that_was_told_and_is_past() -> None:
    text = (
        "Министры Чили и Перу провели переговоры. Следующий раунд пройдёт в Лиме в мае 2018 г. "
        "По итогам встречи подписан меморандум."
    )
    scene = scene_of(text, published="2017-12-27")
    assert when_of(scene, token_of(scene, "подписан"))[0] == "2017-12-27"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        # a time told aside is not that of the news …
        ("Суд отправил под стражу моряков, захваченных 23 января. Эстония осудила приговор.", "осудила",
         "2019-01-25"),
        # … and an older one is not that of what follows a later one
        ("В четверг Россия выслала двух дипломатов. Ещё 21 января Чехия закрыла консульство. Польша "
         "поддержала Чехию.", "поддержала", "2019-01-24"),
        # done at the time of the word that begins, orders or announces it
        ("Уганда начала отводить войска из Конго.", "отводить", "2019-01-25"),
        ("США объявили о введении санкций против Ирана.", "введении", "2019-01-25"),
        # «ранее» belongs to its own verb, or is part of a time
        ("В ответ на эмбарго, введенное днём ранее, КНДР отозвала посла.", "отозвала", "2019-01-25"),
        ("В ответ на эмбарго, введенное днём ранее, КНДР отозвала посла.", "эмбарго", "2019-01-24"),
        ("Ранее Иран отозвал посла.", "отозвал", ""),
        # what is looked back on has its own time
        ("Стороны обсудили ход реализации соглашения 2018 года.", "обсудили", "2019-01-25"),
    ],
)  # fmt: skip
def test_whose_time_it_is(text: str, word: str, edtf: str) -> None:
    scene = scene_of(text, published="2019-01-25")
    assert when_of(scene, token_of(scene, word))[0] == edtf


def test_how_long_a_thing_is_to_last_does_not_date_its_signing() -> None:
    scene = scene_of("Министры подписали программу сотрудничества до 2030 года.", published="2022-05-20")
    assert when_of(scene, token_of(scene, "подписали"))[0] == "2022-05-20"


def test_an_adverb_that_opens_a_sentence_is_of_its_first_verb() -> None:
    scene = scene_of(
        "Накануне президент объявил об их помиловании, вручив медали пограничникам, которые захватили "
        "моряков; посол настаивает, что лодки зашли в воды страны.",
        published="2007-04-05",
    )
    assert when_of(scene, token_of(scene, "помиловании"))[0] == "2007-04-04"


def test_what_is_told_in_the_present_is_of_the_day_of_the_item() -> None:
    scene = scene_of(
        "Посла выслали в понедельник. Пхеньян по-прежнему требует выдать тело.", published="2017-03-08"
    )
    assert told_now(scene, token_of(scene, "требует")) == "2017-03-08"


def test_what_is_only_described_dates_no_story() -> None:
    scene = scene_of(
        "Стороны рассмотрели ход выполнения договорённостей, достигнутых по итогам визита в Варшаву в "
        "ноябре 2018 года. По завершении консультаций подписана программа сотрудничества.",
        published="2019-04-18",
    )
    assert when_of(scene, token_of(scene, "подписана"))[0] == "2019-04-18"


def test_acts_of_a_summit_that_has_ended_are_of_its_days() -> None:
    text = "Лидеры стран завершили в Лаосе двухдневный саммит. Индонезия призвала соседей к переговорам."
    scene = scene_of(text, published="2019-11-12")
    assert when_of(scene, token_of(scene, "призвала"))[0] == "2019-11-11/2019-11-12"
    begun = scene_of(text.replace("завершили", "открыли"), published="2019-11-12")
    assert when_of(begun, token_of(begun, "призвала"))[0] == "2019-11-12"
    dateless = scene_of(text, published="0001-01-01")  # what pages without a date may say
    assert when_of(dateless, token_of(dateless, "призвала"))[0] == "0001-01-01"


def test_a_request_comes_before_what_it_moves() -> None:
    scene = scene_of("Генерала задержали 7 августа 2009 года по запросу Белграда.")
    assert when_of(scene, token_of(scene, "запросу"))[0] == "../2009-08-07"
    assert when_of(scene, token_of(scene, "задержали"))[0] == "2009-08-07"


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        # what a verb behind the act tells has a time of its own …
        ("Президент Ганы приглашён в Осло, поездка намечена на начало апреля.", "приглашён", "2019-01-25"),
        (
            "Гость приехал по приглашению короля; предыдущая поездка состоялась в 2006 году.",
            "приглашению",
            "",
        ),
        ("Перу отвергает любые уступки и в августе отозвало посла.", "отвергает", ""),
        ("Перу отвергает любые уступки и в августе отозвало посла.", "отозвало", "2018-08"),
        # … but not where it tells when the act is to be
        ("Стороны обсудили визит, который планируется провести в октябре.", "визит", "2019-10"),
    ],
)
def test_the_time_of_a_later_clause_is_its_own(text: str, word: str, edtf: str) -> None:
    scene = scene_of(text, published="2019-01-25")
    assert when_of(scene, token_of(scene, word))[0] == edtf


@pytest.mark.parametrize(
    ("text", "word", "status", "edtf"),
    [
        ("Генерал, которого задержали 7 января, выйдет из тюрьмы.", "выйдет", "planned", ""),
        ("Министр посетит Лиму 7 февраля.", "посетит", "planned", "2019-02-07"),
    ],
)
def test_what_is_to_come_has_no_time_that_has_passed(text: str, word: str, status: str, edtf: str) -> None:
    scene = scene_of(text, published="2019-01-25")
    assert when_as(scene, token_of(scene, word), status)[0] == edtf


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("Достигнута договорённость об открытии авиасообщения до конца текущего года.", "договорённость",
         "2019-01-25"),
        ("Министра пригласили в Лиму на апрель 2019 года.", "пригласили", "2019-01-25"),
        ("Япония согласилась выделить кредит в 2019–2023 годах.", "согласилась", "2019-01-25"),
        ("Япония согласилась выделить кредит в 2018 году.", "согласилась", "2018"),
    ],
)  # fmt: skip
def test_what_is_promised_does_not_date_the_promise(text: str, word: str, edtf: str) -> None:
    scene = scene_of(text, published="2019-01-25")
    assert when_as(scene, token_of(scene, word), "happened", True)[0] == edtf


def test_the_lead_behind_a_dateline_tells_the_day() -> None:
    from legation.reading.read import read
    from legation.record import Page

    text = "РИГА, 14 октября 2004 г. Перу и Чили, долго спорившие, подписали вчера акт. Перу обязалось ждать."
    page = read(Page(name="sample", text=text))
    scene = Scene(markup=mark(page))
    assert when_of(scene, token_of(scene, "подписали"))[0] == "2004-10-13"
    assert when_of(scene, token_of(scene, "обязалось"))[0] == "2004-10-13"
