"""JSON Lines → pages: one record a line, read as it streams."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any

import msgspec

from legation.reading.columns import FIELDS, columns_named
from legation.reading.limits import size
from legation.reading.unfolding import Pages, Unfolding
from legation.record import Failure, Page

# A count of seconds since 1970, perhaps with thousandths: «1462492800», «1462492800000», «1462492800.0».
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?")
EPOCH = (500_000_000, 2_000_000_000)  # 1985 to 2033: the digits of a day, «2016050612», count more seconds
LINE_REMEDY = "correct the line, or leave it out; the others were read"


def pages_of_records(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The pages of a file of JSON Lines. A broken line is one failure with its number; the rest follows.

    `unfolding.columns` says under which key a field stands; others are found by the names that exports use.
    """
    limits, columns = unfolding.limits, unfolding.columns
    for number, line in _lines(file, limits.page_bytes):
        where = f"{name}:{number}"
        if line is None:
            reason = f"line longer than the {size(limits.page_bytes)} that one page may have"
            yield Failure(name=where, reason=reason, remedy="split it into pages")
            continue
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line.lstrip(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Failure(name=where, reason=f"not JSON: {error}", remedy=LINE_REMEDY)
            continue
        yield page_of_record(record, where, columns)


def page_of_record(record: Any, where: str, columns: Mapping[str, str] | None = None) -> Page | Failure:
    """The page that one record describes, or why it describes none."""
    if not isinstance(record, dict):
        reason = f"expected an object with “text” or “html”, got {_sort(record)}"
        return Failure(name=where, reason=reason, remedy=LINE_REMEDY)
    named = columns_named([key for key, value in record.items() if value is not None], columns)
    keys = {field: named.get(field, field) for field in FIELDS}
    found = {field: record.get(key) for field, key in keys.items()}
    field = max(("text", "html"), key=lambda each: _rank(found[each]))
    body = found[field]
    if not isinstance(body, str) or not body.strip():
        wanted = " or ".join(f"“{keys[field]}”" for field in ("text", "html"))
        reason = f"no {wanted} in it" if body is None else f"expected {wanted} as words, got {_sort(body)}"
        if isinstance(body, str):
            reason = f"no words in “{keys[field]}”"
        url = _words(found["url"])
        return Failure(
            name=where, reason=reason, remedy=_remedy(url, is_there=isinstance(body, str)), url=url
        )
    return Page(
        name=where,
        text=_sound(body),
        media_type="text/plain" if field == "text" else "text/html",
        url=_words(found["url"]),
        title=_words(found["title"]),
        published=_day(_words(found["published"])),
        publisher=_words(found["publisher"]),
        language=_words(found["language"]),
    )


def _rank(value: Any) -> int:
    """How much a field serves as the text of a page: with words in it, without, or not there."""
    return 0 if value is None else 1 if isinstance(value, str) and not value.strip() else 2


def _remedy(url: str, *, is_there: bool) -> str:
    """What to do about a record without words: `is_there` tells that it has a place for them."""
    mapped = "name where the text stands, for example --map text=body"
    if url.startswith(("http://", "https://")) and not any(character.isspace() for character in url):
        fetched = f"fetch it: legation fetch {shlex.quote(url)}, or all such pages: legation fetch --failed"
        return fetched if is_there else f"{fetched}; or {mapped}"
    return "fill in its text, or leave it out; the others were read" if is_there else mapped


def _day(words: str) -> str:
    """A time that is given in seconds or milliseconds since 1970 as a day (UTC); other words as they are."""
    counted = _EPOCH.fullmatch(words.strip())
    if not counted:
        return words
    seconds = int(counted[1])
    return (
        datetime.fromtimestamp(seconds, UTC).date().isoformat() if EPOCH[0] <= seconds < EPOCH[1] else words
    )


def _words(value: Any) -> str:
    if isinstance(value, dict):  # «"source": {"id": …, "name": …}»
        value = value.get("name") or value.get("title")
    if isinstance(value, list | dict) or value is None:
        return ""
    return _sound(value) if isinstance(value, str) else str(value)


def _sound(words: str) -> str:
    """The words without half surrogate pairs, which no file can hold."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sort(value: Any) -> str:
    names = {list: "a list", dict: "an object", str: "words", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _lines(file: IO[bytes], most: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers from 1; None for one longer than `most`, which is never held whole."""
    number = 0
    while True:
        line = file.readline(most + 1)
        if not line:
            return
        number += 1
        if len(line) > most and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(most)
            yield number, None
        else:
            yield number, line
