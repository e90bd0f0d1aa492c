"""Judgements made from what a person points at, and read from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from legation.errors import BadInput, UnknownName
from legation.record import Judgement
from legation.record.resolved import DocumentText, ResolvedActor, ResolvedConflict
from legation.store.record import Record

VERDICTS = ("same", "different", "wrong", "right", "set", "note")


def judgement_on(
    record: Record,
    verdict: str,
    ids: Sequence[str],
    *,
    who: str,
    made: str,
    why: str = "",
    field: str = "",
    value: str = "",
) -> Judgement:
    """The judgement on things of the record, named by their ids or by claims that tell them.

    It names claims, which outlive any rebuilding. Raises UnknownName for an id that is not in the record
    and BadInput for two things that cannot be compared.
    """
    kinds: list[str] = []
    subjects: list[str] = []
    for id in ids:
        kind, named = _subjects(record, id, verdict)
        kinds.append(kind)
        subjects += named
    if len(set(kinds)) > 1:
        raise BadInput(
            f"A {kinds[0]} and a {kinds[1]} can be neither the same nor different; give two of a kind."
        )
    if len(ids) == 2 and subjects[0] == subjects[1]:
        raise BadInput(f"«{ids[0]}» and «{ids[1]}» are one already; to part them, give ids of their claims.")
    return Judgement(
        verdict=verdict,
        kind=kinds[0],
        subjects=tuple(subjects),
        **{"field": field, "value": value, "who": who, "why": why, "made": made},
    )


def _subjects(record: Record, id: str, verdict: str) -> tuple[str, list[str]]:
    try:
        thing = record.show(id)
    except UnknownName:
        return _left_out(record, id)
    if isinstance(thing, ResolvedActor):
        return "actor", [thing.id]
    if isinstance(thing, ResolvedConflict):
        return "conflict", [thing.id]
    if isinstance(thing, DocumentText):
        raise BadInput(
            f"«{id}» is a document; judge what it says, by the ids that `legation show {id}` lists."
        )
    kind = str(type(thing).__struct_config__.tag)
    told = [telling.claim for telling in thing.claims]
    if id in told:
        return kind, [id]
    if verdict in ("wrong", "right"):
        return kind, sorted(told)
    return kind, [min(told)] if told else [thing.id]


def _left_out(record: Record, id: str) -> tuple[str, list[str]]:
    """What an earlier «wrong» took out of the record: it is found among the judgements."""
    for known in reversed(record.judgements()):
        if known.verdict == "wrong" and {id, id[1:]} & set(known.subjects):
            return known.kind, list(known.subjects)
    raise UnknownName(f"Nothing in the record has the id «{id}», and no judgement took it out.")


def undoing(known: Judgement, *, who: str, why: str, made: str) -> Judgement:
    """The judgement that takes another one back."""
    return msgspec.structs.replace(known, verdict="note", undoes=known.id, who=who, why=why, made=made)


def judgements_in(file: Path) -> list[Judgement]:
    """The judgements of a file of JSON Lines. Raises BadInput, naming the line that is none."""
    found = []
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgement = msgspec.json.decode(line, type=Judgement)
        except msgspec.DecodeError as error:
            raise BadInput(
                f"{file}, line {number} is no judgement: {error}; nothing was imported."
            ) from error
        if judgement.verdict not in VERDICTS:
            raise BadInput(f"{file}, line {number}: «{judgement.verdict}» is none of {', '.join(VERDICTS)}.")
        found.append(judgement)
    return found
