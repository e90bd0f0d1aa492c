"""What the heads of a mail say, in whatever encoding they came: subject, date, sender, names of files."""

from __future__ import annotations

import email.errors
import email.header
import email.utils
from email.message import Message

from legation.errors import UnreadablePage
from legation.reading.decoding import decode


def head(mail: Message, field: str) -> str:
    """The words of a field on one line. Bytes that were sent as they are, are decoded as text files are."""
    try:
        raw = _raw(mail, field)
        words = _spelled_out(raw) if raw else str(mail.get(field) or "")
    except Exception:  # malformed heads raise errors of many kinds from deep within the parser
        return ""
    return " ".join(words.split())


def sender(words: str) -> str:
    """The name of the sender, else the address."""
    name, address = email.utils.parseaddr(words)
    return name or address


def file_name(part: Message) -> str:
    """The name that an attachment has, without the folders before it; empty where it has none."""
    found = ""
    for field in ("Content-Disposition", "Content-Type"):
        raw = _raw(part, field)
        if raw and not found:
            plain = Message()  # reads characters where the strict parser puts U+FFFD
            plain[field] = raw
            found = plain.get_filename() or ""
    found = found or part.get_filename() or ""
    return found.replace("\\", "/").rpartition("/")[2]


def _raw(mail: Message, field: str) -> str:
    """The field, decoded, if bytes beyond ASCII stand in it, which the parser would lose; else empty."""
    for name, value in mail.raw_items():
        if name.lower() == field.lower() and not str(value).isascii():
            try:
                content = str(value).encode("utf-8", "surrogateescape")
                return decode(content, mail.get_content_charset("") or "").text
            except (UnreadablePage, UnicodeError):
                return ""
    return ""


def _spelled_out(words: str) -> str:
    """The words with «=?koi8-r?B?…?=» read, if such stand among them; those that are broken stay."""
    if "=?" not in words:
        return words
    try:
        return str(email.header.make_header(email.header.decode_header(words)))
    except (email.errors.MessageError, LookupError, ValueError):
        return words
