"""The reference pages are what the code says now."""

from pathlib import Path

import pytest

from legation.app.cli import reference

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize(("name", "made"), [("cli.md", reference.commands), ("api.md", reference.api)])
def test_reference_is_up_to_date(name: str, made: object) -> None:
    assert callable(made)
    assert (DOCS / name).read_text() == made(), "run: python -m legation.app.cli.reference"
