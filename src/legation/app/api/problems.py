"""One shape for whatever goes wrong: RFC 9457 problem details."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from legation.errors import BadInput, LegationError, UnknownName

TYPE = "application/problem+json"
SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {"description": words, "content": {TYPE: {"schema": SCHEMA}}}
    for code, words in (
        (400, "A value has the wrong form; the detail says which is expected."),
        (403, "A page of another site sent this."),
        (404, "A name or id is not known; the detail gives the nearest guesses."),
        (422, "A parameter has the wrong type."),
    )
}


def problem(status: int, detail: str) -> Response:
    """A problem as an answer."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(msgspec.json.encode(body), status, media_type=TYPE)


def status_of(error: LegationError) -> int:
    """400 for what was badly put, 404 for what is not known, 500 for the rest."""
    return 404 if isinstance(error, UnknownName) else 400 if isinstance(error, BadInput) else 500


def tell_problems(app: FastAPI) -> None:
    """Every error of this application is told as a problem."""

    @app.exception_handler(LegationError)
    async def _ours(_: Request, error: LegationError) -> Response:
        return problem(status_of(error), str(error))

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> Response:
        answer = problem(error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def _shape(_: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return problem(422, told)
