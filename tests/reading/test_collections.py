"""Archives, mailboxes, feeds, tables, web archives: each page of them is a page, each damage a line."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from evaluation.hostile.desk_files import W, docx, paragraph, zipped

from legation.reading import kinds
from legation.reading.limits import Limits
from legation.reading.read import read
from legation.reading.sources import pages_in
from legation.record import Failure, Page


def found(tmp_path: Path, name: str, content: bytes, **settings: object) -> list[Page | Failure]:
    (tmp_path / name).write_bytes(content)
    return list(pages_in([tmp_path / name], **settings))  # type: ignore[arg-type]


def shown(pages: list[Page | Failure]) -> list[str]:
    return [each.name if isinstance(each, Page) else str(each) for each in pages]


def tarred(files: dict[str, bytes], pack: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=pack) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def test_an_archive_in_an_archive_is_unfolded_and_names_lead_nowhere(tmp_path: Path) -> None:
    inner = zipped({"в.txt": "три", "__MACOSX/x": "нет", ".скрыт": "нет"})
    content = zipped(
        {"а.txt": "один", "../../вне.txt": "два", "папка/inner.zip": inner, "d.docx": docx(paragraph("4"))}
    )
    pages = found(tmp_path, "all.zip", content)
    assert shown(pages) == [
        "all.zip!../../вне.txt",
        "all.zip!d.docx",
        "all.zip!а.txt",
        "all.zip!папка/inner.zip!в.txt",
    ]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["all.zip"]


def stored(files: dict[str, bytes]) -> bytes:
    """A ZIP whose members are not packed, so that their bytes stand in it as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_that_begins_with_an_office_file_is_a_zip(tmp_path: Path) -> None:
    inner = stored({"d.docx": docx(paragraph("Один"), core="<core/>"), "т.txt": b"2"})
    assert shown(found(tmp_path, "a.zip", inner)) == ["a.zip!d.docx", "a.zip!т.txt"]
    assert shown(found(tmp_path, "b.zip", stored({"in.zip": inner}))) == [
        "b.zip!in.zip!d.docx",
        "b.zip!in.zip!т.txt",
    ]


def test_an_office_file_is_known_by_its_parts_in_any_order_and_under_any_name(tmp_path: Path) -> None:
    parts = {f"docProps/{n}.xml": bytes(5_000) for n in range(3)}
    body = f"<w:document {W}><w:body>{paragraph('Посол')}</w:body></w:document>".encode()
    content = stored({**parts, "word/document.xml": body, "[Content_Types].xml": b"<Types/>"})
    (page,) = found(tmp_path, "a.bin", content)
    assert isinstance(page, Page)
    assert read(page).text == "Посол"


UNREAD = {
    "a.xlsx": ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "an Excel workbook", "CSV"),
    "b.pptx": ({"ppt/presentation.xml": b"", "[Content_Types].xml": b""}, "a PowerPoint presentation", "PDF"),
    "c.ods": ({"mimetype": kinds.ODS.encode(), "content.xml": b""}, "an OpenDocument spreadsheet", "CSV"),
    "d.odp": ({"mimetype": kinds.ODP.encode(), "content.xml": b""}, "an OpenDocument presentation", "PDF"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_office_files_that_are_no_texts_are_named(name: str, tmp_path: Path) -> None:
    parts, what, saved = UNREAD[name]
    told = f"{what}, which is not read; save it as {saved}"
    assert shown(found(tmp_path, name, stored(parts))) == [f"{name}: {told}"]
    assert shown(found(tmp_path, "a.zip", stored({name: stored(parts)}))) == [f"a.zip!{name}: {told}"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.zip", zipped({})), ("b.zip", zipped({".hidden": "x"})), ("a.tar", b""), ("b.tgz", b"")],
)
def test_an_archive_that_holds_nothing_says_so(name: str, content: bytes, tmp_path: Path) -> None:
    content = content or tarred({}, "w:gz" if name.endswith("gz") else "w")  # it holds a link alone
    assert shown(found(tmp_path, name, content)) == [
        f"{name}: empty: no page in it; check that it is the file that you mean"
    ]


@pytest.mark.parametrize(
    ("meant", "encoding"),
    [
        ("статья.txt", "cp866"),
        ("Архив 2016/Визит.txt", "cp1251"),
        ("Нота.txt", "utf-8"),
        ("Café.txt", "cp437"),
    ],
)
def test_names_in_a_zip_that_do_not_say_how_they_are_written(
    meant: str, encoding: str, tmp_path: Path
) -> None:
    written = meant.encode(encoding)
    placeholder = "x" * len(written)
    content = stored({placeholder: "Министр прибыл.".encode()})
    (page,) = found(tmp_path, "a.zip", content.replace(placeholder.encode(), written))
    assert page.name == f"a.zip!{meant}"


@pytest.mark.parametrize(
    ("name", "pack"), [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")]
)
def test_tar_in_every_packing_without_its_links(tmp_path: Path, name: str, pack: str) -> None:
    assert shown(found(tmp_path, name, tarred({"a.txt": b"one"}, pack))) == [f"{name}!a.txt"]


@pytest.mark.parametrize(("ending", "packed"), [("gz", gzip), ("bz2", bz2), ("xz", lzma)])
def test_one_file_that_is_packed(ending: str, packed: Any, tmp_path: Path) -> None:
    pages = found(
        tmp_path, f"items.jsonl.{ending}", packed.compress(b'{"text": "a"}\n{"text"\n{"text": "b"}')
    )
    assert [each.name for each in pages] == ["items.jsonl:1", "items.jsonl:2", "items.jsonl:3"]
    assert [type(each) for each in pages] == [Page, Failure, Page]
    assert shown(found(tmp_path, f"a.txt.{ending}", packed.compress(b"one"))) == ["a.txt"]


def test_a_packed_list_unfolds_past_the_bound_of_archives_but_not_without_end(tmp_path: Path) -> None:
    limits = Limits(unfolded_bytes=1_000, unfolded_times=20)
    lines = "".join(f'{{"text": "{blake2b(bytes([n])).hexdigest()}"}}\n' for n in range(200)).encode()
    pages = found(tmp_path, "a.jsonl.gz", gzip.compress(lines), limits=limits)
    assert [type(each) for each in pages] == [Page] * 200
    bomb = gzip.compress(b'{"text": "a"}\n' * 99_999)
    last = found(tmp_path, "b.jsonl.gz", bomb, limits=limits)[-1]
    assert "unfolds to more than" in str(last)


def test_bounds_on_unfolding(tmp_path: Path) -> None:
    bomb = zipped({f"{n}.txt": b"0" * 400_000 for n in range(9)})
    limits = Limits(page_bytes=500_000, unfolded_bytes=1_000_000)
    assert shown(found(tmp_path, "bomb.zip", bomb, limits=limits)) == [
        "bomb.zip!0.txt",
        "bomb.zip!1.txt",
        "bomb.zip: unfolds to more than 1.0 MB; the rest of it was left unread; "
        "unfold it by hand and give the folder",
    ]
    assert "more than 2 members" in shown(found(tmp_path, "b.zip", bomb, limits=Limits(members=2)))[-1]
    assert (
        "more than the 300.0 KB"
        in shown(found(tmp_path, "c.zip", bomb, limits=Limits(page_bytes=300_000)))[0]
    )
    nested = zipped({"a.txt": "дно"})
    for _ in range(5):
        nested = zipped({"n.zip": nested})
    assert "archives deep" in shown(found(tmp_path, "deep.zip", nested))[0]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.txt.gz", "a.warc.gz", "a.wacz"])
def test_damaged_archives_are_one_line_each(tmp_path: Path, name: str) -> None:
    whole = {"a.zip": zipped({"a.txt": "я" * 9999}), "a.tar.gz": tarred({"a.txt": bytes(9999)})}
    content = whole.get(name, gzip.compress(bytes(range(256)) * 99))
    pages = found(tmp_path, name, content[: len(content) // 2])
    assert len(pages) == 1
    assert isinstance(pages[0], Failure)
    assert "damaged" in str(pages[0])


MAIL = """From: "Пресс-служба МИД" <press@example.org>
To: desk@example.org
Subject: =?utf-8?B?0JLQuNC30LjRgg==?=
Date: Fri, 01 Mar 2024 10:00:00 +0300
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="X"

--X
Content-Type: multipart/alternative; boundary="Y"

--Y
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: base64

{words}
--Y
Content-Type: text/html; charset=utf-8

<p>HTML</p>
--Y--
--X
Content-Type: application/octet-stream; name="draft.docx"
Content-Disposition: attachment; filename="../draft.docx"
Content-Transfer-Encoding: base64

{draft}
--X--
"""


def mail() -> bytes:
    from base64 import encodebytes

    words = encodebytes("Министр прибыл в Анкару.".encode("koi8-r")).decode()
    draft = encodebytes(docx(paragraph("Проект соглашения"))).decode()
    return MAIL.format(words=words, draft=draft).encode()


def test_a_mail_gives_its_words_its_date_its_sender_and_its_attachments(tmp_path: Path) -> None:
    pages = found(tmp_path, "a.eml", mail())
    assert shown(pages) == ["a.eml", "a.eml!draft.docx"]
    words, draft = (read(page) for page in pages if isinstance(page, Page))
    assert words.text == "Министр прибыл в Анкару."
    assert (words.title, words.published, words.publisher) == ("Визит", "2024-03-01", "Пресс-служба МИД")
    assert draft.text == "Проект соглашения"


def test_a_mailbox_is_read_mail_by_mail(tmp_path: Path) -> None:
    plain = b"Subject: a\nFrom: b@example.org\n\nOne.\n>From here on.\n"
    box = b"From a Fri Mar  1 10:00:00 2024\n" + plain + b"\nFrom b Fri Mar  1 10:00:00 2024\n" + mail()
    pages = found(tmp_path, "all.mbox", box)
    assert shown(pages) == ["all.mbox:1", "all.mbox:2", "all.mbox:2!draft.docx"]
    assert isinstance(pages[0], Page)
    assert pages[0].text == "One.\nFrom here on.\n\n"


RSS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Вестник</title>
<language>ru-RU</language><item><title>Визит</title><link>https://example.org/1</link>
<pubDate>Fri, 01 Mar 2024 10:00:00 +0300</pubDate><description>Кратко.</description>
<content:encoded><![CDATA[<p>Министр прибыл в Анкару с двухдневным визитом.</p>]]></content:encoded></item>
<item><link>https://example.org/2</link></item></channel></rss>"""


def test_a_feed_gives_a_page_an_entry(tmp_path: Path) -> None:
    page, failure = found(tmp_path, "feed.xml", RSS.encode())
    assert isinstance(page, Page)
    document = read(page)
    assert document.text == "Визит\nМинистр прибыл в Анкару с двухдневным визитом."
    assert (document.published, document.publisher, document.url) == (
        "2024-03-01",
        "Вестник",
        "https://example.org/1",
    )
    assert str(failure) == "feed.xml:2: an entry without words; nothing is to be done"


def test_a_table_with_columns_named_as_exports_do_or_by_the_user(tmp_path: Path) -> None:
    heads = "stories_id;title;publish_date;url;text\n"
    rows = f"{heads}1;Визит;2024-03-01;https://example.org/1;Министр прибыл.\n2;;;;\n"
    page, failure = found(tmp_path, "mc.csv", rows.encode("cp1251"))
    assert isinstance(page, Page)
    assert (page.name, page.text, page.published, page.title) == (
        "mc.csv:2",
        "Министр прибыл.",
        "2024-03-01",
        "Визит",
    )
    assert str(failure) == (
        "mc.csv:3: no words in “text”; fill in its text, or leave it out; the others were read"
    )
    named = found(
        tmp_path,
        "own.tsv",
        "слова\tкогда\nПосол\t2024\n".encode(),
        columns={"text": "слова", "published": "когда"},
    )
    assert isinstance(named[0], Page)
    assert (named[0].text, named[0].published) == ("Посол", "2024")
    assert shown(found(tmp_path, "none.csv", b"a,b\n1,2\n")) == [
        "none.csv: no column that holds a text among: a, b; "
        "name it, for example --map text=body,published=date"
    ]


def warc(pages: dict[str, tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    for url, (head, body) in pages.items():
        http = f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        out.write(
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2024-03-01T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(url)}>\r\nContent-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n".encode()
            + http
            + b"\r\n\r\n"
        )
    return out.getvalue()


def test_a_web_archive_gives_the_pages_that_were_answered(tmp_path: Path) -> None:
    words = "Министр прибыл в Анкару с двухдневным визитом."
    html = f"<html><body><article><p>{words}</p></article></body></html>".encode()
    packed = "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip"
    content = warc(
        {
            "https://example.org/1": ("200 OK\r\nContent-Type: text/html; charset=utf-8", html),
            "https://example.org/2": ("404 Not Found\r\nContent-Type: text/html", b"<html>no</html>"),
            "https://example.org/3.png": ("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            "https://example.org/4": (packed, gzip.compress(html)),
        }
    )
    archives = {"a.warc": content, "a.warc.gz": gzip.compress(content)}
    archives["a.wacz"] = zipped(
        {"archive/data.warc": content, "pages/pages.jsonl": "{}", "datapackage.json": "{}"}
    )
    for name, packed_content in archives.items():
        pages = found(tmp_path, name, packed_content)
        documents = [read(page) for page in pages if isinstance(page, Page)]
        assert [each.url for each in documents] == ["https://example.org/1", "https://example.org/4"]
        assert {each.text for each in documents} == {words}


def test_what_is_no_archive_of_ours_is_named(tmp_path: Path) -> None:
    (page,) = found(tmp_path, "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99))
    assert isinstance(page, Page)
    with pytest.raises(Exception, match="a 7-Zip archive"):
        read(page)


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    content = stored({"xx": "Министр прибыл.".encode()}).replace(b"xx", b"\0x")
    assert shown(found(tmp_path, "a.zip", content)) == ["a.zip!"]
