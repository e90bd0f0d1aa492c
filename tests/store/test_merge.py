"""Two records become the one that reading all pages would have made."""

from pathlib import Path

from legation.outcomes import outcome_of
from legation.pipeline import resolve_record
from legation.record import Judgement, Page
from legation.record.outcome import Outcome
from legation.store.canonical import canonical_lines
from legation.store.merge import merge
from legation.store.record import Record, open_record


def test_merging_equals_reading_everything(
    tmp_path: Path, record: Record, filled: Record, outcomes: list[Outcome]
) -> None:
    judgement = Judgement(verdict="note", kind="event", subjects=("x",), value="seen", made="2026-01-01")
    record.file(outcomes[:2], "1")
    with open_record(tmp_path / "other.db", create=True) as other:
        other.file(outcomes[1:], "1")
        other.judge(judgement)
        assert merge(record, other) == (len(outcomes) - 2, 1)  # one of them both have
        assert merge(record, other) == (0, 0)
    resolve_record(record)
    assert record.judgements() == [judgement]
    noted = [line for line in canonical_lines(record) if b'"table":"judgements"' not in line]
    assert noted == list(canonical_lines(filled))
    assert record.search("меморандум")


def test_the_later_edit_stands_whichever_record_it_is_in(tmp_path: Path) -> None:
    def page(text: str) -> Outcome:
        return outcome_of(Page(name="a.txt", text=text, url="http://x.example/a"))

    older, newer = page("Посол Франции прибыл."), page("Посол Франции прибыл в Тбилиси.")
    for mine, theirs in ((older, newer), (newer, older)):
        with (
            open_record(tmp_path / f"{mine is older}.db", create=True) as record,
            open_record(tmp_path / f"{mine is older}-other.db", create=True) as other,
        ):
            for outcome, to, when in ((mine, record, mine is newer), (theirs, other, theirs is newer)):
                to.file([outcome], "1")
                with to.engine.begin() as connection:
                    connection.exec_driver_sql("UPDATE pages SET read_at = ?", (f"202{int(when)}-01-01",))
            merge(record, other)
            standing = [d.id for d in record.documents() if not d.superseded_by]
            assert newer.document
            assert standing == [newer.document.id]
