"""Statements in English: who is quoted or reported as saying what about the sides."""

from __future__ import annotations

from legation.extraction.english.sayings import CARRIED, Said, Sayings
from legation.extraction.scene import Scene
from legation.extraction.statements_grammar import Saying
from legation.extraction.statements_scope import Scope
from legation.extraction.statements_speaker import Speaker
from legation.record import Mention, Statement
from legation.vocabulary.reporting_english import english_reporting
from legation.vocabulary.states import states

_ARTICLES = frozenset({"the", "a", "an"})
_SAME = frozenset({"it", "they", "we", "i", "who", "both", "he", "she"})
_LONGEST = 10  # tokens of a speaker without a name


class EnglishScope(Scope):
    """The scope of the record, by the English words for those who speak."""

    def spoken_of(self, start: int, end: int, own: str = "") -> tuple[str, ...]:
        """The states that a stretch speaks of; `own` is the speaker's, meant where the stretch says «we»."""
        found = {m.state for m in self.scene.mentions if m.state and start <= m.start < end}
        first = english_reporting().first
        inside = (t for t in self.scene.markup.tokens if start <= t.start < end)
        if own and any(t.text.lower() in first for t in inside):
            found.add(own)
        return tuple(sorted(found))


class Speakers:
    """Who says it, by the token that heads them; remembers who spoke last."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens, self.text = scene.markup.tokens, scene.markup.document.text
        self.last: Speaker | None = None

    def speaker(self, number: int) -> Speaker | None:
        """The speaker whose head is this token; whoever spoke last for `CARRIED` and «it»."""
        found = self.last if number == CARRIED else self._found(number)
        self.last = found or self.last
        return found

    def _found(self, number: int) -> Speaker | None:
        mention = self.scene.mention_at(number)
        if mention is not None and _names(mention):
            return _actor(mention)
        if self.tokens[number].text.lower() in _SAME:
            return self.last
        return self._described(number)

    def _described(self, number: int) -> Speaker | None:
        """A speaker without a name: «a State Department spokesman», «the foreign ministry in Moscow»."""
        token = self.tokens[number]
        if token.lemma not in english_reporting().people and token.pos != "PROPN":
            return None
        below = [n for n in self.scene.subtree(number) if abs(n - number) < _LONGEST]
        first = min((n for n in below if n <= number), default=number)
        while first < number and any(n not in below for n in range(first, number)):
            first += 1
        last = number
        while last + 1 in below and self.tokens[last + 1].text not in (",", "(", "-", "—", "who", "that"):
            last += 1
        while first < number and (
            self.tokens[first].text.lower() in _ARTICLES or self.tokens[first].rel in ("case", "fixed")
        ):
            first += 1  # «according to South Korea's military»
        sides = (m for n in range(first, last + 1) if (m := self.scene.mention_at(n)) is not None)
        state = next((m.state for m in sides if m.state), "")
        name = " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())
        return Speaker(name=name, state=state, kind="phrase")


def _names(mention: Mention) -> bool:
    """Whether the mention is the speaker, and no adjective or owner before the one who is."""
    return mention.kind in ("person", "body") or (mention.kind == "state" and mention.how != "adjective")


def _actor(mention: Mention) -> Speaker:
    if mention.kind == "state":
        known = states().get(mention.name)
        return Speaker(name=known.en_names[0] if known else mention.name, state=mention.name, kind="state")
    return Speaker(name=mention.name, state=mention.state, kind=mention.kind)


def statements(scene: Scene) -> tuple[Statement, ...]:
    """The statements that concern two or more sides, in the order of the text."""
    speakers, scope = Speakers(scene), EnglishScope(scene)
    found: list[Statement] = []
    for said in Sayings(scene).found():
        speaker = speakers.speaker(said.speaker)
        if speaker is None or scope.is_out(_saying(said), speaker):
            continue
        quote = scene.markup.document.text[said.start : said.end]
        found.append(
            Statement(
                document=scene.markup.document.id,
                evidence=(scene.evidence(min(said.from_, said.start), max(said.to, said.end)),),
                rule=said.how,
                speaker=speaker.name,
                speaker_state=speaker.state,
                quote=quote,
                direct=said.direct,
                about=scope.spoken_of(said.start, said.end, speaker.state),
            )
        )
    return tuple(found)


def _saying(said: Said) -> Saying:
    return Saying(
        token=max(said.speaker, 0),
        speaker=said.speaker,
        start=said.start,
        end=said.end,
        from_=said.from_,
        to=said.to,
        kind="direct" if said.direct else "that",
        verb=said.how,
    )
