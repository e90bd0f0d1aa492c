"""The lists of the record and what narrows each, said once: command line, API and MCP read it here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from legation.store.filters import Filters
from legation.vocabulary.states import lookup


class RecordList(NamedTuple):
    """A list of the record: `kind` of its things, its command, its address (and method of `Record`).

    `narrowed_by` are names of NARROWINGS; `notes` say what one of them means here; `more` and `example` are
    for the command's help.
    """

    kind: str
    command: str
    path: str
    summary: str
    narrowed_by: tuple[str, ...]
    notes: Mapping[str, str]
    more: str = ""
    example: str = ""

    def meaning(self, name: str) -> str:
        """What a narrowing means in this list."""
        return self.notes.get(name) or NARROWINGS[name]


# What each narrowing means unless a list says otherwise; all that are given must hold.
NARROWINGS = {
    "states": "States that all take part: KAZ, Казахстан, Kazakhstan.",
    "since": "From this year, month or day on: 2016, 2016-11, 2016-11-08.",
    "until": "Up to the end of this year, month or day.",
    "type": "Its type or kind, as the list shows it.",
    "act": "The finer act: visit, meeting, sign …",
    "status": "happened, ongoing, planned, proposed, denied, alleged …",
    "actor": "A person or body that takes part: a name, a part of it, or an id.",
    "document": "Only in the document of this id.",
    "publisher": "Only what this outlet published.",
    "language": "Only in this language: ru, en, ja …",
}
_TIME = ("since", "until")
LISTS = (
    RecordList(
        *("event", "timeline", "events", "What happened: visits, talks, signings …"),
        (*_TIME, "type", "act", "status", "actor", "document"),
        {"type": "PLOVER's type: CONSULT, SUPPORT, AID, ACCUSE …"},
        "By date; of one state, of two or more together, or of all.",
        "legation timeline KAZ JPN --since 2016 --type CONSULT",
    ),
    RecordList(
        *("statement", "statements", "statements", "What was said, by whom, of which states."),
        (*_TIME, "actor", "document"),
        {},
        "",
        "legation statements Япония --actor Токаев",
    ),
    RecordList(
        *("figure", "figures", "figures", "Numbers: trade, investment, aid …"),
        (*_TIME, "type", "document"),
        {"type": "trade, export, investment, aid, loan, count …"},
        "",
        "legation figures KAZ JPN --type trade",
    ),
    RecordList(
        *("agreement", "agreements", "agreements", "Treaties, memoranda, joint statements …"),
        (*_TIME, "type", "status", "actor", "document"),
        {"type": "treaty, agreement, memorandum …", "status": "signed, in-force, planned …"},
        "With their parties and status.",
        "legation agreements KAZ --status signed",
    ),
    RecordList(
        *("office", "offices", "offices", "Who held which office when."),
        (*_TIME, "actor", "document"),
        {},
        "",
        "legation offices JPN --since 2016-05 --until 2016-05",
    ),
    RecordList(
        *("conflict", "conflicts", "conflicts", "Where sources cannot all be right."),
        (*_TIME, "type", "status"),
        {
            "type": "contradiction, changed-over-time, different-basis, naming",
            "status": "The verdict of a person: right, wrong …",
        },
        "",
        "legation conflicts KAZ JPN",
    ),
    RecordList(
        *("actor", "actors", "actors", "Persons, bodies, states and places."),
        ("type", "actor", "document"),
        {"type": "state, person, body or place", "actor": "A name or a part of it."},
        "Those most spoken of first, with all the names they go by.",
        "legation actors JPN --type person",
    ),
    RecordList(
        *("document", "documents", "documents", "The pages that were read, or failed."),
        (*_TIME, "actor", "publisher", "language", "status"),
        {"status": "read, unread, failed or superseded"},
        "",
        "legation documents --failed",
    ),
    RecordList(
        *("mention", "mentions", "mentions", "Every place where an actor is spoken of."),
        ("actor", "type", "document"),
        {"type": "state, person, body or place"},
        "And how it was known who is meant.",
        "legation mentions --actor Токаев --json",
    ),
)
OF_KIND = {of.kind: of for of in LISTS}


def filters_of(
    states: Iterable[str] | None = None, limit: int | None = None, newest: bool = False, **others: str
) -> Filters:
    """The filters of a list; empty ones are left out, states may be names or parted by commas.

    Raises UnknownName with the nearest guesses for what is no state.
    """
    codes = [lookup(name) for given in states or () for name in given.split(",") if name.strip()]
    found: Filters = {"states": codes} if codes else {}
    if limit is not None:
        found["limit"] = limit
    if newest:
        found["newest"] = True
    found.update({name: value for name, value in others.items() if value})  # type: ignore[typeddict-item]
    return found


def asked(record: Any, of: RecordList, filters: Mapping[str, Any]) -> Any:
    """What the record has of a list under these filters."""
    if of.kind == "event" and filters.get("type"):
        filters = {**filters, "type": str(filters["type"]).upper()}
    found = getattr(record, of.path)(**filters)
    return list(found) if of.kind == "mention" else found
