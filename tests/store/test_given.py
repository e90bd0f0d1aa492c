"""What resolution is given is what the nouns themselves would give."""

from legation.record import Judgement
from legation.record.outcome import Outcome
from legation.record.tables import input_tables
from legation.store.given import inputs
from legation.store.record import Record


def test_inputs_are_those_of_the_nouns(record: Record, outcomes: list[Outcome]) -> None:
    judgement = Judgement(verdict="note", kind="event", subjects=("x",), value="seen", made="2026-01-01")
    record.file(outcomes, "1")
    record.judge(judgement)
    with record.engine.connect() as connection:
        found = inputs(connection)
    wanted = input_tables(record.sources(), [judgement])
    for name, table in wanted.items():
        assert found[name].to_pylist() == table.to_pylist(), name
