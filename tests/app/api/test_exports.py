"""Exports by the API are what the command line writes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from legation.app.api.exporting import _Pipe
from legation.exports.formats import FORMATS, export

NARROWED = {"states": ["KAZ"], "since": "1990"}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_sent_as_the_command_writes_it(
    reader: TestClient, desk_file: Path, tmp_path: Path, name: str
) -> None:
    whole = name == "canonical"
    answer = reader.get(f"/api/v1/export/{name}" + ("" if whole else "?states=Казахстан&since=1990"))
    assert answer.status_code == 200
    record = reader.app.app.state.desk.record  # type: ignore[attr-defined]
    out = tmp_path / "out"
    export(record, name, out, **({} if whole else NARROWED))
    if not FORMATS[name].folder:
        assert answer.content == out.read_bytes()
        return
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        sent = {entry: archive.read(entry) for entry in archive.namelist()}
    assert sent == {file.name: file.read_bytes() for file in out.iterdir()}
    assert not list(desk_file.parent.glob("*.outgoing-*"))


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("export/xlsx", 400, "is no format"),
        ("export/jsonl?since=soon", 400, "is no date"),
        ("export/jsonl?states=Нигде-то", 404, "no state is called"),
        ("export/canonical?states=KAZ", 400, "takes no filters"),
        ("export/jsonl?limit=0", 422, "limit"),
        ("export/polecat?actor=Никто Неизвестный", 404, "No actor"),
    ],
)
def test_what_is_wrong_shows_before_anything_is_sent(
    reader: TestClient, path: str, status: int, detail: str
) -> None:
    answer = reader.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert detail.casefold() in answer.text.casefold()


def test_an_export_that_nobody_reads_on_ends() -> None:
    pipe = _Pipe()
    pipe.put(b"a")
    chunks = pipe.taken()
    assert next(chunks) == b"a"
    chunks.close()  # type: ignore[attr-defined]
    with pytest.raises(BrokenPipeError):
        pipe.write(b"b")


def test_news_brief_and_check(reader: TestClient) -> None:
    assert reader.get("/api/v1/news").json()["changes"]
    brief = reader.get("/api/v1/brief/KAZ/Япония?lang=en").json()
    assert brief["sections"]
    told = reader.post("/api/v1/check", json={"text": "Марс вступил в союз.", "date": "2016-01-01"})
    assert told.status_code == 200
    assert [sentence["verdict"] for sentence in told.json()["sentences"]] == ["not-in-the-record"]
    assert reader.post("/api/v1/check", json={"text": ""}).status_code == 422
