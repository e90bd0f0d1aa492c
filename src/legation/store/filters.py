"""What a caller may ask of a list, and what a list gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypedDict, TypeVar, overload

from legation.errors import BadInput
from legation.record import frames
from legation.record.when import since_day, until_day

T = TypeVar("T")


class Filters(TypedDict, total=False):
    """What every list of the record may be narrowed by; all that are given must hold.

    `states`: ISO codes, all of which take part. `since`, `until`: a year, month or day; what began by the end
    of `until` and may have lasted until `since` counts, what has no date does not. `type`: an event's PLOVER
    type, a figure's measure, an agreement's, conflict's or actor's kind. `act`: an event's act, a conflict's
    field. `status`: of an event, agreement or document, a conflict's verdict. `actor`: an actor's id, or a
    name or alias of one. `document`: id of a document on which it rests. `limit`: at most so many; `cursor`:
    go on after an earlier list. `newest`: the newest first. `claims`: of each thing at most so many of the
    claims it rests on (some rest on thousands); up to 3 are told with document, outlet and evidence alone.
    """

    states: Sequence[str]
    since: str
    until: str
    type: str
    act: str
    status: str
    actor: str
    document: str
    limit: int | None
    cursor: str
    newest: bool
    claims: int


class Found(Sequence[T], Generic[T]):
    """A list from the record. `cursor` goes on where it ends, and is empty where there is no more."""

    def __init__(self, items: Sequence[T], cursor: str = "") -> None:
        self._items = tuple(items)
        self.cursor = cursor

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def to_arrow(self) -> Any:
        """An Arrow table: a row a thing, with its first quote and document."""
        return frames.arrow(self._items)

    def to_pandas(self) -> Any:
        """A pandas data frame; pandas must be installed."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """A polars data frame; polars must be installed."""
        import polars

        return polars.from_arrow(self.to_arrow())

    def _repr_html_(self) -> str:
        return frames.html(self._items, bool(self.cursor))

    def __repr__(self) -> str:
        more = f", more after {self.cursor!r}" if self.cursor else ""
        return f"<{len(self)} found{more}>"


def cursor_at(*place: str | int) -> str:
    """The cursor that goes on after this place."""
    return "~".join(str(part) for part in place)


def place_of(cursor: str) -> tuple[str, str]:
    """Where a cursor goes on: the sorting value and the id. Raises BadInput for what is no cursor."""
    sort, found, id = cursor.rpartition("~")
    if not found or not id:
        raise BadInput(f"«{cursor[:40]}» is no cursor; give the one that came with the list before.")
    return sort, id


def bounds(filters: Filters) -> tuple[str, str]:
    """First and last day that a list is narrowed to, empty where it is not. Raises BadInput."""
    since, until = since_day(filters.get("since", "")), until_day(filters.get("until", ""))
    if since and until and since > until:
        raise BadInput(f"Since {since} until {until} is no time at all; the first must come before the last.")
    return since, until


def limit_of(filters: Filters) -> int | None:
    """The limit, if any. Raises BadInput for one below 1."""
    limit = filters.get("limit")
    if limit is not None and limit < 1:
        raise BadInput(f"A limit of {limit} is too small; give 1 or more.")
    return limit
