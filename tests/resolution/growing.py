"""Small records made up at random, dense enough that any two pages may have to do with one another."""

from __future__ import annotations

from random import Random
from typing import Any

from legation.record import (
    Agreement,
    Claim,
    Document,
    Event,
    Evidence,
    Figure,
    Judgement,
    Mention,
    Passage,
    Reading,
    Statement,
    Tenure,
)

PEOPLE = ("Эрик Берг", "Э. Берг", "Берг", "Ерик Берг", "Марио Росси", "М. Росси", "Росси", "Анна Росси")
BODIES = ("Северный банк развития", "СБР", "МИД", "МИД Италии", "Министерство иностранных дел Италии")
ACTS = (("CONSULT", "meeting"), ("CONSULT", "visit"), ("SUPPORT", "sign"), ("ACCUSE", "disapprove"))
DAYS = ("2021-05-04", "2021-05-05", "2021-05", "2021-05-03/2021-05-06", "2021", "")
TOLD = ("2021-05-04", "2021-05-05", "2021-05-08", "2021-07-01")
SENTENCES = (
    "Министры обсудили лов рыбы в северных водах и договорились встретиться осенью",
    "Северный банк развития (СБР) даёт заём на ремонт причалов в двух портах",
    "Стороны подписали соглашение о рыбе и о защите китов у берегов",
    "Переговоры шли за закрытыми дверями, о рыбе говорили долго",
)
SAYINGS = ("рыбы хватит на всех и ещё останется", "мы не отдадим ни одной рыбы никому и никогда")


def page(random: Random, number: int) -> tuple[Document, Reading]:
    """One page with a few claims of each kind."""
    told = random.choice(TOLD)
    sentences = [f"{random.choice(SENTENCES)}, {random.choice((number, 7))}" for _ in range(4)]
    text = f"Страница {number}. " + ". ".join(sentences)
    cut = text.index(sentences[2])
    bounds = [(0, len(text))] if random.random() < 0.7 else [(0, cut), (cut, len(text))]
    passages = tuple(Passage(start=a, end=b, published=told) for a, b in bounds)
    document = Document(text=text, name=f"page {number}", published=told, passages=passages)
    claims = [_claim(random, document, random.choice(sentences)) for _ in range(random.randrange(1, 5))]
    once = {claim.id: claim for claim in claims}.values()
    kinds = {f"{k}s": tuple(c for c in once if c.kind == k) for k in KINDS}
    mentions = tuple(
        Mention(start=n, end=n + 4, first=0, last=0, head=0, kind=kind, name=name, state=state)
        for n, (kind, name, state) in enumerate(random.sample(NAMED, random.randrange(4)))
    )
    return document, Reading(document_id=document.id, mentions=mentions, **kinds)  # type: ignore[arg-type]


KINDS = ("event", "statement", "figure", "agreement", "tenure")
NAMED = [
    *(("person", name, state) for name in PEOPLE for state in ("ITA", "NOR", "")),
    *(("body", name, state) for name in BODIES for state in ("ITA", "")),
    *(("place", name, "") for name in ("Осло", "Бари", "Берг")),
    ("person", "министр рыболовства", "NOR"),
    ("state", "ITA", ""),
]


def _claim(random: Random, document: Document, sentence: str) -> Claim:
    start = document.text.index(sentence)
    head: dict[str, Any] = {
        "document": document.id,
        "evidence": (Evidence(start, start + len(sentence), sentence),),
    }
    kind = random.choice((*KINDS, "event", "event"))
    states = random.choice((("ITA", "NOR"), ("ITA", "NOR"), ("ITA",), ("ITA", "NOR", "SWE")))
    if kind == "event":
        act = random.choice(ACTS)
        status = random.choice(("happened", "happened", "planned", "denied"))
        actors = tuple(sorted(set(random.sample((*PEOPLE, *BODIES), random.randrange(3)))))
        of = {"states": states, "actors": actors, "place": random.choice(("", "Осло", "Рим"))}
        return Event(**head, type=act[0], act=act[1], status=status, when=random.choice(DAYS), **of)
    if kind == "statement":
        return Statement(**head, speaker=random.choice(PEOPLE), quote=random.choice(SAYINGS), direct=True)
    if kind == "figure":
        of = {"of": random.choice(("экспорт рыбы", "суда в порту", "")), "states": states}
        value = {"value": random.choice((5e6, 5.05e6, 7e6)), "period": random.choice(("2020", "2021", ""))}
        return Figure(**head, measure=random.choice(("export", "count")), unit="USD", **of, **value)
    if kind == "agreement":
        of = {"name": random.choice(("Соглашение о рыбе", "Договор о рыбе и китах")), "parties": states}
        life = {"status": random.choice(("planned", "signed", "not-concluded")), "date": random.choice(DAYS)}
        return Agreement(**head, agreement_kind="agreement", **of, **life)
    office = random.choice(("министр рыболовства", "президент"))
    return Tenure(**head, person=random.choice(PEOPLE), office=office, of="NOR", when=random.choice(DAYS))


def judgement(random: Random, pages: list[tuple[Document, Reading]], number: int) -> Judgement:
    """One decision about claims or actors of these pages."""
    claims = [claim for _, reading in pages for claim in reading.claims]
    verdict = random.choice(("same", "different", "wrong", "set", "right"))
    made = f"2022-01-{number + 1:02}"
    if random.random() < 0.3 or not claims:
        names = tuple(random.sample(PEOPLE, 2))
        return Judgement(
            verdict=random.choice(("same", "different")), kind="actor", subjects=names, made=made
        )
    one = random.choice(claims)
    if verdict in ("same", "different"):
        others = [claim.id for claim in claims if claim.kind == one.kind]
        pair = tuple(random.choices(others, k=2))
        return Judgement(verdict=verdict, kind=one.kind, subjects=pair, made=made)
    field = {"field": "when", "value": "2020-02-02"} if verdict == "set" else {}
    return Judgement(verdict=verdict, kind=one.kind, subjects=(one.id,), made=made, **field)
