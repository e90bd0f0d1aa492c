"""The turns of the press that are known, and the share below which that must not fall."""

from __future__ import annotations

from evaluation.acts.turns import is_known, turns

FLOOR = 0.86


def test_the_turns_of_the_press_stay_known() -> None:
    every = list(turns())
    assert len({turn.text for turn in every}) == len(every) > 1300
    assert sum(map(is_known, every)) / len(every) >= FLOOR
