"""How well acts are read in single sentences, type by type.

    python -m evaluation.acts [--half all|tune|held] [--errors] [--type REQUEST]

The errors of the half `held` are never shown: causes are mended on `tune`, and `held` says whether the mend
is general.
"""

from __future__ import annotations

import argparse
import sys

from evaluation.acts.scoring import Count, cases, scored


def table(counts: dict[str, Count]) -> str:
    """The figures for people, worst types first, the sum last."""
    rows = sorted(counts.items(), key=lambda row: (row[0] == "all", row[1].f1, row[0]))
    return "\n".join(
        f"{name:10} P {c.precision:.2f}  R {c.recall:.2f}  F1 {c.f1:.3f}  ({c.found} of {c.expected}, "
        f"{c.false} false)  act {c.share(c.acts):.2f}  status {c.share(c.statuses):.2f}  "
        f"states {c.share(c.states):.2f}"
        for name, c in rows
    )


def main() -> int:
    """Print the table, and with --errors what was missed or falsely read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("all", "tune", "held"), default="all")
    parser.add_argument("--type", default="", help="only errors of this type")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    found = scored(cases(args.half))
    if args.errors and args.half == "tune":
        for case, lines in found.errors:
            told = [line for line in lines if args.type in line]
            if told:
                print("\n".join([case.text, *(f"    {line}" for line in told)]))
    print(table(found.counts))
    print(f"sentences without acts: {found.negatives}, false events in them: {found.false_on_negatives}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
