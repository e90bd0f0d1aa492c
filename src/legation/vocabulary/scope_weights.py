"""What weighs for and against a statement's or a figure's concerning two sides: `scope_weights.toml`.

Logistic regressions over a few signs of the page and of what is said. `python -m training.scope_weights`
learns them anew from the tuning parts of the gold and of the texts of our own.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

PATH = Path(__file__).with_name("scope_weights.toml")


class ScopeWeights(Struct, frozen=True):
    """`bias` and each sign times its weight add up to log-odds; from `least` on a thing counts."""

    bias: float
    least: float
    weights: dict[str, float]

    def odds(self, signs: dict[str, float]) -> float:
        """The log-odds that a thing with these signs concerns two sides."""
        return self.bias + sum(weight * signs[name] for name, weight in self.weights.items())

    def counts(self, signs: dict[str, float]) -> bool:
        """Whether a thing with these signs is taken."""
        return self.odds(signs) >= self.least


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def scope_weights(kind: str) -> ScopeWeights:
    """The weights for `statements` or `figures`, read once."""
    return msgspec.convert(_all()[kind], ScopeWeights)
