"""The gold texts beside the repository: where they lie, which are for tuning and which are untouched."""

from __future__ import annotations

import hashlib
import pickle
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from legation.extraction import extract
from legation.language import mark
from legation.language.russian.amounts import figured
from legation.reading.read import read
from legation.record import Document, Markup, Page, Reading

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
CACHE = ROOT / ".scratch" / "markup"
SOURCES = frozenset({".py", ".tsv", ".toml", ".json"})  # words are data, and marking depends on them too
FOLDERS = ("seeds", "news", "train")
OWN = "fresh"  # texts of our own with whole records, in the repository: its README tells how they came to be
LATER = ("f", "g", "h", "i", "j", "k")  # how the names of our own later texts begin
QUICK = ("dates", "amounts", "numerals")
UNUSED = ("acts", "siding", "hedging", "happening", "scope")  # vocabularies that marking never asks


def _home(folder: str) -> Path:
    """Where the texts and the records of a folder lie."""
    return HERE / OWN if folder == OWN else SHARED / "gold" / folder


class GoldText(msgspec.Struct, frozen=True):
    """One text with its hand-made record."""

    folder: str
    name: str

    @property
    def text_path(self) -> Path:
        """Where the text lies."""
        return _home(self.folder) / "texts" / f"{self.name}.txt"

    @property
    def gold_path(self) -> Path:
        """Where its record lies."""
        return _home(self.folder) / "gold" / f"{self.name}.json"

    @property
    def text(self) -> str:
        """The characters of the text, line ends kept."""
        return self.text_path.read_bytes().decode("utf-8")

    @property
    def held(self) -> bool:
        """Whether nobody looks at the text while tuning: a quarter of the gold; of our own half, of the later
        ones a third.
        """
        own = 3 if self.name.startswith(LATER) else 2
        parts = own if self.folder == OWN else 4
        return self.folder != "seeds" and zlib.crc32(self.name.encode()) % parts == 0


def gold_texts(part: str = "all", folders: tuple[str, ...] = FOLDERS) -> Iterator[GoldText]:
    """The gold texts of a part: `tune`, `held` or `all`."""
    for folder in folders:
        for path in sorted((_home(folder) / "gold").glob("*.json")):
            text = GoldText(folder, path.stem)
            if part == "all" or text.held == (part == "held"):
                yield text


def document_of(gold: GoldText) -> Document:
    """The gold text, read as any page is."""
    return read(Page(name=gold.text_path.name, content=gold.text_path.read_bytes()))


def _code_stamp() -> str:
    """A hash of the code that marking depends on, so that a change of it makes the cache stale.

    Dates, amounts and numerals are quick: they are marked anew at each use and change no stamp.
    """
    digest = hashlib.blake2b(digest_size=8)
    for folder in ("language", "record", "vocabulary"):
        for path in sorted((ROOT / "src" / "legation" / folder).rglob("*")):
            within = path.relative_to(ROOT / "src" / "legation" / folder).parts
            if path.suffix not in SOURCES or within[0].startswith(UNUSED):
                continue
            if not path.name.startswith(QUICK):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def marked(document: Document, stamp: str = "") -> Markup:
    """The document's markup, from the cache where the language code has not changed since."""
    stamp = stamp or _code_stamp()
    key = hashlib.blake2b(stamp.encode() + msgspec.json.encode(document), digest_size=12).hexdigest()
    path = CACHE / f"{key}.pickle"
    if path.exists():
        known: Markup | None = None
        try:
            known = pickle.loads(path.read_bytes())  # noqa: S301
        except Exception:  # a half-written file of another run: make it anew
            print(f"cache of {document.name} made anew", file=sys.stderr)
        if known is not None:
            return figured(known)
    made = mark(document)
    CACHE.mkdir(parents=True, exist_ok=True)
    rest = path.with_suffix(f".{id(made)}.tmp")
    rest.write_bytes(pickle.dumps(made))
    rest.rename(path)
    return made


def read_all(
    part: str = "all", folders: tuple[str, ...] = FOLDERS
) -> Iterator[tuple[GoldText, Document, Reading]]:
    """Each gold text of the part with what Legation reads in it."""
    stamp = _code_stamp()
    for gold in gold_texts(part, folders):
        document = document_of(gold)
        yield gold, document, extract(marked(document, stamp))
