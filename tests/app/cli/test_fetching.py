"""`legation fetch` and `legation watch`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.app.cli.conftest import Run
from tests.site import Site

from legation.reading.arriving import Arrivals
from legation.record import Page

NEWS = "АСТАНА, 5 мая 2019 года. Посол Франции встретился с министром торговли Казахстана."


def test_pages_are_fetched_into_the_record_once(run: Run, site: Site, tmp_path: Path) -> None:
    record, host = tmp_path / "r.db", f"127.0.0.1:{site.port}"
    asked = ("fetch", site.url("/known"), site.url("/gone"), "--feed", site.url("/feed"))
    options = ("--allow", host, "--delay", 0, "-r", record)
    first = run(*asked, *options)
    assert first.code == 1
    assert "3 read, 1 failed" in first.out
    assert "the answer is 404 Not Found" in first.err
    assert (tmp_path / "r.web").is_dir()
    again = run(*asked, *options)
    assert "Unchanged 1" in again.out
    site.asked.clear()
    failed = run("fetch", "--failed", *options)
    assert site.asked["/gone"] == 1
    assert failed.code == 1
    listed = json.loads(run("documents", "-r", record, "--json").out)
    assert sorted(page["url"] for page in listed) == sorted(map(site.url, ("/known", "/news/1", "/news/2")))


def test_this_machine_is_not_asked_unless_it_is_named(run: Run, site: Site, tmp_path: Path) -> None:
    ran = run("fetch", site.url("/news/1"), "-r", tmp_path / "r.db")
    assert ran.code == 1
    assert "this machine itself: refused; if this host is meant, name it with --allow" in ran.err
    assert not site.asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name what to fetch"),
        (("http://example.org/", "--since", "soon"), "«soon» is no date"),
        (("http://example.org/", "--allow", "http://x/"), "is no host"),
        (("http://example.org/", "--agent", "Стол"), "plain ASCII"),
    ],
)
def test_what_is_asked_amiss_is_told(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ran = run("fetch", *words, "-r", tmp_path / "r.db")
    assert (ran.code, said in ran.err) == (2, True)


def test_a_file_is_taken_once_it_is_whole(tmp_path: Path) -> None:
    arrivals, file = Arrivals([tmp_path]), tmp_path / "in" / "a.txt"
    file.parent.mkdir()
    (tmp_path / "b.txt.part").write_text(NEWS)
    (tmp_path / "seen.db").write_bytes(b"what fetch keeps beside its archives")
    file.write_text("АСТАНА")
    assert arrivals.new() == []
    file.write_text(NEWS)
    assert arrivals.new() == [], "it grew since the last look"
    new = arrivals.new()
    assert [page.name for page in arrivals.pages(new) if isinstance(page, Page)] == ["in/a.txt"]
    assert arrivals.new() == []
    os.utime(file, (1, 1))
    assert arrivals.new() == []
    assert arrivals.new() == new, "it was changed"


def test_what_arrives_is_read_until_stopped(site: Site, tmp_path: Path, run: Run) -> None:
    inbox, record = tmp_path / "inbox", tmp_path / "r.db"
    inbox.mkdir()
    things = (str(inbox), site.url("/feed"))
    options = ("--every", "0.1", "--every-feed", "1", "--delay", "0", "--allow", f"127.0.0.1:{site.port}")
    command = [sys.executable, "-m", "legation.app.cli", "watch", *things, *options, "-r", str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        try:
            assert watching.stdout is not None
            assert "Watching" in watching.stdout.readline()
            assert "2 read, 0 failed" in watching.stdout.readline()
            (inbox / "a.txt").write_text(NEWS.replace("5 мая", "30 мая"))
            assert "1 read, 0 failed" in watching.stdout.readline()
            began = time.monotonic()
            watching.send_signal(signal.SIGINT)
            rest, _ = watching.communicate(timeout=30)
            assert time.monotonic() - began < 20
        finally:
            watching.kill()
    assert (watching.returncode, "Stopped" in rest) == (0, True)
    assert "3 read" in run("info", "-r", record).out


def test_only_folders_and_feeds_are_watched(run: Run, tmp_path: Path) -> None:
    ran = run("watch", tmp_path / "no", "-r", tmp_path / "r.db")
    assert (ran.code, "is no folder" in ran.err) == (2, True)
