"""Pages that were made are kept for one state of the record, and for no reader alone."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.app.conftest import Writer, waited_for

from legation.app.web.desk import Kept
from legation.app.web.making import Made


def test_a_page_that_the_browser_has_is_not_made_again(reader: TestClient) -> None:
    first = reader.get("/KAZ/JPN")
    again = reader.get("/KAZ/JPN", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = reader.get("/KAZ/JPN?lang=ru", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_chart_that_a_page_asks_for_late_does_not_choose_its_language_again(reader: TestClient) -> None:
    reader.get("/KAZ/JPN?lang=ru")
    reader.get("/chart/tone/KAZ/JPN?lang=en", headers={"accept": "application/json"})
    assert '<html lang="ru">' in reader.get("/").text


def test_what_is_filed_shows_at_once_in_pages_that_were_kept(writer: Writer) -> None:
    event = writer.record.events(states=["KAZ", "JPN"])[0]
    page = writer.client.get(f"/event/{event.id}")
    form = {"token": writer.token, "verdict": "note", "id": event.id, "value": "see the archive"}
    writer.client.post("/judge", data=form)
    after = writer.client.get(f"/event/{event.id}", headers={"if-none-match": page.headers["etag"]})
    assert after.status_code == 200
    assert "see the archive" in after.text


def test_a_reader_sees_no_name_or_token_but_the_own(writer: Writer) -> None:
    path = f"/event/{writer.record.events()[0].id}"
    own = writer.client.get(path, headers={"cookie": "legation-who=Anna"}).text
    other = writer.client.get(path, headers={"cookie": f"legation-session={'b' * 32}"}).text
    assert 'value="Anna"' in own
    assert "Anna" not in other
    tokens = {page.partition('name="token" value="')[2][:64] for page in (own, other)}
    assert len(tokens) == 2
    assert all(token.isalnum() for token in tokens)


def test_the_oldest_pages_go_when_room_is_short() -> None:
    kept = Kept(most=10)
    for name in "abc":
        kept.put("state", ("en", name), Made(200, b"1234"))
    assert kept.get("state", ("en", "a")) is None
    assert kept.get("state", ("en", "c")) == Made(200, b"1234")
    assert kept.get("later", ("en", "c")) is None
    kept.put("later", ("en", "d"), Made(200, b"1"))
    assert kept.get("state", ("en", "c")) is None


def test_an_address_without_a_page_says_so(reader: TestClient) -> None:
    answer = reader.get("/nothing/at/all/here", headers={"accept-language": "ru"})
    assert answer.status_code == 404
    assert "По этому адресу нет страницы" in answer.text


def test_a_judgement_by_another_hand_is_seen(writer: Writer) -> None:
    """Whoever writes to the file, the desk sees it: here a record opened by itself."""
    before = writer.client.get("/judgements").text
    id = writer.record.events()[0].id
    writer.client.post("/api/v1/judgements", json={"verdict": "note", "ids": [id], "value": "from afar"})
    assert waited_for(lambda: "from afar" in writer.client.get("/judgements").text)
    assert "from afar" not in before
