"""PDF, DOCX, ODT, EPUB and RTF: what a desk officer sees in them is what is read."""

from pathlib import Path

import pytest
from evaluation.hostile.desk_files import W, column, docx, epub, odt, paragraph, pdf, zipped

from legation.errors import UnreadablePage
from legation.reading import kinds
from legation.reading.kinds import kind_of
from legation.reading.limits import Limits
from legation.reading.read import read
from legation.record import Document, Page


def document(content: bytes, name: str = "page", limits: Limits | None = None) -> Document:
    page = Page(name=name, content=content, media_type=kind_of(name, content[:4096]))
    return read(page, limits=limits or Limits())


def test_lines_of_a_pdf_are_joined_to_paragraphs_and_parted_words_to_words() -> None:
    lines = [
        "Министры иностранных дел двух стран обсудили в Анкаре торговлю и сотруд-",
        "ничество в области перевозок. Премьер-министр принял участников, премьер-",
        "министр соседней страны прислал приветствие.",
        "Следующая встреча пройдет через год в Улан-Баторе, сообщили участники бе-",
        "седы после ее окончания.",
    ]
    assert document(pdf([column(lines)])).text == (
        "Министры иностранных дел двух стран обсудили в Анкаре торговлю и сотрудничество в области "
        "перевозок. Премьер-министр принял участников, премьер-министр соседней страны прислал приветствие.\n"
        "Следующая встреча пройдет через год в Улан-Баторе, сообщили участники беседы после ее окончания."
    )


def test_running_heads_and_page_numbers_are_left_out_and_pages_counted() -> None:
    words = ("Первый", "Второй", "Третий", "Четвертый")
    sheets = [
        [
            (60, 800, f"Вестник министерства № 4, с. {number}"),
            (60, 700, f"{word} министр прибыл в столицу соседней страны с официальным визитом и"),
            (60, 680, f"говорит речь: {word.lower()} в этом году."),
            (290, 30, f"– {number} –"),
        ]
        for number, word in enumerate(words, 1)
    ]
    found = document(pdf(sheets))
    assert found.text == "\n".join(
        f"{word} министр прибыл в столицу соседней страны с официальным визитом и "
        f"говорит речь: {word.lower()} в этом году."
        for word in words
    )
    assert [found.sheet_of(found.text.index(word)) for word in words] == [1, 2, 3, 4]
    assert found.notes == ("running line left out: Вестник министерства № 4, с. #",)


def test_two_columns_are_read_one_after_the_other_however_the_file_tells_them() -> None:
    left = [f"левая строка номер {n} тянется до края" for n in range(8)]
    right = [f"правая строка номер {n} тянется дальше" for n in range(8)]
    by_rows = [placed for pair in zip(column(left), column(right, x=320), strict=True) for placed in pair]
    for sheet in (by_rows, [*column(left), *column(right, x=320)]):
        text = document(pdf([sheet])).text
        assert text.index(left[7]) < text.index(right[0])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf([[], []], image=True), "a scan: 2 pages of images without a text layer; run text recognition"),
        (pdf([[]]), "a PDF of 1 page without text"),
        (b"%PDF-1.7\nnothing more", "a damaged PDF"),
    ],
)
def test_pdfs_that_cannot_be_read_say_why(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePage, match=reason):
        document(content)


def test_a_pdf_is_dated_by_its_page_before_its_file() -> None:
    facts = "<</Title(Plan)/ModDate(D:20240302101500Z)>>"
    body = "Министры иностранных дел двух стран обсудили в Анкаре торговлю и перевозки."
    assert document(pdf([column([body])], facts=facts)).published == "2024-03-02"
    assert document(pdf([column(["01.02.2023", "", body])], facts=facts)).published == "2023-02-01"


def test_a_word_draft_with_a_table_a_footnote_and_tracked_changes() -> None:
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in (("Страна", "Товарооборот"), ("Монголия", "100 млн"))
    )
    changed = (
        "<w:p><w:r><w:t>Министр </w:t></w:r><w:del><w:r><w:delText>убыл</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>прибыл</w:t></w:r></w:ins><w:r><w:tab/><w:t>в Анкару.</w:t></w:r></w:p>"
    )
    found = document(
        docx(
            paragraph("О визите министра") + changed + f"<w:tbl>{table}</w:tbl>",
            notes=f'<w:footnote w:id="1">{paragraph("По данным министерства.")}</w:footnote>',
            core='<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Визит</dc:title></c>',
        )
    )
    assert found.text.split("\n") == [
        "О визите министра",
        "Министр прибыл\tв Анкару.",
        "Страна\tТоварооборот",
        "Монголия\t100 млн",
        "По данным министерства.",
    ]
    assert found.title == "Визит"


def test_an_open_document_with_a_table_a_note_and_a_struck_out_change() -> None:
    body = (
        "<text:tracked-changes><text:p>Убыл.</text:p></text:tracked-changes>"
        "<text:h>О визите</text:h><text:p>Министр<text:s text:c='2'/>прибыл<text:note><text:note-body>"
        "<text:p>Впервые за год.</text:p></text:note-body></text:note> в "
        "<text:span>Анкару</text:span>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Монголия</text:p></table:table-cell>"
        "<table:table-cell><text:p>100 млн</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert document(odt(body)).text.split("\n") == [
        "О визите",
        "Министр  прибыл в Анкару.",
        "Монголия\t100 млн",
        "Впервые за год.",
    ]


def test_the_chapters_of_a_book_are_read_in_its_own_order() -> None:
    found = document(
        epub(
            {
                "b.xhtml": "<h1>Глава первая</h1><p>Министр <b>прибыл</b> в Анкару.</p>",
                "a.xhtml": "<p>Конец.</p>",
            }
        )
    )
    assert found.text == "Глава первая\nМинистр прибыл в Анкару.\n\nКонец."
    assert (found.publisher, found.language) == ("Вестник", "ru")


@pytest.mark.parametrize(
    "words",
    [
        rb"\'cc\'e8\'ed\'e8\'f1\'f2\'f0",
        rb"\u1052?\u1080?\u1085?\u1080?\u1089?\u1090?\u1088?",
        rb"{\f1\'cc\'e8\'ed\'e8\'f1\'f2\'f0}",
    ],
)
def test_rich_text(words: bytes) -> None:
    content = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}{\f1\fcharset204 Times;}}{\info{\title No}}"
        rb"{\*\generator Word;}{\header Page}\pard "
        + words
        + rb"\b  \b0\'ef\'f0\'e8\'e1\'fb\'eb\emdash\par{\pict ff00}\tab 5\par}"
    )
    assert document(content).text == "Министр прибыл—\n\t5"


LEVELS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))


def declaring(entities: str) -> bytes:
    """A DOCX that declares entities and uses the one called `i`."""
    body = f"<w:document {W}><w:body>{paragraph('&i; Министр прибыл.')}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "", "word/document.xml": f"<!DOCTYPE x [{entities}]>{body}"})


def test_xml_reaches_nothing_and_unfolds_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("тайна", encoding="utf-8")
    found = document(declaring(f'<!ENTITY i SYSTEM "file://{tmp_path}/secret.txt">'), "a.docx")
    assert found.text == "Министр прибыл."
    with pytest.raises(UnreadablePage, match="unfolds without end"):
        document(declaring(f'<!ENTITY a "{"я" * 1000}">{LEVELS}'), "a.docx")


def test_a_document_that_unfolds_without_end_is_refused() -> None:
    content = docx(paragraph("я" * 3_000_000))
    assert len(content) < 100_000
    with pytest.raises(UnreadablePage, match=r"unfolds to more than 4\.0 MB"):
        document(content, "a.docx", Limits(page_bytes=1_000_000))


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_an_office_file_that_is_none_says_so(name: str) -> None:
    for content in (zipped({"x": "y"}), b"PK\x03\x04 broken"):
        with pytest.raises(UnreadablePage, match="open and save it again"):
            document(content, name)


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"%PDF-1.4", kinds.PDF),
        ("a", b"{\\rtf1", kinds.RTF),
        ("a.docx", zipped({"x": "y"}), kinds.DOCX),
        ("a", docx(""), kinds.DOCX),
        ("a.bin", odt(""), kinds.ODT),
        ("a.zip", zipped({"x": "y"}), kinds.ZIP),
        ("a.warc.gz", b"\x1f\x8b", kinds.WARC),
        ("a.tar.gz", b"\x1f\x8b", kinds.TAR),
        ("a.txt.gz", b"\x1f\x8b", kinds.GZIP),
        ("a", b"WARC/1.0\r\n", kinds.WARC),
        ("a", b"From x@example.org Mon Mar  4 10:00:00 2024\nFrom: x\n", kinds.MAILBOX),
        ("a", b"From: x\nTo: y\nSubject: z\n\n", kinds.MAIL),
        ("a", b"<?xml version='1.0'?>\n<rss version='2.0'>", kinds.FEED),
        ("a", b"<!DOCTYPE html>", kinds.HTML),
        ("a", "Министр: прибыл".encode(), kinds.PLAIN),
    ],
)
def test_the_kind_of_a_file_is_what_its_bytes_show(name: str, head: bytes, kind: str) -> None:
    assert kind_of(name, head[:4096]) == kind
