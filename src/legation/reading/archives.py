"""ZIP (also WACZ), TAR and gzip → the pages in them. Nothing is ever written where a member's name says."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from legation.reading import kinds
from legation.reading.decoding import RUSSIAN_ENOUGH, russianness
from legation.reading.kinds import SNIFFED, kind_of
from legation.reading.unfolding import Pages, TooMuch, Unfolding, within
from legation.record import Failure

BROKEN = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError)
REMEDY = "unfold it by hand and give the folder"
# First bytes of a packed file: what it is, what unpacks it, how its name ends.
PACKED: tuple[tuple[bytes, str, Callable[[IO[bytes]], Any], str], ...] = (
    (b"\x1f\x8b", "gzip", gzip.open, ".gz"),
    (b"BZh", "bzip2", bz2.open, ".bz2"),
    (b"\xfd7zXZ", "xz", lzma.open, ".xz"),
)
STREAMED = (kinds.RECORDS, kinds.CSV, kinds.WARC, kinds.WIKI)  # lists of which a page at a time is held
UTF_8 = 0x800  # the flag of a member whose name is UTF-8
NAMES_IN = ("cp866", "cp1251")
MIXED = re.compile(r"[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]|\ufffd")  # «CafВ.txt» is no Russian name
NOT_PAGES = ("__MACOSX/",)
NOT_PAGES_OF_WACZ = ("indexes/", "pages/", "datapackage", "fuzzy")


def pages_of_zip(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The pages of a ZIP, member by member in the order of its names."""
    web_archive = name.lower().endswith(".wacz")
    try:
        with zipfile.ZipFile(file) as archive:
            for inner, member in sorted(_named(archive.infolist()), key=lambda pair: pair[0]):
                if inner.endswith("/") or _hidden(inner):
                    continue
                if web_archive and inner.startswith(NOT_PAGES_OF_WACZ):
                    continue
                where = within(name, inner)
                if member.flag_bits & 1:
                    yield Failure(name=where, reason="locked with a password", remedy=REMEDY)
                    continue
                try:
                    with archive.open(member) as stream:
                        yield from unfolding.member(stream, where)
                except (*BROKEN, zipfile.BadZipFile) as error:
                    yield Failure(name=where, reason=f"damaged in the archive: {error}", remedy=REMEDY)
    except TooMuch as bound:
        yield _stopped(name, bound)
    except (*BROKEN, zipfile.BadZipFile) as error:
        yield Failure(name=name, reason=f"a damaged ZIP: {error}", remedy="send for it again")


def pages_of_tar(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The pages of a TAR, plain or compressed, in its own order; links and devices are passed by."""
    try:
        with tarfile.open(fileobj=file, mode="r:*") as archive:
            for member in archive:
                if not member.isfile() or _hidden(member.name):
                    continue
                stream = archive.extractfile(member)
                if stream is not None:
                    yield from unfolding.member(stream, within(name, member.name))
    except TooMuch as bound:
        yield _stopped(name, bound)
    except (*BROKEN, tarfile.TarError) as error:
        yield Failure(name=name, reason=f"a damaged TAR: {error}", remedy="send for it again")


def pages_of_packed(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """The pages of one file under gzip, bzip2 or xz. Lists are read as they unfold, however long they are."""
    mark, length = file.read(6), file.seek(0, os.SEEK_END)
    file.seek(0)
    what, opened, ending = next(each[1:] for each in PACKED if mark.startswith(each[0]))
    inner = name.removesuffix(ending) if name.endswith(ending) else name
    try:
        with opened(file) as stream:
            head = stream.read(SNIFFED)
            stream.seek(0)
            if kind_of(inner.rpartition("!")[2], head) in STREAMED:
                yield from unfolding.streamed(stream, inner, length)
            else:
                yield from unfolding.member(stream, inner)
    except TooMuch as bound:
        yield _stopped(name, bound)
    except BROKEN as error:
        yield Failure(name=name, reason=f"a damaged {what}: {error}", remedy="send for it again")


def _named(members: Iterable[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The members with their names. Where none says in what they are written, it is found by what they say.

    The format knows UTF-8, which a member declares, and cp437; but Russian programs write cp866 or cp1251,
    and some write UTF-8 without a word.
    """
    for member in members:
        declared = member.flag_bits & UTF_8 or member.filename.isascii()
        yield member.filename if declared else _meant(member.filename), member


def _meant(name: str) -> str:
    try:
        written = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        pass
    tried = (written.decode(encoding, "replace") for encoding in NAMES_IN)
    scored = ((russianness(words), words) for words in tried if not MIXED.search(words))
    best, words = max(scored, default=(RUSSIAN_ENOUGH, name))
    return words if best > RUSSIAN_ENOUGH else name


def _hidden(name: str) -> bool:
    return name.startswith(NOT_PAGES) or any(
        part.startswith(".") and part.strip(".") for part in name.split("/")
    )


def _stopped(name: str, bound: TooMuch) -> Failure:
    return Failure(name=name, reason=f"{bound}; the rest of it was left unread", remedy=REMEDY)
