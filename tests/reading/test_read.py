"""A page → the document: its text as it stands, and what it tells of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import UnreadablePage
from legation.reading.limits import Limits
from legation.reading.read import read
from legation.record import Document, Page

BODY = (
    "Министры иностранных дел двух стран обсудили в Анкаре торговлю, перевозки и поездки граждан, "
    "а также подписали план консультаций на два года."
)


def document(text: str, **facts: str) -> Document:
    return read(Page(name="page.txt", content=text.encode(), **facts))


def furniture(found: Document) -> list[tuple[str, str]]:
    return [(found.text[stretch.start : stretch.end], stretch.why) for stretch in found.furniture]


def test_the_text_is_the_file_with_its_line_ends_and_blanks() -> None:
    text = f"  Заголовок страницы\r\n\r\n{BODY}\r\n\t\n"
    assert document(text).text == text


def test_an_agency_item_with_title_date_and_dateline() -> None:
    found = document(
        f"План консультаций подписан в Анкаре\n\n05.08.2018 10:35\n\nАНКАРА, 5 августа /ТАСС/. {BODY}\n"
    )
    (passage,) = found.passages
    assert (found.published, found.publisher, found.language) == ("2018-08-05", "ТАСС", "ru")
    assert found.title == passage.title == "План консультаций подписан в Анкаре"
    assert furniture(found) == [
        ("05.08.2018 10:35", "date marker"),
        ("АНКАРА, 5 августа /ТАСС/.", "dateline"),
    ]


def test_a_page_glued_from_three_articles() -> None:
    page = (
        "турция и монголия отношения\n\n"
        "Министр прибыл в Анкару 12 мая 2021, 18:38\n\n"
        "турция и монголия. Смотреть фото турция и монголия. Смотреть картинку турция и монголия\n\n"
        f"{BODY} Об этом сообщает Primer.kz.\n\nИсточник\n\n"
        "Лекция 3 Двусторонние связи\n\n"
        f"{BODY}\n\n{BODY}\n\nИсточник\n\n"
        "Иванов И.И. Турция – Монголия: полвека вместе\n\n"
        f"В уходящем 2019 году страны отмечают юбилей. {BODY}\n"
    )
    found = document(page)
    assert [(p.title, p.published, p.written, p.publisher, p.author) for p in found.passages] == [
        ("Министр прибыл в Анкару", "2021-05-12", "", "Primer.kz", ""),
        ("Лекция 3 Двусторонние связи", "", "", "", ""),
        ("Турция – Монголия: полвека вместе", "", "2019", "", "Иванов И.И."),
    ]
    assert found.published == ""
    assert found.dated(page.index("В уходящем")) == "2019"
    assert [why for _, why in furniture(found)] == [
        "key words as a title",
        "date marker",
        "captions for search engines",
        "link caption",
        "link caption",
    ]


def test_a_digest_of_items_with_datelines_is_cut_at_each_title() -> None:
    page = (
        f"Подписан план\n\nАНКАРА, 5 мая 2016 года. /ТАСС/. {BODY}\n\n"
        f"Посол вручил грамоты\n\nУЛАН-БАТОР, 7 мая 2016 года. /МОНЦАМЭ/. {BODY}\n"
    )
    found = document(page)
    assert [(p.title, p.published, p.publisher) for p in found.passages] == [
        ("Подписан план", "2016-05-05", "ТАСС"),
        ("Посол вручил грамоты", "2016-05-07", "МОНЦАМЭ"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Фото: пресс-служба министерства", "photo credit"),
        ("Читайте также: Посол отозван", "related"),
        ("Поделиться", "share buttons"),
        ("Оставить комментарий", "comment form"),
        ("Теги: Турция, Монголия", "tags"),
        ("#Турция #Монголия", "tags"),
        ("Все права защищены. Использование материалов только со ссылкой", "rights"),
        ("Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "error form"),
        ("Подписывайтесь на наш Telegram-канал", "subscription"),
        ("мини|Министр в Анкаре", "image markup"),
        ("* * *", "rule"),
    ],
)
def test_furniture_by_its_words(line: str, why: str) -> None:
    found = document(f"План подписан\n\n{BODY}\n\n{line}\n\n{BODY}\n")
    assert furniture(found) == [(line, why)]
    assert found.in_furniture(found.text.index(line))
    assert not found.in_furniture(found.text.index(BODY))


@pytest.mark.parametrize(
    "line",
    [
        "Источник в правительстве сообщил, что переговоры продолжатся.",
        "Рекомендуем правительствам завершить переговоры, сказано в заявлении.",
        "Последние новости из Анкары говорят о том, что переговоры завершились успешно.",
        "Взаимодействие высшего уровня",
    ],
)
def test_what_is_text_stays_text(line: str) -> None:
    assert furniture(document(f"План подписан\n\n{BODY}\n\n{line}\n\n{BODY}\n")) == []


def test_captions_between_title_and_text_are_furniture_and_a_byline_is_not() -> None:
    found = document(f"Министр прибыл в Анкару\nИван Иванов\nЗдание министерства в Анкаре\n{BODY}\n")
    assert furniture(found) == [("Иван Иванов", "caption"), ("Здание министерства в Анкаре", "caption")]
    found = document(f"Наш общий путь\n\nИван Иванов, министр иностранных дел\n\n{BODY}\n")
    assert furniture(found) == []
    assert found.passages[0].author == "Иван Иванов"


def test_what_the_source_tells_outranks_the_page() -> None:
    found = document(
        f"01.02.2020\n\n{BODY}", published="2020-01-31T22:00:00Z", publisher="Вестник", title="План"
    )
    assert (found.published, found.publisher, found.title) == ("2020-01-31", "Вестник", "План")
    assert found.passages[0].published == "2020-01-31"


def test_a_date_given_by_hand_serves_pages_without_one() -> None:
    assert read(Page(name="a", text=BODY), published="5 мая 2016").published == "2016-05-05"
    assert (
        read(Page(name="a", text=f"01.02.2020\n\n{BODY}"), published="2016-05-05").published == "2020-02-01"
    )


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
def test_a_web_page(encoding: str) -> None:
    html = f"""<!doctype html><html lang="ru"><head><meta charset="windows-1251"><title>План | Вестник</title>
      <meta property="og:site_name" content="Вестник"><meta property="article:published_time"
      content="2020-02-01T10:00:00+05:00"></head><body><nav><a href="/">Главная</a></nav>
      <article><h1>План подписан</h1><p>{BODY}</p><p>{BODY.replace("Анкаре", "Измире")}</p></article>
      <footer>Все права защищены.</footer></body></html>"""
    found = read(Page(name="a.html", content=html.encode(encoding), media_type="text/html"))
    assert (found.title, found.published, found.publisher) == ("План подписан", "2020-02-01", "Вестник")
    assert found.text.startswith("План подписан")
    assert BODY in found.text
    assert "Главная" not in found.text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(name="a", content=b""), "empty: no text in it"),
        (Page(name="a", content=" \r\n\xa0".encode()), "empty: no text in it"),
        (Page(name="a", content=bytes(range(256)) * 9), "not a text but a binary file"),
        (
            Page(name="a", content=b"<html><script>draw()</script></html>", media_type="text/html"),
            "no text found in 36 bytes of HTML; is it drawn by script?",
        ),
    ],
)
def test_pages_that_cannot_be_read_say_why(page: Page, reason: str) -> None:
    with pytest.raises(UnreadablePage) as failure:
        read(page)
    assert str(failure.value) == reason


def test_a_text_beyond_the_bound_is_refused() -> None:
    with pytest.raises(UnreadablePage, match="2,001 characters, more than the 2,000"):
        read(Page(name="a", text="я" * 2001), limits=Limits(text_characters=2000))


def test_a_japanese_page_is_a_document_in_japanese() -> None:
    assert document("外務大臣は来週アンカラを訪問する。").language == "ja"


LINES = st.sampled_from(
    [
        "Фото: архив",
        "Источник",
        "АНКАРА, 5 мая. /ТАСС/. Министр прибыл.",
        "12.05.2021",
        BODY,
        "План",
        "",
        "***",
        "я",
    ]
)


@settings(max_examples=60)
@given(st.lists(LINES | st.text(max_size=40), max_size=12).map("\n".join))
def test_passages_and_furniture_lie_in_the_text_in_order(text: str) -> None:
    try:
        found = read(Page(name="a", text=text))
    except UnreadablePage:
        return
    assert found.text == text
    assert found.passages
    for stretches in (found.passages, found.furniture):
        bounds = [place for stretch in stretches for place in (stretch.start, stretch.end)]
        assert bounds == sorted(bounds)
        assert all(0 <= place <= len(text) for place in bounds)
    assert read(Page(name="a", text=text)) == found
