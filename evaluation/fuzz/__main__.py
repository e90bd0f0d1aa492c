"""Chance against every reader and grammar for so many seconds: `make fuzz`.

    python -m evaluation.fuzz [--seconds 120] [--seed 0]

The first page that breaks a law is printed as small as hypothesis could make it; exit code 1.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from evaluation.fuzz import laws

ROUND = 40  # examples of each law before the next has its turn
LAWS: tuple[tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]], ...] = (
    (laws.a_reader_explains, (st.binary(max_size=600), laws.kinds_of_files)),
    (laws.a_file_unfolds, (laws.texts, laws.chances)),
    (laws.bytes_become_text, (st.binary(max_size=600),)),
    (laws.quotations_nest, (laws.texts,)),
    (laws.shadows_lead_back, (laws.texts,)),
    (laws.a_text_is_marked, (laws.texts,)),
)


def tried(
    law: Callable[..., None], given_to: tuple[st.SearchStrategy[Any], ...], examples: int, of: int
) -> None:
    """Tries a law on so many examples; raises what it finds."""
    bounds = settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    seed(of)(bounds(given(*given_to)(law)))()


def main() -> None:
    """Prints how much was tried."""
    parser = argparse.ArgumentParser(prog="evaluation.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    until, number = time.monotonic() + asked.seconds, 0
    while time.monotonic() < until:
        law, given_to = LAWS[number % len(LAWS)]
        tried(law, given_to, ROUND, asked.seed + number)
        number += 1
    print(f"{number * ROUND:,} examples of {len(LAWS)} laws in {asked.seconds:.0f} s: none broken")


if __name__ == "__main__":
    main()
