"""A text that fools a reader is read in its plain form and shown in its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.record import Document, Furniture, Markup, Passage, Quotation, Sentence
from legation.record.shadow import restored, shadow_of, shadowed


@pytest.mark.parametrize(
    ("page", "read_as"),
    [
        ("пере\xadго\xadворы", "переговоры"),
        ("Ми\u200bнистр\ufeff", "Министр"),
        ("пе\u0301ревод", "перевод"),
        ("догово\u0301р", "договор"),
        ("Андрей", "Андрей"),
        ("Андреи\u0306", "Андрей"),
        ("5\xa0мая\u202f2016", "5 мая 2016"),
        ("премьер\u2011министр", "премьер-министр"),
        ("Пpeзидeнт Kaзaxстaна", "Президент Казахстана"),
        ("дóговор", "договор"),
        ("СOVID-19", "COVID-19"),
        ("Сухоrtеу", "Сухортеу"),
        ("Сухоrtеевым", "Сухортеевым"),
        ("PRщик", "PRщик"),
        ("Toyota и МИД", "Toyota и МИД"),
        ("\u202eМинистр\u202c прибыл", "Министр прибыл"),
        ("Қазақстан", "Қазақстан"),
        ("", ""),
    ],
)
def test_what_the_eye_does_not_see_is_not_read(page: str, read_as: str) -> None:
    assert shadow_of(page).text == read_as


def test_offsets_lead_back_to_the_page() -> None:
    page = "\u200bМи\xadнистр при\u0301был, посол\xad отозван"
    shadow = shadow_of(page)
    for word, shown in (("Министр", "Ми\xadнистр"), ("прибыл", "при\u0301был"), ("посол", "посол")):
        at = shadow.text.index(word)
        assert page[shadow.start(at) : shadow.end(at + len(word))] == shown
        assert shadow.of(shadow.start(at)) == at


def test_a_marked_document_is_given_back_in_the_characters_of_its_page() -> None:
    page = "Фо\xadто\n«Ми\u0301р», — сказал он"
    document = Document(
        text=page,
        name="a",
        passages=(Passage(start=6, end=len(page)),),
        furniture=(Furniture(start=0, end=5, why="photo credit"),),
    )
    shadow = shadow_of(page)
    plain = shadowed(document, shadow)
    assert plain.text[plain.furniture[0].start : plain.furniture[0].end] == "Фото"
    at = plain.passages[0].start
    assert plain.text[at:].startswith("«Мир»")
    markup = Markup(
        document=plain,
        sentences=(Sentence(start=at, end=len(plain.text), first=0, last=0),),
        quotations=(Quotation(start=at, end=at + 5, inner_start=at + 1, inner_end=at + 4),),
    )
    found = restored(markup, document, shadow)
    (quotation,) = found.quotations
    assert found.document is document
    assert page[quotation.start : quotation.end] == "«Ми\u0301р»"
    assert page[quotation.inner_start : quotation.inner_end] == "Ми\u0301р"
    assert (found.sentences[0].start, found.sentences[0].end) == (6, len(page))


@settings(max_examples=150)
@given(st.text(alphabet="аеиоМРaeоMT \xad\u0301\u200b\u0306\xa0\ufeff.Z", max_size=30))
def test_each_character_read_stands_at_its_place_on_the_page(page: str) -> None:
    shadow = shadow_of(page)
    assert shadow_of(shadow.text).text == shadow.text
    places = [shadow.start(at) for at in range(len(shadow.text))]
    assert places == sorted(set(places))
    for at, character in enumerate(shadow.text):
        if character in ".Z":
            assert page[places[at]] == character
