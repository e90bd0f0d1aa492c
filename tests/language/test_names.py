"""The tagger's names set right."""

from __future__ import annotations

import pytest

from legation.language import mark
from legation.record import Document


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Компания ОАО «Газпром» подписала договор.", ("Газпром", "ORG")),
        ("Глава ЕС приехал в Осло.", ("ЕС", "ORG")),
        ("Президента Нурсултана Назарбаева встретили в Осло.", ("Нурсултана Назарбаева", "PER")),
        ("Экипаж вернулся с МКС на Землю.", ("МКС", "LOC")),
        ("Об этом пишет сайт legation-news.org.", ("legation-news.org", "ORG")),
    ],
)
def test_corrected_names(text: str, name: tuple[str, str]) -> None:
    names = mark(Document(text=text, name="test")).names
    assert name in [(text[n.start : n.end], n.type) for n in names]
