"""How well events are read in news items that nobody tuned on.

    python -m evaluation.items [--half tune|held] [--errors] [FILE ...]

Short news, longer items of conflict and its relief (`conflicts`), passages on relations of every kind
(`relations`: visits, communiqués, histories, trade, chronologies), news of every kind, much of it domestic
(`mixed`), news of all continents in many styles (`wide`) and lectures, interviews, columns, joint statements
and scraped pages (`longer`). The `tune` halves are for finding causes; the errors of the `held` ones are
never shown: they are only a measure.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluation.items.scoring import HERE, items, scored


def main() -> int:
    """Print the figures, and with --errors what was missed, falsely read or partly wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="files of items, instead of the halves")
    parser.add_argument("--half", choices=("tune", "held"), action="append")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    halves = args.half or ("tune", "held")
    files = args.files or [path for half in halves for path in sorted(HERE.glob(f"*_{half}.txt"))]
    for path in files:
        tally, errors = scored(items(path))
        for item, lines in errors if args.errors and "held" not in path.name else ():
            print("\n".join([f"== {item.name}: {item.text}", *(f"  {line}" for line in lines)]))
        print(f"{path.stem:14} {tally}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
