"""A sentence does not run over the end of a paragraph, and a text cut to a width is not cut to pieces."""

from __future__ import annotations

import pytest

from legation.language.russian.segmentation import paragraphs_in

TEXTS = [
    ("Один.", ["Один."]),
    ("Заголовок\nАНКАРА, 3 мая. Текст.", ["Заголовок", "АНКАРА, 3 мая. Текст."]),
    ("Первый абзац.\n\n  Второй абзац.", ["Первый абзац.", "Второй абзац."]),
    ("Федеральный закон от\n12 мая\nпринят.", ["Федеральный закон от\n12 мая\nпринят."]),
    ("Посол прибыл в\nстолицу и вручил\nграмоты.", ["Посол прибыл в\nстолицу и вручил\nграмоты."]),
    ("Строка.\r\nДругая.", ["Строка.", "Другая."]),
]


@pytest.mark.parametrize(("text", "paragraphs"), TEXTS)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs_in(text)] == paragraphs
