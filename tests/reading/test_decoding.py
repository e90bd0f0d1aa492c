"""Which encoding a page is in is found from its bytes alone."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import UnreadablePage
from legation.reading.decoding import decode

TEXT = 'Министр иностранных дел прибыл в Анкару. "Переговоры прошли успешно", - сказал он.\r\nАНКАРА, 5 мая.'
JAPANESE = "外務大臣は来週アンカラを訪問し、両国の協力について話し合う予定である。"


@pytest.mark.parametrize(
    ("written_in", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("cp866", "cp866"),
        ("mac-cyrillic", "mac-cyrillic"),
        ("iso8859-5", "iso8859-5"),
    ],
)
def test_russian_is_read_in_every_encoding_that_desks_still_receive(written_in: str, found: str) -> None:
    decoded = decode(TEXT.encode(written_in))
    assert decoded.encoding == found
    assert decoded.text.lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "shift_jis", "euc_jp", "iso2022_jp"])
def test_japanese_is_decoded_even_if_it_is_not_yet_read(encoding: str) -> None:
    assert decode(JAPANESE.encode(encoding)).text.lstrip("\ufeff") == JAPANESE


@pytest.mark.parametrize("taken_for", ["cp1251", "latin-1"])
def test_a_text_encoded_twice_is_undone(taken_for: str) -> None:
    words = "Посол вручил ноту протеста"
    twice = words.encode().decode(taken_for, "ignore").encode()
    decoded = decode(twice)
    assert decoded.text == words
    assert decoded.notes == ("the page was encoded twice; it is shown with that undone",)


def test_a_few_broken_bytes_are_shown_as_such_and_told() -> None:
    content = (TEXT * 5).encode().replace("Анкару".encode(), b"\xff\xfe", 1)
    decoded = decode(content)
    assert decoded.text.count("\ufffd") == 2
    assert decoded.notes == ("2 broken UTF-8 bytes shown as U+FFFD",)


def test_a_page_that_declares_the_wrong_encoding_is_not_believed() -> None:
    assert decode(TEXT.encode("koi8-r"), "windows-1251").text == TEXT
    assert decode(TEXT.encode(), "windows-1251").text == TEXT


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG image"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04" + bytes(range(256)), "a ZIP archive"),
        (bytes(range(256)) * 20, "a binary file"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, kind: str) -> None:
    with pytest.raises(UnreadablePage, match=kind):
        decode(content)


@settings(max_examples=80)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_what_is_written_in_utf8_comes_back_as_it_was(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text or decoded.notes  # a text that looks encoded twice is told to be repaired


@settings(max_examples=80)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    with suppress(UnreadablePage):
        decode(content)


SPOILED = {
    "Windows letters taken for Western ones": ("cp1251", "cp1252"),
    "KOI8 letters taken for Western ones": ("koi8-r", "latin-1"),
    "KOI8 letters taken for Windows ones": ("koi8-r", "cp1251"),
    "DOS letters taken for Windows ones": ("cp866", "cp1251"),
}


@pytest.mark.parametrize("capitals", [False, True], ids=["small", "capitals"])
@pytest.mark.parametrize(("meant", "taken_for"), SPOILED.values(), ids=SPOILED.keys())
def test_russian_that_was_saved_amiss_is_read(meant: str, taken_for: str, capitals: bool) -> None:
    text = "Министр иностранных дел Японии Таро Коно прибыл в Астану с визитом."
    text = text.upper() if capitals else text
    found = decode(text.encode(meant).decode(taken_for, "ignore").encode("utf-8"))
    assert found.text == text
    assert any("was read as" in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан Республикасының Президенті Жапонияға ресми сапармен келді.",
        "Український прем'єр-міністр зустрівся з послом Японії у Києві та підписав угоду.",
        "Српски председник састао се са амбасадором Јапана у Београду јуче.",
        "Čeština: žluťoučký kůň úpěl ďábelské ódy, příliš žluťoučký kůň.",
        "Ελληνικά είναι μια γλώσσα που μιλάνε στην Αθήνα.",
    ],
)
def test_other_languages_are_left_as_they_are(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5"])
def test_capitals_are_told_apart_too(encoding: str) -> None:
    text = "МИНИСТР ИНОСТРАННЫХ ДЕЛ ЯПОНИИ ПРИБЫЛ В АСТАНУ С ВИЗИТОМ"
    assert decode(text.encode(encoding)).text == text
