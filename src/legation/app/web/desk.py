"""The desk: what the server's pages share. Pages are kept for each state of the record, whoever made them."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from legation.app.web.language import COOKIE, LANGUAGES, language_of, tongue
from legation.app.web.making import Made, Maker, Marks, Place, View
from legation.app.web.rebuilding import Rebuilder
from legation.app.web.security import SESSION, Seal
from legation.app.web.workshop import Workshop
from legation.errors import LegationError
from legation.settings import version
from legation.store.record import Record
from legation.store.watch import Watch

WHO = "legation-who"
KEPT = 64 * 1024 * 1024  # bytes of pages
LARGEST_KEPT = 1_000_000  # bytes of a page that is kept
PARTS = frozenset({"chart"})  # a page's script asks for them in its language: nobody chose that
Endpoint = Callable[[Request], Awaitable[Response]]


class Desk:
    """The record at work: pages are made once for each state of the record and kept."""

    def __init__(self, path: Path, who: str, views: Mapping[str, View], workers: int = 0) -> None:
        self.record = Record(path)
        self.who = who
        self.seal = Seal()
        self.rebuilder = Rebuilder(self.record)
        marks = Marks(secrets.token_hex(16), secrets.token_hex(16))
        self.maker = Maker(self.record, marks, views)
        self.workshop = Workshop(path, marks, workers)
        self._watch = Watch(self.record)
        self._kept = Kept()

    def answers(self, view: str, here: bool = False, **parts: str) -> Endpoint:
        """The endpoint of a route for the view of this name; `here` if the server itself has to make it."""

        async def answer(request: Request) -> Response:
            place = self.place_of(request, view, parts)
            session, new = self.seal.session(request)
            state = self._watch.state()
            response = self._unchanged(request, place, state, session)
            if response is None:
                made = self._kept.get(state, place.key) if not here else None
                if made is None:
                    made = await self._made(place, here)
                response = self.sent(request, place, made, session)
            self._remember(request, response, session if new else "", view not in PARTS)
            return response

        return answer

    def place_of(self, request: Request, view: str, parts: Mapping[str, str]) -> Place:
        """The page that a request asks for."""
        given = {name: str(value) for name, value in request.path_params.items()}
        return Place(
            view,
            request.url.path,
            request.url.query,
            {**given, **parts},
            language_of(request),
            self.rebuilder.busy,
            self.rebuilder.wrong,
        )

    async def _made(self, place: Place, here: bool) -> Made:
        found = None if here else await self.workshop.made(place)
        made = await run_in_threadpool(self.maker.made, place) if found is None else found
        if made.kept and len(made.body) < LARGEST_KEPT and not self.rebuilder.busy:
            self._kept.put(made.state, place.key, made)
        return made

    def _unchanged(self, request: Request, place: Place, state: str, session: str) -> Response | None:
        """«As before», where the reader has the page of this state already: it need not be made to tell."""
        known = request.headers.get("if-none-match")
        if not known or known != self._tag(request, place, state, session):
            return None
        return Response(status_code=304, headers={"etag": known, "vary": "Cookie, Accept-Language"})

    def _tag(self, request: Request, place: Place, state: str, session: str) -> str:
        parts = (state, version(), *place.key, self.maker.marks.token, session, self._name(request))
        return f'"{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'

    def _name(self, request: Request) -> str:
        return request.cookies.get(WHO, "") or self.who

    def sent(self, request: Request, place: Place, made: Made, session: str) -> Response:
        """A made page as this reader gets it: with the token of the session and the reader's name."""
        if made.location:
            return RedirectResponse(made.location, made.status)
        body, headers = made.body, {}
        if made.type.startswith("text/html"):
            headers["vary"] = "Cookie, Accept-Language"
            body = body.replace(self.maker.marks.token.encode(), self.seal.token(session).encode())
            body = body.replace(self.maker.marks.who.encode(), str(escape(self._name(request))).encode())
        if made.kept:
            headers["etag"] = self._tag(request, place, made.state, session)
        return Response(body, made.status, headers, made.type or None)

    def refused(self, request: Request, error: LegationError | None = None) -> Response:
        """The page for a form that did not come from here, or that asks for what cannot be."""
        place = self.place_of(request, "", {})
        say = tongue(place.language).say
        if error is None:
            made = self.maker.told(place, say("forbidden"), say("forbidden_why"), 403)
        else:
            made = self.maker.refusal(place, error)
        return self.sent(request, place, made, "")

    def _remember(self, request: Request, response: Response, session: str, page: bool) -> None:
        if session:
            response.set_cookie(SESSION, session, httponly=True, samesite="strict")
        if page and (chosen := request.query_params.get("lang")) in LANGUAGES:
            response.set_cookie(COOKIE, str(chosen), max_age=31_536_000, samesite="strict")

    def close(self) -> None:
        """Lets go of the record."""
        self.rebuilder.close()
        self._watch.close()
        self.record.close()


class Kept:
    """Pages of the present state of the record, those asked for last; a new state drops all of them."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._bytes = most, 0
        self._state = ""
        self._pages: OrderedDict[tuple[str, str], Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, state: str, key: tuple[str, str]) -> Made | None:
        """The page under this key, if it was kept for this state."""
        with self._lock:
            found = self._pages.get(key) if state == self._state else None
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, state: str, key: tuple[str, str], made: Made) -> None:
        """Keeps a page; those asked for longest ago go, and all of another state."""
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._bytes, self._state = 0, state
            if (before := self._pages.pop(key, None)) is not None:
                self._bytes -= len(before.body)
            self._pages[key] = made
            self._bytes += len(made.body)
            while self._bytes > self._most:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.body)


def back(where: str) -> RedirectResponse:
    """Sends the browser on to an address of this server after a form."""
    safe = where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/"
    return RedirectResponse(safe, 303)
