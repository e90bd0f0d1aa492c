"""How each kind of thing in the record looks as a row of a table, a line of CSV and an object of JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from legation.app.cli.options import SHOWN
from legation.app.cli.output import as_json, number, plain, print_csv, print_table

if TYPE_CHECKING:
    from legation.store.filters import Filters, Found
    from legation.store.record import Record

QUOTE = 110  # characters of a quote that a table shows


class Look(NamedTuple):
    """A title, columns (heading and style), and what a thing shows in each."""

    title: str
    columns: Sequence[tuple[str, str]]
    row: Callable[[Any], Sequence[str]]
    nothing: str


class Listing(NamedTuple):
    """What is listed, and narrowed in ways that only documents know."""

    kind: str
    publisher: str = ""
    language: str = ""
    noted: bool = False


def shortened(words: str, length: int = QUOTE) -> str:
    """Words on one line, cut between words where they are longer than `length`."""
    words = plain(words)
    return words if len(words) <= length else words[:length].rpartition(" ")[0] + " …"


def quote_of(item: Any) -> str:
    """The shortest words that say a thing, of its first source."""
    return next((evidence.quote for told in item.claims for evidence in told.evidence), "")


def _event(e: Any) -> Sequence[str]:
    who = ", ".join(e.names[:4]) + (f" and {len(e.names) - 4} more" if len(e.names) > 4 else "")
    what = f"{e.type} {e.act}".strip()
    told = f"{who}{': ' if who else ''}«{shortened(quote_of(e))}»"
    return (e.when or "undated", what, e.status, " ".join(e.states), e.place, told, str(e.sources), e.id)


def _statement(s: Any) -> Sequence[str]:
    who = f"{s.speaker_name or s.speaker}{f' ({s.speaker_state})' if s.speaker_state else ''}"
    return (s.told, who, " ".join(s.about), shortened(s.quote, 200), str(s.sources), s.id)


def figure_words(f: Any) -> str:
    """A figure's value with its comparator and unit: `> 2000000000 USD`."""
    sign = "" if f.comparator == "=" else f"{f.comparator} "
    return f"{sign}{number(f.value)} {f.unit}".strip()


def _figure(f: Any) -> Sequence[str]:
    return (
        f.period or "undated",
        f.measure,
        shortened(f.of, 60),
        figure_words(f),
        " ".join(f.states),
        str(f.sources),
        f.id,
    )


def _agreement(a: Any) -> Sequence[str]:
    return (
        a.date or "undated",
        a.kind,
        shortened(a.name, 120),
        a.status,
        ", ".join(a.parties),
        str(a.sources),
        a.id,
    )


def _office(o: Any) -> Sequence[str]:
    return (o.person_name or o.person, o.office, o.of, o.when, str(o.sources), o.id)


def _conflict(c: Any) -> Sequence[str]:
    sides = " / ".join(dict.fromkeys(side.value for side in c.sides))
    return (c.kind, " ".join(c.states), shortened(c.about, 80), c.field, shortened(sides), c.verdict, c.id)


def _actor(a: Any) -> Sequence[str]:
    others = [alias for alias in a.aliases if alias != a.name]
    shown = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
    return (a.name, a.kind, a.state, shown, str(a.documents), str(a.mentions), a.id)


def _document(d: Any) -> Sequence[str]:
    status = "superseded" if d.superseded_by else d.status
    status += f", {len(d.notes)} notes" if len(d.notes) > 1 else ", 1 note" if d.notes else ""
    what = d.title or (f"{d.reason}{f'; {d.remedy}' if d.remedy else ''}" if d.reason else "")
    return (
        d.published or "undated",
        d.publisher,
        d.language,
        d.name,
        shortened(what, 80),
        status,
        str(d.claims),
        d.id,
    )


def _noted(d: Any) -> Sequence[str]:
    return (d.published or "undated", d.language, d.name, "; ".join(d.notes), d.id)


def _mention(m: Any) -> Sequence[str]:
    return (m.document_name or m.document, f"{m.start}–{m.end}", m.text, m.actor, m.how)


LOOKS = {
    "event": Look(
        "Events",
        (
            *(("When", ""), ("What", "bold"), ("Status", ""), ("Sides", "cyan"), ("Where", "")),
            *(("Who, and the words", ""), ("Sources", ""), ("Id", "dim")),
        ),
        _event,
        "No event in the record passes.",
    ),
    "statement": Look(
        "Statements",
        (("Told", ""), ("Who", "bold"), ("Of", "cyan"), ("Words", ""), ("Sources", ""), ("Id", "dim")),
        _statement,
        "No statement in the record passes.",
    ),
    "figure": Look(
        "Figures",
        (
            *(("Period", ""), ("Measure", "bold"), ("Of", ""), ("Value", ""), ("Sides", "cyan")),
            *(("Sources", ""), ("Id", "dim")),
        ),
        _figure,
        "No figure in the record passes.",
    ),
    "agreement": Look(
        "Agreements",
        (
            *(("Date", ""), ("Kind", ""), ("Name", "bold"), ("Status", ""), ("Parties", "cyan")),
            *(("Sources", ""), ("Id", "dim")),
        ),
        _agreement,
        "No agreement in the record passes.",
    ),
    "office": Look(
        "Offices",
        (("Who", "bold"), ("Office", ""), ("Of", "cyan"), ("When", ""), ("Sources", ""), ("Id", "dim")),
        _office,
        "No office in the record passes.",
    ),
    "conflict": Look(
        "Conflicts",
        (
            *(("Kind", ""), ("States", "cyan"), ("About", "bold"), ("In", ""), ("Sides", "")),
            *(("Verdict", ""), ("Id", "dim")),
        ),
        _conflict,
        "No conflict in the record passes.",
    ),
    "actor": Look(
        "Actors",
        (
            *(("Name", "bold"), ("Kind", ""), ("State", "cyan"), ("Also", ""), ("Documents", "")),
            *(("Mentions", ""), ("Id", "dim")),
        ),
        _actor,
        "No actor in the record passes.",
    ),
    "document": Look(
        "Documents",
        (
            *(("Published", ""), ("Outlet", ""), ("Language", ""), ("Name", "bold"), ("Title or reason", "")),
            *(("Status", ""), ("Claims", ""), ("Id", "dim")),
        ),
        _document,
        "No document in the record passes.",
    ),
    "noted": Look(
        "Documents read with notes",
        (("Published", ""), ("Language", ""), ("Name", "bold"), ("Notes", ""), ("Id", "dim")),
        _noted,
        "No document that passes was read with notes.",
    ),
    "mention": Look(
        "Mentions",
        (("Document", ""), ("Place", "dim"), ("Words", "bold"), ("Actor", "cyan"), ("How", "")),
        _mention,
        "No mention in the record passes.",
    ),
}


def print_listing(record: Record, listing: Listing, asked: Filters, json: bool, csv: bool) -> None:
    """A list as a table, JSON or CSV; a table that was cut says so and how to see the rest."""
    if not (json or csv) and asked.get("limit") is None:
        asked = {**asked, "limit": SHOWN}
    found = _found(record, listing, asked)
    if not found and listing.kind != "document":
        _say_if_unresolved(record)
    if json:
        print(as_json(list(found)))
        return
    if csv:
        print_rows(found)
        return
    print_things("noted" if listing.noted else listing.kind, found)
    if found.cursor:
        print(f"More than {len(found)} pass; narrow the list, or ask for more with --limit.", file=sys.stderr)


def _say_if_unresolved(record: Record) -> None:
    """That nothing was found may only mean that what was read is not resolved yet."""
    if not record.is_resolved:
        read = sum(record.holdings().documents.values())
        print(
            f"Not resolved since something was filed ({read:,} documents in all); "
            f"`legation rebuild -r {plain(record.path)}` does it.",
            file=sys.stderr,
        )


def _found(record: Record, listing: Listing, asked: Filters) -> Found[Any]:
    if listing.kind == "document":
        of = {"publisher": listing.publisher, "language": listing.language}
        return record.documents(noted=listing.noted, **of, **asked)
    lists: dict[str, Callable[..., Found[Any]]] = {
        **{"event": record.events, "statement": record.statements, "figure": record.figures},
        **{"agreement": record.agreements, "office": record.offices, "conflict": record.conflicts},
        "actor": record.actors,
    }
    return lists[listing.kind](**asked)


def print_mentions(record: Record, asked: Filters, json: bool, csv: bool) -> None:
    """Mentions as they come, so that a million of them need no memory."""
    if json:
        opening = "["
        for mention in record.mentions(**asked):
            print(f"{opening}\n {as_json(mention, None)}", end="")
            opening = ","
        print("[]" if opening == "[" else "\n]")
        return
    if csv:
        print_rows(record.mentions(**asked))
        return
    if asked.get("limit") is None:
        asked = {**asked, "limit": SHOWN}
    mentions = list(record.mentions(**asked))
    if not mentions:
        _say_if_unresolved(record)
    print_things("mention", mentions)


def print_things(kind: str, found: Sequence[Any]) -> None:
    """A table of things of one kind, or a line that says there are none."""
    look = LOOKS[kind]
    if not found:
        print(f"{look.nothing} `legation info` tells what it holds.", file=sys.stderr)
        return
    print_table(f"{look.title} ({len(found)})", look.columns, (look.row(thing) for thing in found))


def print_rows(found: Any) -> None:
    """Things as CSV: their fields, and the documents and quotes that they rest on."""
    things = iter(found)
    first = next(things, None)
    if first is None:
        return
    columns = [
        field for field in type(first).__struct_fields__ if field not in ("claims", "sides", "history")
    ]
    columns += ["documents", "quotes"] if hasattr(first, "claims") and hasattr(first, "sources") else []
    columns += ["values", "quotes"] if hasattr(first, "sides") else []
    if hasattr(first, "history"):
        columns.append("history")
    print_csv(columns, ({**_flat(thing, columns)} for thing in chain([first], things)))


def _flat(thing: Any, columns: Sequence[str]) -> dict[str, Any]:
    row = {name: getattr(thing, name) for name in columns if hasattr(thing, name)}
    if "documents" in columns and not isinstance(getattr(thing, "documents", None), int):
        row["documents"] = list(dict.fromkeys(told.document for told in thing.claims))
    told = getattr(thing, "sides", None) or (thing.claims if "quotes" in columns else ())
    if "quotes" in columns:
        row["quotes"] = [evidence.quote for one in told for evidence in one.evidence]
    if "values" in columns:
        row["values"] = [side.value for side in thing.sides]
    if "history" in columns:
        row["history"] = [f"{step.status} ({step.told})" for step in thing.history]
    return row


def builtins(thing: Any) -> Any:
    """Structs as plain values."""
    return msgspec.to_builtins(thing)
