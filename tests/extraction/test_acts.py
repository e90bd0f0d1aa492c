"""Acts: a sentence beside the type, act, status and sides that it tells; and sentences that tell none."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extraction.acts import events
from legation.extraction.acts.explain import explain
from legation.extraction.cast import cast_of
from legation.extraction.scene import Scene
from legation.language import mark
from legation.record import Document, Event


@cache
def scene(text: str) -> Scene:
    markup = mark(Document(text=text, name="sample", published="2019-05-20"))
    return Scene(markup=markup, mentions=cast_of(markup))


def read(text: str) -> list[str]:
    return [
        f"{e.type}/{e.act} {e.status} {' '.join(e.states)}".replace("/ ", " ") for e in events(scene(text))
    ]


TOLD = {
    # refusals by what one will not do, threats with a condition, who stands behind an attack
    "Афины не собираются выдавать Анкаре восьмерых бежавших офицеров.": ["REJECT/assist happened GRC TUR"],
    "В противном случае Бразилия приостановит закупку парагвайского электричества.": [
        "THREATEN/restrict happened BRA PRY"
    ],
    "Президент Чили заявил, что действия Боливии нарушают договор.": ["ACCUSE/disapprove happened BOL CHL"],
    "Во Вьетнаме прошли антикитайские демонстрации.": ["PROTEST/demo happened CHN VNM"],
    "Министр обороны Кении счёл действия Сомали игрой с огнём.": ["ACCUSE/disapprove happened KEN SOM"],
    "Президент Чили назвал решение Аргентины мудрым шагом.": ["SUPPORT/endorse happened ARG CHL"],
    "Боливия пообещала закрыть границу с Чили, если переговоры сорвутся.": ["THREATEN happened BOL CHL"],
    # what a hedge does not undo
    "Вскоре после выборов премьер-министра Индии поздравил президент США.": [
        "SUPPORT/endorse happened IND USA"
    ],
    "Германия не поддержала вторжение США в Ирак.": [
        "SUPPORT/endorse denied DEU IRQ USA",
        "ASSAULT happened IRQ USA",
    ],
    # visits and talks
    "Президент Узбекистана прибыл с визитом в Астану.": ["CONSULT/visit happened KAZ UZB"],
    "Министр иностранных дел Италии посетит Грузию.": ["CONSULT/visit planned GEO ITA"],
    "Визит министра обороны Ирана в Париж был отменён.": ["CONSULT/visit denied FRA IRN"],
    "На осень планируется визит премьер-министра Японии в Казахстан.": ["CONSULT/visit planned JPN KAZ"],
    "Состоялась встреча министра обороны Армении с послом США.": ["CONSULT/meeting happened ARM USA"],
    "Президент Финляндии принял посла Канады.": ["CONSULT/meeting happened CAN FIN"],
    "Канцлер Австрии провёл телефонный разговор с президентом Сербии.": ["CONSULT/call happened AUT SRB"],
    # an envoy called in is met; with a reason or a note it is a protest
    "В МИД Белоруссии был вызван посол Латвии Марис Озолс.": ["CONSULT/meeting happened BLR LVA"],
    "МИД Пакистана вызвал посла Индии из-за обстрела.": ["ACCUSE/disapprove happened IND PAK"],
    "МИД Ирака вызвал посла Турции и вручил ему ноту протеста.": ["ACCUSE/disapprove happened IRQ TUR"],
    "Посол Японии был вызван в МИД Кореи, где ему вручили ноту протеста.": [
        "ACCUSE/disapprove happened JPN KOR"
    ],
    # a request that is granted is told as well as the answer
    "Испания удовлетворила просьбу Колумбии о выдаче наркоторговца.": [
        "CONCEDE happened COL ESP",
        "REQUEST/assist happened COL ESP",
    ],
    "Польша согласилась с требованием Германии вернуть картину.": [
        "CONCEDE happened DEU POL",
        "REQUEST/yield happened DEU POL",
    ],
    "Посредником между Гайаной и Венесуэлой выступила Бразилия.": ["CONSULT/meeting happened BRA GUY VEN"],
    "Польский корвет зашёл в порт Клайпеды.": ["CONSULT/visit happened LTU POL"],
    "Министр транспорта Узбекистана обсудил тарифы с латвийским коллегой.": [
        "CONSULT/meeting happened LVA UZB"
    ],
    # diplomacy
    "Казахстан и Япония подписали меморандум.": ["SUPPORT/sign happened JPN KAZ"],
    "Соглашение было подписано министрами Чехии и Словакии.": ["SUPPORT/sign happened CZE SVK"],
    "В Ташкенте открылось генеральное консульство Турции.": ["SUPPORT/open-mission happened TUR UZB"],
    "Посол Польши вручил верительные грамоты президенту Латвии.": ["SUPPORT/appoint-envoy happened LVA POL"],
    "Президент Индии наградил премьер-министра Франции орденом.": ["SUPPORT/award happened FRA IND"],
    "Норвегия признала независимость Эстонии.": ["SUPPORT/recognise happened EST NOR"],
    "Власти Мексики признали гибель туриста из Канады несчастным случаем.": [],
    "В Литве объявлен траур по погибшему президенту Польши.": ["SUPPORT/endorse happened LTU POL"],
    "Китай и КНДР обменялись ратификационными грамотами.": ["SUPPORT/ratify happened CHN PRK"],
    "Греция и Болгария выступили с совместным заявлением о дорогах.": ["SUPPORT/sign happened BGR GRC"],
    "Коста-Рика и Никарагуа поделили реку. Создана двусторонняя комиссия.": [
        "SUPPORT/found happened CRI NIC"
    ],
    "Президент России пригласил главу Сербии посетить Москву.": ["AGREE/invite happened RUS SRB"],
    "Россия и Белоруссия договорились о цене на газ.": ["AGREE/promise happened BLR RUS"],
    "Японские грузы идут с разрешения властей Камбоджи.": ["AGREE/promise happened JPN KHM"],
    # aid and trade
    "Китай выделил Таджикистану грант.": ["AID/grant happened CHN TJK"],
    "Германия предоставила Украине кредит.": ["AID/loan happened DEU UKR"],
    "Россия поставит Индии пять вертолётов.": ["COOPERATE/trade planned IND RUS"],
    "Германия передала Украине две батареи ЗРК.": ["AID/assist happened DEU UKR"],
    "Индия и Пакистан обменялись списками заключённых.": ["COOPERATE/project happened IND PAK"],
    "В Ташкенте при содействии Кореи построена больница.": ["COOPERATE/project happened KOR UZB"],
    "Мальтийская полиция передала Италии записи и другие материалы.": ["COOPERATE/project happened ITA MLT"],
    "Китайская фирма купила 51 процент кенийского оператора связи.": ["COOPERATE/invest happened CHN KEN"],
    "Французская ракета вывела на орбиту индийский спутник.": ["COOPERATE/project happened FRA IND"],
    "Датский фрегат сопровождает греческий танкер.": ["AID/assist ongoing DNK GRC"],
    "Нарастив экспорт, Чили сократила вывоз меди в Китай.": [],
    "Завтра в Осло состоится второй раунд переговоров Норвегии и Чили.": ["CONSULT/meeting planned CHL NOR"],
    "Договор Перу и Чили подпишут в ходе визита министра Перу в Чили.": [
        "SUPPORT/sign planned CHL PER",
        "CONSULT/visit planned CHL PER",
    ],
    "В Алма-Ате состоялась церемония открытия консульства Вьетнама.": [
        "SUPPORT/open-mission happened KAZ VNM"
    ],
    # conflict
    "Сербия отказалась присоединяться к санкциям против России.": ["SANCTION/discontinue denied RUS SRB"],
    "Россия потребовала от Украины прекратить обстрелы.": ["REQUEST/yield happened RUS UKR"],
    "Президент Турции обвинил Германию в поддержке террористов.": ["ACCUSE/allege happened DEU TUR"],
    "Лондон отозвал посла из Тегерана.": ["SANCTION/withdraw happened GBR IRN"],
    "Польша депортировала украинского журналиста.": ["COERCE/deport happened POL UKR"],
    "Сирийские войска обстреляли турецкий город.": ["ASSAULT/heavy-weapons happened SYR TUR"],
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_told(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Отношения Казахстана и Японии успешно развиваются.",
        "Япония входит в число крупнейших инвесторов Казахстана.",
        "Президент Франции встретился с министром образования Франции.",
        "Сборная Испании встретится в финале чемпионата со сборной Италии, тренер назвал состав на матч.",
        "Посетит ли президент Чили Перу?",
        "Экспорт зерна из Казахстана в Иран вырос на треть.",
        "Министр Чили принял и",
    ],
)
def test_no_act(text: str) -> None:
    assert read(text) == []


def test_two_dates_are_two_visits() -> None:
    found = events(
        scene("Визиты президента Литвы в Швецию 6–9 апреля 1994 года и 5–8 декабря 1999 года были успешны.")
    )
    assert [e.when for e in found] == ["1994-04-06/1994-04-09", "1999-12-05/1999-12-08"]


def test_visits_in_a_row_stay_apart() -> None:
    text = (
        "Президент Чили Хуан Мора посетит саммит АТЭС, проведёт встречу с премьером Перу Луисом Вегой "
        "и посетит Эквадор."
    )
    told = {(e.act, e.states) for e in events(scene(text)) if "CHL" in e.states}
    assert {("visit", ("CHL", "ECU")), ("meeting", ("CHL", "PER"))} <= told
    assert not any({"ECU", "PER"} <= set(states) for _, states in told)


def test_told_twice_is_one_event() -> None:
    text = (
        "Президент Египта посетил Грецию. Визит президента Египта в Грецию начался с переговоров с "
        "премьер-министром Греции."
    )
    visits = [e for e in events(scene(text)) if e.act == "visit"]
    assert len(visits) == 1
    assert len(visits[0].evidence) == 2


def test_who_acts_and_who_is_acted_on() -> None:
    (event,) = events(scene("Иран арестовал гражданина Франции."))
    assert (event.sources, event.recipients) == (("IRN",), ("FRA",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Прокуратура Ирана потребовала для перуанца Луиса Веги пяти лет тюрьмы.",
            ("SANCTION", "convict", "proposed"),
        ),
        ("Премьер Перу Луис Вега дважды звонил в Каир.", ("CONSULT", "call", "happened")),
        ("Госсекретарь США обзвонил премьеров Перу и Чили.", ("CONSULT", "call", "happened")),
        ("США сбросили на территорию Лаоса более двух тысяч бомб.", ("ASSAULT", "aerial", "happened")),
        ("Сомалийские пираты захватили перуанский танкер.", ("ASSAULT", "abduct", "happened")),
        ("Пираты отпустили перуанский танкер.", ("RETREAT", "release", "happened")),
        ("МВФ утвердил для Перу программу кредитования.", ("AID", "loan", "happened")),
        ("Перу выдворило чилийского документалиста.", ("COERCE", "deport", "happened")),
        ("Перу выдворило двух чилийских дипломатов.", ("SANCTION", "expel", "happened")),
        ("Перу выслало чилийского скрипача.", ("COERCE", "deport", "happened")),
        ("Перу закрыло границу с Чили.", ("SANCTION", "discontinue", "happened")),
        ("Талибы захватили в Кабуле троих перуанцев.", ("ASSAULT", "abduct", "happened")),
        ("Чили обменяло осуждённую перуанку на чилийского лётчика.", ("RETREAT", "release", "happened")),
    ],
)
def test_what_is_done_is_told_by_who_it_befalls(text: str, told: tuple[str, str, str]) -> None:
    (event,) = events(scene(text))
    assert (event.type, event.act, event.status) == told


def test_what_others_do_in_a_text_about_one_state_they_do_to_it() -> None:
    text = (
        "Выборы в Малави.\nКомиссия Малави назвала победителем выборов в Малави Джозефа Чисале. Явка высока. "
        "Первым Чисале поздравил президент Замбии Эммануэль Мвила. ЮАР пообещала прислать строителей."
    )
    told = {(e.type, e.states) for e in events(scene(text))}
    assert told == {("SUPPORT", ("MWI", "ZMB")), ("AGREE", ("MWI", "ZAF"))}


def test_they_who_agree_are_the_two_who_met() -> None:
    found = events(scene("Премьер Чили встретился с премьером Перу. Они договорились об учениях."))
    assert [(e.type, e.states) for e in found] == [("CONSULT", ("CHL", "PER")), ("AGREE", ("CHL", "PER"))]


def test_a_telegram_is_no_visit_and_freedom_from_visas_no_release() -> None:
    assert not any(e.act == "visit" for e in events(scene("Премьер Перу отправил в Чили телеграмму.")))
    assert not any(e.type == "RETREAT" for e in events(scene("Перу и Чили: освобождение от виз граждан.")))


DONE_BY = {
    "Аргентина получила от Чили кредит.": (("CHL",), ("ARG",)),
    "Хакеры, связанные с Ираном, атаковали сайт правительства Албании.": (("IRN",), ("ALB",)),
    "Эквадор экстрадировал в США преступника.": (("ECU",), ("USA",)),
    "Чилиец содержится под арестом в Перу.": (("PER",), ("CHL",)),
    "Марокко обвинило Иран в поддержке Фронта Полисарио.": (("MAR",), ("IRN",)),
}


@pytest.mark.parametrize(("text", "ends"), DONE_BY.items())
def test_the_frame_leaves_open_who_acts_and_the_clause_tells(
    text: str, ends: tuple[tuple[str, ...], ...]
) -> None:
    (event,) = events(scene(text))
    assert (event.sources, event.recipients) == ends


def sound(event: Event, text: str) -> bool:
    return all(text[e.start : e.end] == e.quote and e.quote.strip() == e.quote for e in event.evidence)


@settings(max_examples=15, deadline=None)
@given(st.permutations(list(TOLD)).map(lambda texts: " ".join(texts[:3])))
def test_evidence_is_where_it_says_and_reading_twice_changes_nothing(text: str) -> None:
    first = events(scene(text))
    assert first == events(scene(text))
    assert all(sound(event, text) for event in first)
    assert all(event.states == tuple(sorted(set(event.states))) and event.rule for event in first)


def test_explanation_names_the_word_and_the_reason() -> None:
    (sentence,) = explain(scene("Президент Франции встретился с министром образования Франции."))
    assert [(t.word, t.fits) for t in sentence.tried if t.frame == "встретиться"] == [("встретился", False)]
    assert "within one side" in next(t.why for t in sentence.tried if t.frame == "встретиться")


def test_who_arrested_is_a_side_of_the_extradition() -> None:
    told = read(
        "Россиянин Пётр Лугин был задержан в Греции в мае 2018 года. Пётр Лугин был экстрадирован в США."
    )
    assert told == ["COERCE/arrest happened GRC RUS", "COOPERATE happened GRC RUS USA"]


def test_sanctions_against_a_side_name_it() -> None:
    told = read("Белград никогда не присоединится к антироссийским санкциям Евросоюза.")
    assert told == ["SANCTION/discontinue denied RUS SRB"]


def test_a_name_that_syntax_hangs_beside_its_title_is_its_bearer() -> None:
    told = read("Папа римский Франциск призвал Россию и Украину к переговорам.")
    assert told == ["REQUEST/meet happened RUS UKR VAT"]
