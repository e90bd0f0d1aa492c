"""RTF → its text. Only what carries words is understood; everything else is passed over."""

from __future__ import annotations

import codecs
import re

from legation.reading.limits import LIMITS, Limits
from legation.reading.told import Told

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# Groups that hold no words of the text.
SKIPPED = frozenset(
    b"""fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr
    footerf listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles
    xmlnstbl fldinst nonshppict filetbl revtbl bkmkstart bkmkend""".split()
)
BREAKS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
}
SIGNS = {b"~": "\xa0", b"_": "\u2011", b"-": "\xad", b"\\": "\\", b"{": "{", b"}": "}"}
CHARSETS = {
    0: "cp1252",
    204: "cp1251",
    128: "cp932",
    134: "gb18030",
    161: "cp1253",
    162: "cp1254",
    238: "cp1250",
}


def rich_text(content: bytes, limits: Limits = LIMITS) -> Told:
    """The words of an RTF in the order of the file; footnotes stand where they are called."""
    text = _Reader(limits.text_characters).words(content)
    lines = (line.rstrip("\t ") for line in text.split("\n"))
    return Told(text="\n".join(lines).strip("\n"))


class _Reader:
    """The state of one reading: which group is skipped, which code page holds, what follows `\\u`."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.out: list[str] = []
        self.length = 0
        self.page = "cp1251"
        self.fonts: dict[int, str] = {}
        self.font = -1
        self.skip_bytes = 0
        self.raw = bytearray()
        self.groups: list[tuple[bool, str, int, int]] = []
        self.skipping = False
        self.in_fonts = False
        self.encoding = ""
        self.fallback = 1  # bytes that stand beside a `\\u` for old readers

    def words(self, content: bytes) -> str:
        for match in _TOKEN.finditer(content):
            word, number, byte, sign, brace, plain = match.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif sign == b"*":
                self.skipping = True  # a group that old readers may pass over holds no words
            elif not self.skipping:
                self._literal(byte, sign, plain)
            if self.length > self.most:
                break
        self._flush()
        return "".join(self.out)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            self.groups.append((self.skipping, self.encoding, self.fallback, self.font))
        elif self.groups:
            self.skipping, self.encoding, self.fallback, self.font = self.groups.pop()
        if not self.groups:
            self.in_fonts = False

    def _word(self, word: bytes, number: int | None) -> None:
        if word in SKIPPED:
            self.skipping = True
            self.in_fonts = word == b"fonttbl"
        elif word == b"f" and number is not None:
            self._flush()
            self.font = number
            self.encoding = "" if self.in_fonts and self.skipping else self.fonts.get(number, "")
        elif word == b"fcharset" and number is not None:
            self.fonts[self.font] = CHARSETS.get(number, "")
        elif word == b"ansicpg" and number is not None:
            self.page = _known(f"cp{number}") or self.page
        elif word == b"mac":
            self.page = "mac-cyrillic"
        elif word == b"uc" and number is not None:
            self.fallback = min(max(number, 0), 8)
        elif not self.skipping and word == b"u" and number is not None:
            self._flush()
            self._add(chr(number % 65536))
            self.skip_bytes = self.fallback
        elif not self.skipping and word in BREAKS:
            self._flush()
            self._add(BREAKS[word])

    def _literal(self, byte: bytes | None, sign: bytes | None, plain: bytes | None) -> None:
        if byte:
            if self.skip_bytes:
                self.skip_bytes -= 1
            else:
                self.raw.append(int(byte, 16))
        elif sign:
            self._flush()
            self._add(SIGNS.get(sign, "\n" if sign in b"\r\n" else ""))
        elif plain:
            passed = min(self.skip_bytes, len(plain))
            self.skip_bytes -= passed
            self.raw += plain[passed:]

    def _flush(self) -> None:
        if self.raw:
            self._add(self.raw.decode(self.encoding or self.page, "replace"))
            self.raw.clear()

    def _add(self, words: str) -> None:
        self.out.append(words)
        self.length += len(words)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
