"""Drafts beside the record of the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from evaluation.check.__main__ import FLOOR, scored, sentences

from legation.app.cli.checking import _document
from legation.checking.check import check, check_text
from legation.checking.marked import marked_up
from legation.pipeline import read_into
from legation.reading.sources import pages_in
from legation.store.record import Record, open_record

SAMPLES = Path(__file__).parents[2] / "samples"
DRAFT = (
    "Премьер-министр Японии Синдзо Абэ посетил Казахстан 27 октября 2015 года. "
    "Премьер-министр Японии Синдзо Абэ посетил Казахстан 27 октября 2014 года. "
    "Китай и Непал подписали соглашение о торговле <железом>."
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("samples") / "record.db", create=True) as record:
        read_into(record, pages_in([SAMPLES]))
        yield record


def test_the_drafts_of_the_evaluation_are_judged_as_a_reader_would(samples: Record) -> None:
    assert len(sentences()) >= 80
    right, false, misses = scored(samples)
    assert right >= FLOOR, [(v, c.sentences[0].verdict, c.text) for v, c in misses]
    assert false == 0, "what is wrong was called supported"


def test_a_verdict_names_its_sources_and_what_differs(samples: Record) -> None:
    checked = check_text(samples, DRAFT)
    assert [s.verdict for s in checked.sentences] == ["supported", "contradicted", "not-in-the-record"]
    wrong = next(f for f in checked.sentences[1].findings if f.verdict == "contradicted")
    assert (wrong.how, wrong.draft, wrong.record) == ("date", "2014-10-27", "2015-10-27")
    for source in wrong.sources:
        assert samples.document(source.document).text[source.start : source.end] == source.quote


def test_a_draft_in_word_is_read_and_marked_up(samples: Record, tmp_path: Path) -> None:
    import docx

    draft = docx.Document()
    draft.add_paragraph(DRAFT)
    draft.save(str(tmp_path / "draft.docx"))
    checked = check(samples, _document(tmp_path / "draft.docx", ""))
    page = marked_up(checked)
    assert page.count("<mark ") == 3
    assert "<железом>" not in page
    assert 'class="contradicted"' in page
