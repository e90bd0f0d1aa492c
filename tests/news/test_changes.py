"""News: what a second reading adds to a first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.errors import BadInput
from legation.news.changes import News, news
from legation.news.tell import atom, lines
from legation.outcomes import read_shard
from legation.pipeline import resolve_record
from legation.record import Page
from legation.store import record as records
from legation.store.record import open_record

PLAN = (
    "ТОКИО, 5 августа 2024 г. Премьер-министр Японии Фумио Кисида посетит Казахстан 9 августа 2024 года, "
    "сообщил представитель правительства."
)
CANCELLED = (
    "ТОКИО, 9 августа 2024 г. Премьер-министр Японии Фумио Кисида отменил визит в Казахстан, намеченный на "
    "9 августа 2024 года."
)
OTHER = "ПАРИЖ, 10 августа 2024 г. Франция и Германия подписали соглашение о торговле."


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[News, News]]:
    patch = pytest.MonkeyPatch()
    with open_record(tmp_path_factory.mktemp("news") / "record.db", create=True) as record:
        readings = {
            "2026-11-01T10:00:00+00:00": [PLAN],
            "2026-11-02T10:00:00+00:00": [CANCELLED, OTHER],
        }
        for at, texts in readings.items():
            patch.setattr(records, "_now", lambda at=at: at)
            record.file(read_shard([Page(name=f"{n}-{at}", text=t) for n, t in enumerate(texts)]), "test")
        resolve_record(record)
        yield news(record), news(record, "2026-11-01")
        with pytest.raises(BadInput):
            news(record, "yesterday")
    patch.undo()


def test_the_last_reading_is_told_apart(told: tuple[News, News]) -> None:
    last, whole = told
    assert last.since == "2026-11-02T10:00:00+00:00"
    assert (len(last.documents), len(whole.documents)) == (2, 3)


def test_a_plan_that_was_cancelled_is_news(told: tuple[News, News]) -> None:
    turned = [c for c in told[0].changes if c.change == "denied"]
    assert [c.item.status for c in turned] == ["denied"]


def test_what_is_wholly_new_is_new(told: tuple[News, News]) -> None:
    new = [c for c in told[0].changes if c.change == "new" and c.kind == "event"]
    assert {"DEU", "FRA"} in [set(c.item.states) for c in new]
    assert all(c.change == "new" for c in told[1].changes if c.kind == "event")


def test_the_feed_is_read_by_a_reader_of_feeds(told: tuple[News, News], tmp_path: Path) -> None:
    import feedparser

    feed = feedparser.parse("".join(atom(told[0])))
    assert not feed.bozo
    assert len(feed.entries) == len(told[0].changes)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert any("denied" in line for line in lines(told[0]))
