"""Readers of pages are never blocked, nor shown half a build, while another process reads into the record."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

from starlette.testclient import TestClient
from tests.app.conftest import PAGES, copied

from legation.app.web.site import site

SLOW = 5.0  # seconds that no page may take, however loaded the machine is


def test_pages_are_whole_while_legation_read_runs_in_another_process(desk_file: Path, tmp_path: Path) -> None:
    pages = tmp_path / "more"
    pages.mkdir()
    text = (PAGES.parents[2] / "pages").glob("*.txt")
    for number, one in enumerate(sorted(text) * 6):
        words = one.read_text(encoding="utf-8", errors="replace")
        (pages / f"{number:03}.txt").write_text(f"{words}\n\nСтраница {number}.\n", encoding="utf-8")
    record = copied(desk_file, tmp_path)
    with TestClient(site(record), base_url="http://localhost") as client:
        before = _counts(client)
        command = [sys.executable, "-m", "legation.app.cli", "read", str(pages), "--record", str(record)]
        seen, longest = set(), 0.0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as reading:
            while reading.poll() is None:
                begun = time.monotonic()
                seen.add(_counts(client))
                longest = max(longest, time.monotonic() - begun)
            assert reading.returncode == 0, reading.stderr and reading.stderr.read()
        after = _counts(client)
    assert after != before
    assert longest < SLOW
    for _, events, listed, once in seen:
        assert events == listed == once  # what is counted, listed and told by the API is of one build


def _counts(client: TestClient) -> tuple[int, int, int, int]:
    """Documents, and the events of a pair: as counted, as listed, and as the page says, all of one moment."""
    while True:
        state = client.get("/api/v1/holdings")
        page = client.get("/KAZ/JPN").text
        listed = client.get("/api/v1/events?states=KAZ,JPN&limit=1000").json()["items"]
        again = client.get("/api/v1/holdings")
        if state.headers["etag"] == again.headers["etag"]:  # nothing changed between the questions
            break
    assert page.rstrip().endswith("</html>")
    counted = int(re.search(r'#chronology">[^<]*<span class="count">(\d+)', page)[1])  # type: ignore[index]
    drawn = len(re.findall(r'<svg[^>]*aria-label="Timeline".*?</svg>', page, re.S))
    assert drawn == 1
    told = state.json()
    assert all(item["claims"] for item in listed)
    return sum(told["documents"].values()), counted, len(listed), len({item["id"] for item in listed})
