"""Reads the samples, repeated to so many megabytes, as one WARC and as plain files, and prints the ratio.

    python -m evaluation.warc [--megabytes 100] [--rounds 2] [--save]

What is compared is what differs: opening the pages and making documents of them. Marking and extraction come
after it and are the same for both. Rounds alternate, and the fastest of each kind counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.reliability import note
from legation.reading.read import read
from legation.reading.sources import pages_in
from legation.record import Page

SAMPLES = Path(__file__).parent.parent.parent / "samples"
A_FOLDER = 1_000  # files of one folder
A_FEW = 200  # pages read before the clock starts
READ_ONE_IN = 40  # pages of which documents are made, so that a run takes minutes: all of them are opened


def sources(megabytes: float) -> Iterator[tuple[str, bytes]]:
    """The samples over and over, each time as other pages, up to so many megabytes."""
    texts = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.txt"))]
    left, number = int(megabytes * 1_000_000), 0
    while left > 0:
        for text in texts:
            content = b"%d\n\n%s" % (number, text)
            yield f"{number // A_FOLDER:04}/{number:06}.txt", content
            number += 1
            left -= len(content)
            if left <= 0:
                return


def lay_out(home: Path, megabytes: float) -> tuple[Path, Path]:
    """A folder of plain files and a WARC of the same pages."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    folder, archive = home / "files", home / "pages.warc"
    with archive.open("wb") as out:
        for name, content in sources(megabytes):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = f"https://example.org/{name}"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            told = f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n"
            record.set_bytes_content(b"HTTP/1.1 200 OK\r\n" + told.encode() + content)
            record.write(out)
    return folder, archive


def seconds(source: Path) -> tuple[float, int, int]:
    """Seconds to open the pages of a source and read a share of them; their number and bytes."""
    began, pages, weight = time.perf_counter(), 0, 0
    for page in pages_in([source]):
        assert isinstance(page, Page), page
        pages += 1
        weight += len(page.content)
        if pages % READ_ONE_IN == 0:
            read(page)
    return time.perf_counter() - began, pages, weight


def main() -> None:
    """Prints the ratio; exit code 1 where it is below .9."""
    parser = argparse.ArgumentParser(prog="evaluation.warc", description=__doc__)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--save", action="store_true", help="write the figures to docs/reliability.md")
    asked = parser.parse_args()
    with TemporaryDirectory() as home:
        folder, archive = lay_out(Path(home), asked.megabytes)
        for page in islice(pages_in([archive]), A_FEW):  # models and caches
            read(page)  # type: ignore[arg-type]  # all are pages, as `seconds` asserts
        rounds = [(seconds(folder), seconds(archive)) for _ in range(asked.rounds)]
    plain, packed = min(r[0][0] for r in rounds), min(r[1][0] for r in rounds)
    (_, pages, weight), (_, as_many, as_much) = rounds[0]
    assert (pages, weight) == (as_many, as_much)
    told = (
        f"{pages:,} pages, {weight / 1e6:.0f} MB, documents made of one in {READ_ONE_IN}: plain files "
        f"{plain:.2f} s, WARC {packed:.2f} s; the WARC is read at {plain / packed:.2f} of their speed"
    )
    print(told)
    if asked.save:
        note("warc", told + ".")
    raise SystemExit(0 if plain / packed >= 0.9 else 1)


if __name__ == "__main__":
    main()
