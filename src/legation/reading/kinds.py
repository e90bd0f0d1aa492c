"""What kind of file a page is in, by its first bytes and its name; a ZIP by the names of its members too."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO

HTML = "text/html"
PLAIN = "text/plain"
RECORDS = "application/jsonl"
CSV = "text/csv"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
RTF = "application/rtf"
MAIL = "message/rfc822"
MAILBOX = "application/mbox"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
WARC = "application/warc"
FEED = "application/rss+xml"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
WIKI = "application/x-mediawiki-export+xml"  # an export of a wiki, and a page of one
WIKITEXT = "text/x-wiki"
JSON = "application/json"

BY_NAME = {
    "txt": PLAIN,
    "text": PLAIN,
    "md": PLAIN,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "shtml": HTML,
    "jsonl": RECORDS,
    "ndjson": RECORDS,
    "json": JSON,
    "csv": CSV,
    "tsv": CSV,
    "pdf": PDF,
    "docx": DOCX,
    "docm": DOCX,
    "odt": ODT,
    "epub": EPUB,
    "rtf": RTF,
    "eml": MAIL,
    "mbox": MAILBOX,
    "mbx": MAILBOX,
    "zip": ZIP,
    "wacz": ZIP,
    "tar": TAR,
    "tgz": TAR,
    "tbz2": TAR,
    "txz": TAR,
    "gz": GZIP,
    "bz2": BZIP2,
    "xz": XZ,
    "warc": WARC,
    "rss": FEED,
    "atom": FEED,
}
# Kinds that are known but not read: what they are, and what to do about it.
NOT_READ = {
    XLSX: ("an Excel workbook", "save it as CSV"),
    ODS: ("an OpenDocument spreadsheet", "save it as CSV"),
    PPTX: ("a PowerPoint presentation", "save it as PDF"),
    ODP: ("an OpenDocument presentation", "save it as PDF"),
}
MIMETYPE = "mimetype"  # the member of an OpenDocument or EPUB file that names its kind
# An Office file is a ZIP that lists its parts in one of its members; the folder of the parts tells which.
OFFICE_LIST = "[Content_Types].xml"
OFFICE = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
DOUBLE = {"warc.gz": WARC, "tar.gz": TAR, "tar.bz2": TAR, "tar.xz": TAR}
SNIFFED = 4096  # bytes by which a file without a telling name is recognised
_PROLOGUE = rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*"
_DOCTYPE = rb"(?:<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)?"
_HTML = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(_PROLOGUE + _DOCTYPE + rb"<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_WIKI = re.compile(_PROLOGUE + _DOCTYPE + rb"<mediawiki\b", re.I | re.S)
_MAIL = re.compile(rb"^(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.I)
_MAIL_FIELD = re.compile(rb"^(?:From|Subject|Message-ID|Received|Return-Path|MIME-Version):", re.I | re.M)
_MAILBOX = re.compile(rb"^From \S+.*\d{4}\r?\n")


def kind_of(name: str, head: bytes) -> str:
    """The media type of a file called `name` that begins with `head`; `text/plain` where nothing tells.

    What the bytes show outranks the name, except for text, where the name says what the text is.
    """
    named = _named(name)
    return _by_bytes(head, named) or _known_text(named) or _by_words(head.removeprefix(b"\xef\xbb\xbf"))


def kind_of_zip(file: IO[bytes], name: str) -> str:
    """The media type of a file that begins as a ZIP does, by what it holds: `ZIP` for any other archive."""
    head = file.read(SNIFFED)
    try:
        with zipfile.ZipFile(file) as archive:
            told = _by_members(archive)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error):
        return kind_of(name, head)  # its reader says that it is damaged
    finally:
        file.seek(0)
    return told or _office_by_name(_named(name)) or ZIP


def _by_members(archive: zipfile.ZipFile) -> str:
    members = archive.namelist()
    if OFFICE_LIST in members:
        for folder, kind in OFFICE.items():
            if any(member.startswith(folder) for member in members):
                return kind
    if MIMETYPE in members:
        with archive.open(MIMETYPE) as member:
            return _by_mimetype(member.read(200))
    return ""


def ending_of(media_type: str) -> str:
    """How the name of a file of this kind ends, with its dot; empty where the kind is not known."""
    return next((f".{ending}" for ending, kind in BY_NAME.items() if kind == media_type), "")


def _by_bytes(head: bytes, named: str) -> str:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head, named)
    if head.startswith(b"PK\x05\x06"):  # a ZIP without members
        return ZIP
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"\x1f\x8b"):
        return named if named in (WARC, TAR) else GZIP
    if head.startswith(b"WARC/"):
        return WARC
    for mark, kind in ((b"BZh", BZIP2), (b"\xfd7zXZ", XZ)):
        if head.startswith(mark):
            return TAR if named == TAR else kind
    return TAR if head[257:262] == b"ustar" else ""


def _named(name: str) -> str:
    """What the end of its name says that a file is; empty where it says nothing."""
    parts = name.lower().rsplit(".", 2)
    suffix = parts[-1] if len(parts) > 1 else ""
    return DOUBLE.get(".".join(parts[1:])) or BY_NAME.get(suffix, "")


def _zipped(head: bytes, named: str) -> str:
    """What its first member shows a ZIP to be."""
    start = 30 + int.from_bytes(head[26:28], "little")
    first = head[30:start].decode("utf-8", "replace")
    told = _by_mimetype(head[start : start + 200]) if first == MIMETYPE else ""
    if told or _office_by_name(named):
        return told or named
    is_office = first == OFFICE_LIST or first.startswith(("_rels/", "docProps/", "word/"))
    return DOCX if is_office and b"word/" in head else ZIP


def _by_mimetype(words: bytes) -> str:
    """The kind that OpenDocument and EPUB files name in a member of theirs."""
    return next((kind for kind in (ODT, EPUB, ODS, ODP) if kind.encode() in words), "")


def _office_by_name(named: str) -> str:
    return named if named in (DOCX, ODT, EPUB) else ""


def _known_text(named: str) -> str:
    return named if named in (PLAIN, HTML, RECORDS, JSON, CSV, MAIL, MAILBOX, FEED) else ""


def _by_words(head: bytes) -> str:
    if _HTML.search(head):
        return HTML
    if _FEED.search(head):
        return FEED
    if _WIKI.search(head):
        return WIKI
    if _MAILBOX.match(head):
        return MAILBOX
    return MAIL if _MAIL.match(head) and _MAIL_FIELD.search(head) else PLAIN
