"""`legation show` and `legation search`: one thing with all that says it, and where words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.app.cli.options import RECORD_FILE, Json, Limit, RecordFile, opened
from legation.app.cli.output import console, plain, print_json
from legation.app.cli.reasons import doubt_explained, explained
from legation.app.cli.tables import LOOKS, figure_words, print_things, shortened

if TYPE_CHECKING:
    from rich.text import Text

    from legation.record import Document, Evidence, Reading
    from legation.record.resolved import Candidate, DocumentText, Reason, ResolvedActor, Telling
    from legation.store.record import Record

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Of an event, agreement, actor, document …; its first characters do.",
        show_default=False,
    ),
]
Why = Annotated[bool, typer.Option("--why", help="Why these claims are one thing, feature by feature.")]
Words = Annotated[
    str,
    typer.Argument(
        metavar="WORDS", help="Words, in any form; «words in quotes» side by side.", show_default=False
    ),
]
# What is shown of a thing besides its sources, in order.
FIELDS = (
    *(
        "type",
        "kind",
        "act",
        "status",
        "when",
        "when_text",
        "date",
        "period",
        "told",
        "states",
        "names",
        "place",
    ),
    *("senders", "recipients", "parties", "speaker_name", "speaker_state", "about", "via", "quote", "direct"),
    *("measure", "of", "aliases", "person_name", "office", "since", "until", "known", "part_of", "events"),
    *("judged", "sources"),
)


def show(id: Id, why: Why = False, record: RecordFile = RECORD_FILE, json: Json = False) -> None:
    """Everything about one item, and who says it.

    Each source's sentence with the evidence marked, the document, the place in it.

    legation show e3f81c9 --why
    """
    with opened(record) as held:
        thing = explained(held, held.show(id)) if why else held.show(id)
        if json:
            print_json(_with_why(held, thing) if why else thing)
            return
        what = type(thing).__name__
        if what == "DocumentText":
            _show_document(thing)  # type: ignore[arg-type]
        elif what == "ResolvedActor":
            _show_actor(held, thing, why)  # type: ignore[arg-type]
        elif what == "ResolvedConflict":
            _show_conflict(thing)
        else:
            _show_item(held, thing, why)


def search(words: Words, limit: Limit = None, record: RecordFile = RECORD_FILE, json: Json = False) -> None:
    """Where words stand, in whatever form.

    «визиты Назарбаева» finds «визит Назарбаева».

    legation search "визиты Назарбаева"
    """
    with opened(record) as held:
        hits = held.search(words, limit or 20)
    if json:
        print_json(list(hits))
        return
    out = console()
    if not hits:
        out.print("Nothing found; fewer words find more.")
    for hit in hits:
        out.print(
            _text((f"{plain(hit.document_name)}", "bold"), (f"  {hit.published}  {hit.document}", "dim"))
        )
        out.print(
            _text(
                (f"  {plain(hit.before)}", ""), (f" {plain(hit.match)}", "bold"), (f" {plain(hit.after)}", "")
            )
        )
        if hit.items:
            out.print(_text((f"  in {', '.join(hit.items)}", "dim")))


def _with_why(record: Record, thing: Any) -> dict[str, Any]:
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(thing)
    if type(thing).__name__ == "ResolvedActor":
        found["joins"] = msgspec.to_builtins(record.actor_joins(thing.id))
    elif hasattr(thing, "claims"):
        found["kept_apart"] = msgspec.to_builtins(_kept_apart(record, thing))
    return found


def _kept_apart(record: Record, thing: Any) -> list[Candidate]:
    """What the machine all but joined with this thing, and did not."""
    from legation.store.doubts import doubts_of

    doubts = doubts_of(record, (told.claim for told in thing.claims))
    return [doubt_explained(record, near) for near in doubts if not near.joined]


def _text(*parts: tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*parts)


def _fields(thing: Any) -> Iterable[tuple[str, str]]:
    for name in FIELDS:
        value = getattr(thing, name, None)
        if value in (None, "", (), []) or (name == "of" and not isinstance(value, str)):
            continue
        words = (
            ", ".join(value)
            if isinstance(value, tuple)
            else {True: "yes", False: "no"}.get(value, str(value))
            if isinstance(value, bool)
            else str(value)
        )
        yield name.replace("_name", "").replace("_", " "), plain(words)
    if hasattr(thing, "comparator"):
        yield "value", figure_words(thing)


def _show_item(record: Record, thing: Any, why: bool) -> None:
    out = console()
    look = LOOKS[type(thing).__struct_config__.tag]
    out.print(_text((f"{look.title[:-1]} {thing.id}", "bold")))
    for name, value in _fields(thing):
        out.print(_text((f"  {name:14}", "dim"), (value, "")))
    for step in getattr(thing, "history", ()):
        out.print(
            _text(
                ("  history       ", "dim"),
                (f"{step.status}, told {step.told or 'undated'}, claim {step.claim}", ""),
            )
        )
    out.print()
    out.print(_text((f"Told by {len(thing.claims)} claims in {thing.sources} independent sources", "bold")))
    for told in thing.claims:
        _show_telling(record, told, why)
    for near in _kept_apart(record, thing) if why else ():
        out.print(_text((f"  kept apart: {near.a} and {near.b}, score {near.score:.2f}", "")))
        _show_reasons(near.why)
    conflicts = record.conflicts(item=thing.id)
    if conflicts:
        out.print()
        print_things("conflict", conflicts)


def _show_telling(record: Record, told: Telling, why: bool) -> None:
    out = console()
    place = " · ".join(
        part for part in (told.published or "undated", told.publisher, told.document_name) if part
    )
    out.print(
        _text((f"  {plain(place)}", "cyan"), (f"  document {told.document} · claim {told.claim}", "dim"))
    )
    for evidence in told.evidence:
        around = record.context(told.document, evidence.start, evidence.end)
        out.print(
            _text(
                ("    ", ""),
                (f"{plain(around.before)}{_gap(around.before[::-1])}" if around.before.strip() else "", ""),
                (plain(around.match), "bold reverse" if out.is_terminal else ""),
                (f"{_gap(around.after)}{plain(around.after)}" if around.after.strip() else "", ""),
                (f"  [{placed(evidence, evidence.page)}]", "dim"),
            ),
            soft_wrap=True,
        )
        if not out.is_terminal:
            out.print(_text((f"    evidence: «{plain(evidence.quote)}»", "")), soft_wrap=True)
    for field, source in told.derived.items():
        out.print(_text((f"    {plain(field)} is derived: {plain(source)}", "dim")))
    if why:
        _show_why(told)


def placed(evidence: Evidence, page: int) -> str:
    """Where evidence stands: its characters, and its page where the source has pages."""
    return f"{evidence.start}–{evidence.end}{f', page {page}' if page else ''}"


def _gap(words: str) -> str:
    """The blank between a stretch and the words beside it, where the text has one."""
    return " " if words[:1].isspace() else ""


def _show_why(told: Telling) -> None:
    out = console()
    if told.rule:
        out.print(_text((f"    read by: {plain(told.rule)}", "dim")))
    if not told.beside:
        return
    out.print(_text((f"    joined with claim {told.beside}, score {told.score:.2f}:", "dim")))
    _show_reasons(told.why)


def _show_reasons(why: Sequence[Reason]) -> None:
    out = console()
    for reason in sorted(why, key=lambda r: -r.weight):
        mark = "for" if reason.weight > 0 else "against" if reason.weight < 0 else "even"
        out.print(
            _text(
                (f"      {mark:7} {reason.weight:+6.2f}  {plain(reason.feature)}: {plain(reason.note)}", "")
            )
        )


def _show_conflict(thing: Any) -> None:
    out = console()
    out.print(_text((f"Conflict {thing.id}: {thing.kind} in {thing.field}", "bold")))
    out.print(_text((f"  {plain(thing.about)}", "")))
    out.print(_text((f"  {plain(thing.why)}", "dim")))
    for side in thing.sides:
        out.print(
            _text(
                (f"  {plain(side.value)}", "bold"),
                (f"  {plain(side.document_name)} · claim {side.claim}", "dim"),
            )
        )
        for evidence in side.evidence:
            page = f"  [page {evidence.page}]" if evidence.page else ""
            out.print(_text((f"    «{plain(evidence.quote)}»", ""), (page, "dim")), soft_wrap=True)
    if thing.verdict:
        out.print(_text((f"  judged: {plain(thing.verdict)}", "")))


def _show_actor(record: Record, actor: ResolvedActor, why: bool) -> None:
    out = console()
    out.print(_text((f"{plain(actor.name)}", "bold"), (f"  {actor.kind} {actor.state}  {actor.id}", "dim")))
    out.print(f"  also called: {plain(', '.join(a for a in actor.aliases if a != actor.name)) or '—'}")
    for told, names in (("followed", actor.before), ("followed by", actor.after)):
        if names:
            out.print(f"  {told} {plain(', '.join(names))}: linked, not the same")
    out.print(f"  {actor.mentions} mentions in {actor.documents} documents")
    for kind in ("office", "event", "statement"):
        found = getattr(record, f"{kind}s")(actor=actor.id, limit=20)
        if found:
            print_things(kind, found)
    for join in record.actor_joins(actor.id) if why else ():
        verb = "one with" if join.joined else "kept apart from"
        out.print(_text((f"  {plain(join.a)} {verb} {plain(join.b)}, score {join.score:.2f}", "")))
        for reason in join.why:
            out.print(
                _text((f"      {reason.weight:+6.2f}  {plain(reason.feature)}: {plain(reason.note)}", "dim"))
            )


def _show_document(document: DocumentText) -> None:
    out = console()
    facts = document.facts
    out.print(_text((f"{plain(facts.title or facts.name)}", "bold"), (f"  document {facts.id}", "dim")))
    for note in document.notes:
        out.print(_text((f"  {'note':14}", "dim"), (plain(note), "")))
    for name in (
        "name",
        "url",
        "published",
        "publisher",
        "language",
        "status",
        "reason",
        "superseded_by",
        "read_at",
        "version",
        "copy_of",
    ):
        if value := getattr(facts, name):
            out.print(_text((f"  {name.replace('_', ' '):14}", "dim"), (plain(value), "")))
    out.print(f"  {facts.characters:,} characters, {len(document.passages)} passages, {facts.claims} claims")
    for kind in ("event", "statement", "figure", "agreement", "office"):
        found = [item for item in document.items if type(item).__struct_config__.tag == kind]
        if found:
            print_things(kind, found)


def print_claims(document: Document, reading: Reading) -> None:
    """What one page says, for people."""
    out = console()
    facts = " · ".join(
        f for f in (document.published or "undated", document.publisher, document.language) if f
    )
    out.print(_text((f"{plain(document.name)}", "bold"), (f"  {plain(facts)}", "dim")))
    if reading.unread:
        out.print(_text((f"  {plain(reading.unread)}", "")))
    for claim in reading.claims:
        said = _said(claim)
        out.print(_text((f"  {claim.kind:10}", "cyan"), (plain(said), "")), soft_wrap=True)
        for first in claim.evidence[:1]:
            where = placed(first, document.sheet_of(first.start))
            out.print(
                _text((f"            «{shortened(first.quote, 200)}» [{where}]", "dim")),
                soft_wrap=True,
            )


def _said(claim: Any) -> str:
    values: dict[str, Sequence[Any]] = {
        "event": ("when", "type", "act", "status", "states", "actors", "place"),
        "statement": ("speaker", "speaker_state", "about"),
        "figure": ("period", "measure", "of", "comparator", "value", "unit", "states"),
        "agreement": ("date", "agreement_kind", "name", "status", "parties"),
        "tenure": ("person", "office", "of", "when"),
    }
    found = (getattr(claim, name) for name in values[claim.kind])
    return " · ".join(", ".join(v) if isinstance(v, tuple) else str(v) for v in found if v not in ("", ()))
