"""The turns that are known, and the shares below which that must not fall."""

from __future__ import annotations

from evaluation.acts.turns import PROSE, is_known, turns

FLOOR = 0.92


def test_the_turns_of_the_press_stay_known() -> None:
    every = list(turns())
    assert len({turn.text for turn in every}) == len(every) > 1300
    assert sum(map(is_known, every)) / len(every) >= FLOOR


def test_turns_of_prose_stay_known_that_no_frame_was_made_from() -> None:
    even = list(turns(PROSE))[1::2]
    assert sum(map(is_known, even)) / len(even) >= 0.4
