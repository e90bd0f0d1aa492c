"""Bytes → characters: which encoding a page is in, found by what it would say in each."""

from __future__ import annotations

import codecs
import math
import re
from functools import cache

import charset_normalizer
import ftfy
import ftfy.bad_codecs
from msgspec import Struct

from legation.errors import UnreadablePage

SAMPLE = 64 * 1024  # bytes looked at to tell encodings apart; more changes no answer
CYRILLIC = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes by which common files that are not text are known.
MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (sound, film or WebP image)"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
)
# Shares of Russian letters in running text, per mille (National Corpus of the Russian Language).
_PER_MILLE = """о110 е84 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16 б16 ч14
й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ф3 ъ0.4 ё0.4"""
SHARES = {entry[0]: float(entry[1:]) for entry in _PER_MILLE.split()}
PRINT_MARKS = frozenset("«»„“”–—…№°·•’‘©®§±\xa0")
ALIEN = -9.0  # as unlikely as one letter in eight thousand: what Russian text does not hold
RUSSIAN_ENOUGH = -4.6  # Russian texts lie at -3.2 to -2.9, the same bytes read amiss at -7 to -5.5

# UTF-8 that someone took for another encoding: «Ð¯Ð¿Ð¾Ð½Ð¸Ñ», «РЇРїРѕРЅРёСЏ».
_TWICE = {
    "sloppy-windows-1252": re.compile("[ÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]"),
    "sloppy-windows-1251": re.compile("[РС][ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї‚„…†‡€‰‹‘’“”•–—™›\xa0-\xbf№]"),
}
# Encodings that Russian in another one is taken for, and how sure one must be that it was.
TAKEN_FOR = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1251", "koi8-r", "cp866")
FEW = 20  # characters
CLEARLY = 0.7
LOOKED_AT = 4_000  # characters
SURELY_RUSSIAN = -3.4
CAPITAL = 0.1
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(Struct, frozen=True, kw_only=True):
    """A page's characters, the encoding that gave them, and what had to be repaired."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, declared: str = "") -> Decoded:
    """The characters of `content`; `declared` is the encoding that the page itself names, if any.

    Well-formed UTF-8 is UTF-8 whatever the page declares. Line ends are kept, nothing is stripped.
    Raises `UnreadablePage` for bytes that are no text, or in no encoding that is known.
    """
    plain = None if content.startswith(b"%PDF-") else _certain(content)
    if plain is None:
        kind = binary_kind(content)
        if kind:
            raise UnreadablePage(f"not a text but {kind}")
        plain = _declared(content, declared) or _mended(content) or _guessed(content)
    return _once(plain)


def binary_kind(content: bytes) -> str:
    """What the bytes are, in words, if they are no text in any encoding; empty for what may be text."""
    for magic, kind in MAGIC:
        if content.startswith(magic):
            return kind
    sample = content[:SAMPLE]
    if _wide(sample):
        return ""
    if len(_CONTROLS.findall(sample)) > len(sample) // 100:
        return "a binary file"
    return ""


def _certain(content: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return Decoded(text=content.decode(encoding), encoding=encoding)
            except UnicodeDecodeError:
                break
    if b"\x1b$" in content[:SAMPLE]:  # seven-bit Japanese passes for ASCII otherwise
        try:
            return Decoded(text=content.decode("iso2022_jp"), encoding="iso2022_jp")
        except UnicodeDecodeError:
            pass
    if len(_CONTROLS.findall(content[:SAMPLE])) * 100 > len(content[:SAMPLE]):
        wide = _wide(content[:SAMPLE])
        if not wide:
            return None
        try:
            return Decoded(text=content.decode(wide), encoding=wide)
        except UnicodeDecodeError:
            return None
    try:
        return Decoded(text=content.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return None


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark shows itself by the same high byte at every other place."""
    high, low = sample[1::2], sample[::2]
    if len(low) < 8:
        return ""
    for part, encoding in ((high, "utf-16-le"), (low, "utf-16-be")):
        if sum(part.count(byte) for byte in (b"\x00", b"\x04")) > 0.7 * len(part):
            other = low if part is high else high
            if other.count(b"\x00") < 0.05 * len(other) + 1:
                return encoding
    return ""


def _declared(content: bytes, declared: str) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        text = content.decode(name)
    except (LookupError, ValueError):
        return None
    single_byte = name in {codecs.lookup(known).name for known in CYRILLIC}
    if single_byte and russianness(content[:SAMPLE].decode(name)) < RUSSIAN_ENOUGH:
        return None
    return Decoded(text=text, encoding=name)


def _mended(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, each shown as U+FFFD."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text)
    if (beyond_ascii - broken) < 19 * broken:
        return None
    note = f"{broken} broken UTF-8 {'byte' if broken == 1 else 'bytes'} shown as U+FFFD"
    return Decoded(text=text, encoding="utf-8", notes=(note,))


def _guessed(content: bytes) -> Decoded:
    sample = content[:SAMPLE]
    scored = sorted(((russianness(sample.decode(name, "replace")), name) for name in CYRILLIC), reverse=True)
    best, name = scored[0]
    if best > RUSSIAN_ENOUGH:
        return Decoded(text=content.decode(name, "replace"), encoding=name)
    guess = charset_normalizer.from_bytes(sample).best()
    if guess is None:
        raise UnreadablePage(
            "in no encoding that is known (neither UTF-8, UTF-16, cp1251, KOI8-R, cp866 nor MacCyrillic)"
        )
    text = content.decode(guess.encoding, "replace")
    return Decoded(text=text, encoding=guess.encoding, notes=(f"encoding guessed: {guess.encoding}",))


@cache
def _chances() -> dict[str, float]:
    """How likely each letter is in Russian text, as a natural logarithm."""
    lower = {letter: math.log(share / 1000) for letter, share in SHARES.items()}
    return lower | dict.fromkeys(PRINT_MARKS, -4.5)


def russianness(text: str) -> float:
    """How likely the characters beyond ASCII are as Russian text: the mean natural logarithm of their shares.

    A capital inside a word of small letters counts as alien: KOI8-R read as cp1251 swaps the cases.
    """
    chances, total, count, before = _chances(), 0.0, 0, " "
    for character in text:
        if character > "\x7f":
            count += 1
            small = character.lower()
            chance = chances.get(small, ALIEN)
            if small != character:
                chance = min(chance - CAPITAL, ALIEN if before.islower() else 0.0)
            total += chance
        before = character
    return total / count if count else -math.inf


def _once(decoded: Decoded) -> Decoded:
    """The text with a double encoding undone, where most of its letters show one."""
    text = decoded.text
    sample = text[:SAMPLE]
    letters = sum(character > "\x7f" for character in sample)
    for codec, pairs in _TWICE.items():
        if letters < 4 or 2 * len(pairs.findall(sample)) < 0.7 * letters:
            continue
        try:
            text = decoded.text.encode(codec).decode("utf-8")
        except UnicodeError:
            text = ftfy.fix_encoding(decoded.text)
        if text != decoded.text:
            note = "the page was encoded twice; it is shown with that undone"
            return Decoded(text=text, encoding=decoded.encoding, notes=(*decoded.notes, note))
    return _taken_amiss(decoded, sample)


def _taken_amiss(decoded: Decoded, sample: str) -> Decoded:
    """Russian that someone read in the wrong encoding and saved so: «Ìèíèñòð», «нЙОЙУФТ», «ЊЁ­Ёбва»."""
    seen = "".join(sample[:LOOKED_AT].split())
    if len(seen) < FEW or 2 * sum(character > "\x7f" for character in seen) < len(seen):
        return decoded
    present = russianness(sample[:LOOKED_AT])
    if present > SURELY_RUSSIAN:
        return decoded
    best, pair = present + CLEARLY, ("", "")
    for wrong in TAKEN_FOR:
        for right in CYRILLIC:
            try:
                score = russianness(sample[:LOOKED_AT].encode(wrong).decode(right))
            except UnicodeError:
                continue
            if score > max(best, RUSSIAN_ENOUGH):
                best, pair = score, (wrong, right)
    if not pair[0]:
        return decoded
    try:
        text = decoded.text.encode(pair[0]).decode(pair[1])
    except UnicodeError:
        return decoded
    note = f"the page was read as {pair[0].removeprefix('sloppy-')} before; it is shown as {pair[1]}"
    return Decoded(text=text, encoding=decoded.encoding, notes=(*decoded.notes, note))
