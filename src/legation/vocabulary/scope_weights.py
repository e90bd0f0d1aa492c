"""What weighs for and against a statement's concerning two sides: learned weights, in `scope_weights.toml`.

A logistic regression over ten signs of the page and of the statement. `python -m training.scope_weights`
learns it anew from the tuning parts of the gold and of the texts of our own.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

PATH = Path(__file__).with_name("scope_weights.toml")


class ScopeWeights(Struct, frozen=True):
    """`bias` and each sign times its weight add up to log-odds; from `least` on a statement counts."""

    bias: float
    least: float
    weights: dict[str, float]


@cache
def scope_weights() -> ScopeWeights:
    """The weights, read once."""
    return ScopeWeights(**tomllib.loads(PATH.read_text(encoding="utf-8")))
