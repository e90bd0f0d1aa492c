"""A few kills at random moments; `python -m evaluation.kills` drives a hundred."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from evaluation.kills.strikes import Range
home = TemporaryDirectory()
on = Range(Path(home.name), 4, seed=3)
on.kills(4)
on.full_disks(1)
on.read_only()
on.two_writers(1)
told = on.struck
print(json.dumps([told.kills, told.disks, told.records, told.faults]))
"""


def test_records_survive_kills_full_disks_and_two_writers() -> None:
    """In a process of its own, since it forks."""
    root = Path(__file__).parent.parent.parent
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, timeout=240
    )
    assert ran.returncode == 0, ran.stderr
    kills, refusals, records, faults = json.loads(ran.stdout.splitlines()[-1])
    assert faults == []
    assert kills >= 4
    assert refusals >= 1
    assert records >= 4
