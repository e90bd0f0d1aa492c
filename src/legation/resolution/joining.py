"""Joining names into actors, best reasons first, under what people have decided."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from msgspec import Struct

Why = list[tuple[str, float, str]]


class Proposal(Struct, frozen=True):
    """Two names, how surely they are one (above 0: join), and the reasons."""

    a: str
    b: str
    score: float
    why: tuple[tuple[str, float, str], ...]


class Joins:
    """Names joined into groups. A pair that a person holds apart is never in one group."""

    def __init__(
        self, same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`same` and `different` are pairs of names that people have judged."""
        self._above: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        self.done: list[tuple[Proposal, bool]] = []
        one, other = sorted(same), sorted(different)
        self.judged = [(a, b, "same") for a, b in one] + [(a, b, "different") for a, b in other]
        for a, b in other:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        for a, b in one:
            self.propose(a, b, 99.0, [("judgement", 99.0, "a person judged them the same")])

    def root(self, name: str) -> str:
        """The name that stands for the group of this one."""
        path = []
        while (above := self._above.get(name, name)) != name:
            path.append(name)
            name = above
        for passed in path:
            self._above[passed] = name
        return name

    def members(self, name: str) -> list[str]:
        """All names of the group of this one."""
        root = self.root(name)
        return self._members.get(root, [root])

    def apart(self, a: str, b: str) -> bool:
        """Whether a person holds some name of one group apart from some name of the other."""
        if not self._apart:
            return False
        others = set(self.members(b))
        return any(self._apart.get(name, frozenset()) & others for name in self.members(a))

    def propose(self, a: str, b: str, score: float, why: Why) -> bool:
        """Join the two where the score is above 0 and nobody holds them apart; tell whether they are one."""
        proposal = Proposal(min(a, b), max(a, b), score, tuple(why))
        first, second = sorted((self.root(a), self.root(b)))
        joined = score > 0 and (first == second or not self.apart(a, b))
        if joined and first != second:
            if len(self.members(first)) < len(self.members(second)):
                first, second = second, first
            self._members.setdefault(first, [first]).extend(self._members.pop(second, [second]))
            self._above[second] = first
        self.done.append((proposal, joined))
        return joined

    def keep_to(self, names: Container[str]) -> None:
        """Forget what was proposed of names that are not among these."""
        self.done = [(proposal, joined) for proposal, joined in self.done if proposal.a in names]

    def groups(self, names: Iterable[str]) -> Mapping[str, str]:
        """For each name the smallest name of its group."""
        smallest: dict[str, str] = {}
        found = {}
        for name in sorted(names):
            found[name] = smallest.setdefault(self.root(name), name)
        return found
