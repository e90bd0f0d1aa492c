"""A search goes on to its end, window by window, and tells each document once."""

from __future__ import annotations

import pytest

from legation.errors import BadInput
from legation.store import search
from legation.store.record import Record


@pytest.mark.parametrize("window", [1, 2, 5, 2_000])
def test_all_pages_of_a_search_together_are_the_search(
    filled: Record, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    whole = {hit.document for hit in filled.search("визит", 100)}
    monkeypatch.setattr(search, "RANKED", window)
    found, cursor = [], ""
    while True:
        page = filled.search("визит", 2, cursor)
        found += [hit.document for hit in page]
        cursor = page.cursor
        if not cursor:
            break
    assert whole
    assert sorted(found) == sorted(whole)


@pytest.mark.parametrize("cursor", ["x~y", "-1~0", "2~-3", "~", "9~" + "9" * 40])
def test_what_is_no_cursor_is_refused(filled: Record, cursor: str) -> None:
    with pytest.raises(BadInput):
        filled.search("визит", 2, cursor)
