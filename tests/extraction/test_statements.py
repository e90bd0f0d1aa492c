"""Statements: pages of our own writing beside what they are read to say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from legation.extraction.cast import cast_of
from legation.extraction.scene import Scene
from legation.extraction.statements import statements
from legation.language import mark
from legation.reading.read import read
from legation.record import Document, Page, Statement

PAGES = Path(__file__).parent / "statements"


def said_in(document: Document) -> tuple[Statement, ...]:
    markup = mark(document)
    return statements(Scene(markup=markup, mentions=cast_of(markup)))


@cache
def page(name: str) -> tuple[Document, tuple[Statement, ...]]:
    document = read(Page(name=name, content=(PAGES / name).read_bytes()))
    return document, said_in(document)


NEWS = [
    ("Ларс Бек", "Копенгаген и Варшава ведут переговоры о новой паромной линии", False, ""),
    ("Ларс Бек", "Мы хотим, чтобы поляки и датчане виделись чаще", True, ""),
    ("Ларс Бек", "Это вопрос доверия между двумя странами", True, ""),
    ("Ян Новак", "Варшава считает Данию близким соседом", False, ""),
    ("Северный курьер", "спор о тарифах между Данией и Польшей еще не решен", False, ""),
    ("власти Польши", "предложение Дании «честным и щедрым»", True, ""),
    ("Посольство Польши", "готовность Варшавы к диалогу", False, "Ritzau"),
    ("МИД Дании", "соглашение с Польшей готово к подписанию", False, ""),
]


@pytest.mark.parametrize(("speaker", "quote", "direct", "via"), NEWS, ids=[quote for _, quote, _, _ in NEWS])
def test_what_a_news_page_attributes(speaker: str, quote: str, direct: bool, via: str) -> None:
    found = {s.quote: s for s in page("news.txt")[1]}
    assert quote in found
    statement = found[quote]
    assert (statement.speaker, statement.direct, statement.via) == (speaker, direct, via)


@pytest.mark.parametrize(
    ("name", "speaker", "state", "least"),
    [
        ("interview.txt", "Эрик Хаген", "NOR", 4),
        ("ministry-interview.txt", "И.П.Верский", "", 3),
        ("opinion.txt", "Маргарет Уилсон", "CAN", 3),
    ],
)
def test_those_who_speak_for_themselves(name: str, speaker: str, state: str, least: int) -> None:
    found = page(name)[1]
    assert {(s.speaker, s.speaker_state, s.direct) for s in found} == {(speaker, state, True)}
    assert len(found) >= least


def test_each_answers_for_themself_at_a_press_conference() -> None:
    states = {s.quote.split(".")[0]: s.speaker_state for s in page("press-conference.txt")[1]}
    assert states["Мексика считает односторонние санкции неприемлемыми"] == "MEX"
    assert states["Мы благодарны Мексике за поддержку"] == "CUB"


def test_questions_and_acts_are_no_thoughts() -> None:
    said = " ".join(s.quote for name in ("interview.txt", "opinion.txt") for s in page(name)[1])
    assert "Какие отрасли" not in said
    assert "подписан протокол" not in said


SAID = [
    ("США в связи с выборами в Иране заявили о готовности вести переговоры с Тегераном.", "США"),
    (
        "Министр обороны Чили Хуан Сото назвал шаг Перу «ошибкой», а глава МИД Перу Луис Рохас заявил, "
        "что Чили нарушает договор с Перу.",
        "Луис Рохас",
    ),
    ("По данным властей Кипра, судно из Турции вошло в воды Кипра без разрешения Никосии.", "власти Кипра"),
    ("Литва вернула Польше семь картин, сообщает Рейтер со ссылкой на МИД Литвы.", "МИД Литвы"),
    ("Президент Перу Луис Рохас, в свою очередь, обвинил Чили в провокациях на границе.", "Луис Рохас"),
    ("Чили и Перу откроют границу. Такие данные привёл министр обороны Чили Хуан Сото.", "Хуан Сото"),
    ("Чили отзывает посла из Перу. Об этом говорится в сообщении МИД Чили.", "МИД Чили"),
    (
        "В Лиме утверждают обратное: как заявил министр обороны Перу Луис Рохас, стреляли солдаты Чили.",
        "Луис Рохас",
    ),
    (
        "Трое солдат ранены на границе с Чили, сообщила пограничная служба Перу. По её данным, чилийцы ушли.",
        "Пограничная служба Перу",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), SAID)
def test_who_says_it(text: str, speaker: str) -> None:
    assert said_in(Document(text=text, name="page"))[-1].speaker == speaker


ODD = [
    "",
    "«",
    "\n\n",
    "— \n—",
    "По словам",
    "заявил, что",
    "Вопрос: Что?\nОтвет: Да.",
    "«" * 40,
    "Об этом",
    "X: y",
]


@pytest.mark.parametrize("text", ODD)
def test_scraps_say_nothing(text: str) -> None:
    assert said_in(Document(text=text, name="page")) == ()


def test_what_a_foreign_speaker_says_concerns_the_state_that_the_page_is_about() -> None:
    text = (
        "В Чили прошли выборы. Чили выбирало президента в третий раз. Президент Чили ушёл. "
        "МИД Дании надеется, что начатое будет доведено до конца."
    )
    assert [s.speaker for s in said_in(Document(text=text, name="page"))] == ["МИД Дании"]


OUT = [
    "Мэр Осло Ида Берг сообщила, что новый трамвай выйдет на линию осенью. По ее словам, вагоны уже готовы.",
    "Тренер сборной Дании заявил, что матч с командой Польши был трудным. Футболисты забили два гола.",
    "Кому нужен порт?\nАйварс Берзиньш строил порт для Латвии и Литвы с надеждой на рост сотрудничества.\n"
    "Что дальше?\nРоль порта в торговле Латвии и Литвы остается важной.",
    "Законом установлено, что налог платят все. Согласно закону, срок уплаты истекает в мае.",
]


@pytest.mark.parametrize("text", OUT)
def test_what_concerns_one_side_or_a_game_is_left_out(text: str) -> None:
    assert said_in(Document(text=text, name="page")) == ()


@pytest.mark.parametrize("name", sorted(p.name for p in PAGES.glob("*.txt")))
def test_quotes_and_evidence_stand_where_they_say(name: str) -> None:
    document, found = page(name)
    assert found
    for statement in found:
        assert statement.quote in document.text
        for evidence in statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote


def test_reading_twice_changes_nothing() -> None:
    document, found = page("news.txt")
    assert [s.id for s in said_in(document)] == [s.id for s in found]


SENTENCES = [
    ("Дания отметила 30-летие установления отношений с Польшей, в Варшаве отмечают День моряка.", []),
    ("Дания отметила важность отношений с Польшей.", ["важность отношений с Польшей"]),
    (
        "Ларс Бек из Дании заявил, что Польша друг, и пообещал, что Копенгаген поможет Варшаве.",
        ["Польша друг", "Копенгаген поможет Варшаве"],
    ),
    ("Посол Дании уверен: Польша и Дания договорятся.", ["Польша и Дания договорятся"]),
    (
        "Датский премьер не исключил, что Копенгаген пересмотрит договор с Польшей.",
        ["Копенгаген пересмотрит договор с Польшей"],
    ),
    (
        "Посол Дании рассказал, что Польша ждёт ответа, сообщает «Лента.ру».",
        ["Польша ждёт ответа"],
    ),
    (
        "Премьер Дании: мы не хотим ссориться с Польшей\n\nДень был ясный.",
        ["мы не хотим ссориться с Польшей"],
    ),
    ("В Дании арестован поляк, которого обвиняют в шпионаже против Копенгагена.", []),
]


@pytest.mark.parametrize(("text", "quotes"), SENTENCES, ids=[text[:30] for text, _ in SENTENCES])
def test_what_a_sentence_attributes(text: str, quotes: list[str]) -> None:
    document = Document(text=text + "\n\nДания и Польша ведут переговоры о союзе.", name="own")
    assert [statement.quote for statement in said_in(document)] == quotes


INTRODUCED = "Министр иностранных дел Норвегии Ларс Бек осудил Чили и Перу. "
SPOKEN = [
    # whatever a person does after a dash or before a quotation, the words are his
    ("«С Чили стало трудно», — улыбнулся Бек.", "С Чили стало трудно", "Ларс Бек"),
    (
        "Бек предложение Чили отверг: «Ни рыбой, ни лесом мы не платим».",
        "Ни рыбой, ни лесом мы не платим",
        "Ларс Бек",
    ),
    # short forms, places that speak, reported doubt
    ("В МИД Норвегии уверены, что Чили обязано ответить.", "Чили обязано ответить", "МИД Норвегии"),
    ("В Осло уверены: Чили обязано ответить.", "Чили обязано ответить", "Норвегия"),
    ("Бек убеждён в обратном: Чили виновато.", "Чили виновато", "Ларс Бек"),
    ("Из Сантьяго ответили, что Норвегия лжёт.", "Норвегия лжёт", "Чили"),
    ("Бек заверил коллег, будто Чили согласно.", "Чили согласно", "Ларс Бек"),
    # words in marks right behind the verb; the press of a town, a force of a body
    ("Бек потребовал «прекратить лов и уйти из залива».", "прекратить лов и уйти из залива", "Ларс Бек"),
    ("По сведениям бергенской «Моргенбладет», Чили скоро уйдёт.", "Чили скоро уйдёт", "Моргенбладет"),
    ("В прокуратуре Норвегии вину Чили отрицают.", "вину Чили", "Прокуратура Норвегии"),
    ("Силы ООН сообщили, что Чили ушло.", "Чили ушло", "силы ООН"),
    ("– Чили нам не указ, – улыбнулся капитан сборной Ларс Бек.", "Чили нам не указ", "Ларс Бек"),
]


@pytest.mark.parametrize(("text", "quote", "speaker"), SPOKEN, ids=[quote for _, quote, _ in SPOKEN])
def test_what_verbs_of_any_sense_attribute(text: str, quote: str, speaker: str) -> None:
    document = Document(text=INTRODUCED + "\n\n" + text, name="sample", published="2019-05-20")
    assert {s.quote: s.speaker for s in said_in(document)} == {quote: speaker}


def test_a_title_before_a_dash_is_no_speech() -> None:
    text = INTRODUCED + "\n\n«Три сестры» — показал Бек послам Чили и Перу."
    assert said_in(Document(text=text, name="sample", published="2019-05-20")) == ()
