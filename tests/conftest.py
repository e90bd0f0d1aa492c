"""The pages of `tests/pages`, read once for all tests, and records made of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.site import Site, served

from legation.outcomes import read_shard
from legation.pipeline import resolve_record
from legation.reading.sources import pages_in
from legation.record import Page
from legation.record.outcome import Outcome
from legation.store.record import Record, open_record

# The same examples in every run, and no test fails because the machine is busy or a model is being loaded.
settings.register_profile(
    "legation", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("legation")

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="session")
def pages_folder() -> Path:
    """A few tiny pages of our own writing: one empty, one in a language that is not read."""
    return PAGES


@pytest.fixture(scope="session")
def pages() -> list[Page]:
    return [page for page in pages_in([PAGES]) if isinstance(page, Page)]


@pytest.fixture(scope="session")
def outcomes(pages: list[Page]) -> list[Outcome]:
    return read_shard(pages)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A new, empty record."""
    with open_record(tmp_path / "record.db", create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, outcomes: list[Outcome]) -> Iterator[Record]:
    """A resolved record of all the pages, to look at only."""
    with open_record(tmp_path_factory.mktemp("filled") / "record.db", create=True) as opened:
        opened.file(outcomes, "test")
        resolve_record(opened)
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine that answers well, badly, slowly or without end, as its path says."""
    with served() as on:
        yield on
