"""Readings become the tables that resolution is given."""

from legation.record import Document, Event, Evidence, Mention, Passage, Reading
from legation.record.tables import INPUTS, OUTPUTS, empty, input_tables

TEXT = "Токио. Министр прибыл в Оттаву.\n\nРим. Посол вручил грамоты."


def example() -> tuple[Document, Reading]:
    document = Document(
        text=TEXT,
        name="two.txt",
        passages=(Passage(start=0, end=31, published="2020-05-01"), Passage(start=33, end=len(TEXT))),
    )
    start = TEXT.index("Посол")
    claim = Event(
        document=document.id,
        evidence=(Evidence(start, start + 5, "Посол"),),
        type="SUPPORT",
        act="appoint-envoy",
        status="happened",
        states=("CAN", "ITA"),
        derived={"states": "the passage"},
    )
    mention = Mention(start=0, end=5, first=0, last=1, head=0, kind="state", name="JPN", how="capital")
    return document, Reading(document_id=document.id, events=(claim,), mentions=(mention,))


def test_a_reading_gives_rows_with_the_passage_of_each_claim() -> None:
    document, reading = example()
    tables = input_tables([(document, reading)])
    (row,) = tables["event_claims"].to_pylist()
    assert (row["id"], row["passage"], row["states"]) == (reading.events[0].id, 1, ["CAN", "ITA"])
    assert row["derived"] == '{"states":"the passage"}'
    assert tables["mentions"].to_pylist()[0]["text"] == "Токио"
    assert [p["number"] for p in tables["passages"].to_pylist()] == [0, 1]


def test_a_document_told_twice_stands_once() -> None:
    tables = input_tables([example(), example()])
    assert {name: t.num_rows for name, t in tables.items() if t.num_rows} == {
        "documents": 1,
        "passages": 2,
        "event_claims": 1,
        "mentions": 1,
    }


def test_every_table_can_be_empty() -> None:
    tables = empty([*INPUTS, *OUTPUTS])
    assert all(t.num_rows == 0 for t in tables.values())
    assert not set(INPUTS) & set(OUTPUTS)
