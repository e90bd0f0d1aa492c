"""The vocabulary of acts and hedges: it loads, it is whole, and it says where it is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation.vocabulary import acts as vocabulary
from legation.vocabulary.acts import ACTS, BadVocabulary, acts
from legation.vocabulary.hedging import hedges

PLOVER = Path(__file__).parents[3] / "shared" / "reference" / "plover.json"


def test_every_type_and_act_has_a_frame() -> None:
    told = {(frame.type, frame.act) for frame in acts().frames}
    assert {type_ for type_, _ in told} == set(ACTS)
    cooperation = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID")
    assert {(type_, act) for type_ in cooperation for act in ACTS[type_]} <= told


def test_several_hundred_lemmas() -> None:
    assert len(acts().by_verb) + len(acts().by_noun) > 600


@pytest.mark.skipif(
    not PLOVER.exists(), reason="the PLOVER reference lies outside the repository (../shared)"
)
def test_modes_are_plovers() -> None:
    modes = {
        t["type"]: {m["mode"] for m in t["modes"]} for t in json.loads(PLOVER.read_text())["event_types"]
    }
    for type_ in ("RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE"):
        assert ACTS[type_] == modes[type_]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"name": "x", "type": "DANCE", "verbs": "танцевать"}, "no PLOVER type"),
        ({"name": "x", "type": "CONSULT", "act": "sign", "verbs": "подписать"}, "no act of CONSULT"),
        ({"name": "x", "type": "CONSULT", "verbs": "ехать", "source": "rider"}, "no slot"),
        ({"name": "x", "type": "CONSULT"}, "never be found"),
        (
            {"name": "x", "type": "CONSULT", "verbs": "ехать", "theme": {"any": "$horses"}},
            "no class of words",
        ),
    ],
)
def test_a_bad_frame_says_what_is_wrong(said: dict[str, object], complaint: str) -> None:
    with pytest.raises(BadVocabulary, match=complaint):
        vocabulary._frame(said, {}, "test")


def test_hedges_load() -> None:
    assert hedges().governors["планировать"] == "planned"
    assert hedges().modifiers["якобы"] == "alleged"
