"""How well things are told once, held to floors: what falls below them is a fault."""

import pytest
from evaluation.clusters.__main__ import b_cubed, outcome, report
from evaluation.clusters.stories import stories
from evaluation.cross import checks
from evaluation.gold import SHARED


def test_b_cubed_counts_items() -> None:
    score = b_cubed(["a", "a", "b"], ["x", "x", "x"])
    assert (round(score.precision, 3), score.recall) == (0.556, 1.0)


def test_the_stories_are_as_many_as_promised() -> None:
    told = stories()
    happenings = {s.happening for s in told if not s.near}
    near = {s.happening for s in told if s.near}
    pairs = {s.happening.partition("#")[0] for s in told}
    assert (len(happenings) >= 120, len(near) >= 120, len(pairs) >= 12) == (True, True, True)
    assert all(sum(s.happening == h for s in told) >= 2 for h in happenings)
    assert all(story.text[story.start : story.end] for story in told)


def test_the_stories_own_claims_are_joined_as_they_should_be() -> None:
    found = outcome(hand=True)
    for part in ("tune", "held"):
        figures = report(found, part)
        assert figures["event F1"] > 0.95, part
        assert figures["actor F1"] > 0.95, part
        assert figures["near misses joined"] < 0.05, part


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold texts are not beside this clone")
def test_what_holds_across_the_seeds_is_found_with_gold_claims() -> None:
    assert [c for c in checks() if not c.holds] == []
