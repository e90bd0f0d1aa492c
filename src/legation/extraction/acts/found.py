"""What holding frames against words yields: a match with its parties, or a failure with its reason."""

from __future__ import annotations

from msgspec import Struct

from legation.extraction.acts.clause import Clause
from legation.extraction.acts.parties import Party
from legation.vocabulary.acts import Frame


class Match(Struct, kw_only=True):
    """A frame that fits at a word: who stands on each side, where, and which tokens tell it."""

    frame: Frame
    clause: Clause
    sources: tuple[Party, ...]
    recipients: tuple[Party, ...]
    tokens: tuple[int, ...]
    filled: str = ""
    themes: tuple[int, ...] = ()

    @property
    def trigger(self) -> int:
        """The token that triggered the frame."""
        return self.clause.trigger

    @property
    def verb(self) -> int:
        """The token of the verb that tells it: its light verb's, or the trigger's."""
        return self.clause.light[0] if self.clause.light else self.trigger

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody who takes part, sources first."""
        if not (self.sources and self.recipients):
            return self.sources or self.recipients
        return (*self.sources, *(p for p in self.recipients if p not in self.sources))

    @property
    def people(self) -> set[str]:
        """The names of the persons who take part."""
        return {p.name for p in self.parties if p.kind == "person" and p.name}


class Failure(Struct, frozen=True):
    """A frame that was tried at a word and did not fit, with the reason."""

    trigger: int
    frame: str
    why: str
