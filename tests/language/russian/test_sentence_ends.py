"""Sentences whose ends a year's «г.» hides or feigns: the text, and its sentences parted by a bar."""

from __future__ import annotations

import pytest

from legation.language.russian.segmentation import sentences_in
from legation.language.russian.sentence_ends import mended


@pytest.mark.parametrize(
    "drawn",
    [
        "В 2001—2009 гг. Иван Петров был послом в Чили.| Потом он вернулся.",
        "В 1994 и 1999 гг. Президент посетил Норвегию.",
        "В начале 2012 г. Норвегия открыла консульство.",
        "Раунд пройдёт в начале 2018 г.| По итогам встречи подписан меморандум.",
        "Визит состоялся в 2008 г. Во время приёма гость получил орден.",
        "Он воевал в 1995г.| В 2000г. его выбрали депутатом.",
        "Встречи 2010 и 2012 гг.| Президент вспомнил с теплотой.",
        "Летом 2012 г. Норвегия ушла.| К концу 2013 г. Чили согласилась.",
        "Договор подписан в 2016 г. Токио его ратифицировал.",
    ],
)
def test_sentences(drawn: str) -> None:
    text = drawn.replace("|", "")
    found = mended(text, sentences_in(text))
    assert [text[start:end] for start, end in found] == [part.strip() for part in drawn.split("|")]
