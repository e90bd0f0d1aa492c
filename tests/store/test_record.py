"""What a record answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.alone import resolve_alone

from legation.errors import BadInput, UnknownName
from legation.record.outcome import Outcome
from legation.record.resolved import DocumentText, ResolvedActor, ResolvedEvent
from legation.store.record import Record, open_record


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, outcomes: list[Outcome]) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("held") / "record.db", create=True) as record:
        record.file(outcomes, "test")
        record.resolve(resolve_alone)
        yield record


def test_events_are_listed_by_date_and_carry_what_says_them(held: Record) -> None:
    events = held.events()
    dated = [e.when for e in events if e.when]
    assert dated == sorted(dated)
    assert [bool(e.when) for e in events] == sorted((bool(e.when) for e in events), reverse=True)
    for event in events:
        assert event.claims
        for told in event.claims:
            text = held.document(told.document).text
            assert all(text[e.start : e.end] == e.quote for e in told.evidence)


def test_filters_narrow(held: Record) -> None:
    everything = {e.id for e in held.events()}
    pair = held.events(states=["KAZ", "JPN"])
    assert pair
    assert all({"KAZ", "JPN"} <= set(e.states) for e in pair)
    assert {e.id for e in pair} == {e.id for e in held.events() if {"KAZ", "JPN"} <= set(e.states)}
    visits = held.events(type="CONSULT", status="happened")
    assert all((e.type, e.status) == ("CONSULT", "happened") for e in visits)
    old = held.events(since="1990", until="1999")
    assert old
    assert all(e.when.startswith("199") for e in old)
    assert {e.id for e in old} < everything
    assert held.events(states=["FRA"]) == ()


def test_a_list_goes_on_where_it_ended(held: Record) -> None:
    for newest in (False, True):
        whole = [e.id for e in held.events(newest=newest)]
        pages, cursor = [], ""
        while True:
            part = held.events(limit=2, cursor=cursor, newest=newest)
            pages += [e.id for e in part]
            cursor = part.cursor
            if not cursor:
                break
        assert pages == whole
    dated, undated = ([e.id for e in held.events() if bool(e.when) is told] for told in (True, False))
    assert whole == [*dated[::-1], *undated[::-1]]  # undated things come last in either order


def test_counting_and_streaming_agree_with_the_lists(held: Record) -> None:
    for kind, found in {"event": held.events(), "figure": held.figures(), "office": held.offices()}.items():
        assert held.count(kind) == len(found) == len(list(held.each(kind)))
        assert [x.id for x in held.each(kind, limit=2)] == [x.id for x in found][:2]


@pytest.mark.parametrize(
    "wrong", [{"since": "вчера"}, {"limit": 0}, {"cursor": "x"}, {"since": "2020", "until": "2010"}]
)
def test_what_is_asked_amiss_is_told(held: Record, wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        held.events(**wrong)  # type: ignore[arg-type]


def test_an_actor_is_found_by_a_name_or_a_part_of_it(held: Record) -> None:
    assert held.events(actor="Таро Коно")
    assert held.events(actor="коно") == held.events(actor="Таро Коно")
    with pytest.raises(UnknownName, match="Did you mean"):
        held.events(actor="Таро Конно")


def test_actors_come_most_spoken_of_first(held: Record) -> None:
    counts = [a.mentions for a in held.actors()]
    assert counts == sorted(counts, reverse=True)
    assert all(a.kind == "person" for a in held.actors(type="person"))
    first, *rest = held.actors()
    assert [a.id for a in held.actors(limit=1)] == [first.id]
    assert [a.id for a in held.actors(cursor=held.actors(limit=1).cursor)] == [a.id for a in rest]


def test_mentions_stand_where_they_say(held: Record) -> None:
    mentions = list(held.mentions())
    assert mentions
    for mention in mentions:
        text = held.document(mention.document).text
        assert text[mention.start : mention.end] == mention.text
    some = list(held.mentions(actor="Таро Коно"))
    assert some == [m for m in mentions if m.actor == some[0].actor]
    assert len(list(held.mentions(limit=3))) == 3


def test_show_finds_whatever_has_the_id(held: Record) -> None:
    event = held.events()[0]
    assert held.show(event.id) == event
    assert held.show(event.id[:8]) == event
    assert held.show(event.claims[0].claim) == event
    assert isinstance(held.show(event.claims[0].document), DocumentText)
    assert isinstance(held.show("KAZ"), ResolvedActor)
    with pytest.raises(UnknownName, match="Nothing in the record"):
        held.show("e0000")


def test_a_document_knows_what_stands_in_it(held: Record) -> None:
    document = held.document("ministry.txt")
    assert document.facts.claims == len({c.claim for item in document.items for c in item.claims})
    assert any(isinstance(item, ResolvedEvent) for item in document.items)
    assert document.mentions


def test_search_finds_other_forms_and_tells_what_stands_there(held: Record) -> None:
    (hit,) = held.search("подписание меморандумов") or held.search("подписали меморандумы")
    assert (hit.document_name, hit.match) == ("agency.txt", "подписали меморандум")
    assert hit.items
    assert {h.document_name for h in held.search("министр Японии")} == {"agency.txt", "ministry.txt"}
    assert [h.document_name for h in held.search("«официальный визит»")] == ["other.txt"]
    assert held.search("カザフスタン")
    assert held.search("жирафы") == ()


@pytest.mark.parametrize("words", ['"', "NEAR(", "a* OR b", "«", "'; DROP TABLE words; --", "", "  ", "AND"])
def test_search_takes_anything(held: Record, words: str) -> None:
    held.search(words)


def test_context_is_the_sentence(held: Record) -> None:
    event = next(e for e in held.events() if "подписали" in e.claims[0].evidence[0].quote)
    evidence, document = event.claims[0].evidence[0], event.claims[0].document
    around = held.context(document, evidence.start, evidence.end)
    assert around.match == evidence.quote
    whole = around.before + around.match + around.after
    assert whole.startswith("В тот же день")
    assert whole.endswith("транспорта.")


def test_holdings_count(held: Record) -> None:
    holdings = held.holdings()
    assert holdings.documents == {"read": 4, "unread": 1, "failed": 1}
    assert holdings.items["event"] == holdings.claims["event"]
    assert holdings.resolved


def test_readers_in_other_threads(held: Record) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: [e.id for e in held.events()], range(24)))
    assert all(ids == found[0] for ids in found)


def test_a_reader_elsewhere_sees_the_build_before_until_the_new_one_is_whole(
    tmp_path: Path, outcomes: list[Outcome]
) -> None:
    with open_record(tmp_path / "r.db", create=True) as writer, open_record(tmp_path / "r.db") as reader:
        writer.file(outcomes[:1], "1")
        writer.resolve(resolve_alone)
        before = reader.events()
        writer.file(outcomes[1:], "1")
        assert reader.events() == before
        assert not reader.is_resolved
        writer.resolve(resolve_alone)
        assert len(reader.events()) > len(before)
