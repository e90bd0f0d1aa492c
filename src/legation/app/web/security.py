"""What stands before every page: whose request it is, from where, and what the browser may do with it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION = "legation-session"
POLICY = "; ".join(
    (
        "default-src 'none'",
        *("script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
        *("font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST = 256 * 1024 * 1024  # bytes of one upload


class Seal:
    """Tokens that only pages of this server carry, bound to the browser's session."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def session(self, request: Request) -> tuple[str, bool]:
        """The browser's session, and whether it is new."""
        known = request.cookies.get(SESSION, "")
        return (known, False) if len(known) == 32 and known.isalnum() else (secrets.token_hex(16), True)

    def token(self, session: str) -> str:
        """The token that a page of this session carries."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def holds(self, request: Request, token: str) -> bool:
        """Whether a request carries the token of its own session."""
        session, new = self.session(request)
        return not new and hmac.compare_digest(self.token(session).encode(), token.encode())


def same_origin(request: Request) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    own = origin is None or origin.partition("://")[2] == request.headers.get("host")
    return own and site in ("same-origin", "none")


class Guard:
    """Refuses requests for other hosts or without the password, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK, password: str = "") -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.password = password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        headers = Headers(scope=scope)
        refusal = self._refusal(headers, scope["method"])
        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, headers: Headers, method: str) -> PlainTextResponse | None:
        if not self._is_own(headers.get("host", "")):
            return PlainTextResponse("This server does not answer to that name.", 421)
        if self.password and not self._is_known(headers.get("authorization", "")):
            asking = {"www-authenticate": 'Basic realm="Legation", charset="UTF-8"'}
            return PlainTextResponse("The password, please.", 401, headers=asking)
        if method not in _SAFE and "transfer-encoding" in headers:
            return PlainTextResponse("Say how long it is (Content-Length).", 411)
        length = headers.get("content-length", "0")
        if method not in _SAFE and length.isdigit() and int(length) > LARGEST:
            return PlainTextResponse(f"More than {LARGEST // 1024**2} MiB at once; use `legation read`.", 413)
        return None

    def _is_own(self, host: str) -> bool:
        """By name only the names that were given: a foreign name that leads here is an attack (rebinding)."""
        name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
        if name.lower() in self.hosts:
            return True
        return bool(self.password) and _is_address(name)

    def _is_known(self, authorization: str) -> bool:
        kind, _, packed = authorization.partition(" ")
        try:
            given = base64.b64decode(packed, validate=True).decode().partition(":")[2]
        except ValueError:
            return False
        return kind.lower() == "basic" and hmac.compare_digest(given.encode(), self.password.encode())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
