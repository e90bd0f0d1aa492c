"""Mails with all that they carry: forms of one text, further texts, attachments, mails in mails."""

from __future__ import annotations

from base64 import encodebytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from evaluation.hostile.desk_files import docx, paragraph

from legation.reading.limits import Limits
from legation.reading.read import read
from legation.reading.sources import pages_in
from legation.record import Failure, Page

VISIT = "Министр иностранных дел Японии прибыл в Астану."
TREATY = "Стороны подписали соглашение о сотрудничестве."


def mail(
    words: str = "", subject: str = "Визит", sender: str = "Вестник <press@example.org>"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = sender, subject, "Fri, 01 Mar 2024 10:00:00 +0300"
    if words:
        made.set_content(words)
    return made


def digest(*mails: EmailMessage) -> EmailMessage:
    made = mail(subject="Выпуск")
    made["Content-Type"] = "multipart/digest"
    made.set_payload([])
    for each in mails:
        part = EmailMessage()
        part.set_content(each)
        made.attach(part)
    return made


def found(
    tmp_path: Path, content: EmailMessage | bytes, limits: Limits | None = None
) -> list[Page | Failure]:
    (tmp_path / "a.eml").write_bytes(content if isinstance(content, bytes) else bytes(content))
    return list(pages_in([tmp_path / "a.eml"], limits or Limits()))


def told(pages: list[Page | Failure]) -> list[str]:
    """Each page with its words, each failure as the user sees it."""
    return [
        f"{each.name}: {read(each).text.strip()}" if isinstance(each, Page) else str(each) for each in pages
    ]


def test_a_mail_that_was_passed_on_is_a_page_with_its_own_day_and_sender(tmp_path: Path) -> None:
    outer = mail("См. вложение.", "Fwd: Визит")
    outer.add_attachment(mail(VISIT, "Поездка", "Агентство <news@example.org>"))
    pages = found(tmp_path, outer)
    assert told(pages) == ["a.eml: См. вложение.", f"a.eml!part 2.eml: {VISIT}"]
    assert isinstance(pages[1], Page)
    assert (pages[1].title, pages[1].publisher) == ("Поездка", "Агентство")


def test_a_mail_in_a_mail_that_was_packed_against_the_rules(tmp_path: Path) -> None:
    head = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    content = head + encodebytes(bytes(mail(VISIT)))
    assert told(found(tmp_path, content)) == [f"a.eml!part 1.eml: {VISIT}"]


def test_every_mail_of_a_digest_is_a_page(tmp_path: Path) -> None:
    pages = found(tmp_path, digest(mail(VISIT), mail(TREATY)))
    assert told(pages) == [f"a.eml!part 1.eml: {VISIT}", f"a.eml!part 2.eml: {TREATY}"]


def test_mails_in_mails_end_at_the_bounds(tmp_path: Path) -> None:
    deep = mail("дно")
    for number in range(5):
        outer = mail(f"{number}")
        outer.add_attachment(deep)
        deep = outer
    assert told(found(tmp_path, deep))[-1].startswith(
        "a.eml!part 2.eml!part 2.eml!part 2.eml!part 2.eml: a mail that lies more than 3 mails deep"
    )
    assert told(found(tmp_path, digest(*[mail(VISIT)] * 3), Limits(members=2)))[-1] == (
        "a.eml: more than 2 members; its other attachments were left; save them"
    )


def test_further_texts_are_pages_and_forms_of_one_text_are_one(tmp_path: Path) -> None:
    several = mail()
    several.make_mixed()
    for words in (VISIT, TREATY):
        part = EmailMessage()
        part.set_content(words)
        part.add_alternative(f"<html><body><p>{words}</p></body></html>", subtype="html")
        several.attach(part)
    pages = found(tmp_path, several)
    assert told(pages) == [f"a.eml: {VISIT}", f"a.eml!part 2.txt: {TREATY}"]
    assert {page.title for page in pages if isinstance(page, Page)} == {"Визит"}


def test_html_serves_where_the_plain_form_has_no_words(tmp_path: Path) -> None:
    made = mail("\n")
    made.add_alternative(f"<html><body><p>{VISIT} {TREATY}</p></body></html>", subtype="html")
    assert told(found(tmp_path, made)) == [f"a.eml: {VISIT} {TREATY}"]


def test_attachments_without_a_name_or_with_the_same_name(tmp_path: Path) -> None:
    made = mail("Тело.")
    made.add_attachment(docx(paragraph("Первый")), maintype="application", subtype="octet-stream")
    for words in ("Второй", "Третий"):
        made.add_attachment(words, filename="проект.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    assert told(found(tmp_path, made)) == [
        "a.eml: Тело.",
        "a.eml!part 2: Первый",
        "a.eml!проект.txt: Второй",
        "a.eml!part 4 проект.txt: Третий",
    ]


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "utf-8"])
def test_heads_that_were_sent_as_bytes_are_decoded(encoding: str, tmp_path: Path) -> None:
    lines = (
        "From: Агентство новостей <news@example.org>",
        "Subject: Визит министра",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=X",
        f"\r\n--X\r\nContent-Type: text/plain; charset={encoding}\r\n\r\n{VISIT}",
        f'--X\r\nContent-Disposition: attachment; filename="проект.txt"\r\n\r\n{TREATY}',
        "--X--",
    )
    content = "\r\n".join(lines)
    pages = found(tmp_path, content.encode(encoding))
    assert told(pages) == [f"a.eml: {VISIT}", f"a.eml!проект.txt: {TREATY}"]
    assert isinstance(pages[0], Page)
    assert (pages[0].title, pages[0].publisher) == ("Визит министра", "Агентство новостей")


def test_what_cannot_be_taken_apart_is_named_or_read_as_it_stands(tmp_path: Path) -> None:
    head = "Subject: a\nMIME-Version: 1.0\nContent-Type: "
    unbound = f"{head}multipart/mixed; boundary=X\n\n{VISIT}\n".encode()
    assert told(found(tmp_path, unbound)) == [f"a.eml: {VISIT}"]
    elsewhere = f"{head}message/external-body; access-type=local-file\n\nSubject: b\n\n".encode()
    (failure,) = told(found(tmp_path, elsewhere))
    assert "a part of the kind message/external-body, which is not read; save it" in failure
    picture = f"{head}image/png\nContent-Transfer-Encoding: base64\n\niVBORw==\n".encode()
    assert told(found(tmp_path, picture)) == ["a.eml: a mail without words; nothing is to be done"]


BROKEN_HEADS = {
    "an encoded word that breaks off": "=?utf-8?B?0JLQuNC30LjRgg=?=",
    "an encoding that there is not": "Визит =?utfф-8?B?0JLQuNC3?=",
    "bytes of none": "=?utf-8?Q?=FF=FE?= \udcff\udcfe",
}


@pytest.mark.parametrize("subject", BROKEN_HEADS.values(), ids=BROKEN_HEADS)
def test_a_broken_head_costs_no_words(subject: str, tmp_path: Path) -> None:
    content = f'Subject: {subject}\nContent-Type: text/plain; charset="u\0tf"\n\n{VISIT}'
    assert told(found(tmp_path, content.encode("utf-8", "surrogateescape"))) == [f"a.eml: {VISIT}"]
    assert told(found(tmp_path, content.encode("koi8-r", "replace"))) == [f"a.eml: {VISIT}"]
