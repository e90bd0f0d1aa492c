"""Values as cells of a table that a spreadsheet opens: none of them is run as a formula."""

from __future__ import annotations

import re
from typing import Any

_HOSTILE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")


def cell(value: Any) -> str:
    """A value as one cell: lists joined by «; », nothing as nothing; words that a spreadsheet would run begin
    with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    words = _HOSTILE.sub("\ufffd", str(value).replace("\r\n", "\n"))
    return f"'{words}" if _FORMULA.match(words) else words
