"""A real server takes whole requests, several on one connection, and none whose head has no end."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest

from legation.app.web.hearing import LARGEST_HEAD

GET = b"GET /static/desk.css HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
def line(served: str) -> socket.socket:
    """A connection to the server."""
    host, _, port = served.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=10)


def answered(line: socket.socket) -> str:
    """The first line of the next answer, whose body is heard as well."""
    heard = line.makefile("rb")
    first = heard.readline().decode()
    length = 0
    while (head := heard.readline().strip().lower()) != b"":
        length = int(head.partition(b":")[2]) if head.startswith(b"content-length") else length
    heard.read(length)
    return first.split(" ", 2)[1]


def test_long_heads_on_one_connection_are_heard(line: socket.socket) -> None:
    with line:
        for _ in range(3):
            line.sendall(GET + b"X-Long: " + b"x" * (LARGEST_HEAD // 2) + b"\r\n\r\n")
            assert answered(line) == "200"


def test_a_long_body_is_no_long_head(line: socket.socket) -> None:
    with line:
        length = LARGEST_HEAD * 4
        head = f"POST /judge HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
        line.sendall(head.encode() + b"x" * length)
        assert answered(line) == "403"


@pytest.mark.parametrize("begun", [GET + b"X-Long: ", b"GET /", GET + b"A: b\r\n"])
def test_a_head_without_end_is_refused(line: socket.socket, begun: bytes) -> None:
    with line:
        line.sendall(begun)
        more = b"x" * 8192 if not begun.endswith(b"\n") else b"A: b\r\n" * 1_000
        for _ in range(3 * LARGEST_HEAD // len(more)):
            try:
                line.sendall(more)
            except ConnectionError:
                break
        with suppress(ConnectionError):  # it was closed while more was being sent
            assert answered(line) == "400"
