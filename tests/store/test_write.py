"""What enters a record: each text once, edits after what they edit, failures beside the rest."""

from __future__ import annotations

import random

import msgspec
import pytest
from sqlalchemy import event

from legation.outcomes import outcome_of
from legation.record import Judgement, Page
from legation.record.outcome import Outcome
from legation.store.canonical import canonical_lines
from legation.store.record import Record


def page(name: str, text: str, **told: str) -> Outcome:
    return outcome_of(Page(name=name, content=text.encode(), origin=f"/pages/{name}", **told))


def test_each_page_becomes_something(record: Record, outcomes: list[Outcome]) -> None:
    assert dict(zip((o.name for o in outcomes), record.file(outcomes, "1"), strict=True)) == {
        **{"agency.txt": "read", "ministry.txt": "read", "other.txt": "read", "history.txt": "read"},
        **{"japanese.txt": "unread", "empty.txt": "failed"},
    }
    failed = record.documents(status="failed")
    assert [(f.name, f.reason) for f in failed] == [("empty.txt", "empty: no text in it")]
    assert [d.language for d in record.documents(status="unread")] == ["ja"]


def test_filing_twice_changes_nothing(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    before, held = list(canonical_lines(record)), record.holdings()
    assert set(record.file(outcomes, "1")) == {"known", "failed"}
    assert list(canonical_lines(record)) == before
    assert record.holdings() == held


def test_known_pages_are_told_by_name_and_content(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    seen = [(o.name, o.fingerprint) for o in outcomes]
    assert set(record.known(seen)) == set(seen)
    assert record.known([("agency.txt", "other content"), ("elsewhere.txt", seen[0][1])]) == {}


def test_an_edited_page_takes_the_place_of_the_old_one_and_may_go_back(record: Record) -> None:
    first = page("a.txt", "Посол Франции прибыл в Тбилиси.")
    second = page("a.txt", "Посол Франции прибыл в Тбилиси вчера.")
    assert record.file([first], "1") == ["read"]
    assert record.file([second], "1") == ["superseding"]
    old, new = (o.document.id for o in (first, second) if o.document)
    assert {d.id: d.superseded_by for d in record.documents()} == {old: new, new: ""}
    assert record.file([first], "1") == ["superseding"]
    assert {d.id: d.superseded_by for d in record.documents()} == {old: "", new: old}


def test_a_search_passes_by_what_is_superseded(record: Record) -> None:
    first = page("a.txt", "Посол Франции прибыл в Тбилиси.")
    second = page("a.txt", "Посол Франции прибыл в Тбилиси вчера.")
    for outcome in (first, second, first):
        record.file([outcome], "1")
        assert outcome.document
        assert [hit.document for hit in record.search("посол")] == [outcome.document.id]


def test_a_text_that_stands_elsewhere_too_is_not_superseded(record: Record) -> None:
    text = "Посол Франции прибыл в Тбилиси."
    record.file([page("a.txt", text), page("b.txt", text)], "1")
    record.file([page("a.txt", text + " Его встретили.")], "1")
    assert [d.superseded_by for d in record.documents()] == ["", ""]


def test_of_one_text_the_page_that_tells_most_speaks_whatever_the_order(record: Record) -> None:
    text = "Посол Франции прибыл в Тбилиси."
    copies = [
        page("b.txt", text),
        page("a.txt", text),
        page("c.txt", text, published="2019-03-12", url="http://x.example/c"),
    ]
    random.Random(5).shuffle(copies)
    for copy in copies:
        record.file([copy], "1")
    (document,) = record.documents()
    assert (document.name, document.published, len(document.places)) == ("c.txt", "2019-03-12", 3)


def test_a_failure_is_forgotten_once_the_page_is_read(record: Record) -> None:
    record.file([page("a.txt", "")], "1")
    assert len(record.documents(status="failed")) == 1
    record.file([page("a.txt", "Посол Франции прибыл в Тбилиси.")], "1")
    assert len(record.documents(status="failed")) == 0


def test_documents_come_back_as_they_were(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    filed = {document.id: (document, reading) for document, reading in record.sources()}
    for outcome in outcomes:
        if outcome.document:
            document, reading = filed[outcome.document.id]
            assert document == outcome.document
            assert reading == outcome.reading


def test_every_quote_stands_where_it_says(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    for document, reading in record.sources():
        for claim in reading.claims:
            assert claim.evidence
            assert all(document.text[e.start : e.end] == e.quote for e in claim.evidence)


def test_a_judgement_is_added_once(record: Record) -> None:
    judgement = Judgement(verdict="wrong", kind="event", subjects=("abc",), made="2026-01-01T00:00:00")
    assert (record.judge(judgement), record.judge(judgement)) == (1, 0)
    assert record.judgements() == [judgement]


def test_reading_anew_replaces_what_was_read(record: Record) -> None:
    outcome = page("a.txt", "Посол Франции прибыл в Тбилиси.")
    assert outcome.reading is not None
    record.file([outcome], "1")
    bare = msgspec.structs.replace(outcome, reading=msgspec.structs.replace(outcome.reading, events=()))
    assert record.file([bare], "2", anew=True) == ["renewed"]
    ((_, reading),) = record.sources()
    assert reading.events == ()


@pytest.mark.parametrize("name", ["'; DROP TABLE documents; --", "../../etc/passwd", "=1+1", "<script>"])
def test_a_name_is_only_a_name(record: Record, name: str) -> None:
    record.file([page(name, "Посол Франции прибыл в Тбилиси.")], "1")
    assert [d.name for d in record.documents()] == [name]
    assert record.document(name).facts.name == name


def test_filing_walks_through_no_table(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, told: object, ___: object, many: bool) -> None:
        if not many and statement.startswith(("SELECT", "DELETE", "UPDATE")):
            asked.append((statement, told))

    event.listen(record.engine, "before_cursor_execute", note)
    record.file(outcomes, "1")  # known all
    record.file([page("a.txt", "Посол Франции прибыл в Тбилиси."), page("empty.txt", "")], "1")
    record.file([page("a.txt", "Посол Франции прибыл в Тбилиси вчера.")], "1")
    event.remove(record.engine, "before_cursor_execute", note)
    assert len(asked) > 20
    with record.engine.connect() as connection:
        for statement, told in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", told).all()  # type: ignore[arg-type]
            assert not [row[3] for row in plan if row[3].startswith("SCAN") and "facts" not in row[3]], (
                statement
            )
