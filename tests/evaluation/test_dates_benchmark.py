"""The benchmark of times, and the accuracy below which it must not fall."""

from __future__ import annotations

from evaluation.dates.__main__ import read_times, samples, scores

FLOOR = 0.99  # 421 of 422 read when pinned


def test_accuracy_holds_its_floor() -> None:
    all_samples = samples()
    total = scores(all_samples, read_times(all_samples))["all"]
    assert total.accuracy >= FLOOR


def test_the_benchmark_is_large_enough() -> None:
    all_samples = samples()
    assert sum(len(sample.expected) for sample in all_samples) >= 400
    assert sum(not sample.expected for sample in all_samples) >= 80
