"""Lists as data frames, and the notebook that shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from legation.store.record import Record

NOTEBOOK = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"


@pytest.mark.parametrize("kind", ["events", "statements", "figures", "agreements", "offices", "conflicts"])
def test_lists_become_frames(filled: Record, kind: str) -> None:
    found = getattr(filled, kind)()
    table, frame, other = found.to_arrow(), found.to_pandas(), found.to_polars()
    assert len(table) == len(frame) == len(other) == len(found)
    if found:
        assert list(frame["id"]) == [thing.id for thing in found]


def test_lists_keep_their_types(filled: Record) -> None:
    frame = filled.events().to_polars()
    assert frame.schema["states"] == pl.List(pl.String)
    assert frame["evidence_quote"].str.len_chars().min() > 0


def test_a_notebook_shows_evidence_and_nothing_raw(filled: Record) -> None:
    shown = filled.events()._repr_html_()
    assert "<q>" in shown
    assert "<script" not in shown
    assert filled.events(states=["AUS"])._repr_html_() == "<p>nothing found</p>"


def test_the_tutorial_runs(pages_folder: Path) -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    names: dict[str, Any] = {"PAGES": str(pages_folder)}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # noqa: S102
    assert names["checked"].sentences[0].verdict == "not-in-the-record"
    assert len(names["frame"]) == len(names["events"])
