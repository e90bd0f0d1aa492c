"""Mails and mailboxes → the words of each mail, then its attachments."""

from __future__ import annotations

import email
import email.policy
import email.utils
import io
from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import IO

from legation.errors import UnreadablePage
from legation.reading.decoding import decode
from legation.reading.kinds import HTML, PLAIN
from legation.reading.limits import size
from legation.reading.unfolding import Pages, TooMuch, Unfolding, within
from legation.record import Failure, Page


def pages_of_mail(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The mail's own words as a page, dated and signed by its head, then the pages of its attachments."""
    most = unfolding.limits.page_bytes
    content = file.read(2 * most + 1)  # an attachment takes a third more room in a mail than by itself
    if len(content) > 2 * most:
        reason = f"a mail of more than {size(2 * most)}"
        yield Failure(name=name, reason=reason, remedy="save its attachments and give them by themselves")
        return
    yield from _pages(content, name, unfolding)


def pages_of_mailbox(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The pages of each mail of a mailbox, one mail held at a time."""
    for number, content in _mails(file, 2 * unfolding.limits.page_bytes):
        where = f"{name}:{number}"
        if content is None:
            reason = f"a mail of more than {size(2 * unfolding.limits.page_bytes)}"
            yield Failure(name=where, reason=reason, remedy="save the mail by itself")
        else:
            yield from _pages(content, where, unfolding)


def _pages(content: bytes, name: str, unfolding: Unfolding) -> Pages:
    try:
        mail = email.message_from_bytes(content, policy=email.policy.default)
        body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
        words = _words(body) if body is not None else ""
        facts = {fact: _head(mail, fact) for fact in ("Subject", "Date", "From", "Message-ID")}
        attachments = list(_attachments(mail, body))
    except Exception as error:  # a broken head raises errors of many kinds from deep within the parser
        yield Failure(name=name, reason=f"a mail that cannot be taken apart: {error}", remedy="save it again")
        return
    if words.strip():
        yield Page(
            name=name,
            text=words,
            media_type=HTML if body is not None and body.get_content_type() == HTML else PLAIN,
            title=facts["Subject"],
            published=facts["Date"],
            publisher=_sender(facts["From"]),
        )
    elif not attachments:
        yield Failure(name=name, reason="a mail without words", remedy="nothing is to be done")
    for inner, payload in attachments:
        try:
            yield from unfolding.member(io.BytesIO(payload), within(name, inner))
        except TooMuch as bound:
            yield Failure(name=name, reason=f"{bound}; its other attachments were left", remedy="save them")
            return


def _attachments(mail: Message, body: Message | None) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(mail.walk(), 1):
        if part is body or part.get_content_maintype() in ("multipart", "image", "audio", "video"):
            continue
        inner = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            continue  # `walk` goes on into the mail that was passed on
        payload = part.get_payload(decode=True)
        if inner and isinstance(payload, bytes):
            yield inner.replace("\\", "/").rpartition("/")[2] or f"part {number}", payload


def _words(body: Message) -> str:
    payload = body.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return decode(payload, body.get_content_charset("") or "").text
    except UnreadablePage:
        return ""


def _head(mail: Message, field: str) -> str:
    try:
        return " ".join(str(mail.get(field) or "").split())
    except (ValueError, IndexError, AttributeError, TypeError):  # malformed heads upset the parser
        return ""


def _sender(words: str) -> str:
    name, address = email.utils.parseaddr(words)
    return name or address


def _mails(file: IO[bytes], most: int) -> Iterator[tuple[int, bytes | None]]:
    """Each mail with its number from 1; None for one of more than `most` bytes."""
    number, held, length, blank = 0, bytearray(), 0, True
    while line := file.readline(1024 * 1024):
        if blank and line.startswith(b"From "):
            if number:
                yield number, bytes(held) if length <= most else None
            number, length = number + 1, 0
            held.clear()
        elif number:
            length += len(line)
            if length <= most:
                held += line[1:] if line.startswith(b">From ") else line
            else:
                held.clear()
        blank = not line.strip()
    if number:
        yield number, bytes(held) if length <= most else None
