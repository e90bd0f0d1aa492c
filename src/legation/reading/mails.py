"""Mails and mailboxes → the words of each mail, then what it carries: further texts, attachments, mails."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from email.message import Message
from typing import IO

from msgspec import structs

from legation.errors import UnreadablePage
from legation.reading.decoding import decode
from legation.reading.kinds import BY_NAME, HTML, MAIL, PLAIN, ending_of
from legation.reading.limits import size
from legation.reading.mail_heads import file_name, head, sender
from legation.reading.unfolding import Pages, TooMuch, Unfolding, within
from legation.record import Failure, Page

# What a mail carries beside its words: how it looks, who signed it, what became of another mail.
NO_WORDS = ("image", "audio", "video")
NO_TEXTS = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
)


def pages_of_mail(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The mail's own words as a page, dated and signed by its head, then the pages of what it carries."""
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
    except Exception as error:  # a broken head raises errors of many kinds from deep within the parser
        yield _broken(name, error)
        return
    yield from _pages_of_mail(mail, name, unfolding)


def _pages_of_mail(mail: Message, name: str, unfolding: Unfolding) -> Pages:
    try:
        parts = [part for part in _parts(mail) if not _is_left_out(part)]
        for part in parts:
            _is_words(part)
    except Exception as error:  # the same: heads of parts are parsed when they are asked for
        yield _broken(name, error)
        return
    yield from _pages_of_parts(mail, name, parts, unfolding)


def _broken(name: str, error: Exception) -> Failure:
    reason = f"a mail that cannot be taken apart: {error}"
    return Failure(name=name, reason=reason, remedy="save it again")


def _parts(part: Message) -> list[Message]:
    """What a mail holds, in its order; of the forms in which one text is given, one: plain before HTML."""
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        return [part]
    branches = [_parts(inner) for inner in _inner(part)]
    if part.get_content_type() != "multipart/alternative":
        return [each for branch in branches for each in branch]
    told = [branch for branch in branches if any(_is_form(each) and _has_words(each) for each in branch)]
    plain = [branch for branch in told if any(each.get_content_type() == PLAIN for each in branch)]
    best = next(iter(plain or told), None)
    return [each for branch in branches for each in branch if branch is best or not _is_form(each)]


def _pages_of_parts(mail: Message, name: str, parts: list[Message], unfolding: Unfolding) -> Pages:
    """The pages of a mail: the first text in it goes by the name of the mail, the rest by its own."""
    subject, day, who = (head(mail, field) for field in ("Subject", "Date", "From"))
    told = Page(name=name, title=subject, published=day, publisher=sender(who))
    is_empty, is_first, names = True, True, set[str]()
    for number, part in enumerate(parts, 1):
        where = name if is_first and _is_words(part) else within(name, _name(part, number, names))
        try:
            for page in _pages_of_part(part, where, told, unfolding):
                is_empty = False
                is_first = is_first and where != name
                yield page
        except TooMuch as bound:
            yield Failure(name=name, reason=f"{bound}; its other attachments were left", remedy="save them")
            return
    if is_empty:
        yield Failure(name=name, reason="a mail without words", remedy="nothing is to be done")


def _pages_of_part(part: Message, name: str, told: Page, unfolding: Unfolding) -> Pages:
    """A text of the mail is a page that is dated and signed as the mail is; what is attached is unfolded."""
    kind = part.get_content_type()
    if kind == MAIL:
        yield from _mail_within(part, name, unfolding)
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        remedy = "save it from the mail and give it by itself"
        yield Failure(name=name, reason=f"a part of the kind {kind}, which is not read", remedy=remedy)
    elif not _is_words(part):
        yield from unfolding.member(io.BytesIO(payload), name)
    elif payload.strip():
        try:
            words = decode(payload, str(part.get_content_charset("") or "")).text
        except UnreadablePage as reason:
            yield Failure(name=name, reason=f"words of a mail: {reason}", remedy="save the mail again")
            return
        if words.strip():
            media_type = HTML if kind == HTML else PLAIN
            yield structs.replace(told, name=name, text=words, media_type=media_type)


def _mail_within(part: Message, name: str, unfolding: Unfolding) -> Pages:
    """The pages of a mail that was passed on in a mail, within the bounds on archives in archives."""
    unfolding.count()
    too_deep = Failure(
        name=name,
        reason=f"a mail that lies more than {unfolding.limits.nesting} mails deep",
        remedy="save it by itself and give it",
    )
    return unfolding.below(lambda: _passed_on(part, name, unfolding), too_deep)


def _passed_on(part: Message, name: str, unfolding: Unfolding) -> Pages:
    for mail in _inner(part):
        coding = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
        if coding in ("base64", "quoted-printable") and not mail.keys():
            mail["Content-Transfer-Encoding"] = coding  # against the rules, but sent all the same
            payload = mail.get_payload(decode=True)
            yield from _pages(payload if isinstance(payload, bytes) else b"", name, unfolding)
        else:
            yield from _pages_of_mail(mail, name, unfolding)


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _is_left_out(part: Message) -> bool:
    return part.get_content_maintype() in NO_WORDS or part.get_content_type() in NO_TEXTS


def _is_form(part: Message) -> bool:
    """Whether the part is one of the forms in which a text is given beside others, and no attachment."""
    return part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"


def _is_words(part: Message) -> bool:
    """Whether the part is words of the mail itself; one that lost the bounds of its parts is all words."""
    is_text = part.get_content_type() in (PLAIN, HTML) or part.get_content_maintype() == "multipart"
    named = file_name(part)
    if not is_text or not named:
        return is_text
    ending = named.rpartition(".")[2].lower()
    return part.get_content_disposition() != "attachment" and BY_NAME.get(ending, PLAIN) in (PLAIN, HTML)


def _has_words(part: Message) -> bool:
    payload = part.get_payload(decode=True)
    return isinstance(payload, bytes) and bool(payload.strip())


def _name(part: Message, number: int, taken: set[str]) -> str:
    """The name of the file, once in a mail; a part without one is named by its number and kind."""
    name = file_name(part) or f"part {number}{ending_of(part.get_content_type())}"
    name = f"part {number} {name}" if name in taken else name
    taken.add(name)
    return name


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
