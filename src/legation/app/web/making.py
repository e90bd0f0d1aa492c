"""How a page is made: what is asked for, the view that answers, the template that is filled."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.responses import Response

from legation.app.web import address, drawn, forms, lines, looks, menu, reader, ring
from legation.app.web.language import LANGUAGES, Tongue, tongue
from legation.errors import BadInput, LegationError, UnknownName
from legation.store import desk as asked_of
from legation.store.file import read_mapped
from legation.store.record import Record

REMEMBERED = 4_096  # results of questions that several pages ask


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A page asked for: the name of its view, the address and its parts, the language.

    `busy` says that the record is being put in order, `wrong` what went wrong there: pages tell both.
    """

    view: str
    path: str
    query: str
    parts: dict[str, str]
    language: str
    busy: bool = False
    wrong: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other pages, for one state of the record."""
        return self.language, f"{self.path}?{self.query}"


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A page as it is sent, but for what differs between readers. `kept`: it holds for this `state`."""

    status: int
    body: bytes
    type: str = "text/html; charset=utf-8"
    location: str = ""
    kept: bool = False
    state: str = ""


class Marks(msgspec.Struct, frozen=True, array_like=True):
    """What stands in a made page where each reader's own token and name go: nobody can guess them."""

    token: str
    who: str


class Page(NamedTuple):
    """What a view gives: a template and what it is filled with. Pages of the moment are not kept."""

    template: str
    given: Mapping[str, Any]
    status: int = 200
    kept: bool = True


View = Callable[["Asked"], "Page | Response"]


class Asked:
    """One request for a page: the record in one state, the address, and the language of the answer."""

    def __init__(self, maker: Maker, place: Place, state: str = "") -> None:
        self.maker, self.place, self.state = maker, place, state
        self.record = maker.record
        self.language = place.language
        self.query = QueryParams(place.query)

    @cached_property
    def tongue(self) -> Tongue:
        """The words of the language."""
        return tongue(self.language)

    def part(self, name: str) -> str:
        """A part of the address's path."""
        return self.place.parts[name]

    def kept(self, *name_and_work: Any) -> Any:
        """What the last argument gives, called once for each state of the record and these names."""
        *names, work = name_and_work
        return self.maker.remembered(self.state, tuple(names), work)

    def fragment(self, template: str, names: tuple[str, ...], given: Callable[[], Mapping[str, Any]]) -> Any:
        """A part of a page that other pages show, too: made once for each state, these names and language."""

        def made() -> Markup:
            return Markup(self.maker.filled(self, template, given()))  # noqa: S704 - made by a template

        return self.kept(template, self.language, *names, made)

    def number(self, name: str) -> int:
        """A number in the address. Raises BadInput for what is none."""
        given = self.query.get(name, "0")
        if not given.isdecimal() or len(given) > 12:
            raise BadInput(f"«{given[:20]}» is no number.")
        return int(given)


class Maker:
    """Makes the pages of a record: in the server, or in a process beside it."""

    def __init__(self, record: Record, marks: Marks, views: Mapping[str, View]) -> None:
        self.record, self.marks, self.views = record, marks, views
        self._lock = threading.Lock()
        self._memory: OrderedDict[tuple[str, ...], tuple[str, Any]] = OrderedDict()

    @classmethod
    def over(cls, path: Path, marks: Marks, views: Mapping[str, View]) -> Maker:
        """One that opens the record by itself, in a process of its own: the server makes what it cannot."""
        record = Record(path)
        read_mapped(record.engine)
        return cls(record, marks, views)

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
            auto_reload=False,
        )
        made.globals.update(address=address, drawn=drawn, forms=forms, looks=looks, menu=menu, ring=ring)
        made.globals.update(languages=LANGUAGES, series_of=lines, reader=reader)
        return made

    def warm(self) -> None:
        """Loads what the first search and the first page would wait for."""
        from legation.vocabulary.morphology import analyser

        self.templates.get_template("pair.html")
        analyser().parse("визиты")

    def remembered(self, state: str, name: tuple[str, ...], work: Callable[[], Any]) -> Any:
        """What `work` gave for this state of the record; worked out anew when the record has changed."""
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

    def made(self, place: Place) -> Made:
        """The page that is asked for, all of it from one state of the record; or why there is none."""
        with self.record.at_once():
            state = asked_of.state(self.record)
            asked = Asked(self, place, state)
            try:
                page = self.views[place.view](asked)
            except LegationError as error:
                return self.refusal(place, error)
            if isinstance(page, Response):
                headers = page.headers
                kind, where = headers.get("content-type", ""), headers.get("location", "")
                kept = page.status_code == 200 and not place.busy
                return Made(page.status_code, bytes(page.body), kind, where, kept, state)
            body = self.filled(asked, page.template, page.given)
        kept = page.kept and page.status == 200 and not place.busy and not place.wrong
        return Made(page.status, body.encode("utf-8", "replace"), kept=kept, state=state)

    def filled(self, asked: Asked, template: str, given: Mapping[str, Any]) -> str:
        """A template filled, with what all of them may use."""
        shared = {
            "asked": asked,
            "t": asked.tongue.say,
            "tongue": asked.tongue,
            "token": self.marks.token,
            "who": self.marks.who,
            "path": asked.place.path,
            "query": asked.query,
            "busy": asked.place.busy,
            "wrong": asked.place.wrong,
        }
        return self.templates.get_template(template).render({**shared, **given})

    def refusal(self, place: Place, error: LegationError) -> Made:
        """The page that tells what is wrong with what was asked."""
        status = 404 if isinstance(error, UnknownName) else 400 if isinstance(error, BadInput) else 500
        title = {404: "not_found", 400: "bad_request"}.get(status, "fault")
        return self.told(place, tongue(place.language).say(title), str(error), status)

    def told(self, place: Place, title: str, why: str, status: int) -> Made:
        """A page of a title and a sentence."""
        body = self.filled(Asked(self, place), "error.html", {"title": title, "why": why})
        return Made(status, body.encode("utf-8", "replace"))
