"""How well events are read in news items that nobody tuned on.

    python -m evaluation.items [--half tune|held] [--errors] [FILE ...]

`tune.txt` is for finding causes; the errors of `held.txt` are never shown, it is only a measure.
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
    files = args.files or [HERE / f"{half}.txt" for half in (args.half or ("tune", "held"))]
    for path in files:
        tally, errors = scored(items(path))
        for item, lines in errors if args.errors and "held" not in path.name else ():
            print("\n".join([f"== {item.name}: {item.text}", *(f"  {line}" for line in lines)]))
        print(f"{path.stem:8} {tally}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
