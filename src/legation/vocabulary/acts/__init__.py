"""The vocabulary of acts: which words tell which act, and who stands where around them.

The frames lie in the TOML files of this folder, one file a group; `docs/vocabulary.md` explains the format.
Types and modes are PLOVER 2023's, acts are those of the record.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from legation.errors import LegationError

HERE = Path(__file__).parent

ACTS: dict[str, frozenset[str]] = {
    "CONSULT": frozenset({"visit", "meeting", "call"}),
    "AGREE": frozenset({"promise", "invite"}),
    "SUPPORT": frozenset(
        "sign ratify recognise establish-relations open-mission appoint-envoy award endorse found".split()
    ),
    "COOPERATE": frozenset({"trade", "invest", "project", "exhibit", "publish"}),
    "AID": frozenset({"grant", "loan", "assist"}),
    "CONCEDE": frozenset(),
    "RETREAT": frozenset("withdraw release disarm ceasefire access resign".split()),
    "REQUEST": frozenset("assist change yield meet".split()),
    "ACCUSE": frozenset("disapprove investigate allege".split()),
    "REJECT": frozenset("assist change yield meet".split()),
    "THREATEN": frozenset("restrict arrest relations expel territory violence".split()),
    "PROTEST": frozenset("demo riot strike hunger boycott obstruct vandalize".split()),
    "SANCTION": frozenset("convict expel withdraw discontinue".split()),
    "MOBILIZE": frozenset("troops weapons police militia".split()),
    "COERCE": frozenset(
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()
    ),
    "ASSAULT": frozenset(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
        "drone heavy-weapons crowd-control unconventional".split()
    ),
}
"""Every PLOVER type with the acts (RECORD.md) or modes (PLOVER) that it may carry; an empty act is always
allowed.
"""

SLOTS = frozenset("agent patient dat ins gen adj about near any light case said speaker aux mark".split())
"""The places around a word that a frame may name: voice-free roles, bare cases … and, besides these, any
preposition with its case (`PREPOSITIONAL`)."""

ENGLISH_SLOTS = frozenset(
    """to with against for from at on upon in into between among over about behind after near off along
    outside toward towards""".split()
)
"""Prepositions that are slots of English frames as they stand; `of` is `gen`, `by` is `agent`."""

PREPOSITIONAL = re.compile(r"[а-я]+\+(gen|dat|acc|ins|loc)")
KINDS = frozenset({"person", "people", "official", "state", "body", "place", "thing"})
FILLS = ("clause", "stretch", "sentence", "passage", "body")


def is_prepositional(slot: str) -> bool:
    """Whether a slot is a preposition's: with its case («к+dat»), or in English as it stands (`with`)."""
    return "+" in slot or slot in ENGLISH_SLOTS


class BadVocabulary(LegationError):
    """A vocabulary file says something that the product does not know."""


class Frame(Struct, frozen=True, kw_only=True):
    """One way in which words tell an act.

    `verbs` and `nouns` are lemmas that trigger it. `source` and `recipient` name the slots in which the two
    sides stand. `theme` maps a slot to the words of which one must stand there, `bars` to words that must
    not; `kinds` maps a slot to the kinds of filler that it takes. `of` says what a noun's genitive is
    (`agent` or `patient`). `needs` names slots that must hold a participant (`в+acc|на+acc`: one of them),
    `holds` slots that must hold anything.

    `sides` is how many parties must be found and `states` how many of them with a code; `fill` says where
    missing ones may be looked for. Only an act that stands `alone` may take all its parties from there (one
    that is `bilateral` only where the passage is all about two sides). A `mutual` act has all parties on one
    side. A frame that `split`s is one event for each host. A frame that `swallows` tells its complement as
    part of itself: no event is read there. `present` is the status of a present tense, `status` a fixed one.
    `last_words` are those of each slot of `theme`, of words that stand together the last.
    """

    name: str
    type: str
    act: str = ""
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    source: tuple[str, ...] = ("agent",)
    recipient: tuple[str, ...] = ()
    theme: dict[str, frozenset[tuple[str, ...]]] = {}
    bars: dict[str, frozenset[tuple[str, ...]]] = {}
    kinds: dict[str, frozenset[str]] = {}
    of: str = "agent"
    sides: int = 2
    states: int = 1
    fill: tuple[str, ...] = ("clause", "stretch", "passage", "body")
    mutual: bool = False
    swallows: bool = False
    split: bool = False
    alone: bool = False
    bilateral: bool = False
    needs: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    present: str = ""
    status: str = ""
    last_words: tuple[frozenset[str], ...] = ()

    def may_stand_among(self, lemmas: frozenset[str]) -> bool:
        """Whether a sentence of these words has one for each slot of `theme`: most frames fall here."""
        return not any(map(lemmas.isdisjoint, self.last_words))


class Acts(Struct, frozen=True, kw_only=True):
    """All frames, found by the word that triggers them; more demanding frames come first. `themes` are the
    `last_words` of all.
    """

    frames: tuple[Frame, ...]
    by_verb: dict[str, tuple[Frame, ...]]
    by_noun: dict[str, tuple[Frame, ...]]
    triggering: frozenset[str]
    themes: frozenset[str]
    reflexive: frozenset[str]
    singles: dict[str, frozenset[str]]
    classes: dict[str, frozenset[tuple[str, ...]]]

    def words(self, name: str) -> frozenset[str]:
        """The single words of a class."""
        return self.singles[name]


def _entries(
    said: str, classes: Mapping[str, frozenset[tuple[str, ...]]], where: str
) -> frozenset[tuple[str, ...]]:
    """Words of a list: `$class` stands for a class, `дипломатический_отношение` for words that stand
    together.
    """
    found: set[tuple[str, ...]] = set()
    for word in said.replace("ё", "е").split():
        if word.startswith("$"):
            if word[1:] not in classes:
                raise BadVocabulary(f"{where}: no class of words is called {word!r}; see words.toml")
            found |= classes[word[1:]]
        else:
            found.add(tuple(word.split("_")))
    return frozenset(found)


def _classes() -> dict[str, frozenset[tuple[str, ...]]]:
    known: dict[str, frozenset[tuple[str, ...]]] = {}
    for name, said in tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8")).items():
        known[name] = _entries(said, known, f"words.toml, {name}")
    for name, said in tomllib.loads((HERE / "en" / "words.toml").read_text(encoding="utf-8")).items():
        known[name] = known.get(name, frozenset()) | _entries(said, known, f"en/words.toml, {name}")
    return known


def _frame(said: dict[str, Any], classes: Mapping[str, frozenset[tuple[str, ...]]], where: str) -> Frame:
    fields = dict(said)
    for key in ("verbs", "nouns"):
        fields[key] = frozenset(w[0] for w in _entries(fields.get(key, ""), classes, where) if len(w) == 1)
    pairs = [pair for pair in classes.get("aspects", ()) if fields["verbs"] & set(pair)]
    fields["verbs"] |= {verb for pair in pairs for verb in pair}
    for key in ("theme", "bars"):
        fields[key] = {slot: _entries(words, classes, where) for slot, words in fields.get(key, {}).items()}
    fields["last_words"] = tuple(frozenset(words[-1] for words in told) for told in fields["theme"].values())
    fields["kinds"] = {slot: frozenset(kinds.split()) for slot, kinds in fields.get("kinds", {}).items()}
    for key in ("source", "recipient", "fill", "needs", "holds"):
        if key in fields:
            fields[key] = tuple(fields[key].split())
    try:
        frame = Frame(**fields)
    except TypeError as error:
        raise BadVocabulary(f"{where}: {error}") from error
    _check(frame, where)
    return frame


def _check(frame: Frame, where: str) -> None:
    if frame.type not in ACTS:
        raise BadVocabulary(f"{where}: {frame.type!r} is no PLOVER type; expected one of {sorted(ACTS)}")
    if frame.act and frame.act not in ACTS[frame.type]:
        raise BadVocabulary(
            f"{where}: {frame.act!r} is no act of {frame.type}; expected one of {sorted(ACTS[frame.type])}"
        )
    needed = {slot for several in (*frame.needs, *frame.holds) for slot in several.split("|")}
    named = {*frame.source, *frame.recipient, *frame.theme, *frame.bars, *frame.kinds, *needed}
    for slot in sorted(named - SLOTS - ENGLISH_SLOTS):
        if not PREPOSITIONAL.fullmatch(slot):
            raise BadVocabulary(
                f"{where}: no slot is called {slot!r}; expected a preposition with its case («с+ins») or one "
                f"of {sorted(SLOTS)}"
            )
    kinds = {kind for several in frame.kinds.values() for kind in several}
    if kinds - KINDS:
        raise BadVocabulary(f"{where}: no kind of filler is called {sorted(kinds - KINDS)[0]!r}")
    if set(frame.fill) - set(FILLS):
        raise BadVocabulary(f"{where}: `fill` knows only {FILLS}, got {frame.fill}")
    if not frame.verbs and not frame.nouns:
        raise BadVocabulary(f"{where}: a frame without words can never be found")


def _all(classes: Mapping[str, frozenset[tuple[str, ...]]]) -> Iterator[Frame]:
    for path in (*sorted(HERE.glob("*.toml")), *sorted(HERE.glob("en/*.toml"))):
        if path.name == "words.toml":
            continue
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        whole = {key: value for key, value in said.items() if key != "frame"}
        for number, frame in enumerate(said.get("frame", []), 1):
            yield _frame(
                {**whole, **frame}, classes, f"{path.name}, frame {number} ({frame.get('name', '?')})"
            )


def _demanding(frame: Frame) -> tuple[int, int]:
    return (-len(frame.theme), -len(frame.kinds))


@cache
def acts() -> Acts:
    """The vocabulary of acts, read once and checked.

    Raises `BadVocabulary` where a file names an unknown type, act, slot, kind or class of words, or where
    two frames of one name exist.
    """
    classes = _classes()
    frames = tuple(_all(classes))
    names = [(frame.name, frame.type) for frame in frames]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise BadVocabulary(f"two frames are called {sorted(twice)[0]}; give each its own name")
    by_verb: dict[str, list[Frame]] = {}
    by_noun: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in frame.verbs:
            by_verb.setdefault(word, []).append(frame)
        for word in frame.nouns:
            by_noun.setdefault(word, []).append(frame)
    reflexive: set[str] = set()
    for word in (word for word in list(by_verb) if not word.isascii()):
        passive = word + ("сь" if word[-1] in "аеиоуыэюя" else "ся")
        transitive = [
            f for f in by_verb[word] if f.of == "patient" or "patient" in (*f.source, *f.recipient, *f.theme)
        ]
        if ("irreflexive" in classes and (passive,) in classes["irreflexive"]) or not transitive:
            continue
        if passive not in by_verb and not word.endswith(("ся", "сь")):
            by_verb[passive] = transitive
            reflexive.add(passive)
    return Acts(
        frames=frames,
        by_verb={word: tuple(sorted(several, key=_demanding)) for word, several in by_verb.items()},
        by_noun={word: tuple(sorted(several, key=_demanding)) for word, several in by_noun.items()},
        triggering=frozenset({*by_verb, *by_noun}),
        themes=frozenset(word for frame in frames for words in frame.last_words for word in words),
        reflexive=frozenset(reflexive),
        singles={name: frozenset(w[0] for w in words if len(w) == 1) for name, words in classes.items()},
        classes=classes,
    )
