"""Where an export goes: standard output, a file, or a folder of files; nothing is left half written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from legation.errors import BadInput


class Target:
    """What a format writes to. `left_out` counts, by reason, what the format has no words for."""

    def __init__(self, out: Path | None) -> None:
        self.out = out
        self.left_out: Counter[str] = Counter()

    @contextmanager
    def whole(self) -> Iterator[BinaryIO]:
        """The one file of a format that has one; standard output where no file was named."""
        if self.out is None:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        with _written(self.out) as file:
            yield file

    @contextmanager
    def part(self, name: str) -> Iterator[BinaryIO]:
        """One of the files of a format that has several. Raises BadInput where no folder was named."""
        if self.out is None:
            raise BadInput("This format is several files; name the folder for them with -o FOLDER.")
        if self.out.exists() and not self.out.is_dir():
            raise BadInput(f"{self.out} is a file; this format is several files and needs a folder.")
        self.out.mkdir(parents=True, exist_ok=True)
        with _written(self.out / name) as file:
            yield file


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            yield cast(BinaryIO, cast(IO[bytes], file))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
