"""Our own texts with whole records: each record is of its text, and speaks the record's vocabulary."""

from __future__ import annotations

import json
from typing import Any

import pytest
from evaluation.gold import OWN, GoldText, gold_texts

from legation.vocabulary.acts import ACTS

TEXTS = list(gold_texts("all", (OWN,)))
KINDS = ("events", "statements", "figures", "agreements", "tenures")


def record(text: GoldText) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text.gold_path.read_bytes())
    return found


def test_both_halves_hold_texts_of_every_writer() -> None:
    assert {(t.name[0], t.held) for t in TEXTS} == {
        (w, half) for w in "abcdefghijk" for half in (True, False)
    }


@pytest.mark.parametrize("text", TEXTS, ids=[t.name for t in TEXTS])
def test_every_quote_stands_in_its_text(text: GoldText) -> None:
    for kind in KINDS:
        for item in record(text)[kind]:
            assert item["evidence"], item
            for quote in item["evidence"]:
                words, nth = (quote, 1) if isinstance(quote, str) else (quote["quote"], quote.get("nth", 1))
                assert text.text.count(words) >= nth, words


@pytest.mark.parametrize("text", TEXTS, ids=[t.name for t in TEXTS])
def test_events_have_types_and_acts_of_the_vocabulary(text: GoldText) -> None:
    for event in record(text)["events"]:
        assert event["act"] in {"", *ACTS[event["type"]]}, event
