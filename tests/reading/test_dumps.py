"""Dumps that users have: exports of wikis, GDELT's tables, MediaCloud's lists; a row is a page."""

from __future__ import annotations

import bz2
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.written import TEXT, documents, found

from legation.reading.limits import Limits
from legation.reading.wikitext import shown_words
from legation.record import Document, Failure

MARKUP = {
    "links": ("[[Астана|Астане]], [[Париж]], [[w:Токио|]], [[w:ru:Бонн]]", "Астане, Париж, Токио, Бонн"),
    "a link elsewhere": ("[http://example.org/a Договор] и [https://example.org]", "Договор и"),
    "what stands aside": ("А[[Файл:a.jpg|thumb|Флаг [[Франция|Франции]]]]Б[[en:French envoy]]", "АБ"),
    "templates": ("{{тема|Мир}}На {{nobr|12 %}} в {{w|Япония|Японии}}, {{w|США}}.", "На 12 % в Японии, США."),
    "templates in templates": ("{{карточка|a={{флаг|Япония}}|b=[[x|y]]}}Посол", "Посол"),
    "a reference and a comment": (
        "Да<ref name=a>{{cite|x}}</ref>, нет<ref name=a />.<!-- [[ -->",
        "Да, нет.",
    ),
    "a table": ('Итог:\n{| class="wikitable"\n! a !! b\n|-\n| 1 || {{x}}\n|}\nТак.', "Итог:\n\nТак."),
    "marks of style": (
        "'''Посол''' ''Бонна''<br />в&nbsp;те&#32;<small>дни</small>",
        "Посол Бонна\nв\xa0те дни",
    ),
    "headings and lists": ("== Визит ==\n* Первый\n# Второй\n: Третий", "Визит\nПервый\nВторой\nТретий"),
    "what closes": ("А.\n== Источники ==\n* [http://x Y]\n=== Ещё ===\nZ\n== Итоги ==\nБ.", "А.\nИтоги\nБ."),
    "a quotation": ("{{цитата|Мы рады визиту|Посол}}", "Мы рады визиту"),
    "no markup": ("<nowiki>[[не ссылка]]</nowiki> 2 < 3", "[[не ссылка]] 2 < 3"),
    "marks without end": ("Посол {{прибыл [[в Бонн", "Посол прибыл в Бонн"),
    "ends without marks": ("Посол}} прибыл]] в |} Бонн", "Посол прибыл в |} Бонн"),
    "switches": ("__NOTOC__Посол{{-}}", "Посол"),
}


@pytest.mark.parametrize(("markup", "words"), MARKUP.values(), ids=MARKUP)
def test_the_words_that_a_wiki_shows(markup: str, words: str) -> None:
    assert shown_words(markup).text == words


@pytest.mark.parametrize(
    "markup",
    [
        "{{дата|14 марта 2019}}",
        "{{Дата | 14 | март | 2019 }}",
        "{{date|March 14, 2019}}",
        "[[Категория:Политика]][[Категория:14 марта 2019]]",
        "{{date|14 March 2019}} [[Category:March 1, 2001]]",
        "{{дата|2019-03-14}}",
    ],
)
def test_the_day_of_an_item(markup: str) -> None:
    assert shown_words(markup + " Посол").published == "2019-03-14"


MARKS = (
    "{{",
    "}}",
    "[[",
    "]]",
    "{|\n",
    "\n|}",
    "|",
    "=",
    "<ref>",
    "</ref>",
    "<!--",
    "[http://x ",
    "]",
    "а",
    "\n",
)


@settings(max_examples=60, deadline=2_000)
@given(st.lists(st.sampled_from(MARKS), max_size=60))
def test_no_markup_breaks_the_reading(marks: list[str]) -> None:
    shown_words("".join(marks))


@pytest.mark.parametrize(
    "mark", ["{{w|", "[[", "<ref>", "<!--", "[http://x ", "{|\n", "{{w|}}[[", "]]}}", "=", "'"]
)
def test_marks_without_end_take_no_time(mark: str) -> None:
    assert (
        len(shown_words(mark * 20_000).text) <= 20_000 * len(mark) * 2
    )  # it comes back: a slow way takes hours


HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="ru"><siteinfo>
<sitename>Викиновости</sitename><base>https://ru.wikinews.org/wiki/Main</base></siteinfo>"""


def wiki_page(title: str, text: str, space: str = "0", more: str = "") -> str:
    return (
        f"<page><title>{title}</title><ns>{space}</ns>{more}<revision><timestamp>2020-01-02T03:04:05Z</timestamp>"
        f'<text xml:space="preserve">{text}</text></revision></page>'
    )


EXPORT = "".join(
    (
        HEAD,
        wiki_page("Посол в Астане", "{{дата|14 марта 2019}}\n" + TEXT + "\n[[Категория:Астана]]"),
        wiki_page(
            "Старое имя", "#перенаправление [[Посол в Астане]]", more='<redirect title="Посол в Астане"/>'
        ),
        wiki_page("Обсуждение:Посол в Астане", "Спорим.", "1"),
        wiki_page("Без дня", TEXT.replace("Франции", "Монголии")),
        wiki_page("Пустая", ""),
        "</mediawiki>",
    )
)


@pytest.mark.parametrize("name", ["news.xml", "news.xml.bz2"])
def test_an_export_of_a_wiki_gives_its_articles(name: str, tmp_path: Path) -> None:
    content = bz2.compress(EXPORT.encode()) if name.endswith("bz2") else EXPORT.encode()
    pages = found(tmp_path, name, content)
    assert [str(each) for each in pages if isinstance(each, Failure)] == [
        "news.xml!Пустая: no text in the export; export it with its text"
    ]
    first, second = documents(pages)
    assert first.text == f"Посол в Астане\n\n{TEXT}"
    assert (first.name, first.title, first.published) == (
        "news.xml!Посол в Астане",
        "Посол в Астане",
        "2019-03-14",
    )
    assert (first.publisher, first.language) == ("Викиновости", "ru")
    assert first.url.startswith("https://ru.wikinews.org/wiki/%D0%9F%D0%BE")
    assert second.published == "2020-01-02"  # when it was saved, since nothing tells its day


def test_an_export_that_declares_entities_or_breaks_off(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE mediawiki [<!ENTITY a "ха"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    pages = found(tmp_path, "b.xml", bomb + HEAD + wiki_page("А", TEXT + "&b;&f;") + "<page><title>Б")
    assert [each.name for each in pages] == ["b.xml!А", "b.xml"]
    assert documents(pages)[0].text == f"А\n\n{TEXT}"
    assert "a damaged export of a wiki" in str(pages[1])
    (large,) = found(
        tmp_path, "l.xml", HEAD + wiki_page("А", TEXT * 9) + "</mediawiki>", limits=Limits(page_bytes=300)
    )
    assert "more than the 300 bytes" in str(large)


EXTRAS = (
    "<PAGE_PRECISEPUBTIMESTAMP>20190314090000</PAGE_PRECISEPUBTIMESTAMP>"
    "<PAGE_TITLE>Посол &amp; министр</PAGE_TITLE>"
)
GKG = ["20190314101500-12", "20190314101500", "1", "example.org", "https://example.org/1", *[""] * 21, EXTRAS]


def lines(*rows: list[str]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("columns", [None, {"text": "28"}])
def test_a_gkg_with_texts(columns: dict[str, str] | None, tmp_path: Path) -> None:
    content = lines([*GKG, 'Посол сказал: "Да.'], [*GKG, TEXT])
    pages = found(tmp_path, "20190314101500.gkg.csv", content, columns=columns)
    assert [each.name for each in pages] == ["20190314101500.gkg.csv:1", "20190314101500.gkg.csv:2"]
    quoting, document = documents(pages)
    assert quoting.text == 'Посол сказал: "Да.'
    assert (document.text, document.title, document.published) == (TEXT, "Посол & министр", "2019-03-14")
    assert (document.url, document.publisher) == ("https://example.org/1", "example.org")


TEXTLESS = {
    "a.gkg.csv": (lines(GKG), "GDELT GKG", "cut -f5 FILE"),
    "a.export.CSV": (lines(["7", "20190314", *[""] * 59]), "GDELT events", "cut -f61 FILE"),
    "a.mentions.CSV": (
        lines(["7", "20190314101500", "20190314101500", *[""] * 13]),
        "GDELT mentions",
        "cut -f6 FILE",
    ),
    "gkg1.csv": ("DATE\tNUMARTS\tCAMEOEVENTIDS\tSOURCEURLS\n1\t2\t3\t4\n", "GDELT GKG 1.0", "cut -f11 FILE"),
}


@pytest.mark.parametrize("name", TEXTLESS)
def test_a_table_of_gdelt_without_texts_says_what_to_do(name: str, tmp_path: Path) -> None:
    content, what, remedy = TEXTLESS[name]
    (failure,) = found(tmp_path, name, content)
    assert f"a table of {what}: it holds the addresses of articles" in str(failure)
    assert remedy in str(failure)


@pytest.mark.parametrize("columns", [{"text": "28"}, {"text": "words"}, {"url": "art", "text": "V21DATE"}])
def test_a_column_that_is_not_there_is_named(columns: dict[str, str], tmp_path: Path) -> None:
    (failure,) = found(tmp_path, "a.gkg.csv", lines(GKG), columns=columns)
    absent = next(iter(columns.values()))
    assert f"no column “{absent}”: the table has 27 columns (GDELT GKG); fetch its articles" in str(failure)
    (failure,) = found(tmp_path, "a.csv", "id,text\n1,Визит\n", columns=columns)
    assert str(failure).endswith(
        f"no column “{absent}”: the table has 2 columns; name one of these, or its number: id, text"
    )


STORY = {
    "stories_id": 7,
    "publish_date": "2024-01-01 10:00:00",
    "title": "Встреча",
    "url": "https://example.org/3",
    "media_name": "Пример",
    "language": "ru",
    "story_text": TEXT,
}
FACTS = ("Встреча", "2024-01-01", "https://example.org/3", "Пример", "ru", TEXT)


def facts(document: Document) -> tuple[str, ...]:
    told = document
    return (told.title, told.published, told.url, told.publisher, told.language, told.text)


def listed(*stories: object) -> str:
    return json.dumps(stories, ensure_ascii=False)


MEDIACLOUD = {
    "m.csv": ",".join(STORY) + "\n" + ",".join(map(str, STORY.values())) + "\n",
    "m.json": listed(STORY),
    "m.jsonl": json.dumps(STORY) + "\n",
    "lines.json": json.dumps(STORY) + "\n" + json.dumps(STORY) + "\n",
    "object.json": json.dumps({"status": "ok", "counts": [1], "result": {"stories": [STORY]}}),
    "one.json": json.dumps(STORY, indent=1),
}


@pytest.mark.parametrize("name", MEDIACLOUD)
def test_stories_of_mediacloud_by_the_names_of_their_columns(name: str, tmp_path: Path) -> None:
    pages = found(tmp_path, name, MEDIACLOUD[name])
    assert {facts(document) for document in documents(pages)} == {FACTS}
    assert len(documents(pages)) == len(pages)


def test_a_story_without_text_can_be_fetched(tmp_path: Path) -> None:
    story = {key: value for key, value in STORY.items() if key != "story_text"}
    (failure,) = found(tmp_path, "m.json", listed(story))
    assert isinstance(failure, Failure)
    assert failure.url == STORY["url"]
    assert "legation fetch --failed" in failure.remedy
    (table,) = found(tmp_path, "m.csv", ",".join(story) + "\n" + ",".join(map(str, story.values())))
    assert "the addresses stand in column 4" in str(table)


def test_a_list_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    pages = found(tmp_path, "a.json", listed(STORY, STORY)[:-20])
    assert [str(each) if isinstance(each, Failure) else each.name for each in pages] == [
        "a.json:1",
        "a.json: not JSON after 1 items: Unterminated string starting at; the rest was left unread; "
        "save it as JSON Lines (a record a line), or as CSV",
    ]
    (large,) = found(tmp_path, "b.json", listed(TEXT * 9_000), limits=Limits(page_bytes=300_000))
    assert "more than the 300.0 KB" in str(large)
    (none,) = found(tmp_path, "c.json", "[" * 9_999)
    assert "not JSON after 0 items" in str(none)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.mbox"])
def test_a_list_that_holds_nothing_says_so(name: str, tmp_path: Path) -> None:
    for content in ("", "\n", "[]" if name == "a.json" else "\r\n"):
        (failure,) = found(tmp_path, name, content)
        assert str(failure) == f"{name}: empty: no page in it; check that it is the file that you mean"


def test_a_table_without_heads_is_mapped_by_numbers(tmp_path: Path) -> None:
    rows = "12;2024-01-05;Посол Японии прибыл.\n13;2024-01-06;Посол Турции прибыл.\n"
    pages = documents(found(tmp_path, "a.csv", rows, columns={"text": "3", "published": "2"}))
    assert [(page.published, page.text) for page in pages] == [
        ("2024-01-05", "Посол Японии прибыл."),
        ("2024-01-06", "Посол Турции прибыл."),
    ]
    (page,) = documents(
        found(tmp_path, "b.csv", "n;date;words\n" + rows.partition("\n")[0], columns={"text": "3"})
    )
    assert (page.published, page.text) == ("2024-01-05", "Посол Японии прибыл.")
