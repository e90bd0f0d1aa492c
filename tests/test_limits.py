"""A page that takes too long, or too much, fails alone."""

from __future__ import annotations

import itertools
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Sequence

import pytest
from evaluation.hostile.desk_files import docx, paragraph

from legation import limits
from legation.errors import UnreadablePage
from legation.limits import MEMORY, with_room, within
from legation.outcomes import read_shard
from legation.reading import kinds
from legation.record import Page
from legation.workers import in_workers


def test_what_takes_too_long_is_stopped_and_leaves_no_timer() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(UnreadablePage, match=r"more than 0\.05 s"), within(0.05):
        time.sleep(5)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_page_built_to_hang_or_to_exhaust_memory_costs_itself_alone() -> None:
    shards = [["well", "hungry"], ["endless", "well"]]
    found = [told for some in in_workers(reads, shards, 1, "{} was lost".format) for told in some]
    assert found == ["well", "too much", "endless was lost", "well"]


def reads(words: Sequence[str]) -> list[str]:
    return [read(word) for word in words]


def read(word: str) -> str:
    """«hungry» takes more than a worker may; «endless» cannot be interrupted, as one call into C."""
    try:
        with within(0.3):
            if word == "hungry":
                bytearray(MEMORY + 1)
            if word == "endless":
                deque(itertools.repeat(None), maxlen=0)
    except MemoryError:
        return "too much"
    return word


def bound() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_DATA)


def test_room_is_given_for_a_while_whoever_asks_for_it() -> None:
    before = bound()
    with with_room(2**26):
        assert bound()[0] < 2**63
        inside = bound()
        with with_room(2**20):  # another thread's page, say: the bound of the first stays
            assert bound() == inside
        assert bound() == inside
        with pytest.raises(MemoryError):
            bytearray(2**27)
    assert bound() == before
    assert len(bytearray(2**27)) == 2**27


def test_a_page_built_to_exhaust_memory_fails_alone_in_the_one_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    well = Page(name="well", text="Посол Франции прибыл в Астану.")
    content = docx(paragraph("Посол " * 4_000_000))  # little as it comes, 44 MB unfolded
    hungry = Page(name="hungry", content=content, media_type=kinds.DOCX)
    read_shard([well])  # the models are not the page's
    monkeypatch.setattr(limits, "ROOM", 24 * 2**20)
    before = bound()
    told = read_shard([well, hungry, well])
    assert [str(each.failure) if each.failure else each.name for each in told] == [
        "well",
        "hungry: reading it takes more memory than one page may; it may be too large or built to exhaust "
        "memory; leave it out, or split it",
        "well",
    ]
    assert bound() == before


@pytest.mark.parametrize(
    "phrase", ["1.", "1.5 ", "»", '"', "5 мая ", "мая [", "млн ", "«А», ", "— соглашение"]
)
def test_a_phrase_said_over_and_over_takes_no_more_than_its_length(phrase: str) -> None:
    again = Page(name="again", text="Посол Франции прибыл в Астану. " + phrase * (30_000 // len(phrase)))
    with within(8):
        [told] = read_shard([again])
    assert not told.failure


def test_a_run_of_marks_without_a_blank_takes_no_more_than_its_length() -> None:
    english = "The minister met the ambassador in London on 5 May. " * 20
    again = Page(name="again", text=english + "<b>&«." * 20_000)
    with within(15):
        [told] = read_shard([again])
    assert not told.failure
    assert told.document
    assert told.document.language == "en"


def test_what_was_remembered_of_words_is_forgotten() -> None:
    read_shard([Page(name="a", text="Посол Франции прибыл в Астану 5 мая.")])
    tables = [getattr(sys.modules[module], name) for module, names in limits.TABLES.items() for name in names]
    assert any(tables)
    limits.forget()
    assert not any(tables)
