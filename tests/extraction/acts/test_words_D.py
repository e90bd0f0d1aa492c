"""Words of accusing, refusing, asking, threatening, attacking and protesting that are met more seldom."""

from __future__ import annotations

from tests.extraction.test_acts import read


def test_rare_verbs_that_the_tagger_takes_for_nouns() -> None:
    assert read("В Риме хулиганы поколотили румынского рабочего.") == ["ASSAULT/beat happened ITA ROU"]
    assert read("Боевики умыкнули чешских туристок в Ливии.") == ["ASSAULT/abduct happened CZE"]
