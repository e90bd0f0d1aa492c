"""Roles that a text has given to an actor: «посол Ирландии Коллинз» makes «посол» mean Collins later on."""

from __future__ import annotations

from msgspec import Struct

from legation.extraction.scene import Scene
from legation.record import Mention
from legation.vocabulary.reporting import reporting

# Offices that the press uses for each other; the first that fits wins.
_ALIKE = (
    frozenset({"президент", "глава", "лидер", "политик", "император", "король", "монарх"}),
    frozenset({"премьер-министр", "премьер", "глава", "канцлер", "политик"}),
    frozenset({"министр", "глава", "дипломат", "политик"}),
    frozenset({"посол", "дипломат"}),
    frozenset({"адвокат", "защитник", "юрист"}),
    frozenset({"спикер", "председатель"}),
    frozenset({"пресс-секретарь", "представитель", "пресс-атташе", "спикер"}),
    frozenset({"профессор", "ученый", "эксперт", "политолог", "аналитик", "исследователь"}),
)


_HEADS = frozenset({"президент", "лидер", "глава", "премьер", "премьер-министр", "политик", "монарх"})
_HEADED = (
    (
        frozenset({"государство"}),
        frozenset({"президент", "император", "король", "королева", "эмир", "султан"}),
    ),
    (frozenset({"правительство", "кабинет", "кабмин"}), frozenset({"премьер-министр", "премьер", "канцлер"})),
    (frozenset({"мид", "внешнеполитический", "дипломатия"}), frozenset({"министр", "глава"})),
)


class _Role(Struct, frozen=True):
    """An actor named with a role: `at` is the token, `state` the side told with it."""

    lemma: str
    state: str
    at: int
    mention: Mention


class Roles:
    """The roles of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.markup.tokens
        self.words = reporting()
        self.roles = tuple(role for m in scene.mentions if (role := self._role(m)) is not None)

    def _role(self, mention: Mention) -> _Role | None:
        """The role that stands before the actor's name, or as the head of a body's own name."""
        if mention.kind == "body":
            return _Role(self.tokens[mention.head].lemma, mention.state, mention.first, mention)
        if mention.kind != "person":
            return None
        state, noun = mention.state, -1
        for n in range(mention.first - 1, max(-1, mention.first - 9), -1):
            token = self.tokens[n]
            other = self.scene.mention_at(n)
            if token.text in ",.;:" or token.pos in ("VERB", "ADP", "CCONJ", "SCONJ"):
                break
            if other is not None and other.kind == "person":
                break
            state = state or (other.state if other is not None else "")
            if token.lemma in self.words.people:
                noun = n
        return _Role(self.tokens[noun].lemma, state, mention.first, mention) if noun >= 0 else None

    def actor(self, number: int, state: str) -> Mention | None:
        """The actor that the role at the token means: the one named last before it, else the first after."""
        lemma = self.tokens[number].lemma
        if lemma not in self.words.people or self.tokens[number].feats.get("Number") == "Plur":
            return None
        heads = self._headed(number)
        if heads:
            named = [
                r
                for r in self.roles
                if r.lemma in heads and r.mention.kind == "person" and self._agrees(r, state)
            ]
            return self._nearest(named, number)
        same = [r for r in self.roles if r.lemma == lemma and self._agrees(r, state)]
        if not same:
            alike = [group for group in _ALIKE if lemma in group]
            same = [
                r
                for r in self.roles
                if r.mention.kind == "person" and any(r.lemma in g for g in alike) and self._agrees(r, state)
            ]
        return self._nearest(same, number) or (self._only_one(state) if lemma in _HEADS else None)

    def _only_one(self, state: str) -> Mention | None:
        """The one person of a side whom the text names: «белорусский лидер» can be nobody else."""
        people = [m for m in self.scene.mentions if m.kind == "person" and state and m.state == state]
        return people[0] if len({m.name for m in people}) == 1 else None

    @staticmethod
    def _nearest(roles: list[_Role], number: int) -> Mention | None:
        before = [r for r in roles if r.at < number]
        if before:
            return before[-1].mention
        return roles[0].mention if roles else None

    def _headed(self, number: int) -> frozenset[str]:
        """The offices that «глава государства», «глава правительства», «глава МИД» stand for; or none."""
        if self.tokens[number].lemma not in ("глава", "руководитель"):
            return frozenset()
        after = {t.lemma for t in self.tokens[number + 1 : number + 4]}
        return next((offices for words, offices in _HEADED if words & after), frozenset())

    @staticmethod
    def _agrees(role: _Role, state: str) -> bool:
        if role.mention.kind == "body":
            return role.state == state or not state
        return not state or not role.state or role.state == state
