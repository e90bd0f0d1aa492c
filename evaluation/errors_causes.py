"""Why a gold item was missed, a claim is false or a field differs: causes worked out from the reading itself.

The places where frames were held against words, and why they did not fit, are those that `legation explain`
tells; for statements, the attributions that were found and what was then left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from legation.extraction.acts import matches
from legation.extraction.acts.found import Failure, Match
from legation.extraction.acts.telling import swallowed
from legation.extraction.scene import Scene
from legation.extraction.statements_cues import Clauses
from legation.extraction.statements_direct import Direct
from legation.extraction.statements_grammar import Grammar, Saying
from legation.vocabulary.acts import acts

Item = dict[str, Any]
Spans = list[tuple[int, int]]


class Text(Struct, frozen=True, kw_only=True, dict=True):
    """One gold text as it was read: what frames fitted and failed, what attributions were found."""

    name: str
    scene: Scene
    found: tuple[Match, ...]
    gone: frozenset[int]
    failures: tuple[Failure, ...]
    sayings: tuple[Saying, ...]

    def at(self, token: int, spans: Spans) -> bool:
        """Whether a token stands in one of the stretches."""
        start = self.scene.markup.tokens[token].start
        return any(a <= start < b for a, b in spans)


def read_text(name: str, scene: Scene) -> Text:
    """What the reading did in one text, kept with its reasons."""
    failures: list[Failure] = []
    found = matches(scene, failures.append)
    grammar = Grammar(scene)
    clauses, direct = Clauses(grammar), Direct(grammar)
    shut = frozenset(direct.shut)
    sayings = list(direct.sayings)
    for sentence in grammar.sentences():
        sayings += clauses.sayings(sentence, shut)
    return Text(
        name=name,
        scene=scene,
        found=tuple(found),
        gone=frozenset(swallowed(scene, found)),
        failures=tuple(failures),
        sayings=tuple(s for s in sayings if s.kind != "mute"),
    )


@cache
def type_of_frame(name: str) -> frozenset[str]:
    """The event types of the frames of this name."""
    vocabulary = acts()
    frames = (f for listed in (vocabulary.by_verb, vocabulary.by_noun) for fs in listed.values() for f in fs)
    return frozenset(f.type for f in frames if f.name == name)


REASONS = (  # the beginning of a failure's reason, and what it is called in the table
    ("within one side", "frame found, domestic"),
    ("nobody in slot", "frame found, side missing"),
    ("nothing in slot", "frame found, its thing missing"),
    ("a noun with nobody", "frame found, side missing"),
    ("a barred word", "frame found, barred by a word"),
    ("no word of the frame", "frame word found, its theme missing"),
)


def missed_event(text: Text, gold: Item, spans: Spans, others: list[tuple[Item, Spans]]) -> str:
    """Why no event answers to this one; `others` are the claims with their stretches."""
    over = [claim for claim, at in others if _overlap(spans, at)]
    if any(claim["type"] == gold["type"] for claim in over):
        return "found but merged into another"
    here = [match for match in text.found if text.at(match.trigger, spans)]
    same = [match for match in here if match.frame.type == gold["type"]]
    if same:
        part = all(match.trigger in text.gone for match in same)
        return "found but told as part of another" if part else "found but merged into another"
    failed = [
        f for f in text.failures if text.at(f.trigger, spans) and gold["type"] in type_of_frame(f.frame)
    ]
    for opening, cause in REASONS[:-1]:
        if any(f.why.startswith(opening) for f in failed):
            return cause
    if any("parties wanted" in f.why for f in failed):
        return "frame found, side missing"
    if here or over:
        return "read as another act"
    return REASONS[-1][1] if failed else "no frame word"


def false_event(claim: Item, spans: Spans, golds: list[tuple[Item, Spans]], statements: list[Spans]) -> str:
    """Why a claimed event has no gold event."""
    over = [gold for gold, at in golds if _overlap(spans, at)]
    if any(gold["type"] == claim["type"] for gold in over):
        return "duplicate: the gold has one event here"
    if over:
        return "another act in the gold"
    same = [g for g, _ in golds if g["type"] == claim["type"] and g.get("states") == claim.get("states")]
    if any((g.get("when") or "")[:7] == (claim.get("when") or "")[:7] for g in same):
        return "duplicate: told elsewhere already"
    if len(claim.get("states") or []) + len(claim.get("actors") or []) < 2:
        return "one side alone"
    if any(_overlap(spans, at) for at in statements):
        return "a statement in the gold, no act"
    return "nothing in the gold"


def missed_statement(text: Text, spans: Spans, others: list[tuple[Item, Spans]]) -> str:
    """Why no statement answers to this one."""
    if any(_overlap(spans, at) for _, at in others):
        return "found but cut or joined otherwise"
    here = [s for s in text.sayings if _overlap(spans, [(s.start, s.end)])]
    if here:
        return "cue found, left out as of one side or no speaker"
    return "no cue"


def false_statement(claim: Item, spans: Spans, golds: list[tuple[Item, Spans]]) -> str:
    """Why a claimed statement has none in the gold."""
    if any(_overlap(spans, at) for _, at in golds):
        return "cut in two"
    construction = (claim.get("rule") or "").split(":")[0] or "voice"
    if len(claim.get("about") or []) < 2:
        return f"of one side ({construction})"
    return f"nothing in the gold ({construction})"


def differing(kind: str, gold: Item, claim: Item) -> Iterator[str]:
    """What differs between a gold item and the claim that it pairs with, one line a field."""
    for field in ("states", "parties", "about"):
        if field in gold and set(gold[field] or []) != set(claim.get(field) or []):
            extra = set(claim.get(field) or []) - set(gold[field] or [])
            lacking = set(gold[field] or []) - set(claim.get(field) or [])
            yield f"{field}: " + ("other" if extra and lacking else "extra" if extra else "missing")
    for field in ("when", "period", "date"):
        if field in gold or field in claim:
            wrong = _date(gold.get(field) or "", claim.get(field) or "")
            if wrong:
                yield f"{field}: {wrong}"
    plain = {
        "events": ("act", "status"),
        "statements": ("direct",),
        "figures": ("measure", "unit", "comparator"),
        "agreements": ("kind", "status"),
        "tenures": ("of",),
    }
    for field in plain[kind]:
        if (gold.get(field) or "") != (claim.get(field) or ""):
            yield f"{field}: other"
    if kind == "statements":
        yield from _words(gold, claim)


def _words(gold: Item, claim: Item) -> Iterator[str]:
    wanted, got = (" ".join((item.get("quote") or "").split()).strip(' .»«"') for item in (gold, claim))
    if wanted != got:
        yield "quote: " + ("too long" if wanted in got else "too short" if got in wanted else "other extent")
    if (gold.get("speaker") or "").lower() != (claim.get("speaker") or "").lower():
        yield "speaker: other or otherwise named"


def _date(gold: str, claim: str) -> str:
    wanted, got = gold.replace("~", "").replace("?", ""), claim.replace("~", "").replace("?", "")
    if wanted == got:
        return ""
    if not got:
        return "none"
    if not wanted:
        return "given where the gold has none"
    if wanted.startswith(got):
        return "coarser"
    return "finer" if got.startswith(wanted) else "another"


def _overlap(one: Spans, other: Spans) -> bool:
    return any(min(b, d) > max(a, c) for a, b in one for c, d in other)
