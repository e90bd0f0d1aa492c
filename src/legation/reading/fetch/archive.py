"""What was fetched, kept as WARC beside the record, so that it can be shown later as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from os import getpid
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from legation.errors import UnwritableRecord
from legation.reading.fetch.exchange import Answer

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# Headers that speak of the way over the wire, not of what came: chunks are put together before they are kept.
OF_THE_WIRE = ("transfer-encoding", "content-length", "connection", "keep-alive", "trailer")


def folder_beside(record: Path) -> Path:
    """The folder of what was fetched for a record: `legation.web` beside `legation.db`."""
    return record.with_name(f"{record.stem}.web")


class Archive:
    """A WARC file of one run, made when the first answer comes. Each answer is whole on it or not at all."""

    def __init__(self, folder: Path, software: str) -> None:
        self._folder = folder
        self._software = software
        self._file: Any = None
        self.path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def keep(self, answer: Answer) -> Path:
        """Files an answer and what was asked; gives the file. Raises UnwritableRecord on a full disk."""
        try:
            file, path = self._opened()
            response = _record("response", answer.url, _response(answer))
            response.headers["WARC-IP-Address"] = answer.address
            request = _record("request", answer.url, _request(answer))
            request.headers["WARC-Concurrent-To"] = response.headers["WARC-Record-ID"]
            for record in (response, request):
                _write(record, file)
            file.flush()
        except OSError as error:
            raise UnwritableRecord(
                f"{self._folder} does not take what was fetched ({error.strerror or error}); make room "
                "there and run the command again, it goes on where it stopped."
            ) from error
        return path

    def _opened(self) -> tuple[Any, Path]:
        if self._file is not None and self.path is not None:
            return self._file, self.path
        from fastwarc.warc import WarcRecord, WarcRecordType

        self._folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        for number in range(1000):
            path = self._folder / f"{stamp}-{getpid()}-{number}.warc.gz"
            if not path.exists():
                break
        self._file, self.path = path.open("xb"), path
        about = WarcRecord()
        about.init_headers(record_type=WarcRecordType.warcinfo)
        about.headers["Content-Type"] = "application/warc-fields"
        about.headers["WARC-Filename"] = path.name
        about.set_bytes_content(f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n".encode())
        _write(about, self._file)
        return self._file, path


def _record(kind: str, url: str, block: bytes) -> WarcRecord:
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(record_type=getattr(WarcRecordType, kind))
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = f"application/http; msgtype={kind}"
    record.set_bytes_content(block)
    return record


def _write(record: WarcRecord, file: Any) -> None:
    """Adds a record as one member of gzip, in one piece."""
    import gzip
    from io import BytesIO

    plain = BytesIO()
    record.write(plain, checksum_data=True)
    file.write(gzip.compress(plain.getvalue(), 6))


def _response(answer: Answer) -> bytes:
    kept = [(k, v) for k, v in answer.headers if k.lower() not in OF_THE_WIRE]
    kept.append(("Content-Length", str(len(answer.body))))
    return _head(f"HTTP/1.1 {answer.status} {answer.reason}", kept) + answer.body


def _request(answer: Answer) -> bytes:
    from urllib.parse import urlsplit

    parts = urlsplit(answer.url)
    asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return _head(f"GET {asked} HTTP/1.1", answer.asked)


def _head(first: str, headers: Any) -> bytes:
    lines = [first, *(f"{key}: {value}" for key, value in headers)]
    plain = (line.replace("\r", " ").replace("\n", " ") for line in lines)
    return ("\r\n".join(plain) + "\r\n\r\n").encode("utf-8", "replace")
