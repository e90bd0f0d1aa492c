"""What one document says: the five kinds of claims, each anchored to the characters that say it."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct


class Evidence(Struct, frozen=True, order=True, omit_defaults=True):
    """`document.text[start:end] == quote`, always.

    `page` is the number (from 1) of the page of a paged source on which it begins, told where it is shown; a
    claim is kept without it.
    """

    start: int
    end: int
    quote: str
    page: int = 0


class Claim(Struct, frozen=True, kw_only=True, dict=True):
    """One thing that one document says. Claims are added, never edited.

    `derived` names each field that no characters of the text support, and what it was derived from.
    `rule` tells which word, frame and rule read it (for `legation explain`); it is no part of the identity.
    """

    document: str
    evidence: tuple[Evidence, ...]
    derived: dict[str, str] = {}
    rule: str = ""

    @cached_property
    def kind(self) -> str:
        """`event`, `statement`, `figure`, `agreement` or `tenure`."""
        return type(self).__name__.lower()

    @cached_property
    def id(self) -> str:
        """A hash of the document, the kind, the evidence and what is said: the same reading, the same id."""
        said: dict[str, Any] = msgspec.to_builtins(self)
        said.pop("rule")
        said.pop("derived")
        packed = msgspec.json.encode([self.kind, said], order="deterministic")
        return hashlib.blake2b(packed, digest_size=8).hexdigest()


class Event(Claim, frozen=True, kw_only=True):
    """One happening told by one document; the fields are RECORD.md's.

    `sources` and `recipients` are PLOVER's two sides (ISO codes or names of bodies): who acts and who is
    acted on; where both act alike (talks, a signing) all stand in `sources` and `recipients` is empty.
    """

    type: str
    act: str
    status: str
    when: str = ""
    when_text: str = ""
    states: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    place: str = ""
    sources: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Statement(Claim, frozen=True, kw_only=True):
    """Words attributed to a speaker; `quote` is exact, without the reporting clause."""

    speaker: str
    speaker_state: str = ""
    quote: str
    direct: bool
    about: tuple[str, ...] = ()
    via: str = ""


class Figure(Claim, frozen=True, kw_only=True):
    """A number that says something about the relation."""

    measure: str
    of: str
    value: float
    unit: str
    comparator: str = "="
    period: str = ""
    states: tuple[str, ...] = ()


class Agreement(Claim, frozen=True, kw_only=True):
    """A treaty, memorandum, joint statement … with its parties and status as this document gives them."""

    name: str
    agreement_kind: str
    parties: tuple[str, ...] = ()
    date: str = ""
    status: str = "signed"


class Tenure(Claim, frozen=True, kw_only=True):
    """Who held which office, at the time at which the text says or implies it."""

    person: str
    office: str
    of: str = ""
    when: str = ""


class Mention(Struct, frozen=True, kw_only=True):
    """One mention of an actor: `text[start:end]` means the actor `name`.

    `kind` is `state`, `person`, `body` (an organisation, organ, company, format) or `place`.
    `name` is the actor's one canonical name in this document (nominative); for a state, its ISO code.
    `state` is the ISO code of the side that the actor belongs to, or empty.
    `first` to `last` are its tokens, `head` the token that governs the mention.
    `how` says how it was resolved: `name`, `adjective`, `demonym`, `capital`, `periphrasis`, `surname`,
    `office`, `pronoun`, `apposition` …
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    kind: str
    name: str
    state: str = ""
    how: str = "name"

    @classmethod
    def of_token(
        cls, number: int, start: int, end: int, *, kind: str, name: str, state: str, how: str = "name"
    ) -> Mention:
        """The mention that stands in the one token `number`: in the whole of it, or in a part of it."""
        return cls(
            start=start,
            end=end,
            first=number,
            last=number + 1,
            head=number,
            kind=kind,
            name=name,
            state=state,
            how=how,
        )


class Reading(Struct, frozen=True, kw_only=True):
    """Everything that one document yields. `unread` says why nothing was read (a language not yet read)."""

    document_id: str
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    unread: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, kind by kind."""
        return (*self.events, *self.statements, *self.figures, *self.agreements, *self.tenures)
