"""What fools a reader but not the eye is read past, and evidence is shown as the page shows it."""

from __future__ import annotations

import pytest

from legation.extraction import extract
from legation.language import mark
from legation.record import Document

PLAIN = "Президент России Владимир Путин посетил Японию 3 мая 2016 года."
DISGUISES = [
    ("soft hyphens", PLAIN.replace("Президент", "Пре\xadзи\xadдент").replace("посетил", "посе\xadтил")),
    ("invisible marks", PLAIN.replace(" посетил", "\u200b \u2060посетил")),
    ("stress marks", PLAIN.replace("посетил", "посети\u0301л")),
    ("Latin letters", PLAIN.replace("Путин", "Пyтин").replace("России", "Pоссии")),
    ("blanks that do not break", PLAIN.replace(" ", "\xa0")),
]


@pytest.mark.parametrize("text", [text for _, text in DISGUISES], ids=[name for name, _ in DISGUISES])
def test_a_disguised_page_is_read_as_a_plain_one(text: str) -> None:
    plain, read = (extract(mark(Document(text=t, name="page"))) for t in (PLAIN, text))
    told = [(e.type, e.act, e.when, e.states, e.actors) for e in read.events]
    assert told == [(e.type, e.act, e.when, e.states, e.actors) for e in plain.events]
    assert told == [("CONSULT", "visit", "2016-05-03", ("JPN", "RUS"), ("Владимир Путин",))]
    assert all(text[q.start : q.end] == q.quote for claim in read.claims for q in claim.evidence)
