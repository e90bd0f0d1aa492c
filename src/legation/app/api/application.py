"""The API as an application: `/api/v1`, described by OpenAPI at `/api/v1/openapi.json`."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from fastapi import FastAPI, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from legation.app.api import schemas
from legation.app.api.exporting import exported
from legation.app.api.formats import Format, answer, format_of
from legation.app.api.problems import RESPONSES, problem, tell_problems
from legation.app.api.sending import add_writing
from legation.app.lists import LISTS, OF_KIND, RecordList, asked, filters_of
from legation.app.web.security import same_origin
from legation.brief.compose import Brief, compose
from legation.checking.check import check_text
from legation.checking.verdicts import Checked
from legation.exports.formats import FORMATS
from legation.news import changes
from legation.news.changes import News
from legation.record import Judgement
from legation.record.resolved import Candidate, DocumentText, Hit
from legation.settings import version
from legation.store.holdings import Holdings
from legation.vocabulary.states import lookup

if TYPE_CHECKING:
    from legation.app.web.desk import Desk
    from legation.app.web.reading import Readings

SHOWN, MOST = 100, 1_000
States = Annotated[
    list[str],
    Query(description="States that all take part, by code or name; may be repeated, or parted by commas."),
]
Word = Annotated[str, Query(max_length=300)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many.")]
Cursor = Annotated[str, Query(description="Goes on after an earlier list: its `next`.", max_length=200)]
Asked = Annotated[
    Format | None, Query(alias="format", description="json, jsonl or csv; else by the Accept header.")
]


class Draft(BaseModel):
    """A text to be compared with the record; `date` is the day on which it stands."""

    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    date: Annotated[str, Field(max_length=10)] = ""


def api(desk: Desk, readings: Readings) -> FastAPI:
    """The API over a desk's record."""
    app = FastAPI(
        title="Legation",
        version=version(),
        description="The record of relations between states. Dates are EDTF, states ISO 3166 alpha-3 codes, "
        "event types PLOVER; evidence counts characters of a document's text, end exclusive.",
        docs_url=None,
        redoc_url=None,
        responses=RESPONSES,
    )
    tell_problems(app)
    for of in LISTS:
        _add_list(app, desk, of)
    _add_things(app, desk)
    _add_reports(app, desk)
    add_writing(app, desk, readings)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """OpenAPI with the schemas of the record's nouns."""
    plain = app.openapi

    def whole() -> dict[str, Any]:
        told = plain()
        told.setdefault("components", {}).setdefault("schemas", {}).update(schemas.components())
        return told

    app.openapi = whole  # type: ignore[method-assign]


def narrowings(of: RecordList) -> list[Parameter]:
    """The parameters by which a list is narrowed, as its description has them."""
    found = [_parameter("states", States, [])]
    for name in of.narrowed_by:
        longest = 10 if name in ("since", "until") else 300
        query = Query(description=of.meaning(name), max_length=longest)
        found.append(_parameter(name, Annotated[str, query], ""))
    return found


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _add_list(app: FastAPI, desk: Desk, of: RecordList) -> None:
    record = desk.record
    goes_on = of.kind != "mention"  # mentions are gone through in one go

    def listed(request: Request, *, format: str | None, states: list[str], **given: Any) -> Response:
        filters: Any = filters_of(states, **given)
        return answer(request, record, lambda: asked(record, of, filters), format_of(request, format))

    parameters = [
        Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=Request),
        *narrowings(of),
        _parameter("limit", Limit, SHOWN),
        *([_parameter("cursor", Cursor, "")] if goes_on else []),
        *([_parameter("newest", bool, False)] if of.kind not in ("actor", "mention") else []),
        _parameter("format", Asked, None),
    ]
    listed.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    app.add_api_route(
        f"/{of.path}",
        listed,
        summary=of.summary,
        description=of.more,
        name=of.path,
        operation_id=of.path,
        response_class=Response,
        responses=schemas.told(schemas.LISTED[of.kind]),
    )


def _add_things(app: FastAPI, desk: Desk) -> None:
    record = desk.record

    @app.get(
        "/documents/{id}",
        summary="A document with its text and everything that stands in it.",
        response_class=Response,
        responses=schemas.told(DocumentText, many=False),
    )
    def document(request: Request, id: str) -> Response:
        return answer(request, record, lambda: record.document(id))

    @app.get(
        "/items/{id}",
        summary="A resolved thing or an actor by its id, or what a claim tells.",
        response_class=Response,
        responses=schemas.told(*schemas.ITEM, many=False),
    )
    def item(request: Request, id: str) -> Response:
        return answer(request, record, lambda: record.show(id))

    @app.get(
        "/search",
        summary="Where words stand, in whatever form; «words in quotes» side by side.",
        response_class=Response,
        responses=schemas.told(Hit),
    )
    def search(
        request: Request,
        q: Annotated[str, Query(max_length=500)],
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        cursor: Cursor = "",
        format: Asked = None,
    ) -> Response:
        return answer(request, record, lambda: record.search(q, limit, cursor), format_of(request, format))

    @app.get(
        "/candidates",
        summary="Pairs that the machine leaves to a person, the least sure first.",
        response_class=Response,
        responses=schemas.told(Candidate),
    )
    def candidates(request: Request, kind: Word = "", limit: Limit = SHOWN, format: Asked = None) -> Response:
        return answer(request, record, lambda: record.candidates(kind, limit), format_of(request, format))

    @app.get(
        "/judgements",
        summary="What people decided, in the order in which they did.",
        response_class=Response,
        responses=schemas.told(Judgement),
    )
    def judgements(request: Request, format: Asked = None) -> Response:
        def told() -> list[dict[str, Any]]:
            return [{"id": j.id, **msgspec.to_builtins(j)} for j in record.judgements()]

        asked = format_of(request, format)
        return answer(request, record, record.judgements if asked == "csv" else told, asked)

    @app.get(
        "/holdings",
        summary="What the record holds, counted.",
        response_class=Response,
        responses=schemas.told(Holdings, many=False),
    )
    def holdings(request: Request) -> Response:
        return answer(request, record, record.holdings)


def _add_reports(app: FastAPI, desk: Desk) -> None:
    record = desk.record
    content: dict[str, Any] = {"application/octet-stream": {}}
    sent: dict[int | str, Any] = {200: {"description": "The export, as it is written.", "content": content}}

    def export(name: str, *, states: list[str], limit: int | None, **given: Any) -> Response:
        return exported(record, name, filters_of(states, limit, **given))

    parameters = [
        Parameter("name", Parameter.POSITIONAL_OR_KEYWORD, annotation=str),
        *narrowings(OF_KIND["event"]),
        _parameter("limit", Annotated[int | None, Query(ge=1, description="At most so many.")], None),
    ]
    export.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    app.add_api_route(
        "/export/{name}",
        export,
        summary=f"What `legation export` writes: {', '.join(FORMATS)}. Several files come as a ZIP.",
        operation_id="export",
        response_class=Response,
        responses=sent,
    )

    @app.get(
        "/news",
        summary="What the last reading, or those since an instant, added or changed.",
        response_class=Response,
        responses=schemas.told(News, many=False),
    )
    def news(request: Request, since: Annotated[str, Query(max_length=32)] = "") -> Response:
        return answer(request, record, lambda: changes.news(record, since))

    @app.get(
        "/brief/{a}/{b}",
        summary="The brief on two states.",
        response_class=Response,
        responses=schemas.told(Brief, many=False),
    )
    def brief(
        request: Request,
        a: str,
        b: str,
        since: Annotated[str, Query(max_length=10)] = "",
        lang: Annotated[Literal["ru", "en"], Query()] = "ru",
    ) -> Response:
        return answer(request, record, lambda: compose(record, [lookup(a), lookup(b)], since, lang))

    @app.post(
        "/check",
        summary="Compare a draft with the record, sentence by sentence. Nothing is written.",
        response_class=Response,
        responses=schemas.told(Checked, many=False),
    )
    def check(request: Request, draft: Draft) -> Response:
        if not same_origin(request):
            return problem(403, "A page of another site sent this.")
        checked = check_text(record, draft.text, draft.date)
        return Response(msgspec.json.encode(checked), media_type="application/json")
