"""What all pages share: the record, the templates, the language asked for, pages kept for a while."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from legation.app.web import address, looks
from legation.app.web.language import COOKIE, LANGUAGES, Tongue, language_of, tongue
from legation.app.web.rebuilding import Rebuilder
from legation.app.web.security import SESSION, Seal
from legation.errors import BadInput, LegationError, UnknownName
from legation.store import desk as asked_of
from legation.store.record import Record

TOKEN = "@@token-of-this-session@@"  # noqa: S105 - stands in kept pages where each session's token goes
KEPT = 512  # pages
REMEMBERED = 4_096  # results of questions that several pages ask
LARGEST_KEPT = 1_000_000  # bytes of a page that is kept


class Page(NamedTuple):
    """What a view gives: a template and what it is filled with. Pages of the moment are not kept."""

    template: str
    given: Mapping[str, Any]
    status: int = 200
    kept: bool = True


View = Callable[["Asked"], "Page | Response"]


class Asked:
    """One request for a page: the desk, the address, and the language in which it is answered."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self.desk = desk
        self.request = request
        self.record = desk.record
        self.language = language_of(request)

    @cached_property
    def tongue(self) -> Tongue:
        """The words of the language."""
        return tongue(self.language)

    @property
    def query(self) -> Any:
        """What stands in the address after the question mark."""
        return self.request.query_params

    def part(self, name: str) -> str:
        """A part of the address's path."""
        return str(self.request.path_params[name])

    def kept(self, *name_and_work: Any) -> Any:
        """What the last argument gives, called once for each state of the record and these names."""
        *names, work = name_and_work
        return self.desk.remembered(tuple(names), work)

    def number(self, name: str) -> int:
        """A number in the address. Raises BadInput for what is none."""
        given = self.query.get(name, "0")
        if not given.isdecimal() or len(given) > 12:
            raise BadInput(f"«{given[:20]}» is no number.")
        return int(given)


class Desk:
    """The record at work: pages are rendered once for each state of the record and kept."""

    def __init__(self, path: Path, who: str = "") -> None:
        self.record = Record(path)
        self.who = who
        self.seal = Seal()
        self.rebuilder = Rebuilder(self.record)
        self._kept: OrderedDict[tuple[str, str, str], bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._memory: OrderedDict[tuple[str, ...], tuple[str, Any]] = OrderedDict()

    @cached_property
    def templates(self) -> Environment:
        """The templates; whatever is shown is escaped and cleared of characters that deceive."""
        made = Environment(
            loader=PackageLoader("legation.app.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=looks.shown,
        )
        made.globals.update(address=address, looks=looks, languages=LANGUAGES)
        return made

    def remembered(self, name: tuple[str, ...], work: Callable[[], Any]) -> Any:
        """What `work` gave for this state of the record; worked out anew when the record has changed."""
        state = asked_of.state(self.record)
        with self._lock:
            known = self._memory.get(name)
            if known is not None and known[0] == state:
                self._memory.move_to_end(name)
                return known[1]
        made = work()
        with self._lock:
            self._memory[name] = (state, made)
            while len(self._memory) > REMEMBERED:
                self._memory.popitem(last=False)
        return made

    def answers(self, view: View) -> Callable[[Request], Response]:
        """A view as the endpoint of a route."""

        def answer(request: Request) -> Response:
            asked = Asked(self, request)
            session, new = self.seal.session(request)
            try:
                body, status = self._body(asked, view)
            except LegationError as error:
                body, status = self._refusal(asked, error)
            if isinstance(body, Response):
                response = body
            else:
                body = body.replace(TOKEN.encode(), self.seal.token(session).encode())
                tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
                if status == 200 and request.headers.get("if-none-match") == tag:
                    response = Response(status_code=304, headers={"etag": tag})
                else:
                    response = HTMLResponse(
                        body, status, headers={"etag": tag, "vary": "Cookie, Accept-Language"}
                    )
            self._remember(asked, response, session if new else "")
            return response

        return answer

    def _body(self, asked: Asked, view: View) -> tuple[bytes | Response, int]:
        state = asked_of.state(self.record)
        key = (state, asked.language, f"{asked.request.url.path}?{asked.request.url.query}")
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known, 200
        page = view(asked)
        if isinstance(page, Response):
            return page, page.status_code
        body = self.rendered(asked, page)
        if page.kept and page.status == 200 and len(body) < LARGEST_KEPT and not self.rebuilder.busy:
            with self._lock:
                self._kept[key] = body
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return body, page.status

    def rendered(self, asked: Asked, page: Page) -> bytes:
        """A page's HTML."""
        shared = {
            "asked": asked,
            "t": asked.tongue.say,
            "tongue": asked.tongue,
            "token": TOKEN,
            "path": asked.request.url.path,
            "query": asked.query,
            "busy": self.rebuilder.busy,
            "wrong": self.rebuilder.wrong,
            "who": asked.request.cookies.get("legation-who", "") or self.who,
        }
        return (
            self.templates.get_template(page.template)
            .render({**shared, **page.given})
            .encode("utf-8", "replace")
        )

    def _refusal(self, asked: Asked, error: LegationError) -> tuple[bytes, int]:
        status = 404 if isinstance(error, UnknownName) else 400 if isinstance(error, BadInput) else 500
        title = {404: "not_found", 400: "bad_request"}.get(status, "fault")
        given = {"title": asked.tongue.say(title), "why": str(error)}
        return self.rendered(asked, Page("error.html", given)), status

    def _remember(self, asked: Asked, response: Response, session: str) -> None:
        if session:
            response.set_cookie(SESSION, session, httponly=True, samesite="strict")
        if asked.query.get("lang") in LANGUAGES:
            response.set_cookie(COOKIE, asked.language, max_age=31_536_000, samesite="strict")

    def close(self) -> None:
        """Lets go of the record."""
        self.rebuilder.close()
        self.record.close()


def back(where: str) -> RedirectResponse:
    """Sends the browser on to an address of this server after a form."""
    safe = where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/"
    return RedirectResponse(safe, 303)
