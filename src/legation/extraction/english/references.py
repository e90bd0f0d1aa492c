"""Whom English posts and pronouns mean, and the side of each person by the post beside the name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legation.extraction.english.holders import Bearer, Holding, holdings
from legation.extraction.english.posts import Post, posts_named
from legation.extraction.people import NamedPerson
from legation.record import Markup, Mention
from legation.vocabulary.posts_english import english_posts
from legation.vocabulary.states import states

BACK = 2  # sentences back to the person whom a pronoun means
_HE = frozenset({"he", "she", "his", "her", "him"})
_THE = frozenset({"the", "both"})


class References:
    """The posts of one text, their holders, and what stands for those elsewhere."""

    def __init__(
        self, markup: Markup, people: Sequence[NamedPerson], at: Callable[[int], Mention | None]
    ) -> None:
        self.markup, self.people = markup, people
        self._person = {p.person.name: p.person for p in people}
        bearers = [Bearer(p.name.first, p.name.last, p.person.name) for p in people]
        named = {n: b for b in bearers for n in range(b.first, b.last)}
        self._posts = posts_named(markup, named, at)
        self._held = holdings(markup, self._posts, bearers)
        for held in self._held:
            person = self._person[held.bearer.name]
            if not person.state and held.post.of in states():
                person.state = held.post.of

    def offices(self) -> list[Mention]:
        """Posts that stand alone and mean a person of this document: «the President», «the ambassador»."""
        joined = {held.post.head for held in self._held}
        found = []
        for post in self._posts:
            if post.head in joined or post.plural or post.noun not in english_posts().alone:
                continue
            person = self._holder(post)
            if person:
                found.append(self._mention(post.head, person, "office"))
        return found

    def _holder(self, post: Post) -> str:
        """The one person whom a post that stands alone can mean."""
        tokens = self.markup.tokens
        before = tokens[post.first - 1].text.lower() if post.first else ""
        stately = post.of in states()
        if not (stately or before in _THE) or post.stage not in ("is", "begins"):
            return ""
        fitting = [h for h in self._held if self._fits(h, post)]
        names = {h.bearer.name for h in fitting}
        if len(names) > 1:
            fitting = [h for h in fitting if h.post.head < post.head][-1:]
            near = self.markup.sentence_of[post.head] - 2
            fitting = [h for h in fitting if self.markup.sentence_of[h.post.head] >= near and not stately]
            names = {h.bearer.name for h in fitting}
        return names.pop() if len(names) == 1 else ""

    def _fits(self, held: Holding, post: Post) -> bool:
        own = self._person[held.bearer.name].state
        if post.of in states() and own and own != post.of:
            return False
        if held.post.noun != post.noun or held.stage == "ends":
            return False
        words = set(post.text.lower().split())
        return words <= set(held.post.text.lower().split()) | {"the", "state"}

    def pronouns(self, offices: Sequence[Mention]) -> list[Mention]:
        """«He», «his» … that mean the person whom the sentences before name as their subject, or alone."""
        markup, tokens = self.markup, self.markup.tokens
        at: dict[int, list[tuple[int, str]]] = {}
        for person in self.people:
            at.setdefault(markup.sentence_of[person.name.first], []).append(
                (person.name.last - 1, person.person.name)
            )
        for office in offices:
            at.setdefault(markup.sentence_of[office.first], []).append((office.head, office.name))
        found = []
        for number, token in enumerate(tokens):
            if token.text.lower() not in _HE or token.pos not in ("PRON", "DET"):
                continue
            name = self._meant(number, at)
            if name:
                found.append(self._mention(number, name, "pronoun"))
                at.setdefault(markup.sentence_of[number], []).append((number, name))
        return found

    def _meant(self, number: int, at: dict[int, list[tuple[int, str]]]) -> str:
        markup, tokens = self.markup, self.markup.tokens
        own = markup.sentence_of[number]
        for sentence in range(own, max(-1, own - BACK - 1), -1):
            if markup.sentences[sentence].passage != markup.sentences[own].passage:
                return ""
            named = [one for one in at.get(sentence, []) if one[0] < number]
            if not named:
                continue
            subjects = [one for one in named if tokens[one[0]].rel.startswith("nsubj")]
            names = {name for _, name in (subjects or named)}
            return (subjects or named)[0][1] if subjects or len(names) == 1 else ""
        return ""

    def _mention(self, number: int, name: str, how: str) -> Mention:
        token = self.markup.tokens[number]
        state = self._person[name].state
        return Mention.of_token(
            number, token.start, token.end, kind="person", name=name, state=state, how=how
        )
