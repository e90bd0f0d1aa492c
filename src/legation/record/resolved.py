"""What the record holds once all claims are resolved: each thing once, with everything that tells it.

All dates are EDTF; `states` are ISO 3166 alpha-3 codes; `sources` counts independent sources (a family of
copies is one). Every resolved thing carries `claims`: the claims it rests on, each with its evidence.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from legation.record.claim import Evidence
from legation.record.document import Furniture, Passage


class Reason(Struct, frozen=True):
    """One reason for (`weight` above 0) or against (below 0) a joining."""

    feature: str
    weight: float
    note: str = ""


class Step(Struct, frozen=True):
    """One step of a thing's life: the status, the day on which it was told (EDTF), and the claim."""

    status: str
    told: str = ""
    claim: str = ""


class Telling(Struct, frozen=True, kw_only=True):
    """One claim on which a resolved thing rests, with its document and evidence.

    `beside` is the claim that it was compared with, `score` and `why` the outcome; empty for the first.
    `family` names the copies of one text that count as one source. `derived` and `rule` are the claim's.
    """

    claim: str
    document: str
    document_name: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    evidence: tuple[Evidence, ...] = ()
    derived: dict[str, str] = {}
    rule: str = ""
    family: str = ""
    beside: str = ""
    score: float = 0.0
    why: tuple[Reason, ...] = ()


class Resolved(Struct, frozen=True, kw_only=True, tag_field="item"):
    """What all resolved things have: an id that outlives rebuilding, and the claims it rests on.

    `judged` names the fields that a person's judgement has set.
    """

    id: str
    sources: int = 0
    claims: tuple[Telling, ...] = ()
    judged: tuple[str, ...] = ()


class ResolvedEvent(Resolved, frozen=True, kw_only=True, tag="event"):
    """One real-world happening. `actors` are ids and `names` their names beside them; `part_of` is an id."""

    type: str
    act: str = ""
    status: str = ""
    when: str = ""
    when_text: str = ""
    states: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    place: str = ""
    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    history: tuple[Step, ...] = ()
    part_of: str = ""


class ResolvedStatement(Resolved, frozen=True, kw_only=True, tag="statement"):
    """Words of one speaker; `speaker` is an actor's id, `told` when they were told."""

    speaker: str = ""
    speaker_name: str = ""
    speaker_state: str = ""
    quote: str = ""
    direct: bool = False
    about: tuple[str, ...] = ()
    via: str = ""
    told: str = ""


class ResolvedFigure(Resolved, frozen=True, kw_only=True, tag="figure"):
    """One value of one thing in one period; figures of one `series` may be drawn as a line."""

    series: str = ""
    measure: str
    of: str = ""
    value: float
    unit: str = ""
    comparator: str = "="
    period: str = ""
    told: str = ""
    states: tuple[str, ...] = ()


class ResolvedAgreement(Resolved, frozen=True, kw_only=True, tag="agreement"):
    """One agreement over its life; `events` are ids of its signing, ratification …"""

    name: str
    kind: str = ""
    date: str = ""
    status: str = ""
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    history: tuple[Step, ...] = ()
    events: tuple[str, ...] = ()


class ResolvedOffice(Resolved, frozen=True, kw_only=True, tag="office"):
    """One person's known time in one office. `when` has open ends where start or end is not told.

    `known` are the points in time at which a source says that it held; `since` and `until` bound it.
    """

    person: str
    person_name: str = ""
    office: str
    office_key: str = ""
    of: str = ""
    when: str = ""
    since: str = ""
    until: str = ""
    known: tuple[str, ...] = ()


class ConflictSide(Struct, frozen=True, kw_only=True):
    """One side of a conflict: what it says, and the claim and characters that say it."""

    side: int
    value: str
    claim: str = ""
    document: str = ""
    document_name: str = ""
    evidence: tuple[Evidence, ...] = ()


class ResolvedConflict(Struct, frozen=True, kw_only=True, tag_field="item", tag="conflict"):
    """Claims that cannot all hold. `kind`: contradiction, changed-over-time, different-basis, naming.

    `field` is what they differ in, `items` the ids of the things they speak of, `verdict` what a person said.
    """

    id: str
    kind: str
    about: str = ""
    field: str = ""
    item_kind: str = ""
    items: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    why: str = ""
    verdict: str = ""
    sides: tuple[ConflictSide, ...] = ()


class ResolvedActor(Struct, frozen=True, kw_only=True, tag_field="item", tag="actor"):
    """One state, person, body or place over all documents. For a state `id` is its ISO code.

    `documents` and `mentions` count where it is spoken of. `before` and `after` name the bodies or states
    that it followed and that followed it, with the year: kin, not the same.
    """

    id: str
    kind: str
    name: str
    state: str = ""
    aliases: tuple[str, ...] = ()
    documents: int = 0
    mentions: int = 0
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class ActorJoin(Struct, frozen=True, kw_only=True):
    """Why two local names (`document:kind:name`) are one actor, or (`joined` false) were kept apart."""

    actor: str
    a: str
    b: str
    joined: bool
    score: float = 0.0
    why: tuple[Reason, ...] = ()


class ActorMention(Struct, frozen=True, kw_only=True):
    """One mention of an actor: `text` stands at `start` to `end` of the document.

    `how` says how it was resolved; `derived` are the tenure claims on which an office reference rests.
    """

    document: str
    document_name: str = ""
    start: int
    end: int
    text: str
    actor: str
    how: str = ""
    derived: tuple[str, ...] = ()


class FiledDocument(Struct, frozen=True, kw_only=True, tag_field="item", tag="document"):
    """One page in the record. `status` is `read`, `unread` (its language is not yet read) or `failed`.

    `reason` says why it is unread or failed, `remedy` what to do; a failed page has no `id`. `read_at` is an
    ISO 8601 instant, `version` the version of Legation that read it, `superseded_by` the id of the document
    that the edited page became. `claims` counts its claims; `places` are the addresses or paths it was found
    at. `copy_of` is the id of the text that it copies, `family` the family of copies (both of the first
    passage). `notes` tells what reading repaired or left out, a line each.
    """

    id: str
    name: str
    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    status: str = "read"
    reason: str = ""
    remedy: str = ""
    superseded_by: str = ""
    read_at: str = ""
    version: str = ""
    claims: int = 0
    characters: int = 0
    places: tuple[str, ...] = ()
    family: str = ""
    copy_of: str = ""
    notes: tuple[str, ...] = ()


class DocumentText(Struct, frozen=True, kw_only=True):
    """A document with its text and everything that stands in it.

    `items` are the resolved things that rest on it, `mentions` its mentions, in the order of the text.
    """

    facts: FiledDocument
    text: str
    passages: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    items: tuple[
        ResolvedEvent | ResolvedStatement | ResolvedFigure | ResolvedAgreement | ResolvedOffice, ...
    ] = ()
    mentions: tuple[ActorMention, ...] = ()


class Context(Struct, frozen=True, kw_only=True):
    """The sentence in which a stretch stands: the characters before it, its own, and those after it."""

    before: str
    match: str
    after: str


class Candidate(Struct, frozen=True, kw_only=True):
    """Two things that may be one, left to a person: `joined` is what the machine did, `score` how near."""

    kind: str
    a: str
    b: str
    joined: bool
    score: float = 0.0
    why: tuple[Reason, ...] = ()


class Waiting(Struct, frozen=True, kw_only=True):
    """A judgement that no longer finds what it speaks of: waiting, never dropped."""

    judgement: str
    subject: str
    reason: str


class Hit(Struct, frozen=True, kw_only=True):
    """One place found by full-text search: the words around `text[start:end]` and what stands there.

    `before`, `match` and `after` are the text's own characters; `items` are ids of resolved things whose
    evidence covers the match.
    """

    document: str
    document_name: str
    published: str = ""
    start: int
    end: int
    before: str = ""
    match: str = ""
    after: str = ""
    items: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """What one resolution changed: the rows (Arrow) of changed units, by table, and the keys of what went.

    Of `tables` each changed thing has all its rows. `gone` gives for `items`, `actors`, `actor_joins`,
    `families`, `mention_actors`, `candidates` the keys (parts joined by tabs) of what has no rows any more.
    Where nothing was kept the tables are the whole record. `kept` is what the next resolution needs of this.
    """

    tables: dict[str, Any]
    gone: dict[str, list[str]]
    kept: dict[str, Any]


Item = ResolvedEvent | ResolvedStatement | ResolvedFigure | ResolvedAgreement | ResolvedOffice
"""What the tables of the record list: the five kinds of resolved things."""
