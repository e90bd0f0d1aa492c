"""The whole site: every address and what answers it."""

from __future__ import annotations

import os
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

from legation.app.web import charts, deciding, reading, things
from legation.app.web.desk import Desk
from legation.app.web.language import language_of, tongue
from legation.app.web.security import LOOPBACK, Guard
from legation.app.web.views import LAST, ROUTES, VIEWS
from legation.errors import UnknownName

AT_ONCE = 4  # things the server itself does at once: more threads only wait for each other
MOST_WORKERS = 4  # unless more are asked for: each takes some 100 MB
STATIC = {"desk.css": "text/css", "desk.js": "text/javascript", "mark.svg": "image/svg+xml"}


def site(
    record: Path, hosts: Iterable[str] = LOOPBACK, password: str = "", who: str = "", workers: int = 0
) -> Guard:
    """The site over a record, as an ASGI application; `workers` processes beside it make its pages.

    Raises UnreadableRecord for what is no record.
    """
    views = dict(VIEWS)
    desk = Desk(record, who, views, workers)
    readings = reading.Readings(desk)
    views["reading"] = reading.progress(readings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = AT_ONCE
        threading.Thread(target=desk.maker.warm, daemon=True).start()
        desk.workshop.open()
        yield
        await desk.workshop.close()
        desk.close()

    async def nothing(request: Request, _: Exception) -> Response:
        return desk.refused(request, UnknownName(tongue(language_of(request)).say("not_here")))

    app = Starlette(lifespan=lifespan, exception_handlers={404: nothing})
    app.state.desk = desk
    for route in ROUTES:
        app.add_route(route.path, desk.answers(route.name, route.here))
    app.add_route("/reading/{id}", desk.answers("reading", here=True))
    app.add_route("/judge", deciding.posting(desk), methods=["POST"])
    app.add_route("/read", reading.posting(desk, readings), methods=["POST"])
    app.add_route("/static/{name}", _static)
    app.mount("/api/v1", Later(partial(_api, desk, readings)))
    for kind in things.KINDS:
        app.add_route(f"/{kind}/{{id}}", desk.answers("thing", kind=kind))
    for route in LAST:
        app.add_route(route.path, desk.answers(route.name))
    return Guard(app, hosts, password)


def workers_here() -> int:
    """How many processes make pages unless told: one a core, none where there is but one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS) if cores > 1 else 0


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
