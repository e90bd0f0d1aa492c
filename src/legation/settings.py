"""What a run may be told. The door builds one `Settings` and passes it in; nothing reads the environment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

RECORD = Path("legation.db")


class Settings(Struct, frozen=True, kw_only=True):
    """How pages are read into a record.

    `workers` is the number of processes, 0 for as many as serve: none besides this one for a few pages, else
    one a core. A shard is what a worker reads and a transaction files at once: at most `shard_pages` pages
    and, unless a single page is larger, `shard_bytes` bytes. `published` dates pages that tell no date
    of their own. `anew` reads known pages again. A page that takes longer than `page_seconds` fails
    (0: no limit). So many pages as `ahead` are looked up in the record at once: fewer where they come slowly.
    """

    record: Path = RECORD
    workers: int = 0
    shard_pages: int = 16
    shard_bytes: int = 256 * 1024
    published: str = ""
    anew: bool = False
    page_seconds: float = 120
    ahead: int = 200


@cache
def version() -> str:
    """The version of Legation that is running."""
    from importlib.metadata import version as installed

    return installed("legation")
