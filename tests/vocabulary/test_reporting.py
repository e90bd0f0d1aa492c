"""The reporting vocabulary: what it holds, and that its loader checks."""

from __future__ import annotations

import pytest

from legation.vocabulary.reporting import FRAMES, folded, reporting


@pytest.mark.parametrize(
    ("verb", "frames"),
    [
        ("заявить", {"that", "aside", "about"}),
        ("отметить", {"that", "aside", "object"}),
        ("назвать", {"call"}),
        ("считать", {"that", "aside", "think", "call"}),
        ("потребовать", {"act", "that", "aside"}),
    ],
)
def test_frames_of_a_verb(verb: str, frames: set[str]) -> None:
    assert reporting().verbs[verb] == frames


def test_every_word_is_written_as_a_lemma() -> None:
    words = reporting()
    listed = {*words.verbs, *words.papers, *words.people, *words.outlet_nouns}
    assert not [w for w in listed if w != w.lower() or "ё" in w]
    assert all(frames <= FRAMES for frames in words.verbs.values())


@pytest.mark.parametrize("name", ["Reuters", "РИА «Новости»", 'РИА "Новости"', "Nikkei", "Казинформ"])
def test_outlets_are_known_with_and_without_marks(name: str) -> None:
    assert folded(name) in reporting().outlets
