"""The desk tells on which page of a PDF evidence stands, and what reading noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.hostile.desk_files import column, pdf
from starlette.testclient import TestClient

from legation.app.web.site import site
from legation.outcomes import read_shard
from legation.pipeline import resolve_record
from legation.reading.kinds import PDF
from legation.record import Page
from legation.store.record import open_record

SHEETS = [["Встреча состоялась 4 мая 2016 года."], ["Посол Японии прибыл в Астану 5 мая 2016 года."]]


@pytest.mark.parametrize(("language", "page"), [("en", "page 2"), ("ru", "с. 2")])
def test_pages_and_notes_are_shown(language: str, page: str, tmp_path: Path) -> None:
    content = pdf([column(sheet) for sheet in SHEETS])
    told = Page(name="talks.pdf", content=content, media_type=PDF, published="вчера?")
    with open_record(tmp_path / "r.db", create=True) as record:
        record.file(read_shard([told]), "test")
        resolve_record(record)
        (event,) = record.events(states=["JPN"], type="CONSULT", act="visit")
        document = event.claims[0].document
    with TestClient(site(tmp_path / "r.db", who="tester"), base_url="http://localhost") as client:
        for path in (f"/event/{event.id}", f"/document/{document}"):
            shown = client.get(path, headers={"accept-language": language}).text
            assert page in shown
        assert "date not understood: &#39;вчера?&#39;" in shown
