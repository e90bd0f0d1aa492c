"""Who is let in, from where, and what the browser may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.conftest import PASSWORD, Writer

from legation.app.cli.serving import password_of, refuse_open_door
from legation.app.web.reading import safe_name
from legation.app.web.site import site
from legation.errors import BadInput


def test_nothing_from_elsewhere_is_allowed(reader: TestClient) -> None:
    for path in ("/", "/api/v1/events", "/static/desk.js", "/nothing/at/all"):
        policy = reader.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8765", 200),
        ("[::1]:8765", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("192.168.0.7", 421),
        ("", 421),
    ],
)
def test_only_own_names_are_answered(reader: TestClient, host: str, status: int) -> None:
    assert reader.get("/", headers={"host": host}).status_code == status


def test_a_password_opens_the_door_and_nothing_else_does(desk_file: Path) -> None:
    client = TestClient(site(desk_file, ("0.0.0.0",), PASSWORD), base_url="http://192.168.0.7")  # noqa: S104
    assert client.get("/").status_code == 401
    assert client.get("/", auth=("anna", "guess")).status_code == 401
    assert client.get("/", headers={"authorization": "Basic ???"}).status_code == 401
    assert client.get("/", auth=("anna", PASSWORD)).status_code == 200
    assert client.get("/", auth=("anna", PASSWORD), headers={"host": "evil.example"}).status_code == 421


def test_others_are_let_in_only_with_a_password(tmp_path: Path) -> None:
    refuse_open_door("127.0.0.1", "")
    refuse_open_door("0.0.0.0", PASSWORD)  # noqa: S104
    with pytest.raises(BadInput, match="--password-file"):
        refuse_open_door("0.0.0.0", "")  # noqa: S104
    short = tmp_path / "short"
    short.write_text("short\n")
    with pytest.raises(BadInput, match="8 characters"):
        password_of(short)
    with pytest.raises(BadInput, match="cannot be read"):
        password_of(tmp_path / "none")


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        (True, {}, 303),
        (True, {"origin": "http://localhost"}, 303),
        (True, {"origin": "http://evil.example"}, 403),
        (True, {"sec-fetch-site": "cross-site"}, 403),
        (False, {}, 403),
    ],
)
def test_forms_count_only_from_own_pages(
    writer: Writer, token: bool, headers: dict[str, str], status: int
) -> None:
    id = writer.record.events()[0].id
    form = {"token": writer.token if token else "0" * 64, "verdict": "note", "id": id, "value": "so"}
    answer = writer.client.post("/judge", data=form, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert len(writer.record.judgements()) == (1 if status == 303 else 0)


def test_a_form_leads_back_only_to_own_pages(writer: Writer) -> None:
    form = {"token": writer.token, "verdict": "note", "id": writer.record.events()[0].id, "value": "so"}
    for back, where in (
        ("//evil.example/x", "/x"),
        ("http://evil.example/x", "/x"),
        ("/same?skip=1", "/same?skip=1"),
    ):
        answer = writer.client.post("/judge", data={**form, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == where


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("news.txt", "news.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\a.pdf", "a.pdf"),
        ("..", "page.txt"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("x" * 300 + ".html", "x" * 80 + ".html"),
    ],
)
def test_sent_files_get_plain_names(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept
