"""What a person decided: added, never edited, replayed at each resolution, stronger than the machine."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct


class Judgement(Struct, frozen=True, kw_only=True):
    """One decision.

    `verdict` is `same` or `different` (of two `subjects`, both of `kind`), `wrong` or `right` (of one), `set`
    (`field` of one subject becomes `value`) or `note`. `kind` is `actor`, `event`, `agreement`, `figure`,
    `claim` or `conflict`. `subjects` are claim ids (or actor keys), which outlive any rebuilding of events.
    `undoes` is the id of an earlier judgement that this one takes back, or empty. `made` is an ISO 8601
    instant.
    """

    verdict: str
    kind: str
    subjects: tuple[str, ...]
    field: str = ""
    value: str = ""
    who: str = ""
    why: str = ""
    made: str = ""
    undoes: str = ""

    @property
    def id(self) -> str:
        """A hash of all fields."""
        return hashlib.blake2b(msgspec.json.encode(self), digest_size=8).hexdigest()
