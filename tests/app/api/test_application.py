"""The REST API: filters, pages of lists, formats, ETags, problems, judgements and readings."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.conftest import PAGES, Writer, waited_for

from legation.store.record import open_record

LISTS = ["events", "statements", "figures", "agreements", "offices", "conflicts", "actors", "documents"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_the_records_own(reader: TestClient, desk_file: Path, name: str) -> None:
    told = reader.get(f"/api/v1/{name}").json()
    with open_record(desk_file) as record:
        assert [item["id"] for item in told["items"]] == [item.id for item in getattr(record, name)()]
    assert told["next"] is None


def test_a_list_is_gone_through_by_cursor(reader: TestClient) -> None:
    whole = [item["id"] for item in reader.get("/api/v1/events").json()["items"]]
    found: list[str] = []
    where = "/api/v1/events?limit=2"
    while where:
        answer = reader.get(where)
        found += [item["id"] for item in answer.json()["items"]]
        where = answer.links.get("next", {}).get("url", "")
    assert found == whole


def test_filters_are_those_of_the_command_line(reader: TestClient) -> None:
    def whens(query: str) -> list[str]:
        return [e["when"] for e in reader.get(f"/api/v1/events?{query}").json()["items"]]

    assert whens("states=KAZ&states=Япония&until=2000") == ["1994-04", "1996"]
    assert whens("states=KAZ,JPN&since=2019&act=sign") == ["2019-03-12"]
    assert whens("states=KAZ,JPN&until=2000&newest=true") == ["1996", "1994-04"]


def test_formats(reader: TestClient) -> None:
    whole = reader.get("/api/v1/events").json()["items"]
    lines = reader.get("/api/v1/events", headers={"accept": "application/x-ndjson"}).text.splitlines()
    assert [json.loads(line) for line in lines] == whole
    rows = list(csv.DictReader(io.StringIO(reader.get("/api/v1/events?format=csv").text)))
    assert [row["id"] for row in rows] == [item["id"] for item in whole]
    assert all(row["quotes"] for row in rows)


def test_an_answer_known_already_is_not_sent_again(writer: Writer) -> None:
    tag = writer.client.get("/api/v1/events").headers["etag"]
    assert writer.client.get("/api/v1/events", headers={"if-none-match": tag}).status_code == 304
    event = writer.record.events()[0].id
    assert (
        writer.client.post(
            "/api/v1/judgements", json={"verdict": "note", "ids": [event], "value": "x"}
        ).status_code
        == 201
    )
    assert writer.client.get("/api/v1/events", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/api/v1/events?states=Нигде-то", 404, "no state is called"),
        ("/api/v1/events?since=soon", 400, "is no date"),
        ("/api/v1/events?limit=0", 422, "limit"),
        ("/api/v1/events?cursor=x", 400, "is no cursor"),
        ("/api/v1/items/none", 404, "Nothing in the record"),
        ("/api/v1/documents/none", 404, "No document"),
        ("/api/v1/nothing", 404, "Not Found"),
        ("/api/v1/readings/none", 404, "No reading"),
    ],
)
def test_problems_have_one_shape(reader: TestClient, path: str, status: int, detail: str) -> None:
    answer = reader.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status)
    assert detail in told["detail"]
    assert {"type", "title", "status", "detail"} == set(told)


def test_every_path_is_described(reader: TestClient) -> None:
    told = reader.get("/api/v1/openapi.json").json()
    assert {f"/{name}" for name in LISTS} <= set(told["paths"])
    for path in told["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert "application/problem+json" in operation["responses"]["404"]["content"]


def test_pages_of_other_sites_may_send_nothing(writer: Writer) -> None:
    event = writer.record.events()[0].id
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        said = {"verdict": "note", "ids": [event], "value": "x"}
        assert writer.client.post("/api/v1/judgements", json=said, headers=headers).status_code == 403
        files = {"files": ("a.txt", b"x")}
        assert writer.client.post("/api/v1/pages", files=files, headers=headers).status_code == 403
    assert writer.record.judgements() == []


def test_pages_are_sent_read_and_found(writer: Writer) -> None:
    sent = {"files": ("dropped.txt", (PAGES / "dropped.txt").read_bytes())}
    answer = writer.client.post("/api/v1/pages", files=sent)
    assert answer.status_code == 202
    where = answer.headers["location"]
    told = waited_for(lambda: (t := writer.client.get(where).json())["stage"] in ("done", "failed") and t)
    assert (told["stage"], told["read"]) == ("done", 1)
    assert writer.client.get("/api/v1/events?states=MNG,CHN").json()["items"]
