"""Pages of the web as sites lay them out: what is the article, when, whose; and what stands around it."""

from __future__ import annotations

import pytest

from legation.errors import UnreadablePage
from legation.reading.kinds import HTML, RTF
from legation.reading.read import read
from legation.record import Document, Page

VISIT = "Министр иностранных дел Монголии прибыл в Анкару и провёл переговоры с министром обороны Турции."
TREATY = "Стороны подписали соглашение о сотрудничестве в области железнодорожного транспорта на пять лет."
LOAN = "Турция предоставит Монголии кредит на 20 млн долларов, сообщила пресс-служба министерства финансов."


def page(body: str, title: str = "Новости", encoding: str = "utf-8") -> Document:
    head = f"<head><meta charset='{encoding}'><title>{title}</title></head>"
    html = f"<html>{head}<body>{body}</body></html>"
    return read(Page(name="a.html", content=html.encode(encoding), media_type=HTML))


def told(document: Document) -> list[str]:
    """The lines that are text and no furniture."""
    lines, at = [], 0
    for line in document.text.split("\n"):
        if line.strip() and not document.in_furniture(at):
            lines.append(line)
        at += len(line) + 1
    return lines


def test_a_page_laid_out_by_tables_as_sites_were() -> None:
    menu = "<a href=1>О посольстве</a><br><a href=2>Посол</a><br><a href=3>Контакты</a>"
    body = (
        "<table><tr><td colspan=2><font size=5>Посольство Монголии</font></td></tr>"
        f"<tr><td width=150>{menu}</td>"
        "<td><b>Визит министра в Анкару</b><br><i>12 февраля 2006 г.</i><br><br>"
        f"{VISIT}<br><br>{TREATY}<br><br>{LOAN} {VISIT}<br>{TREATY} {LOAN}</td></tr></table>"
    )
    document = page(body, encoding="windows-1251")
    assert document.published == "2006-02-12"
    assert document.passages[0].title == "Визит министра в Анкару"
    assert VISIT in told(document)
    assert not any("|" in line or "Контакты" in line for line in told(document))


def test_several_articles_on_one_page_keep_their_titles_and_days() -> None:
    items = {
        "Монголия": ("21 июля 2018", VISIT),
        "Договор": ("20 июля 2018", TREATY),
        "Кредит": ("19 июля 2018", LOAN),
    }
    body = "".join(
        f"<div><h2>{name}: новая встреча сторон</h2><div class=d>{day}</div><p>{words}</p><p>{LOAN}</p></div>"
        for name, (day, words) in items.items()
    )
    document = page(f"<nav>Главная Архив</nav><div class=feed>{body}</div>", "Новости дипломатии")
    assert [passage.published for passage in document.passages] == ["2018-07-21", "2018-07-20", "2018-07-19"]
    assert "Договор: новая встреча сторон" in told(document)


@pytest.mark.parametrize("parting", ["::", "|", "—", "-"])
def test_the_name_of_the_site_is_no_part_of_the_title(parting: str) -> None:
    words = f"{VISIT}<br><br>{TREATY}<br><br>{LOAN}"
    body = f"<div><div class=h>Визит министра в Анкару</div><div>{words}</div></div>"
    assert page(body, f"Визит министра в Анкару {parting} Деловая газета").title == "Визит министра в Анкару"


def test_a_date_below_an_article_is_its_own() -> None:
    below = "Дата публикации: 8 мая 2018 года, 15:20. Прямая ссылка: example.org/d/1"
    document = read(Page(name="a.txt", text=f"Визит в Анкару\n{VISIT}\n{TREATY}\n{LOAN}\n{below}"))
    assert [passage.published for passage in document.passages] == ["2018-05-08"]


def test_an_english_sentence_with_a_hyphened_name_is_no_caption() -> None:
    first = "Prime Minister of Mongolia Luvsannamsrai Oyun-Erdene held talks with his colleague in Tokyo."
    second = "The two sides signed a memorandum of cooperation on digital transformation."
    document = page(f"<main><h1>Joint Statement</h1><p>{first}</p><p>{second}</p></main>", "Joint Statement")
    assert first in told(document)


def test_half_a_pair_of_surrogates_breaks_no_page() -> None:
    document = read(
        Page(name="a.rtf", content=rb"{\rtf1\ansi\uc1 \u-9973? A \u-10179?\u-8704?}", media_type=RTF)
    )
    assert document.text.encode("utf-8")
    assert "\N{GRINNING FACE}" in document.text


PIECES = {
    "a paragraph": f"<p>{VISIT}</p>",
    "a block": f"<div>{VISIT}</div>",
    "bare words": VISIT,
    "a block in a block": f"<div><section><p>{VISIT}</p></section></div>",
    "a sentence that breaks off": f"<p>{VISIT[:-1]}</p>",
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_html_that_is_sentences_is_text(piece: str) -> None:
    for given in (
        Page(name="a", text=PIECES[piece], media_type=HTML),
        Page(name="a", content=PIECES[piece].encode(), media_type=HTML),
    ):
        assert read(given).text.rstrip(".") == VISIT.rstrip(".")


def test_a_short_sentence_is_enough_for_a_piece() -> None:
    assert (
        read(Page(name="a", text="<p>Посол прибыл в Бонн.</p>", media_type=HTML)).text
        == "Посол прибыл в Бонн."
    )


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/all'>Все новости министерства</a>",
        "<nav>Главная Архив Контакты Подписка Поиск</nav>",
        "<html><body><p>Загрузка страницы.</p></body></html>",
        "<p></p>",
    ],
)
def test_buttons_and_menus_are_no_text(html: str) -> None:
    with pytest.raises(UnreadablePage, match=r"no text found in .* of HTML; check that it is whole"):
        read(Page(name="a", text=html, media_type=HTML))


def test_a_page_that_is_drawn_by_script_says_so() -> None:
    html = "<html><body><div id=app></div><script src=a.js></script></body></html>"
    with pytest.raises(UnreadablePage, match=r"is it drawn by script\?"):
        read(Page(name="a", text=html, media_type=HTML))
