"""Files that were dropped here: kept beside the record while they are read, then taken away."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from legation.app.web.deciding import words
from legation.app.web.desk import Desk
from legation.app.web.making import Asked, Page
from legation.app.web.rebuilding import working
from legation.app.web.security import same_origin
from legation.errors import BadInput, UnknownName
from legation.record.when import since_day

REMEMBERED = 100  # readings of which the outcome is told
TOLD = 200  # failures named


class Job:
    """One reading: how far it is, or what it came to. `told` is replaced whole: seen whole or not at all."""

    def __init__(self, folder: Path, published: str) -> None:
        self.id = folder.name
        self.folder = folder
        self.published = published
        self.told: dict[str, Any] = {"id": self.id, "stage": "waiting", "pages": 0, "failures": []}

    def hear(self, line: dict[str, object]) -> None:
        """Takes in what the reading process tells."""
        failures = [*self.told["failures"], *line.pop("failures", [])][:TOLD]  # type: ignore[misc]
        self.told = {**self.told, **line, "failures": failures}

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.told["stage"] in ("done", "failed")


class Readings:
    """The readings of this server: one after the other, each in a process of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def begin(self, files: Iterable[tuple[str, BinaryIO]], published: str = "") -> Job:
        """Keeps the files (name and stream) and reads them in the background. Raises BadInput for none."""
        since_day(published)
        path = Path(self._desk.record.path)
        folder = path.parent / f"{path.name}.incoming" / secrets.token_hex(6)
        count = 0
        for number, (name, stream) in enumerate(files):
            place = folder if count == 0 else folder / f"part{number}"
            place = place if not (place / safe_name(name)).exists() else folder / f"part{number}"
            place.mkdir(parents=True, exist_ok=True)
            with (place / safe_name(name)).open("wb") as kept:
                shutil.copyfileobj(stream, kept)
            count += 1
        if not count:
            raise BadInput("No file was sent; choose one or more.")
        job = Job(folder, published)
        self._jobs[job.id] = job
        while len(self._jobs) > REMEMBERED:
            self._jobs.popitem(last=False)
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def _run(self, job: Job) -> None:
        path = str(self._desk.record.path)
        try:
            with self._desk.rebuilder.turn:
                job.hear({"stage": "reading"})
                for line in working(
                    "read", path, str(job.folder), *([job.published] if job.published else [])
                ):
                    job.hear(line)
        except Exception as error:  # whatever it is must reach the page that waits
            job.hear({"stage": "failed", "why": f"{type(error).__name__}: {error}"})
        finally:
            if not job.over:
                job.hear({"stage": "failed", "why": "it ended without a word"})
            shutil.rmtree(job.folder, ignore_errors=True)

    def job(self, id: str) -> Job:
        """A reading by its id. Raises UnknownName."""
        found = self._jobs.get(id)
        if found is None:
            raise UnknownName(f"No reading has the id «{id}».")
        return found


def safe_name(name: str) -> str:
    """A file's own name without folders, fit for any file system."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    kept = "".join(c if c.isprintable() and c not in '<>:"/\\|?*' else "_" for c in last).lstrip(".")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:12]}" if dot else kept[:80] or "page.txt"


def posting(desk: Desk, readings: Readings) -> Callable[[Request], Any]:
    """The endpoint to which files are sent."""

    async def post(request: Request) -> Response:
        async with request.form(max_files=2_000, max_part_size=1024 * 1024) as form:
            if not (same_origin(request) and desk.seal.holds(request, words(form, "token"))):
                return await run_in_threadpool(desk.refused, request)
            files = [
                (file.filename or "page.txt", file.file)
                for file in form.getlist("files")
                if isinstance(file, UploadFile) and file.filename
            ]
            try:  # while the form is open: what it holds is on the disk, and goes when it is closed
                job = await run_in_threadpool(readings.begin, files, words(form, "published"))
            except BadInput:
                return RedirectResponse("/#read", 303)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"address": f"/reading/{job.id}"}, 202)
        return RedirectResponse(f"/reading/{job.id}", 303)

    return post


def progress(readings: Readings) -> Callable[[Asked], Page | Response]:
    """How far a reading is; with `?json=1` for a script."""

    def view(asked: Asked) -> Page | Response:
        job = readings.job(asked.part("id"))
        if asked.query.get("json"):
            return JSONResponse(job.told)
        return Page("reading.html", {"job": job, "told": job.told}, kept=False)

    return view
