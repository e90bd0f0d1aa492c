"""An MCP server over stdio, for assistants that must not invent: every answer carries evidence and ids.

Tool names are the record's lists; arguments are those of the command line. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Annotated, Any

import msgspec
from mcp.server import MCPServer
from pydantic import Field

from legation.app.lists import LISTS, RecordList, asked, filters_of
from legation.record.resolved import DocumentText
from legation.settings import version
from legation.store.filters import Found
from legation.store.record import Record

SHOWN = 20
MOST = 50  # things in one answer; `cursor` goes on
AROUND = 2_000  # characters around evidence that one answer may hold
INSTRUCTIONS = """\
A record of acts, statements, figures, agreements and offices between states, read from the press.
Say only what an answer here says, and cite its evidence: document, characters and quote. Where an answer is
empty, the record does not tell. States are ISO codes or names in Russian or English; dates 2016, 2016-11 or
2016-11-08."""


def server(record: Record) -> MCPServer[Any]:
    """The server for one record; `run()` it."""
    made: MCPServer[Any] = MCPServer(
        name="legation", instructions=INSTRUCTIONS, version=version(), log_level="ERROR"
    )
    for add in (_lists, _words, _checking):
        add(made, record)
    return made


def _answer(found: Found[Any]) -> dict[str, Any]:
    return {"found": [_plain(thing) for thing in found], "cursor": found.cursor}


def _plain(thing: Any) -> dict[str, Any]:
    """A thing without empty fields and without the reasons for its joinings."""
    said: dict[str, Any] = msgspec.to_builtins(thing)
    for told in (*said.get("claims", ()), *said.get("sides", ())):
        for name in ("why", "beside", "score", "rule"):
            told.pop(name, None)
    return {name: value for name, value in said.items() if value not in ("", [], {}, None)}


def _lists(made: MCPServer[Any], record: Record) -> None:
    for of in LISTS:
        if of.kind not in ("document", "mention"):
            made.tool(of.command, description=_told(of), structured_output=False)(_tool(of, record))


def _told(of: RecordList) -> str:
    means = [f"`{name}`: {of.meaning(name)}" for name in of.narrowed_by]
    return "\n".join((" ".join((of.summary, of.more)).strip(), "Narrowed by:", *means))


def _tool(of: RecordList, record: Record) -> Callable[..., dict[str, Any]]:
    def listed(states: list[str] | None = None, limit: int = SHOWN, **given: str) -> dict[str, Any]:
        return _answer(asked(record, of, filters_of(states, max(1, min(limit, MOST)), newest=False, **given)))

    parameters = [
        _parameter("states", Annotated[list[str] | None, Field(description=of.meaning("states"))], None),
        *(_parameter(n, Annotated[str, Field(description=of.meaning(n))], "") for n in of.narrowed_by),
        _parameter("limit", int, SHOWN),
        _parameter("cursor", str, ""),
    ]
    listed.__name__ = of.command
    listed.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    listed.__annotations__ = {p.name: p.annotation for p in parameters}
    return listed


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _words(made: MCPServer[Any], record: Record) -> None:
    @made.tool(structured_output=False)
    def search(text: str, limit: int = 20, cursor: str = "") -> dict[str, Any]:
        """Full-text search over the documents, in any form of the words; «words in quotes» side by side."""
        return _answer(record.search(text, max(1, min(limit, MOST)), cursor))

    @made.tool(structured_output=False)
    def evidence(id: str) -> dict[str, Any]:
        """One thing by its id (event, statement, figure, agreement, office, conflict, actor), each piece of
        evidence with the sentence around it."""
        thing = record.show(id)
        if isinstance(thing, DocumentText):
            return {"document": _plain(thing.facts), "items": [item.id for item in thing.items]}
        said = _plain(thing)
        for told in (*said.get("claims", ()), *said.get("sides", ())):
            told["context"] = _contexts(record, told["document"], told["evidence"])
        return said

    @made.tool(structured_output=False)
    def document(id: str, start: int = 0, end: int = 0) -> dict[str, Any]:
        """A document's facts and its characters from `start` to `end` (at most 2,000)."""
        found = record.document(id)
        first = max(start, 0)
        last = min(end if end > first else len(found.text), first + AROUND)
        return {"document": _plain(found.facts), "start": first, "end": last, "text": found.text[first:last]}


def _contexts(record: Record, document: str, found: Iterable[dict[str, Any]]) -> list[str]:
    around = [record.context(document, evidence["start"], evidence["end"]) for evidence in found]
    return [one.before + one.match + one.after for one in around]


def _checking(made: MCPServer[Any], record: Record) -> None:
    @made.tool(structured_output=False)
    def check(text: str, date: str = "") -> dict[str, Any]:
        """Compare sentences (in Russian) with the record: supported, contradicted, partly-supported or
        not-in-the-record, each with the sources. Check what you are about to say."""
        from legation.checking.check import check_text

        checked = check_text(record, text, date)
        return {"counts": checked.counts, "sentences": msgspec.to_builtins(checked.sentences)}
