"""JSON files → a page an item of the list in them, read as it streams; or the one page that they are."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from legation.reading.limits import size
from legation.reading.records import LINE_REMEDY, page_of_record, pages_of_records
from legation.reading.unfolding import Pages, Unfolding
from legation.record import Failure

CHUNK = 256 * 1024  # bytes
REMEDY = "save it as JSON Lines (a record a line), or as CSV"


class _Broken(Exception):
    """Where a list cannot be read further; the message is the reason that its failure gives."""


def pages_of_json(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """A page an item, named by its number. An object is searched for the list of its pages."""
    most = unfolding.limits.page_bytes
    head = file.read(CHUNK).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head and not file.read(1):
        return
    file.seek(0)
    if not head.startswith(b"["):
        yield from _of_object(file, head, name, unfolding)
        return
    number = 0
    try:
        for number, item in enumerate(_items(file, most), 1):
            yield page_of_record(item, f"{name}:{number}", unfolding.columns)
    except (_Broken, UnicodeDecodeError, RecursionError) as error:
        reason = f"not JSON after {number:,} items: {error}; the rest was left unread"
        yield Failure(name=name, reason=reason, remedy=REMEDY)


def _of_object(file: IO[bytes], head: bytes, name: str, unfolding: Unfolding) -> Pages:
    if _is_lines(head):
        yield from pages_of_records(file, name, unfolding)
        return
    most = 4 * unfolding.limits.page_bytes
    content = file.read(most + 1)
    if len(content) > most:
        reason = f"one JSON object of more than {size(most)}"
        yield Failure(name=name, reason=reason, remedy=REMEDY)
        return
    try:
        whole = json.loads(content.lstrip(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        yield Failure(name=name, reason=f"not JSON: {error}", remedy=LINE_REMEDY)
        return
    items = _longest_list(whole)
    if not items:
        yield page_of_record(whole, name, unfolding.columns)
    for number, item in enumerate(items, 1):
        yield page_of_record(item, f"{name}:{number}", unfolding.columns)


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a record by itself, and another line follows."""
    line, end, rest = head.partition(b"\n")
    if not end or not rest.strip():
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _longest_list(whole: Any, depth: int = 2) -> list[Any]:
    """The longest list of objects in an object: «articles», «stories», «results» …"""
    if not isinstance(whole, dict):
        return []
    found: list[Any] = []
    for value in whole.values():
        if isinstance(value, dict) and depth > 1:
            value = _longest_list(value, depth - 1)
        if isinstance(value, list) and len(value) > len(found) and isinstance(value[0], dict):
            found = value
    return found


def _items(file: IO[bytes], most: int) -> Iterator[Any]:
    """The items of a list; never more held than one of them and as much again."""
    decoder, characters = json.JSONDecoder(), codecs.getincrementaldecoder("utf-8-sig")()
    held, at, wanted, more = "", 0, CHUNK, True
    opened = False
    while True:
        while at < len(held) and held[at] in " \t\r\n,":
            at += 1
        if not opened and held[at : at + 1] == "[":
            opened, at = True, at + 1
            continue
        if opened and held[at : at + 1] == "]":
            return
        if opened and at < len(held):
            try:
                item, end = decoder.raw_decode(held, at)
            except json.JSONDecodeError as error:
                if not more:
                    raise _Broken(error.msg) from error
            else:
                if end < len(held) or not more:
                    yield item
                    at, wanted = end, CHUNK
                    continue
        if not more:
            raise _Broken("the list has no end")
        if len(held) - at > most:
            raise _Broken(f"an item of more than the {size(most)} that one page may have, or no JSON")
        read = file.read(wanted)
        more, wanted = bool(read), 2 * wanted
        held, at = held[at:] + characters.decode(read, final=not read), 0
