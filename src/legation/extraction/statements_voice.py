"""Those who speak for themselves: signed articles and speeches in the first person, answers in interviews."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from legation.extraction.statements_grammar import Grammar
from legation.record import Passage, Sentence, Token
from legation.vocabulary.posts import posts

_LEAST_FIRST_PERSON = 4  # words of the first person, outside quotations, that make an article somebody's own
_LEAST_IN_OFFICE = 2  # … whose byline tells the author's office
_ALL_THROUGH = 60  # words to one «мы» or «наш»
_SHORTEST = 4  # words: «Спасибо за беседу!» answers nothing
_SHORT_LINE = 16  # words: a byline is no longer
_ANSWER = re.compile(r"(?:ответ|о)\s*[:.]\s*", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:вопрос|корр(?:еспондент)?|журналист|ведущ(?:ий|ая))\b[^:\n]{0,60}[:.]", re.IGNORECASE
)
_LABEL = re.compile(r"([А-ЯЁA-Z][\w.\-]*(?:\s?[А-ЯЁA-Z][\w.\-]*){0,3})\s*:\s+(?=\S)")
_DASH = re.compile(r"[—–-]\s+")


class Voice(Struct, frozen=True, kw_only=True):
    """A stretch in which somebody speaks for themself.

    `speaker` is a token of the name, or -1 where only `name` tells it; `from_` to `to` are the characters of
    the byline, the same number where the text has none.
    """

    start: int
    end: int
    speaker: int
    name: str
    from_: int
    to: int


class Thought(Struct, frozen=True, kw_only=True):
    """One thought: a sentence or two of a voice."""

    voice: Voice
    start: int
    end: int


class Voices:
    """The voices of one scene and what they think."""

    def __init__(self, grammar: Grammar, shut: frozenset[int]) -> None:
        self.grammar = grammar
        self.scene, self.text, self.tokens = grammar.scene, grammar.text, grammar.tokens
        self.words = grammar.words.voice
        self.shut = shut
        self.sentences = tuple(grammar.sentences())
        self.questions: list[tuple[int, int]] = []
        document = self.scene.markup.document
        passages = document.passages or (Passage(start=0, end=len(self.text)),)
        self.voices = tuple(v for p in passages for v in self._voices(p))

    def speaks_at(self, character: int) -> bool:
        """Whether the character lies in somebody's own words or in a question put to them."""
        return any(v.start <= character < v.end for v in self.voices) or any(
            start <= character < end for start, end in self.questions
        )

    def _voices(self, passage: Passage) -> Iterator[Voice]:
        answers = list(self._answers(passage))
        if answers:
            yield from answers
            return
        byline = self._byline(passage)
        if byline is None:
            return
        speaker, name, start, end = byline
        lemmas = {token.lemma for token in self._tokens_in(start, end)}
        named, in_office = lemmas & self.words["signed"], lemmas & posts().nouns["public"]
        least = 1 if named else _LEAST_IN_OFFICE if in_office else _LEAST_FIRST_PERSON
        if not self._is_first_person(passage, least):
            return
        yield Voice(start=passage.start, end=passage.end, speaker=speaker, name=name, from_=start, to=end)

    def _is_first_person(self, passage: Passage, least: int) -> bool:
        """Whether the passage speaks so often of «я», or of «мы» all through, outside direct speech.

        A reporter may write «наша страна» here and there; that makes no article of one's own. Where the
        byline says «колонка», «мнение» once is enough.
        """
        first = self.words["first"]
        inside = self.grammar.span(passage.start, passage.end)
        used = [self.tokens[n].lemma for n in inside if self.tokens[n].lemma in first and n not in self.shut]
        if len(used) < least:
            return False
        return "я" in used or "мой" in used or len(used) * _ALL_THROUGH > len(inside)

    def _lines(self, passage: Passage) -> list[tuple[int, int]]:
        found = []
        for match in re.compile(r"[^\n]*\S").finditer(self.text, passage.start, passage.end):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append((start, match.end()))
        return found

    def _byline(self, passage: Passage) -> tuple[int, str, int, int] | None:
        """The token of the author's name, the name, and the characters of the byline."""
        if passage.author:
            at = self.text.find(passage.author, max(0, passage.start - 300), passage.end)
            if at < 0:
                return -1, passage.author, passage.start, passage.start
            line_end = self.text.find("\n", at)
            return (
                self._token_in(at, at + len(passage.author)),
                passage.author,
                at,
                line_end if line_end > 0 else at,
            )
        lines = self._lines(passage)
        for start, end in [*lines[:6], *lines[-3:]]:
            number = self._person_in(start, end)
            if number < 0:
                continue
            titled = any(t.lemma in self.words["signed"] for t in self._tokens_in(start, end))
            if len(self.text[start:end].split()) > _SHORT_LINE * (1 + titled):
                continue
            mention = self.scene.mention_at(number)
            alone = mention is not None and (
                mention.end == end or self.text[mention.end : mention.end + 1] == "," or titled
            )
            told = any(self.grammar.is_finite(n) for n in range(*self._range(start, end)))
            if mention is not None and alone and not told and self.text[end - 1] not in ".:?!":
                return number, mention.name, start, end
        return None

    def _range(self, start: int, end: int) -> tuple[int, int]:
        inside = self.grammar.span(start, end)
        return inside.start, inside.stop

    def _tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        return self.tokens[slice(*self._range(start, end))]

    def _token_in(self, start: int, end: int) -> int:
        first, last = self._range(start, end)
        return first if first < last else -1

    def _person_in(self, start: int, end: int) -> int:
        signed = self.words["signed"]
        for mention in self.scene.mentions:
            inside = mention.kind == "person" and start <= mention.start < end
            if inside and self.tokens[mention.head].lemma not in signed:  # «Колонка» is nobody's name
                return mention.head
        return -1

    def _answers(self, passage: Passage) -> list[Voice]:
        """The answers of an interview; none where the passage is not one."""
        lines = self._lines(passage)
        asked = [self._is_question(start, end) for start, end in lines]
        turns = [n for n in range(len(lines) - 1) if asked[n] and not asked[n + 1]]
        if len(turns) < 2 or not self._is_asked(lines, asked):
            return []
        speaker, name, from_, to = self._interviewed(lines[: turns[0] + 2])
        if not name:
            return []
        found: list[Voice] = []
        answering = False
        for n, (start, end) in enumerate(lines):
            if n == 1 and self._is_signed(*lines[0]):
                answering = True
            if asked[n]:
                answering = True
                self.questions.append((start, end))
                continue
            label = self._label(start)
            if not answering and label is None:
                continue
            begins = label.end() if label else start
            labelled = self._person_in(start, begins)
            mention = self.scene.mention_at(labelled) if labelled >= 0 else None
            if mention is not None:
                speaker, name, from_, to = labelled, mention.name, mention.start, mention.end
            if len(self.text[begins:end].split()) >= _SHORTEST:
                found.append(Voice(start=begins, end=end, speaker=speaker, name=name, from_=from_, to=to))
        return found

    def _is_asked(self, lines: list[tuple[int, int]], asked: list[bool]) -> bool:
        """Whether somebody is asked, by «Вопрос:», a dash, «Вы» or the headline, and not the reader."""
        questions = [line for line, is_question in zip(lines, asked, strict=True) if is_question]
        if any(_QUESTION.match(self.text, at) or _DASH.match(self.text, at) for at, _ in questions):
            return True
        addressed = any(t.lemma in ("вы", "ваш") for line in questions for t in self._tokens_in(*line))
        told = (t.lemma in self.words["interview"] for line in lines[:4] for t in self._tokens_in(*line))
        return addressed or any(told)

    def _is_signed(self, start: int, end: int) -> bool:
        """Whether a headline announces a speech of the person whom it names."""
        signed = any(token.lemma in self.words["signed"] for token in self._tokens_in(start, end))
        return signed and self._person_in(start, end) >= 0

    def _label(self, start: int) -> re.Match[str] | None:
        """«Ответ:», «С.В.Лавров:» or a dash that opens a turn."""
        return next((m for p in (_ANSWER, _LABEL, _DASH) if (m := p.match(self.text, start))), None)

    def _is_question(self, start: int, end: int) -> bool:
        if _QUESTION.match(self.text, start):
            return True
        return self.text[end - 1] == "?" and len(self.text[start:end].split()) < 120

    def _interviewed(self, lines: list[tuple[int, int]]) -> tuple[int, str, int, int]:
        """Who answers: the person whom the headline or the lead names, first beside «интервью»."""
        best: tuple[int, str, int, int] = (-1, "", 0, 0)
        for start, end in lines:
            number = self._person_in(start, end)
            if number < 0:
                continue
            mention = self.scene.mention_at(number)
            if mention is None:
                continue
            found = (number, mention.name, mention.start, mention.end)
            if any(
                token.lemma in self.words["interview"]
                for token in self.tokens[slice(*self._range(start, end))]
            ):
                return found
            if not best[1]:
                best = found
        return best

    def thoughts(self, taken: list[tuple[int, int]]) -> Iterator[Thought]:
        """The thoughts of all voices, but for sentences that overlap a stretch of `taken`."""
        for voice in self.voices:
            last: Thought | None = None
            for sentence in self.sentences:
                start = max(sentence.start, voice.start)
                if start >= min(sentence.end, voice.end):
                    continue
                if voice.from_ <= start < voice.to or not self._is_thought(sentence):
                    continue
                if any(a < sentence.end and start < b for a, b in taken):
                    continue
                gap = self.text[last.end : start] if last else "\n"
                if last is not None and not gap.strip() and "\n" not in gap and self._is_short(last):
                    last = Thought(voice=voice, start=last.start, end=sentence.end)
                    continue
                if last is not None:
                    yield last
                last = Thought(voice=voice, start=start, end=sentence.end)
            if last is not None:
                yield last

    def _is_short(self, thought: Thought) -> bool:
        """Whether the thought is one sentence yet."""
        return sum(1 for s in self.sentences if s.start < thought.end and thought.start < s.end) < 2

    def _is_thought(self, sentence: Sentence) -> bool:
        """Whether the sentence judges the sides or their relation, and does not tell or do an act."""
        tokens = self.tokens[sentence.first : sentence.last]
        lemmas = {t.lemma for t in tokens}
        if len(tokens) < 6 or self.text[sentence.end - 1] == "?" or lemmas & self.words["telling"]:
            return False
        if self._is_dated(sentence):
            return False
        sided = any(
            (m.state or m.kind == "body") and sentence.start <= m.start < sentence.end
            for m in self.scene.mentions
        )
        related = sided or bool(lemmas & self.words["relation"])
        return related and bool(lemmas & self.words["judging"])

    def _is_dated(self, sentence: Sentence) -> bool:
        """Whether the sentence tells what was at a certain time: a date, and a verb in the past."""
        dates = [
            d
            for d in self.scene.markup.dates
            if sentence.start <= d.start < sentence.end and d.edtf[:4].isdigit()
        ]
        if any(d.edtf.count("-") >= 2 for d in dates):
            return True
        past = any(t.feats.get("Tense") == "Past" for t in self.tokens[sentence.first : sentence.last])
        return past and any(not d.relative and d.kind == "point" for d in dates)
