"""Judgements in the browser: conflicts, pairs that may be one, corrections; each can be taken back."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from legation.app.web import address
from legation.app.web.desk import WHO, Desk, back
from legation.app.web.making import Asked, Page
from legation.app.web.security import same_origin
from legation.errors import BadInput, LegationError, UnknownName
from legation.record import Judgement
from legation.store import contests as queue
from legation.store.judging import VERDICTS, judgement_on, undoing

LONGEST = 2_000  # characters of a reason, a value or a name


def conflicts(asked: Asked) -> Page:
    """Where sources cannot all be right, side by side."""
    filters = address.filters_of(asked.query)
    return Page("conflicts.html", {"found": asked.record.conflicts(**filters)})


def same(asked: Asked) -> Page:
    """The queue: one pair at a time, both sentences side by side."""
    skip = asked.number("skip")
    waiting = queue.contests(asked.record, skip + 1)
    contest = waiting[skip] if skip < len(waiting) else None
    told = (
        [_telling(asked, contest.a, contest.candidate.a), _telling(asked, contest.b, contest.candidate.b)]
        if contest
        else []
    )
    last = next(iter(reversed(list(queue.decisions(asked.record).values()))), "")
    given = {
        "contest": contest,
        "told": told,
        "skip": skip,
        "left": queue.waiting_pairs(asked.record),
        "last": last,
    }
    return Page("same.html", given, kept=False)


def _telling(asked: Asked, thing: Any, claim: str) -> dict[str, Any]:
    """A thing of a pair with the sentence of the claim that was compared."""
    told = next((t for t in getattr(thing, "claims", ()) if t.claim == claim), None)
    told = told or next(iter(getattr(thing, "claims", ())), None)
    evidence = told.evidence if told else ()
    document = told.document if told else ""
    context = [(e, asked.record.context(document, e.start, e.end)) for e in evidence]
    return {"thing": thing, "told": told, "context": context}


def judgements(asked: Asked) -> Page:
    """What people decided, newest first, each to be taken back."""
    found = asked.record.judgements()
    undone = {j.undoes for j in found if j.undoes}
    waiting = {w.judgement: w.reason for w in asked.record.waiting()}
    return Page(
        "judgements.html", {"found": found[::-1][:500], "undone": undone, "waiting": waiting}, kept=False
    )


def user() -> str:
    """The name of whoever runs the server, if the system tells it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def now() -> str:
    """This instant (ISO 8601)."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def posting(desk: Desk) -> Callable[[Request], Any]:
    """The endpoint that files a judgement sent by a form, and goes back to where the form was."""

    async def post(request: Request) -> Response:
        form = await request.form()
        if not (same_origin(request) and desk.seal.holds(request, words(form, "token"))):
            return await run_in_threadpool(desk.refused, request)
        try:
            judgement = await run_in_threadpool(_file, desk, form)
        except LegationError as error:
            return await run_in_threadpool(desk.refused, request, error)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"judgement": judgement.id})
        response = back(_own_path(words(form, "back") or request.headers.get("referer", "/")))
        if who := words(form, "who"):
            response.set_cookie(
                WHO, who.encode("ascii", "ignore").decode() or "", max_age=31_536_000, samesite="strict"
            )
        return response

    return post


def _own_path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def words(form: FormData, name: str) -> str:
    """What a form says under a name, as one string; files count as nothing."""
    given = form.get(name, "")
    return given.strip()[:LONGEST] if isinstance(given, str) else ""


def _file(desk: Desk, form: FormData) -> Judgement:
    said = {name: words(form, name) for name in ("why", "field", "value", "who")}
    said["who"] = said["who"] or desk.who
    verdict, undoes = words(form, "verdict"), words(form, "undoes")
    if undoes:
        judgement = undone(desk, undoes, said["who"], said["why"])
    else:
        ids = [value[:64] for value in form.getlist("id") if isinstance(value, str)]
        judgement = judged(desk, verdict, ids, **said)
    return judgement


def judged(desk: Desk, verdict: str, ids: list[str], **said: str) -> Judgement:
    """Files a judgement on things by their ids. Raises BadInput and UnknownName for what cannot be judged."""
    if verdict not in VERDICTS:
        raise BadInput(f"«{verdict}» is no verdict; there are {', '.join(VERDICTS)}.")
    if len(ids) != (2 if verdict in ("same", "different") else 1):
        number = "two things" if verdict in ("same", "different") else "one thing"
        raise BadInput(f"«{verdict}» is said of {number}; {len(ids)} were named.")
    if verdict == "set" and not (said.get("field") and said.get("value")):
        raise BadInput("A correction needs a field and its value.")
    if verdict == "note" and not said.get("value"):
        raise BadInput("A note needs words.")
    judgement = _pairwise(desk, verdict, ids, said) or judgement_on(
        desk.record, verdict, ids, made=now(), **said
    )
    desk.record.judge(judgement)
    if verdict != "note":
        desk.rebuilder.ask()
    return judgement


def _pairwise(desk: Desk, verdict: str, ids: list[str], said: dict[str, str]) -> Judgement | None:
    """A pair of the queue is judged by the claims that were compared, even where they are joined already."""
    if verdict not in ("same", "different"):
        return None
    candidate = queue.candidate_of(desk.record, *ids)
    if candidate is None:
        return None
    return Judgement(
        verdict=verdict, kind=candidate.kind, subjects=(candidate.a, candidate.b), made=now(), **said
    )


def undone(desk: Desk, id: str, who: str, why: str) -> Judgement:
    """Takes a judgement back. Raises UnknownName for one that is not on file."""
    known = next((j for j in desk.record.judgements() if j.id == id), None)
    if known is None:
        raise UnknownName(f"No judgement has the id «{id}».")
    judgement = undoing(known, who=who, why=why, made=now())
    desk.record.judge(judgement)
    desk.rebuilder.ask()
    return judgement
