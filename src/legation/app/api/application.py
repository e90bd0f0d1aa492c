"""The API as an application: `/api/v1`, described by OpenAPI at `/api/v1/openapi.json`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from fastapi import FastAPI, Query, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from legation.app.api.formats import Format, answer, format_of
from legation.app.api.problems import RESPONSES, problem, tell_problems
from legation.app.web.security import same_origin
from legation.errors import BadInput
from legation.record import Judgement
from legation.record.resolved import (
    ActorMention,
    Candidate,
    DocumentText,
    FiledDocument,
    Hit,
    ResolvedActor,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
)
from legation.settings import version
from legation.store.filters import Filters
from legation.vocabulary.states import lookup

if TYPE_CHECKING:
    from legation.app.web.desk import Desk
    from legation.app.web.reading import Readings

SHOWN, MOST = 100, 1_000
LISTS: dict[str, tuple[type, str]] = {
    "events": (ResolvedEvent, "Happenings in the order of time; those without a date last."),
    "statements": (ResolvedStatement, "What was said of whom, in the order of the telling."),
    "figures": (ResolvedFigure, "Numbers, by the period that they speak of."),
    "agreements": (ResolvedAgreement, "Treaties, memoranda, statements … by date."),
    "offices": (ResolvedOffice, "Who held which office when."),
    "conflicts": (ResolvedConflict, "Claims that cannot all hold."),
    "actors": (ResolvedActor, "States, persons, bodies and places, those most spoken of first."),
}
States = Annotated[
    list[str],
    Query(description="States that all take part, by code or name; may be repeated, or parted by commas."),
]
Day = Annotated[str, Query(description="A year, month or day: 2016, 2016-11, 2016-11-08.", max_length=10)]
Word = Annotated[str, Query(max_length=300)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many.")]
Cursor = Annotated[str, Query(description="Goes on after an earlier list: its `next`.", max_length=200)]
Asked = Annotated[
    Format | None, Query(alias="format", description="json, jsonl or csv; else by the Accept header.")
]


class NewJudgement(BaseModel):
    """A decision on things by their ids: two for `same` and `different`, else one; or one to undo."""

    verdict: Annotated[str, Field(pattern="^(same|different|wrong|right|set|note)$")] = "note"
    ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=2)] = []
    field: Annotated[str, Field(max_length=40)] = ""
    value: Annotated[str, Field(max_length=2_000)] = ""
    who: Annotated[str, Field(max_length=200)] = ""
    why: Annotated[str, Field(max_length=2_000)] = ""
    undoes: Annotated[str, Field(max_length=64)] = ""


def narrowed(states: list[str], limit: int, newest: bool = False, **others: str) -> Filters:
    """The filters of a list, from what stands in the address."""
    codes = [lookup(name) for given in states for name in given.split(",") if name.strip()]
    found: Filters = {"limit": limit}
    if codes:
        found["states"] = codes
    if newest:
        found["newest"] = True
    found.update({name: value for name, value in others.items() if value})  # type: ignore[typeddict-item]
    return found


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
    for name, (shape, summary) in LISTS.items():
        _add_list(app, desk, name, shape, summary)
    _add_things(app, desk)
    _add_writing(app, desk, readings)
    return app


def _shape(shape: type, many: bool = True) -> dict[int | str, dict[str, Any]]:
    """How an answer looks, for OpenAPI."""
    listed = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"type": "object"}},
            "next": {"type": ["string", "null"]},
        },
    }
    content: dict[str, Any] = {"application/json": {"schema": listed if many else {"type": "object"}}}
    if many:
        content |= {"application/x-ndjson": {}, "text/csv": {}}
    fields = ", ".join(f"`{field.name}`" for field in msgspec.structs.fields(shape))
    return {
        200: {"description": f"{shape.__name__}: {fields}", "content": content},
        304: {"description": "As before."},
    }


def _add_list(app: FastAPI, desk: Desk, name: str, shape: type, summary: str) -> None:
    record = desk.record
    lists: dict[str, Callable[..., Any]] = {
        **{"events": record.events, "statements": record.statements, "figures": record.figures},
        **{"agreements": record.agreements, "offices": record.offices, "conflicts": record.conflicts},
        "actors": record.actors,
    }

    def listed(
        request: Request,
        states: States = [],  # noqa: B006 - read only
        since: Day = "",
        until: Day = "",
        type: Word = "",
        act: Word = "",
        status: Word = "",
        actor: Word = "",
        document: Word = "",
        limit: Limit = SHOWN,
        cursor: Cursor = "",
        newest: bool = False,
        format: Asked = None,
    ) -> Response:
        filters = narrowed(
            states,
            limit,
            newest,
            **{"since": since, "until": until, "type": type, "act": act, "status": status},
            **{"actor": actor, "document": document, "cursor": cursor},
        )
        return answer(request, record, lambda: lists[name](**filters), format_of(request, format))

    app.add_api_route(
        f"/{name}",
        listed,
        summary=summary,
        name=name,
        operation_id=name,
        response_class=Response,
        responses=_shape(shape),
    )


def _add_things(app: FastAPI, desk: Desk) -> None:
    record = desk.record

    @app.get(
        "/documents",
        summary="Documents by publication date.",
        response_class=Response,
        responses=_shape(FiledDocument),
    )
    def documents(
        request: Request,
        states: States = [],  # noqa: B006 - read only
        since: Day = "",
        until: Day = "",
        status: Word = "",
        actor: Word = "",
        publisher: Word = "",
        language: Word = "",
        limit: Limit = SHOWN,
        cursor: Cursor = "",
        newest: bool = False,
        format: Asked = None,
    ) -> Response:
        filters = narrowed(
            states, limit, newest, since=since, until=until, status=status, actor=actor, cursor=cursor
        )
        return answer(
            request,
            record,
            lambda: record.documents(publisher, language, **filters),
            format_of(request, format),
        )

    @app.get(
        "/documents/{id}",
        summary="A document with its text and everything that stands in it.",
        response_class=Response,
        responses=_shape(DocumentText, many=False),
    )
    def document(request: Request, id: str) -> Response:
        return answer(request, record, lambda: record.document(id))

    @app.get(
        "/items/{id}",
        summary="A resolved thing or an actor by its id, or what a claim tells.",
        response_class=Response,
        responses=_shape(ResolvedEvent, many=False),
    )
    def item(request: Request, id: str) -> Response:
        return answer(request, record, lambda: record.show(id))

    @app.get(
        "/mentions",
        summary="Every place where an actor is spoken of.",
        response_class=Response,
        responses=_shape(ActorMention),
    )
    def mentions(
        request: Request,
        actor: Word = "",
        type: Word = "",
        document: Word = "",
        states: States = [],  # noqa: B006 - read only
        limit: Limit = SHOWN,
        format: Asked = None,
    ) -> Response:
        filters = narrowed(states, limit, actor=actor, type=type, document=document)
        return answer(request, record, lambda: list(record.mentions(**filters)), format_of(request, format))

    @app.get(
        "/search",
        summary="Where words stand, in whatever form; «words in quotes» side by side.",
        response_class=Response,
        responses=_shape(Hit),
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
        responses=_shape(Candidate),
    )
    def candidates(request: Request, kind: Word = "", limit: Limit = SHOWN, format: Asked = None) -> Response:
        return answer(request, record, lambda: record.candidates(kind, limit), format_of(request, format))

    @app.get(
        "/judgements",
        summary="What people decided, in the order in which they did.",
        response_class=Response,
        responses=_shape(Judgement),
    )
    def judgements(request: Request, format: Asked = None) -> Response:
        def told() -> list[dict[str, Any]]:
            return [{"id": j.id, **msgspec.to_builtins(j)} for j in record.judgements()]

        asked = format_of(request, format)
        return answer(request, record, record.judgements if asked == "csv" else told, asked)

    @app.get("/holdings", summary="What the record holds, counted.", response_class=Response)
    def holdings(request: Request) -> Response:
        return answer(request, record, record.holdings)


def _add_writing(app: FastAPI, desk: Desk, readings: Readings) -> None:
    from legation.app.web import deciding

    @app.post(
        "/judgements",
        status_code=201,
        summary="File a judgement; the record takes it in at once.",
        response_class=Response,
    )
    def judge(request: Request, new: NewJudgement) -> Response:
        if not same_origin(request):
            return problem(403, "A page of another site sent this.")
        who = new.who or desk.who
        if new.undoes:
            made = deciding.undone(desk, new.undoes, who, new.why)
        else:
            made = deciding.judged(
                desk, new.verdict, new.ids, who=who, why=new.why, field=new.field, value=new.value
            )
        return Response(
            msgspec.json.encode({"id": made.id, **msgspec.to_builtins(made)}),
            201,
            media_type="application/json",
        )

    @app.post(
        "/pages",
        status_code=202,
        summary="Send pages to be read; the answer says where progress is told.",
        response_class=Response,
    )
    async def read(
        request: Request, files: list[UploadFile], published: Annotated[str, Query(max_length=10)] = ""
    ) -> Response:
        if not same_origin(request):
            return problem(403, "A page of another site sent this.")
        sent = [(file.filename or "page.txt", await file.read()) for file in files]
        if not sent:
            raise BadInput("No file was sent; send one or more as `files`.")
        job = await run_in_threadpool(readings.begin, sent, published)
        where = f"{request.scope.get('root_path', '')}/readings/{job.id}"
        body = msgspec.json.encode({**job.told, "progress": where})
        return Response(body, 202, media_type="application/json", headers={"location": where})

    @app.get("/readings/{id}", summary="How far a reading is, or what it came to.", response_class=Response)
    def reading(id: str) -> Response:
        return Response(msgspec.json.encode(readings.job(id).told), media_type="application/json")
