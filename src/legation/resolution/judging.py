"""What people decided, as resolution needs it: pairs to join or part, fields to set, claims to leave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any


class Judged:
    """All judgements in force; those whose subjects are not found are kept in `waiting`."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """`rows` are the rows of the table of judgements; one that a later one undoes is out of force."""
        everything = {row["id"]: row for row in rows}
        undone = {row["undoes"] for row in everything.values() if row["undoes"]}
        self.rows = sorted(
            (row for row in everything.values() if row["id"] not in undone and row["verdict"] != "note"),
            key=lambda row: (row["made"] or "", row["id"]),
        )
        self.waiting: list[dict[str, Any]] = []

    def called(self, letter: str, ids: Iterable[str]) -> dict[str, list[str]]:
        """What judgements call those of these claims that they name: the id, or the letter and the id."""
        subjects = {subject for row in self.rows for subject in row["subjects"]}
        return {way: [id] for id in ids if subjects for way in (id, letter + id) if way in subjects}

    def pairs(
        self, kind: str, found: Mapping[str, Sequence[str]]
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The pairs (same, different) of things of this kind; of two verdicts on one pair the later holds.

        `found` gives for what a judgement may call a thing all things so called.
        """
        verdicts: dict[tuple[str, str], str] = {}
        for row in self.rows:
            if row["kind"] != kind or row["verdict"] not in ("same", "different"):
                continue
            things = [self._things(row, subject, found) for subject in row["subjects"]]
            for first, second in combinations(things, 2):
                for a in first:
                    for b in second:
                        if a != b:
                            verdicts[min(a, b), max(a, b)] = row["verdict"]
            if row["verdict"] == "same":
                for group in things:
                    verdicts |= {(min(a, b), max(a, b)): "same" for a, b in combinations(group, 2)}
        same = [pair for pair, verdict in sorted(verdicts.items()) if verdict == "same"]
        return same, [pair for pair, verdict in sorted(verdicts.items()) if verdict == "different"]

    def _things(
        self, row: Mapping[str, Any], subject: str, found: Mapping[str, Sequence[str]]
    ) -> Sequence[str]:
        things = found.get(subject, ())
        if not things:
            reason = f"no {row['kind']} {subject!r} is in the record now; was its claim read otherwise since?"
            self.waiting.append({"judgement": row["id"], "subject": subject, "reason": reason})
        return things

    def wrong(self, claims: Iterable[str]) -> set[str]:
        """The claims that people hold to be wrong; `right` takes an earlier `wrong` back."""
        known = set(claims)
        out: set[str] = set()
        for row in self.rows:
            if row["verdict"] not in ("wrong", "right") or row["kind"] in ("actor", "conflict"):
                continue
            for subject in row["subjects"]:
                claim = subject if subject in known else subject[1:]
                if claim not in known:
                    self._things(row, subject, {})
                elif row["verdict"] == "wrong":
                    out.add(claim)
                else:
                    out.discard(claim)
        return out

    def fields(self, kind: str) -> dict[str, dict[str, str]]:
        """For each subject of this kind the fields that people have set; the latest holds."""
        found: dict[str, dict[str, str]] = {}
        for row in self.rows:
            if row["verdict"] == "set" and row["kind"] in (kind, "claim"):
                for subject in row["subjects"]:
                    found.setdefault(subject, {})[row["field"]] = row["value"]
        return found

    def on_conflicts(self) -> dict[str, str]:
        """For each conflict what a person said of it: `wrong` (no conflict), `right`."""
        return {s: row["verdict"] for row in self.rows if row["kind"] == "conflict" for s in row["subjects"]}
