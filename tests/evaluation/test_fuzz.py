"""A short round of chance against the readers and grammars; `make fuzz` goes on for longer."""

from __future__ import annotations

import pytest
from evaluation.fuzz.__main__ import LAWS, tried


@pytest.mark.parametrize(("law", "given_to"), LAWS, ids=[law.__name__ for law, _ in LAWS])
def test_no_page_breaks_a_law(law, given_to) -> None:  # type: ignore[no-untyped-def]
    tried(law, given_to, 12, 7)
