"""The whole site: every address and what answers it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from legation.app.web import charts, deciding, pair, press, reading, things
from legation.app.web.desk import Desk, View
from legation.app.web.security import LOOPBACK, Guard

AT_ONCE = 4  # pages made at once: more threads only wait for each other
STATIC = {"desk.css": "text/css", "desk.js": "text/javascript", "mark.svg": "image/svg+xml"}

VIEWS: tuple[tuple[str, View], ...] = (
    ("/", things.home),
    ("/search", things.search),
    ("/documents", things.documents),
    ("/people", things.people),
    ("/list/{kind}", things.listing),
    ("/network", press.network),
    ("/media", press.media),
    ("/outlet/{name:path}", press.outlet),
    ("/press/{home}/{state}", press.of_country),
    ("/conflicts", deciding.conflicts),
    ("/same", deciding.same),
    ("/judgements", deciding.judgements),
    ("/document/{id}", things.document),
    ("/actor/{id}", things.actor),
)
LAST: tuple[tuple[str, View], ...] = (  # these would answer much else, so they come last
    ("/chart/{chart}/{a}/{b}", pair.chart),
    ("/{a}/{b}", pair.pair),
    ("/{a}", pair.state),
)


def site(record: Path, hosts: Iterable[str] = LOOPBACK, password: str = "", who: str = "") -> Guard:
    """The site over a record, as an ASGI application. Raises UnreadableRecord for what is no record."""
    desk = Desk(record, who)
    readings = reading.Readings(desk)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = AT_ONCE
        threading.Thread(target=_warm, args=(desk,), daemon=True).start()
        yield
        desk.close()

    app = Starlette(lifespan=lifespan)
    app.state.desk = desk
    for path, view in VIEWS:
        app.add_route(path, desk.answers(view))
    app.add_route("/reading/{id}", desk.answers(reading.progress(readings)))
    app.add_route("/judge", deciding.posting(desk), methods=["POST"])
    app.add_route("/read", reading.posting(desk, readings), methods=["POST"])
    app.add_route("/static/{name}", _static)
    app.mount("/api/v1", Later(partial(_api, desk, readings)))
    for kind in things.KINDS:
        app.add_route(f"/{kind}/{{id}}", _of_kind(desk, kind))
    for path, view in LAST:
        app.add_route(path, desk.answers(view))
    return Guard(app, hosts, password)


class Later:
    """An application that is made when it is first asked: the server answers pages before that."""

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._app: ASGIApp | None = None

    def made(self) -> ASGIApp:
        """The application."""
        with self._lock:
            app = self._app = self._app or self._make()
            return app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self._app if self._app is not None else await run_in_threadpool(self.made)
        await app(scope, receive, send)


def _api(desk: Desk, readings: reading.Readings) -> ASGIApp:
    from legation.app.api.application import api  # FastAPI and pydantic take half a second to load

    return api(desk, readings)


def _warm(desk: Desk) -> None:
    """What the first search and the first page would wait for."""
    from legation.vocabulary.morphology import analyser

    desk.templates.get_template("pair.html")
    analyser().parse("визиты")


def _of_kind(desk: Desk, kind: str) -> Callable[[Request], Response]:
    answer = desk.answers(things.thing)

    def of_kind(request: Request) -> Response:
        request.path_params["kind"] = kind
        return answer(request)

    return of_kind


@cache
def _file(name: str) -> bytes:
    return (
        charts.library()
        if name == "charts.js"
        else (files("legation.app.web") / "static" / name).read_bytes()
    )


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = STATIC.get(name) or ("text/javascript" if name == "charts.js" else "")
    if not kind:
        return Response("There is no such file.", 404, media_type="text/plain")
    headers = {"cache-control": "private, max-age=86400" if name == "charts.js" else "private, no-cache"}
    return Response(_file(name), media_type=kind, headers=headers)
