"""A text of a million characters with five thousand claims is shown part by part, quickly."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.testclient import TestClient

from legation.app.web.site import site
from legation.record import Document, Event, Evidence, Passage, Reading
from legation.record.outcome import Outcome
from legation.store import schema
from legation.store.packing import packed
from legation.store.record import open_record

SENTENCE = "<b>Япония</b> и Казахстан подписали ещё одно соглашение; " + "слова " * 23 + "конец.\n"
CLAIMS = 5_000


def test_a_very_long_text_with_very_many_claims(tmp_path: Path) -> None:
    text = SENTENCE * CLAIMS
    document = Document(
        text=text, name="long.txt", published="2020-01-01", passages=(Passage(start=0, end=len(text)),)
    )
    id = document.id  # hashed from the text at each asking
    events = tuple(
        Event(
            document=id,
            evidence=(Evidence(at, at + 40, text[at : at + 40]),),
            **{"type": "SUPPORT", "act": "sign", "status": "happened", "states": ("JPN", "KAZ")},  # type: ignore[arg-type]
        )
        for at in range(0, len(text), len(SENTENCE))
    )
    reading = Reading(document_id=id, events=events)
    with open_record(tmp_path / "record.db", create=True) as record:
        record.file([Outcome(name="long.txt", fingerprint="1", document=document, reading=reading)], "test")
        items, tellings = [], []
        for event in events:
            body = {
                "id": f"e{event.id}",
                "type": event.type,
                "act": event.act,
                "states": event.states,
                "judged": [],
            }
            listed = {"kind": "event", "type": "SUPPORT", "act": "sign", "status": "happened"}
            days = {"sort": "9999-12-31", "first": "9999-12-31", "last": "", "sources": 1}
            items.append({**listed, **days, "id": f"e{event.id}", "body": packed(body), "quoted": b"[]"})
            why = packed({"family": "", "beside": "", "score": 0.0, "why": [], "actors": []})
            told = {"item": f"e{event.id}", "claim": event.id, "kind": "event", "document": id}
            tellings.append({**told, "body": why})
        with record.engine.begin() as connection:
            connection.execute(schema.items.insert(), items)
            connection.execute(schema.tellings.insert(), tellings)
    assert len(text) > 950_000
    with TestClient(site(tmp_path / "record.db"), base_url="http://localhost") as client:
        client.get("/documents")
        for at in (0, 500_000, len(text) - 1):
            begun = time.perf_counter()
            page = client.get(f"/document/{id}?at={at}")
            took = time.perf_counter() - begun
            assert page.status_code == 200
            assert "<b>" not in page.text
            assert 40 < page.text.count('class="mark') < 200
            assert len(page.content) < 400_000
            assert took < 5, took
