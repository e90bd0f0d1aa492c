"""The news items of our own, and the scores below which reading their events must not fall."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.items.scoring import HERE, BadItem, items, scored

FLOORS = {"tune": (0.82, 0.70), "held": (0.70, 0.60)}  # F1 and exact F1


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_events_of_items_hold_their_floor(half: str) -> None:
    tally, _ = scored(items(HERE / f"{half}.txt"))
    found, exact = FLOORS[half]
    assert tally.f1(tally.found) >= found
    assert tally.f1(tally.exact) >= exact


def test_a_line_that_the_format_does_not_know_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "items.txt"
    path.write_text("== a  2020-01-01\nЧили признала Косово.\n> SUPPORT happened\n", encoding="utf-8")
    with pytest.raises(BadItem, match="is no event"):
        list(items(path))


def test_words_that_the_text_does_not_say_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "items.txt"
    line = "> SUPPORT/recognise happened - CHL,XKX «Перу признала»"
    path.write_text(f"== a  2020-01-01\nЧили признала Косово.\n{line}\n", encoding="utf-8")
    with pytest.raises(BadItem, match="does not say"):
        list(items(path))
