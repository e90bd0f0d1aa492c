"""The news items of our own, and the scores below which reading their events must not fall."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.items.scoring import HERE, BadItem, items, scored

FLOORS = {  # F1 and exact F1
    "news_tune": (0.85, 0.73),
    "news_held": (0.77, 0.68),
    "conflicts_tune": (0.75, 0.49),
    "conflicts_held": (0.68, 0.43),
    "relations_tune": (0.75, 0.62),
    "relations_held": (0.66, 0.51),
    "mixed_tune": (0.77, 0.66),
    "mixed_held": (0.58, 0.54),
    "wide_tune": (0.66, 0.40),
    "wide_held": (0.60, 0.41),
    "longer_tune": (0.56, 0.30),
    "longer_held": (0.56, 0.41),
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_events_of_items_hold_their_floor(name: str) -> None:
    tally, _ = scored(items(HERE / f"{name}.txt"))
    found, exact = FLOORS[name]
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
