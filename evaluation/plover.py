"""PLOVER's gold sentences read by Legation, and the figures of the benchmark's own scorer.

python -m evaluation.plover [--errors]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from legation.extraction import scene_of
from legation.extraction.acts import matches
from legation.extraction.acts.found import Match
from legation.extraction.acts.same import Told
from legation.extraction.acts.telling import swallowed, told
from legation.extraction.english.tenures import held
from legation.extraction.scene import Scene
from legation.language import mark
from legation.record import Document
from legation.vocabulary.organisations import organisations

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
SENTENCES = BENCH / "plover" / "sentences.jsonl"
OUT = Path(__file__).resolve().parents[1] / ".scratch" / "plover.jsonl"
_SECTORS = {"organisation": "IGO", "bloc": "IGO", "format": "IGO", "armed": "IMG"}

_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
_PLACES = ("in", "at", "near", "outside", "on", "off", "along", "into")
_INSIDE = frozenset({"PROTEST", "CONCEDE", "REQUEST", "REJECT", "COERCE", "ASSAULT", "THREATEN"})


@cache
def _sectors() -> dict[str, str]:
    return {name: _SECTORS.get(o.kind, "") for o in organisations() for name in (o.name, *o.en_names)}


def _depth(scene: Scene, token: int) -> int:
    depth, tokens = 0, scene.markup.tokens
    while tokens[token].head != token and depth < len(tokens):
        token, depth = tokens[token].head, depth + 1
    return depth


def _leading(scene: Scene) -> Match | None:
    """The act that a sentence is about: the one highest in its syntax."""
    found = matches(scene, alone=True)
    gone = swallowed(scene, found)
    found = [match for match in found if match.trigger not in gone]
    return min(found, key=lambda m: (_depth(scene, m.trigger), m.trigger), default=None)


def _codes(names: tuple[str, ...]) -> list[str]:
    codes = [name if len(name) == 3 and name.isupper() else _sectors().get(name, "") for name in names]
    return sorted({code for code in codes if code})


def _where(scene: Scene, match: Match) -> set[str]:
    """The states in which the act was, by the places that stand beside it."""
    tokens = (token for slot in _PLACES for token in match.clause.at(slot))
    places = {m.state for token in tokens if (m := scene.mention_at(token)) is not None and m.state}
    return places or {m.state for m in scene.mentions if m.kind == "place" and m.state}


def _speaking(scene: Scene, names: tuple[str, ...]) -> tuple[str, ...]:
    """A person whose side is a body («U.N. Secretary-General X») stands for it."""
    bodies = {one.bearer.name: one.post.of for one in held(scene)}
    return tuple(bodies.get(name) or name for name in names)


def _coded(scene: Scene, match: Match, one: Told) -> dict[str, Any]:
    """The act as PLOVER codes it: what is planned is AGREE or THREATEN, what was refused REJECT.

    Where nobody else is told of, an act inside one state is on it; one by nobody known is by its place's.
    """
    actors, recipients = (_codes(_speaking(scene, side)) for side in (one.sources, one.recipients))
    type_ = one.type
    if one.status in ("planned", "proposed") and type_ in _FRIENDLY:
        type_ = "AGREE"
    elif one.status == "planned" and type_ in _HOSTILE:
        type_ = "THREATEN"
    elif one.status == "denied" and type_ in _FRIENDLY:
        type_ = "REJECT"
    if not recipients and len(actors) == 1 and type_ in _INSIDE and actors[0] not in ("IGO", "IMG"):
        recipients = actors
    elif not actors:
        sole = recipients or sorted({m.state for m in scene.mentions if m.state})
        where = _where(scene, match)
        if type_ in _INSIDE and len(where) == 1 and recipients:
            actors = sorted(where)
        elif len(sole) == 1 and sole[0] not in ("IGO", "IMG"):
            actors, recipients = sole, sole if type_ in _INSIDE else []
    return {"type": type_, "actors": actors, "recipients": recipients}


def predictions(sentences: Path = SENTENCES) -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """For each sentence the gold record, the prediction and the rule that read it."""
    for line in sentences.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        scene = scene_of(mark(Document(name=gold["id"], text=gold["text"], language="en")))
        match = _leading(scene)
        events, rule = [], ""
        if match is not None:
            one = told(scene, match)[0]
            rule = one.rule
            events = [_coded(scene, match, one)]
        yield gold, {"id": gold["id"], "events": events}, rule


def main() -> None:
    """Writes the predictions and prints the scorer's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the sentences read wrongly")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, help="another file of gold records")
    wanted = parser.parse_args()
    if not wanted.sentences.exists():
        sys.exit(f"{wanted.sentences} is not there: the benchmark is no part of the project")
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("w", encoding="utf-8") as out:
        for gold, predicted, rule in predictions(wanted.sentences):
            out.write(json.dumps(predicted) + "\n")
            if wanted.errors:
                _show(gold, predicted, rule)
    subprocess.run([sys.executable, BENCH / "plover.py", wanted.sentences, OUT], check=True)


def _show(gold: dict[str, Any], predicted: dict[str, Any], rule: str) -> None:
    sides = {k: sorted({a["code"] for a in gold[k] if a.get("code")}) for k in ("actors", "recipients")}
    one = predicted["events"][0] if predicted["events"] else {"type": "-", "actors": [], "recipients": []}
    if (gold["event"], *sides.values()) != (one["type"], one["actors"], one["recipients"]):
        print(f"{gold['event']} {sides} | {one['type']} {one['actors']} {one['recipients']} ({rule})")
        print(f"    {gold['text']}")


if __name__ == "__main__":
    main()
