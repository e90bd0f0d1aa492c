"""What a check comes to: a verdict on each sentence, with the sources that bear it."""

from __future__ import annotations

from msgspec import Struct

SUPPORTED = "supported"
CONTRADICTED = "contradicted"
PARTLY = "partly-supported"
ABSENT = "not-in-the-record"
VERDICTS = (SUPPORTED, CONTRADICTED, PARTLY, ABSENT)


class Source(Struct, frozen=True, kw_only=True):
    """Words of the record's pages that bear on a sentence."""

    document: str
    name: str
    published: str
    start: int
    end: int
    quote: str


class Finding(Struct, frozen=True, kw_only=True):
    """What the record says to one claim of a sentence.

    `how` names what differs (`date`, `amount`, `name`, `status`, `place`) or what the record does not tell;
    `draft` and `record` are the two values. `item` is the id of the thing that it was compared with.
    """

    verdict: str
    claim: str
    how: str = ""
    draft: str = ""
    record: str = ""
    item: str = ""
    sources: tuple[Source, ...] = ()


class CheckedSentence(Struct, frozen=True, kw_only=True):
    """One sentence of the draft, `text[start:end]`, with its verdict."""

    start: int
    end: int
    text: str
    verdict: str
    findings: tuple[Finding, ...] = ()


class Checked(Struct, frozen=True, kw_only=True):
    """A checked draft."""

    name: str
    text: str
    sentences: tuple[CheckedSentence, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences have each verdict."""
        return {v: sum(s.verdict == v for s in self.sentences) for v in VERDICTS}


def joined(findings: tuple[Finding, ...]) -> str:
    """The verdict on a sentence whose claims were judged so."""
    verdicts = {finding.verdict for finding in findings}
    if CONTRADICTED in verdicts:
        return CONTRADICTED
    if verdicts == {SUPPORTED}:
        return SUPPORTED
    return PARTLY if verdicts & {SUPPORTED, PARTLY} else ABSENT
