"""Files that a test writes, and the pages and documents that come of them."""

from __future__ import annotations

from pathlib import Path

from legation.reading.read import read
from legation.reading.sources import pages_in
from legation.record import Document, Failure, Page

TEXT = "Посол Франции встретился с министром торговли Казахстана в Астане."


def found(tmp_path: Path, name: str, content: bytes | str, **settings: object) -> list[Page | Failure]:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(pages_in([tmp_path / name], **settings))  # type: ignore[arg-type]


def documents(pages: list[Page | Failure]) -> list[Document]:
    return [read(page) for page in pages if isinstance(page, Page)]
