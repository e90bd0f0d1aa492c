"""The lists of documents: the same whichever way they are looked for."""

from __future__ import annotations

import pytest

from legation.store import documents
from legation.store.record import Record


@pytest.mark.parametrize("newest", [False, True])
def test_the_documents_of_an_actor_are_the_same_gathered_and_walked(
    filled: Record, monkeypatch: pytest.MonkeyPatch, newest: bool
) -> None:
    actors = [actor.id for actor in filled.actors()]
    gathered = [filled.documents(actor=id, limit=3, newest=newest) for id in actors]
    monkeypatch.setattr(documents, "GATHERED", 0)
    walked = [filled.documents(actor=id, limit=3, newest=newest) for id in actors]
    assert any(gathered)
    assert gathered == walked
    assert [found.cursor for found in gathered] == [found.cursor for found in walked]
