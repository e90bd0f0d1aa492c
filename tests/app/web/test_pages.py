"""Pages without a browser: what they show, what they refuse, what stands in their addresses."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from legation.store.record import open_record

MAIN = ["/", "/KAZ/JPN", "/KAZ", "/documents", "/people", "/network", "/media", "/conflicts", "/same"]
MAIN += ["/judgements", "/search?q=визит", "/list/event", "/list/figure", "/list/statement", "/list/office"]


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    return Tags(html).found


@pytest.mark.parametrize("path", MAIN)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_main_page_answers_in_both_languages(reader: TestClient, path: str, language: str) -> None:
    answer = reader.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1


def test_every_thing_of_the_record_has_a_page(reader: TestClient, desk_file: Path) -> None:
    with open_record(desk_file) as record:
        for kind in ("event", "statement", "figure", "agreement", "office"):
            for thing in record.each(kind):
                page = reader.get(f"/{kind}/{thing.id}")
                assert page.status_code == 200, (kind, thing.id)
                assert thing.claims[0].document in page.text
        for actor in record.actors():
            assert reader.get(f"/actor/{actor.id}").status_code == 200


def test_each_claim_of_a_document_is_marked_where_it_stands(reader: TestClient, desk_file: Path) -> None:
    with open_record(desk_file) as record:
        for filed in record.documents():
            text = record.document(filed.id)
            ids = {attributes.get("id") for _, attributes in tags(reader.get(f"/document/{filed.id}").text)}
            for item in text.items:
                assert f"c-{item.id}" in ids
                for told in item.claims:
                    if told.document == filed.id:
                        assert {f"m-{e.start}-{e.end}" for e in told.evidence} <= ids


def test_links_inside_the_desk_lead_somewhere(reader: TestClient) -> None:
    seen = set()
    for path in ("/", "/KAZ/JPN", "/people", "/documents"):
        for tag, attributes in tags(reader.get(path).text):
            where = (attributes.get("href") or "").partition("#")[0]
            if tag == "a" and where.startswith("/") and where not in seen:
                seen.add(where)
                assert reader.get(where).status_code == 200, where
    assert len(seen) > 30


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("until=2000", "April 1994", "12 March 2019"),
        ("since=2019", "12 March 2019", "April 1994"),
        ("act=visit", "April 1994", "Mission opened:"),
        ("actor=Коно", "Таро Коно", "Mission opened:"),
    ],
)
def test_filters_stand_in_the_address(reader: TestClient, query: str, shown: str, hidden: str) -> None:
    chronology = (
        reader.get(f"/KAZ/JPN?{query}").text.partition('id="chronology"')[2].partition('id="tone"')[0]
    )
    assert shown in chronology
    assert hidden not in chronology


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/Казахстан/Япония", 200, "Kazakhstan"),
        ("/KAZ/Japan", 200, "Kazakhstan"),
        ("/KAZ/Jpaan", 404, "did you mean"),
        ("/event/nothing", 404, "Nothing in the record"),
        ("/KAZ/JPN?since=tomorrow", 400, "is no date"),
        ("/list/event?limit=x", 400, "is no number"),
        ("/static/../desk.py", 404, ""),
        ("/document/x?at=1e9", 400, "is no number"),
    ],
)
def test_what_cannot_be_shown_is_told(reader: TestClient, path: str, status: int, words: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == status
    assert words in answer.text


def test_pages_of_hostile_texts_run_nothing(reader: TestClient, desk_file: Path) -> None:
    with open_record(desk_file) as record:
        hostile = record.document("hostile.txt")
    addresses = [f"/document/{hostile.facts.id}", "/KAZ/JPN", "/search?q=друг"]
    addresses += [f"/{type(i).__struct_config__.tag}/{i.id}" for i in hostile.items]
    addresses += ["/search?q=<script>alert(1)</script>", "/KAZ/<script>", "/outlet/<script>alert(1)</script>"]
    for where in addresses:
        html = reader.get(where).text
        scripts = [attributes for tag, attributes in tags(html) if tag == "script"]
        assert scripts == [{"src": "/static/desk.js", "defer": None}], where
        assert not [a for _, a in tags(html) if any(name.startswith("on") or name == "style" for name in a)]
        assert "\u202e" not in html


def test_a_page_seen_before_is_not_sent_again(reader: TestClient) -> None:
    first = reader.get("/KAZ/JPN")
    again = reader.get("/KAZ/JPN", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
