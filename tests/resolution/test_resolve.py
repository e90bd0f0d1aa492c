"""Claims become a record: laws that hold for any order, and single cases told as they would be read."""

from typing import Any

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from legation.record.tables import INPUTS, OUTPUTS, input_tables
from legation.resolution import resolve

Read = tuple[Document, Reading]


def page(text: str, published: str, *claims: Claim, mentions: tuple[Mention, ...] = ()) -> Read:
    """A document with claims whose evidence is the whole text."""
    document = Document(
        text=text,
        name=text[:12],
        published=published,
        passages=(Passage(start=0, end=len(text), published=published),),
    )
    evidence = (Evidence(0, len(text), text),)
    own = [msgspec.structs.replace(c, document=document.id, evidence=evidence) for c in claims]
    kinds = {
        f"{kind}s": tuple(c for c in own if c.kind == kind)
        for kind in ("event", "statement", "figure", "agreement", "tenure")
    }
    return document, Reading(document_id=document.id, mentions=mentions, **kinds)


def event(act: str = "meeting", kind: str = "CONSULT", status: str = "happened", **fields: Any) -> Event:
    made = {"states": ("ITA", "NOR"), **fields}
    return Event(document="", evidence=(), type=kind, act=act, status=status, **made)


def resolved(*pages: Read, judgements: tuple[Judgement, ...] = ()) -> dict[str, list[dict[str, Any]]]:
    return {name: rows.to_pylist() for name, rows in resolve(input_tables(pages, judgements)).items()}


def claim_of(read: Read) -> str:
    return read[1].claims[0].id


A = page(
    "Министры обсудили рыбу.", "2021-05-04", event(when="2021-05-04", actors=("Эрик Берг", "Марио Росси"))
)
B = page("М. Росси принял Э. Берга.", "2021-05-05", event(when="2021-05-04", actors=("Э. Берг", "М. Росси")))
C = page("В мае был разговор о рыбе.", "2021-07-01", event(when="2021-05", actors=("Берг", "Росси")))
D = page(
    "Берг снова встретился с Росси.", "2021-05-09", event(when="2021-05-09", actors=("Эрик Берг", "Росси"))
)
E = page("Рим осудил ловлю.", "2021-05-04", event("disapprove", "ACCUSE", when="2021-05-04"))
F = page(
    "Товарооборот вырос до 5 млрд.",
    "2021-05-06",
    Figure(
        document="",
        evidence=(),
        measure="trade",
        of="товарооборот",
        value=5e9,
        unit="EUR",
        period="2020",
        states=("ITA", "NOR"),
    ),
    Tenure(
        document="",
        evidence=(),
        person="Эрик Берг",
        office="министр рыболовства",
        of="NOR",
        when="2021-05-06",
    ),
    Statement(
        document="", evidence=(), speaker="Э. Берг", quote="рыбы хватит на всех и ещё останется", direct=True
    ),
    Agreement(
        document="", evidence=(), name="Соглашение о рыбе", agreement_kind="agreement", parties=("ITA", "NOR")
    ),
)
PAGES = (A, B, C, D, E, F)


def test_one_meeting_told_three_times_and_another_in_the_same_week() -> None:
    record = resolved(*PAGES)
    item = {t["claim"]: t["item"] for t in record["tellings"] if t["kind"] == "event"}
    assert item[claim_of(A)] == item[claim_of(B)] == item[claim_of(C)]
    assert len({item[claim_of(p)] for p in (A, D, E)}) == 3
    met = next(e for e in record["events"] if e["id"] == item[claim_of(A)])
    assert (met["when"], met["sources"], met["names"]) == (
        "2021-05-04",
        3,
        ["Марио Росси", "Эрик Берг"],
    ) or sorted(met["names"]) == ["Марио Росси", "Эрик Берг"]


@settings(max_examples=8, deadline=None)
@given(st.permutations(PAGES))
def test_the_order_of_reading_does_not_matter(pages: list[Read]) -> None:
    assert resolved(*pages) == resolved(*PAGES)


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random: Any) -> None:
    tables = input_tables(PAGES)
    mixed = {}
    for name, rows in tables.items():
        order = list(range(rows.num_rows))
        random.shuffle(order)
        mixed[name] = rows.take(pa.array(order, pa.int64()))
    assert {n: t.to_pylist() for n, t in resolve(mixed).items()} == resolved(*PAGES)


def test_resolving_twice_changes_nothing() -> None:
    assert resolved(*PAGES, *PAGES) == resolved(*PAGES)


@pytest.mark.parametrize("missing", sorted(INPUTS))
def test_nothing_is_needed(missing: str) -> None:
    tables = input_tables(PAGES)
    del tables[missing]
    assert set(resolve(tables)) == set(OUTPUTS)
    assert all(rows.num_rows == 0 for rows in resolve({}).values())


def test_a_person_holds_two_apart_and_no_chain_joins_them() -> None:
    apart = Judgement(
        verdict="different", kind="event", subjects=(claim_of(A), claim_of(B)), who="x", made="2022"
    )
    record = resolved(*PAGES, judgements=(apart,))
    item = {t["claim"]: t["item"] for t in record["tellings"] if t["kind"] == "event"}
    assert item[claim_of(A)] != item[claim_of(B)]
    undone = Judgement(verdict="note", kind="event", subjects=(), undoes=apart.id, made="2023")
    record = resolved(*PAGES, judgements=(apart, undone))
    item = {t["claim"]: t["item"] for t in record["tellings"] if t["kind"] == "event"}
    assert item[claim_of(A)] == item[claim_of(B)]


def test_a_person_joins_what_the_machine_would_not() -> None:
    same = Judgement(
        verdict="same", kind="event", subjects=(f"e{claim_of(A)}", claim_of(E)), who="x", made="2022"
    )
    record = resolved(*PAGES, judgements=(same,))
    item = {t["claim"]: t["item"] for t in record["tellings"] if t["kind"] == "event"}
    assert item[claim_of(A)] == item[claim_of(E)]


def test_actors_are_judged_by_name_or_id() -> None:
    apart = Judgement(
        verdict="different", kind="actor", subjects=("Эрик Берг", "person:Э. Берг"), made="2022"
    )
    names = {a["name"]: a for a in resolved(*PAGES)["actors"]}
    assert "Э. Берг" in names["Эрик Берг"]["aliases"]
    names = {a["name"]: a for a in resolved(*PAGES, judgements=(apart,))["actors"]}
    assert "Э. Берг" not in names["Эрик Берг"]["aliases"]


def test_a_field_set_by_a_person_stands() -> None:
    said = Judgement(
        verdict="set", kind="event", subjects=(claim_of(A),), field="place", value="Осло", made="2022"
    )
    record = resolved(*PAGES, judgements=(said,))
    assert [(e["place"], e["judged"]) for e in record["events"] if e["judged"]] == [("Осло", ["place"])]


def test_a_judgement_whose_claim_has_gone_waits() -> None:
    lost = Judgement(verdict="wrong", kind="claim", subjects=("0123456789abcdef",), who="x", made="2022")
    assert [w["judgement"] for w in resolved(*PAGES, judgements=(lost,))["waiting"]] == [lost.id]


def test_a_wrong_claim_tells_nothing() -> None:
    wrong = Judgement(verdict="wrong", kind="claim", subjects=(claim_of(D),), made="2022")
    told = {t["claim"] for t in resolved(*PAGES, judgements=(wrong,))["tellings"]}
    assert claim_of(D) not in told
    assert claim_of(A) in told


def test_plan_happening_and_denial_are_one_life() -> None:
    plan = page(
        "Берг поедет в Рим.",
        "2021-03-01",
        event("visit", status="planned", when="2021-03-10", actors=("Эрик Берг",)),
    )
    done = page("Берг прибыл в Рим.", "2021-03-10", event("visit", when="2021-03-10", actors=("Эрик Берг",)))
    no = page(
        "Поездка Берга отменена.",
        "2021-03-09",
        event("visit", status="denied", when="2021-03-10", actors=("Эрик Берг",)),
    )
    (one,) = resolved(plan, done)["events"]
    assert (one["status"], [s["status"] for s in one["history"]]) == ("happened", ["planned", "happened"])
    (one,) = resolved(plan, no)["events"]
    assert (one["status"], [s["status"] for s in one["history"]]) == ("denied", ["planned", "denied"])
    record = resolved(
        plan,
        done,
        page(
            "Берга в Риме не было.",
            "2021-03-11",
            event("visit", status="denied", when="2021-03-10", actors=("Эрик Берг",)),
        ),
    )
    assert [c["field"] for c in record["conflicts"]] == ["status"]


def test_the_audience_is_part_of_the_visit() -> None:
    visit = event("visit", when="2021-03-10/2021-03-12", actors=("Эрик Берг",))
    audience = event(when="2021-03-11", actors=("Эрик Берг", "Марио Росси"))
    record = resolved(page("Берг три дня в Риме. Его принял Росси.", "2021-03-12", visit, audience))
    whole = next(e for e in record["events"] if e["act"] == "visit")
    assert [e["part_of"] for e in record["events"] if e["act"] == "meeting"] == [whole["id"]]


def figure(
    value: float, period: str, of: str = "товарооборот", unit: str = "EUR", measure: str = "trade"
) -> Figure:
    return Figure(
        document="",
        evidence=(),
        measure=measure,
        of=of,
        value=value,
        unit=unit,
        period=period,
        states=("ITA", "NOR"),
    )


def test_figures_agree_contradict_or_follow_one_another() -> None:
    record = resolved(
        page("Пять миллиардов.", "2021-01-01", figure(5e9, "2020")),
        page("Пять млрд евро.", "2021-01-02", figure(5e9, "2020")),
        page("Семь миллиардов.", "2021-01-03", figure(7e9, "2020")),
        page("Четыре миллиарда год назад.", "2021-01-04", figure(4e9, "2019")),
    )
    assert sorted((f["value"], f["sources"]) for f in record["figures"]) == [(4e9, 1), (5e9, 2), (7e9, 1)]
    assert len({f["series"] for f in record["figures"]}) == 1
    assert [(c["kind"], c["field"]) for c in record["conflicts"]] == [("contradiction", "value")]


def test_counts_on_other_bases_are_shown_side_by_side() -> None:
    record = resolved(
        page(
            "Работают 50 фирм.",
            "2021",
            figure(50, "2021", "фирмы с норвежским участием и капиталом", "фирма", "count"),
        ),
        page(
            "Есть 74 филиала.",
            "2017",
            figure(74, "2017", "филиалы фирм с норвежским участием", "филиал", "count"),
        ),
    )
    assert [c["kind"] for c in record["conflicts"]] == ["different-basis"]


def test_an_agreement_changes_over_time() -> None:
    def told(status: str, name: str) -> Agreement:
        return Agreement(
            document="",
            evidence=(),
            name=name,
            agreement_kind="agreement",
            parties=("ITA", "NOR"),
            status=status,
        )

    record = resolved(
        page("Не заключено.", "2008", told("not-concluded", "соглашение о мирном атоме")),
        page("В силе.", "2017", told("in-force", "Соглашение о сотрудничестве в области мирного атома")),
    )
    (one,) = record["agreements"]
    assert (one["status"], [s["status"] for s in one["history"]]) == (
        "in-force",
        ["not-concluded", "in-force"],
    )
    assert [c["kind"] for c in record["conflicts"]] == ["changed-over-time"]


def test_an_office_without_a_name_is_its_holder_at_the_time() -> None:
    def tenure(person: str, when: str) -> Tenure:
        return Tenure(document="", evidence=(), person=person, office="президент Италии", of="ITA", when=when)

    def mention() -> tuple[Mention, ...]:
        return (
            Mention(
                start=0,
                end=17,
                first=0,
                last=2,
                head=0,
                kind="person",
                name="глава государства",
                state="ITA",
                how="office",
            ),
        )

    early = page("Глава государства прибыл.", "2008-05-01", mentions=mention())
    late = page("Глава государства вернулся.", "2021-05-01", mentions=mention())
    known = (
        page("Президент А. Росси.", "2008-04-01", tenure("Антонио Росси", "2008-04-01")),
        page("Он же.", "2008-06-01", tenure("Антонио Росси", "2008-06-01")),
        page("Президент Верди.", "2021-05-02", tenure("Паоло Верди", "2021-05-02")),
    )
    record = resolved(early, late, *known)
    names = {a["id"]: a["name"] for a in record["actors"]}
    found = {m["document"]: names[m["actor"]] for m in record["mention_actors"]}
    assert found == {early[0].id: "Антонио Росси", late[0].id: "Паоло Верди"}
    assert all(m["how"] == "office" and m["derived"] for m in record["mention_actors"])


def test_a_text_explains_an_abbreviation() -> None:
    text = "Фонд северных лесов (ФСЛ) дал денег. ФСЛ богат."
    name, short = "Фонд северных лесов", "ФСЛ"
    spots = [(0, 19, name), (21, 24, short), (37, 40, short)]
    mentions = tuple(
        Mention(start=a, end=b, first=0, last=0, head=0, kind="body", name=n) for a, b, n in spots
    )
    (actor,) = resolved(page(text, "2020-01-01", mentions=mentions))["actors"]
    assert (actor["name"], actor["aliases"], actor["mentions"]) == (name, [short], 3)


def test_counts_of_like_things_in_other_words_stand_side_by_side() -> None:
    def told(text: str, of: str, value: float, period: str) -> Read:
        count = {"measure": "count", "of": of, "value": value, "unit": of.split()[-1], "period": period}
        return page(text, "2021-05-06", Figure(document="", evidence=(), states=("ITA", "NOR"), **count))  # type: ignore[arg-type]

    firms = told("Работает 90 предприятий.", "итальянские предприятия", 90, "2021")
    branches = told("Открыто 74 филиала.", "филиалы", 74, "2017")
    ships = told("Зашло 12 судов.", "суда", 12, "2021")
    record = resolved(firms, branches, ships)
    assert [c["kind"] for c in record["conflicts"]] == ["different-basis"]
    assert {s["document"] for s in record["conflict_sides"]} == {firms[0].id, branches[0].id}
