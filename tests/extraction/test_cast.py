"""Who is mentioned where: a text of the project's own, and the actor that each place of it means."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extraction.cast import cast_of
from legation.extraction.references import sides_of
from legation.extraction.scene import Scene
from legation.language import mark
from legation.record import Document


@cache
def scene(text: str) -> Scene:
    markup = mark(Document(text=text, name="test"))
    return Scene(markup=markup, mentions=cast_of(markup))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.name, m.state) for m in scene(text).mentions]


VISIT = (
    "Президент Финляндии Саули Ниинистё прибыл в Токио. Финский президент провёл переговоры с "
    "премьер-министром Японии Синдзо Абэ. По словам Ниинистё, обе страны заинтересованы в торговле. "
    "Он также посетил выставку."
)


@pytest.mark.parametrize(
    ("words", "name", "state"),
    [
        ("Финляндии", "FIN", "FIN"),
        ("Саули Ниинистё", "Саули Ниинистё", "FIN"),
        ("Токио", "Токио", "JPN"),
        ("президент", "Саули Ниинистё", "FIN"),
        ("Синдзо Абэ", "Синдзо Абэ", "JPN"),
        ("Ниинистё", "Саули Ниинистё", "FIN"),
        ("Он", "Саули Ниинистё", "FIN"),
    ],
)
def test_a_visit(words: str, name: str, state: str) -> None:
    assert (words, name, state) in told(VISIT)


def test_both_countries_are_the_two_sides_of_the_passage() -> None:
    here = scene(VISIT)
    token = next(n for n, t in enumerate(here.markup.tokens) if t.text == "страны")
    assert sides_of(here, token) == ("FIN", "JPN")


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Об этом сообщил МИД Норвегии.", ("МИД Норвегии", "МИД Норвегии", "NOR")),
        ("Норвежский парламент одобрил договор.", ("Норвежский парламент", "Парламент Норвегии", "NOR")),
        (
            "Визит одобрили в Совете Безопасности ООН.",
            ("Совете Безопасности ООН", "Совет Безопасности ООН", ""),
        ),
        ("Японо-китайские переговоры прошли в Пекине.", ("Японо", "JPN", "JPN")),
        ("Японо-китайские переговоры прошли в Пекине.", ("китайские", "CHN", "CHN")),
        ("Переговоры прошли в Пекине.", ("Пекине", "Пекин", "CHN")),
        ("Осло отклонил предложение Лондона.", ("Лондона", "GBR", "GBR")),
        ("Боевики «Аль-Каиды» атаковали лагерь.", ("Аль-Каиды", "Аль-Каида", "")),
        ("Как передаёт Reuters, завод построят к осени.", ("Reuters", "Reuters", "")),
        ("В Осло обсуждали, как отпустят заложников талибы.", ("талибы", "талибы", "")),
        ("Болгария войдёт в еврозону.", ("еврозону", "еврозона", "")),
        ("Шведы поддержали заявку Финляндии.", ("Шведы", "SWE", "SWE")),
        ("Американские власти выслали дипломата.", ("Американские власти", "власти США", "USA")),
    ],
)
def test_mentions(text: str, mention: tuple[str, str, str]) -> None:
    assert mention in told(text)


def test_a_post_as_such_means_nobody() -> None:
    text = "Президент Чили Габриэль Борич приехал в Осло. На пост президента Чили претендуют трое."
    assert ("президента", "Габриэль Борич", "CHL") not in told(text)


def test_a_bare_organ_means_the_one_named_before() -> None:
    text = "Посольство Дании выдало визы. Позже посольство закрыли."
    assert ("посольство", "Посольство Дании", "DNK") in told(text)


def test_two_spellings_and_a_surname_are_one_person() -> None:
    text = "Посол Йохан Фредрикссон прибыл в Ригу. Йохан Фредриксон вручил грамоты. Фредрикссона встретили."
    assert {name for _, name, _ in told(text) if "Йохан" in name} == {"Йохан Фредрикссон"}


def test_a_colleague_and_a_minister_are_those_of_their_states() -> None:
    text = (
        "Министр иностранных дел Дании Ларс Лёкке Расмуссен принял министра иностранных дел Эстонии Маргуса "
        "Цахкну. Его эстонский коллега поблагодарил датского министра."
    )
    assert ("коллега", "Маргус Цахкна", "EST") in told(text)
    assert ("министра", "Ларс Лёкке Расмуссен", "DNK") in told(text)


def test_money_is_no_side() -> None:
    text = "Норвегия выделит 5 млн долларов США."
    assert [name for _, name, _ in told(text)] == ["NOR"]


def test_a_pronoun_between_two_people_stays_open() -> None:
    text = (
        "Марко Росси обвинил Петера Кёнига. Это произошло, когда Марко Росси ждал Петера Кёнига и он опоздал."
    )
    assert not [name for words, name, _ in told(text) if words == "он"]


@settings(max_examples=15, deadline=None)
@given(st.permutations(VISIT.split(". ")))
def test_mentions_never_overlap_and_stand_in_order(parts: list[str]) -> None:
    end = 0
    for mention in scene(". ".join(parts)).mentions:
        assert end <= mention.start < mention.end
        end = mention.end
