"""Codes of other event data: columns, PLOVER modes and scores, CAMEO, Correlates of War.

`acts.tsv` gives each act of the record its PLOVER 2.0 mode and score (manual, draft 2.0 of 2024-02) and the
nearest CAMEO code (Schrodt 2012; PLOVER's own table of 2023); `cameo.tsv` the words and the Goldstein score
of each CAMEO code used; `states.tsv` the Correlates of War number (state system 2016) and the CAMEO code of
each state.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from legation.vocabulary.tables import BrokenVocabulary

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
# What CAMEO calls the intent to do a thing of each cooperative type.
INTENT = {
    **{"CONSULT": "036", "SUPPORT": "032", "CONCEDE": "035", "COOPERATE": "031", "AID": "033"},
    **{"RETREAT": "035", "AGREE": "030"},
}
# CAMEO's root categories by the four classes of conflict and cooperation that GDELT and Phoenix use.
_CAMEO_QUAD = ((1, 5, 1), (6, 8, 2), (9, 13, 3), (14, 20, 4))


class ActCode(Struct, frozen=True):
    """How other event data call one act: PLOVER mode and score, CAMEO code, PLOVER context."""

    mode: str
    score: float
    cameo: str
    context: str


class CameoCode(Struct, frozen=True):
    """One CAMEO code: its words and Goldstein score, −10 to 10."""

    code: str
    text: str
    score: float

    @property
    def root(self) -> str:
        """Its first two digits."""
        return self.code[:2]

    @property
    def quad(self) -> int:
        """1 to 4: verbal or material cooperation, verbal or material conflict."""
        return next(quad for first, last, quad in _CAMEO_QUAD if first <= int(self.root) <= last)


def _rows(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    header, *lines = files("legation.vocabulary.codes").joinpath(name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    if tuple(header.split("\t")) != columns or any(len(row) != len(columns) for row in rows):
        raise BrokenVocabulary(f"codes/{name}: the columns should be {', '.join(columns)}")
    return rows


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of `polecat`, `icews`, `gdelt2_events`, `gdelt2_mentions` or `phoenix`."""
    text = files("legation.vocabulary.codes").joinpath("columns.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)[table])


@cache
def _acts() -> dict[tuple[str, str], ActCode]:
    rows = _rows("acts.tsv", ("type", "act", "mode", "score", "cameo", "context"))
    return {(row[0], row[1]): ActCode(row[2], float(row[3]), row[4], row[5]) for row in rows}


@cache
def _cameo() -> dict[str, CameoCode]:
    return {
        row[0]: CameoCode(row[0], row[1], float(row[2]))
        for row in _rows("cameo.tsv", ("code", "text", "score"))
    }


@cache
def _states() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in _rows("states.tsv", ("code", "cow", "cameo"))}


def act_code(type: str, act: str) -> ActCode:
    """How others call this act; what they have no word for goes by its type alone."""
    known = _acts()
    return known.get((type, act)) or known[type, ""]


def cameo(code: str) -> CameoCode:
    """The CAMEO code with its words and score."""
    return _cameo()[code]


def quad_of(type: str) -> int:
    """PLOVER's quad class of an event type, 1 to 4."""
    return _QUAD[type]


def cow(state: str) -> str:
    """The Correlates of War number of a state, empty where it has none."""
    return _states().get(state, ("", ""))[0]


def cameo_country(state: str) -> str:
    """The CAMEO (and GDELT) code of a state: mostly its ISO code."""
    return _states().get(state, ("", state))[1]
