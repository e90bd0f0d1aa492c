"""A record, opened: what it holds, what it is asked, what is added to it. Nobody else needs to know SQL."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from sqlalchemy import Connection, select
from sqlalchemy import text as sql

from legation.errors import UnknownName
from legation.record import Document, Judgement, Reading
from legation.record.outcome import Outcome
from legation.record.resolved import (
    ActorJoin,
    ActorMention,
    Candidate,
    Context,
    DocumentText,
    FiledDocument,
    Hit,
    Item,
    ResolvedActor,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
    Waiting,
)
from legation.store import actors, documents, query, search
from legation.store.damage import named
from legation.store.file import only_read, open_engine, refuse_to_write, writing
from legation.store.filters import Filters, Found
from legation.store.holdings import Holdings, counted, fact, is_resolved, touch
from legation.store.inputs import all_judgements, readings, texts
from legation.store.mending import mend
from legation.store.packing import unpacked
from legation.store.reach import as_it_stands
from legation.store.rows import rows
from legation.store.schema import waiting
from legation.store.swap import swap
from legation.store.ties import ties_of
from legation.store.write import Filed, Known, file_judgement, file_outcomes, known_pages, renew_document

if TYPE_CHECKING:
    from legation.store.growing import Prepare, Settle

    Resolve = Callable[[Mapping[str, Any]], Mapping[str, Any]]


AT_ONCE = 1_000  # things held in memory where all are gone through


class Record:
    """A record file, opened. Safe to share between threads; close it, or use it in a `with`.

    The lists (`events`, `statements`, `figures`, `agreements`, `offices`, `conflicts`, `actors`, `documents`)
    take the keyword arguments of `Filters` and give a `Found`: a sequence of frozen structs of
    `legation.record.resolved`, with a `cursor` where there is more. An unknown actor raises UnknownName, a
    malformed date, limit or cursor BadInput.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self.engine = open_engine(path, create=create)
        self.only_read = only_read(self.engine)  # why it may only be read; empty where it may be written
        self._held = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """All that this thread asks within is answered from one state of the record, whoever writes.

        It also costs less than asking each by itself.
        """
        if getattr(self._held, "connection", None) is not None:
            yield
            return
        with self.asked() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = None

    @contextmanager
    def asked(self) -> Iterator[Connection]:
        """A connection that reads, for this package alone: that of `at_once`, or one for this question."""
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None:
            yield held
            return
        standing = as_it_stands(self.path, self.only_read)
        with named(self.path), standing, self.engine.connect() as connection, connection.begin():
            yield connection

    # What it is asked

    def events(self, **filters: Unpack[Filters]) -> Found[ResolvedEvent]:
        """Happenings in the order of time; those without a date last."""
        return self._listed("event", filters)

    def statements(self, **filters: Unpack[Filters]) -> Found[ResolvedStatement]:
        """What was said of whom, in the order of the telling."""
        return self._listed("statement", filters)

    def figures(self, **filters: Unpack[Filters]) -> Found[ResolvedFigure]:
        """Numbers, by the period that they speak of."""
        return self._listed("figure", filters)

    def agreements(self, **filters: Unpack[Filters]) -> Found[ResolvedAgreement]:
        """Treaties, memoranda, statements … by date."""
        return self._listed("agreement", filters)

    def offices(self, **filters: Unpack[Filters]) -> Found[ResolvedOffice]:
        """Who held which office when."""
        return self._listed("office", filters)

    def conflicts(self, item: str = "", **filters: Unpack[Filters]) -> Found[ResolvedConflict]:
        """Claims that cannot all hold; with `item` those in which that thing stands."""
        if item:
            with self.asked() as connection:
                return Found(query.hydrated(connection, documents.conflicts_over(connection, [item])))
        return self._listed("conflict", filters)

    def _listed(self, kind: str, filters: Filters) -> Found[Any]:
        with self.asked() as connection:
            return query.listed(connection, kind, filters)

    def each(self, kind: str, **filters: Unpack[Filters]) -> Iterator[Any]:
        """The same lists one by one (`event`, `statement`, `figure`, `agreement`, `office`, `conflict`)."""
        with self.asked() as connection:
            yield from query.each(connection, kind, filters)

    def count(self, kind: str, **filters: Unpack[Filters]) -> int:
        """How many things of a kind pass the filters."""
        with self.asked() as connection:
            return query.counted(connection, kind, filters)

    def pairs(self, kind: str = "event", limit: int = 100) -> list[tuple[tuple[str, str], int]]:
        """The pairs of states of which most things of a kind are told, with how many."""
        with self.asked() as connection:
            ties = ties_of(connection, "", "", "", limit, kind)
        return [((tie.a, tie.b), tie.things) for tie in ties]

    def items(self, ids: Iterable[str], claims: int | None = None) -> list[Item | ResolvedConflict]:
        """The resolved things of these ids, in their order; unknown ids are passed by.

        With `claims` each with at most so many of the claims it rests on, as lists tell them.
        """
        with self.asked() as connection:
            return query.hydrated(connection, list(ids), claims, short=True)

    def actors(self, **filters: Unpack[Filters]) -> Found[ResolvedActor]:
        """States, persons, bodies and places, those most spoken of first; `type` is their kind."""
        with self.asked() as connection:
            return actors.listed_actors(connection, filters)

    def each_actor(self) -> Iterator[ResolvedActor]:
        """All actors one by one, those most spoken of first: for lists too long for memory."""
        return self._each(self.actors)

    def each_document(self) -> Iterator[FiledDocument]:
        """All documents one by one, by publication date."""
        return self._each(self.documents)

    def _each(self, listed: Callable[..., Found[Any]]) -> Iterator[Any]:
        cursor = ""
        while True:
            found = listed(limit=AT_ONCE, cursor=cursor)
            yield from found
            cursor = found.cursor
            if not cursor:
                return

    def actor(self, id: str) -> ResolvedActor | None:
        """The actor of this id, or nothing."""
        with self.asked() as connection:
            return actors.actor_by_id(connection, id)

    def actor_joins(self, actor: str) -> list[ActorJoin]:
        """Why the names of an actor are one, and which were kept apart."""
        with self.asked() as connection:
            return actors.joins_of(connection, actor)

    def mentions(self, **filters: Unpack[Filters]) -> Iterator[ActorMention]:
        """Every mention of actors, one by one; filters: `actor`, `type`, `states`, `document`, `limit`."""
        with self.asked() as connection:
            yield from actors.mentions(connection, filters)

    def documents(
        self, publisher: str = "", language: str = "", *, noted: bool = False, **filters: Unpack[Filters]
    ) -> Found[FiledDocument]:
        """Documents by publication date; with `status="failed"` the pages that could not be read.

        With `noted` those of which reading noted something.
        """
        with self.asked() as connection:
            return documents.listed_documents(connection, filters, publisher, language, noted)

    def document(self, id: str) -> DocumentText:
        """A document by id or name: its text and everything that stands in it. Raises UnknownName."""
        with self.asked() as connection:
            known = documents.document_id_of(connection, id)
            found = documents.document_text(connection, known) if known else None
        if found is None:
            raise UnknownName(f"No document of the record has the id or name «{id}».")
        return found

    def context(self, document: str, start: int, end: int) -> Context:
        """The sentence around `start` to `end` of a document. Raises UnknownName."""
        with self.asked() as connection:
            found = documents.context_of(connection, document, start, end)
        if found is None:
            raise UnknownName(f"No document of the record has the id «{document}».")
        return found

    def source(self, id: str) -> tuple[Document, Reading]:
        """A document as it was read, with what it claims by itself. Raises UnknownName."""
        with self.asked() as connection:
            found = documents.source_document(connection, id)
        if found is None:
            raise UnknownName(f"No document of the record has the id «{id}».")
        return found

    def sources(self) -> Iterator[tuple[Document, Reading]]:
        """Every document with what it claims by itself, in the order of ids."""
        with self.asked() as connection:
            yield from readings(connection)

    def texts(self) -> Iterator[Document]:
        """Every document by itself, in the order of ids; damage beside its text is passed over."""
        with self.asked() as connection:
            yield from texts(connection)

    def show(
        self, id: str, claims: int | None = None
    ) -> Item | ResolvedConflict | ResolvedActor | DocumentText:
        """Whatever has this id: a resolved thing, an actor, a document, or what the claim tells.

        The first characters of an id are enough where only one begins with them. With `claims` a thing comes
        with at most so many of the claims it rests on. Raises UnknownName.
        """
        with self.asked() as connection:
            found: Item | ResolvedConflict | ResolvedActor | DocumentText | None = self._shown(
                connection, id, claims
            )
            if found is not None:
                return found
            near = [known for (known,) in rows(connection, f"{_BEGUN} LIMIT 5000", _beginning(id[:3]))]
            guesses = difflib.get_close_matches(id, near, 3, 0.5)
        hint = f" Did you mean {', '.join(guesses)}?" if guesses else " `legation timeline` shows ids."
        raise UnknownName(f"Nothing in the record has the id «{id}».{hint}")

    def _shown(self, connection: Connection, id: str, claims: int | None) -> Any:
        found = rows(connection, "SELECT id FROM items WHERE id = ?", (id,))
        found = found or rows(connection, "SELECT item FROM tellings WHERE claim = ? LIMIT 1", (id,))
        known = found[0][0] if found else None
        if known is None and len(id) > 3:
            begun = rows(connection, f"{_BEGUN} LIMIT 2", _beginning(id))
            known = begun[0][0] if len(begun) == 1 else None
        if known is not None:
            return next(iter(query.hydrated(connection, [known], claims)), None)
        document = documents.document_id_of(connection, id)
        if document is not None:
            return documents.document_text(connection, document)
        try:
            named = actors.actor_ids(connection, id)
        except UnknownName:
            return None
        return actors.actor_by_id(connection, named[0])

    def search(self, text: str, limit: int = 20, cursor: str = "") -> Found[Hit]:
        """Where all these words stand, in whatever form; «words in quotes» side by side."""
        with self.asked() as connection:
            return search.found_text(connection, text, limit, cursor)

    def candidates(self, kind: str = "", limit: int = 100) -> list[Candidate]:
        """Pairs that the machine leaves to a person, the least sure first."""
        narrowed = "WHERE kind = :kind" if kind else ""
        order = "abs(json_extract(body, '$.score')), kind, a, b"  # as the index has it
        query = sql(f"SELECT body FROM candidates {narrowed} ORDER BY {order} LIMIT :limit")
        with self.asked() as connection:
            bodies = connection.scalars(query, {"kind": kind, "limit": limit}).all()
        return [unpacked("candidates", body, Candidate) for body in bodies]

    def judgements(self) -> list[Judgement]:
        """What people decided, in the order in which they did."""
        with self.asked() as connection:
            return all_judgements(connection)

    def waiting(self) -> list[Waiting]:
        """Judgements that no longer find what they speak of."""
        with self.asked() as connection:
            rows = connection.execute(select(waiting).order_by(*waiting.c)).all()
        return [Waiting(judgement=r.judgement, subject=r.subject, reason=r.reason) for r in rows]

    def holdings(self) -> Holdings:
        """What the record holds, counted."""
        with self.asked() as connection:
            return counted(connection)

    # What is added to it

    def known(self, seen: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Known]:
        """Those pages (name and fingerprint) that the record already holds."""
        with self.asked() as connection:
            return known_pages(connection, seen)

    def file(self, outcomes: Iterable[Outcome], version: str, anew: bool = False) -> list[Filed]:
        """Files pages, all of them or, if killed, none; tells what became of each."""
        with writing(self.engine) as connection:
            filed = file_outcomes(connection, list(outcomes), _now(), version, anew)
            if not all(how in ("known", "failed") for how in filed):
                touch(connection)
        return filed

    def renew(self, outcomes: Iterable[Outcome], version: str) -> list[Filed]:
        """Puts what is read of known documents now in place of what was; those that fail keep what was."""
        with writing(self.engine) as connection:
            renewed = [renew_document(connection, outcome, _now(), version) for outcome in outcomes]
            touch(connection)
        return renewed

    def mend(self) -> list[str]:
        """Makes the search index and the counts anew where they are damaged; says what was mended."""
        return mend(self.engine)

    def judge(self, *judgements: Judgement) -> int:
        """Adds judgements; gives how many were new. They tell after the next `resolve`."""
        with writing(self.engine) as connection:
            new = sum(file_judgement(connection, judgement) for judgement in judgements)
            if new:
                touch(connection)
        return new

    @property
    def is_resolved(self) -> bool:
        """Whether the resolved things rest on everything that was filed."""
        with self.asked() as connection:
            return is_resolved(connection)

    def resolve(self, resolve: Resolve) -> dict[str, int]:
        """Works out all resolved things anew and puts them in place at once; gives the rows that changed."""
        from legation.store.build import rows_of  # Arrow and the vocabulary take long to load
        from legation.store.given import inputs

        with self.asked() as connection:
            state = fact(connection, "filed")
            given = inputs(connection)
        build = rows_of(resolve(given))
        return swap(self.engine, build, state)

    def grow(self, prepare: Prepare, settle: Settle, *, anew: bool = False) -> dict[str, int]:
        """Works out anew what has changed since the last time, or with `anew` everything from nothing.

        `prepare` gives what documents bring by themselves, `settle` what changes with all that they bring,
        all judgements and what was kept of the time before. Both ways come to the same record. Gives the rows
        that changed.
        """
        from legation.store.growing import grow  # Arrow and the vocabulary take long to load

        refuse_to_write(self.engine, self.path)
        with named(self.path):
            return grow(self.engine, prepare, settle, anew)


_BEGUN = "SELECT id FROM items WHERE id >= ? AND id < ?"


def _beginning(id: str) -> tuple[str, str]:
    return id, id + "\U0010ffff"


def open_record(path: str | Path = "legation.db", *, create: bool = False) -> Record:
    """Opens a record file. Raises UnreadableRecord for one that is none or (unless `create`) is missing."""
    return Record(Path(path), create=create)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
