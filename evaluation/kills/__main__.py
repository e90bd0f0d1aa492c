"""Kills runs at random moments, fills disks, lets writers meet; compares the records with one built in peace.

    python -m evaluation.kills [--kills 100] [--pages 24] [--seed 1] [--save]

A run reads pages, resolves, judges and resolves again. `kill -9` comes a random moment after a random one
of the steps that it tells of. Some kills fall on workers of `read`, on one of two writers, and on `serve`.
After each the file must be sound and hold every page and judgement that was told of; each record that comes
to its end must have the canonical export of the one built in peace, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.kills.serving import kill_servers
from evaluation.kills.strikes import Range, Struck
from evaluation.reliability import note


def strike(kills: int, pages: int, seed: int = 1) -> Struck:
    """So many kills: a tenth each of workers, one of two writers, the server; besides them full disks."""
    with TemporaryDirectory() as home:
        on = Range(Path(home), pages, seed)
        tenth = kills // 10
        for step in (
            partial(on.kills, kills - 3 * tenth),
            partial(on.full_disks, max(1, tenth)),
            on.read_only,
            partial(on.two_writers, tenth),
            partial(on.workers, tenth),
            partial(kill_servers, on, tenth),
        ):
            step()
            print("so far:", told(on.struck), *on.struck.faults, sep="\n", file=sys.stderr, flush=True)
        return on.struck


def told(struck: Struck) -> str:
    """The figures in a line."""
    where = ", ".join(f"{stage} {count}" for stage, count in sorted(struck.stages.items()))
    return (
        f"{struck.kills} kills ({where}); {struck.disks} refusals by full disks and a read-only folder; "
        f"{struck.records} records finished and compared byte by byte; {len(struck.faults)} faults"
    )


def main() -> None:
    """Prints the figures; exit code 1 where a record was not what it should be."""
    parser = argparse.ArgumentParser(prog="evaluation.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", action="store_true", help="write the figures to docs/reliability.md")
    asked = parser.parse_args()
    struck = strike(asked.kills, asked.pages, asked.seed)
    print(told(struck), *struck.faults, sep="\n")
    if asked.save:
        note("kills", told(struck) + ".")
    raise SystemExit(1 if struck.faults else 0)


if __name__ == "__main__":
    main()
