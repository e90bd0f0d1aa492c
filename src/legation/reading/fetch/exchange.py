"""One request to a checked address and its answer, bounded in time and bytes whatever the other side does."""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.reading.fetch.addresses import Target
from legation.reading.fetch.manners import Manners, Unfetched
from legation.reading.limits import size

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

CHUNK = 64 * 1024
BUSY = (408, 425, 429, 500, 502, 503, 504)  # answers after which asking once more may help
PACKED = ("gzip", "x-gzip", "deflate")
NO_PAGE = ("image/", "video/", "audio/", "font/", "text/css", "application/javascript", "text/javascript")


class Answer(Struct, frozen=True, kw_only=True):
    """What a host answered. `body` is as it came over the wire, still under its content coding."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str
    asked: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        """The first value of a header, empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def ask(target: Target, headers: Mapping[str, str], manners: Manners, most: int = 0) -> Answer:
    """Asks for one page. Raises Unfetched where nothing whole comes back within the bounds.

    At most `most` bytes (as a rule those of a page) and `manners.patience` seconds are taken.
    """
    last: Unfetched | None = None
    for address in target.addresses[:4]:
        try:
            return _asked(target, address, headers, manners, most or manners.page_bytes)
        except _Unreached as error:  # its other addresses may be reached
            last = error
    raise last or Unfetched(f"the host {target.host} has no address")


class _Unreached(Unfetched):
    pass


def _asked(target: Target, address: str, headers: Mapping[str, str], manners: Manners, most: int) -> Answer:
    connection = _connection(target, address, manners)
    asked = {"Host": target.authority, "User-Agent": manners.agent, "Connection": "close", **headers}
    too_long = f"its answer took more than {manners.patience:g} s"
    began, watch = monotonic(), Timer(manners.patience, _hang_up, (connection,))
    watch.daemon = True
    watch.start()
    try:
        try:
            connection.connect()
        except ssl.SSLError as error:
            why = f"no safe connection: {error.reason or error}"
            raise Unfetched(why, "check its certificate") from error
        except Exception as error:  # urllib3 wraps each error of the system in one of its own
            raise _Unreached(f"{target.host} cannot be reached ({_said(error)})", again=True) from error
        try:
            connection.request("GET", target.path, headers=asked, preload_content=False, decode_content=False)
            response = connection.getresponse()
            return Answer(
                url=target.url,
                status=response.status,
                reason=str(response.reason or ""),
                headers=tuple((str(k), str(v)) for k, v in response.headers.items()),
                body=_body(response, most, lambda: monotonic() - began > manners.patience, too_long),
                address=address,
                asked=tuple(asked.items()),
            )
        except Unfetched:
            raise
        except Exception as error:  # what a broken server provokes comes as any of a dozen kinds
            if monotonic() - began > manners.patience:
                raise Unfetched(too_long, "try again later", again=True) from error
            raise Unfetched(
                f"its answer is broken ({_said(error)})", "try again later", again=True
            ) from error
    finally:
        watch.cancel()
        connection.close()


def _connection(target: Target, address: str, manners: Manners) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=manners.silence)
    return HTTPSConnection(
        *(address, target.port),
        timeout=manners.silence,
        server_hostname=target.host,
        assert_hostname=target.host,
        ssl_context=_safe(),
        cert_reqs="CERT_REQUIRED",
    )


@cache
def _safe() -> ssl.SSLContext:
    """The authorities that this machine trusts, and those that come with certifi."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _hang_up(connection: HTTPConnection) -> None:
    """Ends what a timeout between bytes cannot: an answer that drips."""
    with suppress(Exception):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


def _body(response: HTTPResponse, most: int, is_late: Callable[[], bool], too_long: str) -> bytes:
    if response.status != 200:
        return b""
    kind = (response.headers.get("Content-Type") or "").strip().lower()
    if kind.startswith(NO_PAGE):
        raise Unfetched(f"{kind.partition(';')[0][:60]}, which holds no text", "leave it out")
    told = response.headers.get("Content-Length") or ""
    if told.isdecimal() and int(told[:20]) > most:
        raise Unfetched(
            f"{size(int(told[:20]))}, more than the {size(most)} that are fetched", "leave it out"
        )
    held = bytearray()
    while chunk := response.read1(CHUNK):
        held += chunk
        if len(held) > most:
            raise Unfetched(f"more than the {size(most)} that are fetched", "leave it out")
        if is_late():
            raise Unfetched(too_long, "try again later", again=True)
    if is_late():
        raise Unfetched(too_long, "try again later", again=True)
    if told.isdecimal() and len(held) < int(told[:20]):
        raise http.client.IncompleteRead(bytes(held), int(told[:20]) - len(held))
    return bytes(held)


def unpacked(answer: Answer, most: int) -> bytes:
    """The body out of its content coding. Raises Unfetched where it unfolds beyond `most`, or cannot."""
    coding = answer.header("content-encoding").strip().lower()
    if coding in ("", "identity") or not answer.body:
        return answer.body
    if coding not in PACKED:
        raise Unfetched(f"packed in a way that was not asked for ({coding[:40]})", "report it to the site")
    try:
        return _inflated(answer.body, zlib.MAX_WBITS | 32, most)
    except zlib.error:
        try:
            return _inflated(answer.body, -zlib.MAX_WBITS, most)  # «deflate» as some servers mean it
        except zlib.error as error:
            raise Unfetched(f"its packing is broken ({error})", "try again later", again=True) from error


def _inflated(body: bytes, window: int, most: int) -> bytes:
    stream = zlib.decompressobj(window)
    content = stream.decompress(body, most + 1)
    if len(content) > most:
        raise Unfetched(f"unfolds to more than {size(most)}; it may be a bomb", "leave it out")
    if not stream.eof:
        raise zlib.error("it ends too early")
    return content


def left_alone(answer: Answer) -> float | None:
    """The seconds that a busy host asks to be left alone, if it says."""
    told = answer.header("retry-after").strip()
    if told.isdecimal():
        return float(told[:6])
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        when = parsedate_to_datetime(told)
        if when.tzinfo is not None:
            return max(0.0, (when - datetime.now(UTC)).total_seconds())
    return None


def _said(error: BaseException) -> str:
    """The innermost of what went wrong, in short."""
    inner = error
    while (deeper := inner.__cause__ or inner.__context__) is not None:
        inner = deeper
    if isinstance(inner, TimeoutError):
        return "no answer in time"
    words = getattr(inner, "strerror", None) or str(inner) or type(inner).__name__
    return str(words)[:120]
