"""What the API takes in: judgements and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from fastapi import FastAPI, Query, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from legation.app.api import schemas
from legation.app.api.problems import problem
from legation.app.web import deciding
from legation.app.web.security import same_origin
from legation.record import Judgement

if TYPE_CHECKING:
    from legation.app.web.desk import Desk
    from legation.app.web.reading import Readings


class NewJudgement(BaseModel):
    """A decision on things by their ids: two for `same` and `different`, else one; or one to undo."""

    verdict: Annotated[str, Field(pattern="^(same|different|wrong|right|set|note)$")] = "note"
    ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=2)] = []
    field: Annotated[str, Field(max_length=40)] = ""
    value: Annotated[str, Field(max_length=2_000)] = ""
    who: Annotated[str, Field(max_length=200)] = ""
    why: Annotated[str, Field(max_length=2_000)] = ""
    undoes: Annotated[str, Field(max_length=64)] = ""


def add_writing(app: FastAPI, desk: Desk, readings: Readings) -> None:
    """Adds the paths that write."""

    @app.post(
        "/judgements",
        status_code=201,
        summary="File a judgement; the record takes it in at once.",
        response_class=Response,
        responses=schemas.told(Judgement, many=False, status=201),
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
        responses=schemas.told("Job", many=False, status=202),
    )
    async def read(
        request: Request, files: list[UploadFile], published: Annotated[str, Query(max_length=10)] = ""
    ) -> Response:
        if not same_origin(request):
            return problem(403, "A page of another site sent this.")
        sent = [(file.filename or "page.txt", file.file) for file in files]
        job = await run_in_threadpool(readings.begin, sent, published)
        where = f"{request.scope.get('root_path', '')}/readings/{job.id}"
        body = msgspec.json.encode({**job.told, "progress": where})
        return Response(body, 202, media_type="application/json", headers={"location": where})

    @app.get(
        "/readings/{id}",
        summary="How far a reading is, or what it came to.",
        response_class=Response,
        responses=schemas.told("Job", many=False),
    )
    def reading(id: str) -> Response:
        return Response(msgspec.json.encode(readings.job(id).told), media_type="application/json")
