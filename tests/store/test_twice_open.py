"""A record may be opened twice by one process: what one of the two writes, another process sees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import legation
from legation.record import Judgement

COUNT = "import sys, legation\nwith legation.open_record(sys.argv[1]) as r: print(len(list(r.judgements())))"


def test_a_second_opening_drops_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with legation.open_record(path, create=True) as first:
        with legation.open_record(path):
            pass
        first.judge(
            Judgement(verdict="note", kind="claim", subjects=("a" * 16,), value="one", made="2026-01-01")
        )
        seen = subprocess.run(
            [sys.executable, "-c", COUNT, str(path)], check=True, capture_output=True, text=True
        ).stdout
        first.judge(
            Judgement(verdict="note", kind="claim", subjects=("b" * 16,), value="two", made="2026-01-02")
        )
        again = subprocess.run(
            [sys.executable, "-c", COUNT, str(path)], check=True, capture_output=True, text=True
        ).stdout
    assert (seen.strip(), again.strip()) == ("1", "2")
