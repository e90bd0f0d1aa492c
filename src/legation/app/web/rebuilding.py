"""Work that takes long runs in another process, so that readers of pages never wait for it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from legation.store.record import Record

QUIET = 0.3  # seconds without a new judgement after which the record is put in order


def working(*words: str) -> Iterator[dict[str, object]]:
    """Runs `python -m legation.app.web.work WORDS` and gives what it tells, line by line."""
    with subprocess.Popen(
        [sys.executable, "-m", "legation.app.web.work", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018 - pipes were asked for
        for line in process.stdout:
            yield json.loads(line)
        wrong = process.stderr.read()
    if process.returncode:
        yield {"stage": "failed", "why": (wrong.strip().splitlines() or ["it was killed"])[-1]}


class Rebuilder:
    """Puts the record in order after judgements: soon, once for many, in another process."""

    def __init__(self, record: Record) -> None:
        self._path = Path(record.path)
        self._wake, self._closed = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.busy, self.wrong = False, ""
        self.turn = threading.Lock()  # held while a process writes: readings and rebuildings take turns

    def ask(self) -> None:
        """The record is to be put in order."""
        with self._lock:
            self.busy = True
            self._wake.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._wake.wait()
            while self._wake.is_set() and not self._closed.is_set():
                self._wake.clear()
                self._closed.wait(QUIET)  # more judgements may follow at once
            if self._closed.is_set():
                return
            with self.turn:
                self.wrong = self._rebuilt()
            with self._lock:
                self.busy = self._wake.is_set()

    def _rebuilt(self) -> str:
        """Puts the record in order; gives what went wrong, if anything did."""
        try:
            told = list(working("rebuild", str(self._path)))
        except (OSError, ValueError) as error:
            return str(error)
        return str(next((line["why"] for line in told if line["stage"] == "failed"), ""))

    def close(self) -> None:
        """No further work is begun."""
        self._closed.set()
        self._wake.set()
