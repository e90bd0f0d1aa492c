"""Reported and quoted words in English: the clause, the quotation, and the token that heads who says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from legation.extraction.acts.subject import subjects
from legation.extraction.scene import Scene
from legation.record import Quotation, Sentence
from legation.vocabulary.reporting_english import english_reporting

CARRIED = -1  # the speaker is not named here: whoever spoke last
_MARKS = frozenset('"“”«»,;:—–-. \n\t')
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_DATELINE = re.compile(r"[A-Z][A-Z/., ]{2,40}(?:\([^()\n]{2,40}\)\s*)?[-–—]+\s")
NESTED = 8  # reports that may lie in one another
LONGEST = 3000  # characters of a thought
_SHORTEST = 8  # characters of a thought
_WORDS = 2  # a quotation of fewer words is no thought of its own
_NEAR = 14  # tokens between a quotation and the verb that reports it


class Said(Struct, frozen=True, kw_only=True):
    """Words and who says them: their characters `start` to `end`, with the attribution `from_` to `to`."""

    speaker: int
    start: int
    end: int
    from_: int
    to: int
    direct: bool
    how: str


def _near(spans: list[tuple[int, int]], one: Said) -> list[tuple[int, int]]:
    """Those of sorted stretches that may touch what is said."""
    return spans[bisect_left(spans, (one.start - LONGEST, 0)) : bisect_left(spans, (one.end, 0))]


class Sayings:
    """All that one scene reports, in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.markup = scene, scene.markup
        self.tokens, self.text = scene.markup.tokens, scene.markup.document.text
        self.words = english_reporting()
        self.starts = [token.start for token in self.tokens]
        self.breaks = [match.start() for match in re.finditer("\n", self.text)]
        furniture = [(f.start, f.end) for f in scene.markup.document.furniture]
        self.quotations = [
            q
            for q in scene.markup.quotations
            if not any(a <= q.start < b for a, b in furniture)
            and len(self.text[q.inner_start : q.inner_end].split()) >= _WORDS
        ]

    def found(self) -> list[Said]:
        """What is quoted first, then what is reported outside of it."""
        quoted = list(self._quoted())
        taken = sorted((one.start, one.end) for one in quoted)
        reported = [
            one
            for sentence in self.markup.sentences
            for one in self._reported(sentence)
            if not any(min(one.end, b) - max(one.start, a) > 0.5 * (b - a) for a, b in _near(taken, one))
        ]
        spans = sorted((one.start, one.end) for one in reported)
        whole = [q for q in quoted if not any(a <= q.start and q.end <= b for a, b in _near(spans, q))]
        return sorted([*whole, *self._once(reported)], key=lambda one: (one.from_, one.start))

    @staticmethod
    def _once(reported: list[Said]) -> list[Said]:
        """The outermost of reports that lie in each other by one speaker; each clause once."""
        kept: list[Said] = []
        for one in sorted(reported, key=lambda r: (r.start, -r.end)):
            near = kept[-NESTED:]
            if not any(k.start <= one.start and one.end <= k.end and k.speaker == one.speaker for k in near):
                kept.append(one)
        return kept

    # quoted words

    def _quoted(self) -> Iterator[Said]:
        last_paragraph = -1
        for quotation in self.quotations:
            paragraph = bisect_left(self.breaks, quotation.start)
            found = self._attributed(quotation)
            if found is None and paragraph == last_paragraph and self._is_sentence(quotation):
                found = Said(
                    speaker=CARRIED,
                    start=quotation.inner_start,
                    end=quotation.inner_end,
                    from_=quotation.start,
                    to=quotation.end,
                    direct=True,
                    how="goes on",
                )
            if found is not None:
                last_paragraph = paragraph
                yield found

    def _is_sentence(self, quotation: Quotation) -> bool:
        words = self.text[quotation.inner_start : quotation.inner_end]
        return words[:1].isupper() and len(words.split()) > 3

    def _attributed(self, quotation: Quotation) -> Said | None:
        """«"…," X said», «"…," said X», «X said: "…"», «X said the plan "…"»."""
        first = bisect_left(self.starts, quotation.start)
        last = bisect_left(self.starts, quotation.end)
        for verb in self._verbs_near(first, last):
            speaker = self._speaker_of(verb, first, last)
            if speaker is None:
                continue
            sentence = self.markup.sentences[self.markup.sentence_of[verb]]
            start, end = quotation.inner_start, quotation.inner_end
            if verb < first and not self._is_sentence(quotation):
                start, end = self._clause_start(verb, first), quotation.end
            while end > start and self.text[end - 1] in ", ":
                end -= 1
            return Said(
                speaker=speaker,
                start=start,
                end=end,
                from_=min(quotation.start, sentence.start),
                to=max(quotation.end, sentence.end),
                direct=True,
                how=f"quoted: {self.tokens[verb].lemma}",
            )
        return None

    def _clause_start(self, verb: int, first: int) -> int:
        """Where the reported clause around a few quoted words begins: after the verb and its «that»."""
        at = verb + 1
        skipped = {"that", ",", ":"}
        while at < first and (self.tokens[at].text in skipped or self._is_hearer(at, verb)):
            at += 1
        return self.tokens[min(at, first)].start

    def _is_hearer(self, number: int, verb: int) -> bool:
        """«told reporters on Monday that …»: whom it is told, up to the «that»."""
        following = [t.text for t in self.tokens[number : number + 8]]
        return "that" in following and self.tokens[verb].lemma in ("tell", "say", "inform", "assure", "warn")

    def _verbs_near(self, first: int, last: int) -> list[int]:
        """The reporting verbs close behind or before a quotation, outside of others, the nearer first."""
        after, before = [], []
        for number in range(last, min(last + _NEAR, len(self.tokens))):
            token = self.tokens[number]
            if "\n" in self.text[self.tokens[last - 1].end : token.start] or token.text in _QUOTES:
                break
            if token.text in (".", "!", "?", ";"):
                break
            if self._reports(number):
                after.append(number)
        sentence = self.markup.sentences[self.markup.sentence_of[first]] if first < len(self.tokens) else None
        low = max(first - 2 * _NEAR, sentence.first if sentence is not None else 0)
        for number in range(first - 1, low - 1, -1):
            if self.tokens[number].text in _QUOTES or self.tokens[number].text == ".":
                break
            if self._reports(number):
                before.append(number)
        closed = (
            self.text[last and self.tokens[last - 1].start - 1 : last and self.tokens[last - 1].start]
            in ",?!"
        )
        return [*after[:1], *before[:1]] if closed or not before else [*before[:1], *after[:1]]

    def _reports(self, number: int) -> bool:
        token = self.tokens[number]
        return token.pos == "VERB" and token.lemma in self.words.verbs["saying"]

    def _speaker_of(self, verb: int, first: int = -1, last: int = -1) -> int | None:
        """The head of who says it: the verb's subject, or a name beside it that the parse hangs elsewhere."""
        own = [n for n in subjects(self.markup, verb) if not first <= n < last]
        own = [n for n in own if self._may_speak(n)]
        if own:
            return own[0]
        for number in (*range(verb + 1, verb + 4), *range(verb - 1, verb - 6, -1)):
            if not 0 <= number < len(self.tokens) or first <= number < last:
                continue
            mention = self.scene.mention_at(number)
            if mention is not None and mention.kind in ("person", "body") and self._same_line(verb, number):
                return mention.head
        return None

    def _same_line(self, one: int, other: int) -> bool:
        low, high = sorted((self.tokens[one].start, self.tokens[other].start))
        return not any(c in self.text[low:high] for c in '."“”\n')

    def _may_speak(self, number: int) -> bool:
        token, mention = self.tokens[number], self.scene.mention_at(number)
        if mention is not None and mention.kind in ("person", "body", "state"):
            return True
        if token.pos == "PRON":
            return token.text.lower() in ("he", "she", "they", "it", "we", "i", "who", "both")
        return token.pos == "PROPN" or token.lemma in self.words.people

    # reported words

    def _reported(self, sentence: Sentence) -> Iterator[Said]:
        for number in range(sentence.first, sentence.last):
            token = self.tokens[number]
            if token.text.lower() == "according" and number + 1 < sentence.last:
                found = self._according(number, sentence)
            elif token.pos == "VERB" and self._reports(number):
                found = self._clause(number, sentence)
            elif token.pos == "VERB" and token.lemma in self.words.verbs["voicing"]:
                found = self._voiced(number, sentence)
            else:
                continue
            if found is not None and found.end - found.start >= _SHORTEST:
                yield found

    def _clause(self, verb: int, sentence: Sentence) -> Said | None:
        """«X said (that) …», «…, X said», «X stressed the importance of …»."""
        token = self.tokens[verb]
        if token.feats.get("VerbForm") == "Inf" and token.rel not in ("xcomp", "conj"):
            return None
        if any(self.tokens[c].rel == "aux:pass" for c in self.markup.children[verb]):
            return None
        clauses = [c for c in self.markup.children[verb] if self.tokens[c].rel == "ccomp"]
        wanted = clauses or self._object(verb)
        if not wanted or any(self._is_question(c) for c in clauses):
            return None
        speaker = self._speaker_of(verb)
        if speaker is None:
            return None
        start, end = self._span(wanted[0], verb, speaker)
        return self._said(speaker, start, end, sentence, token.lemma)

    def _is_question(self, number: int) -> bool:
        """«asked whether», «said how»: no thought."""
        return any(self.tokens[c].lemma == "whether" for c in self.markup.children[number])

    def _object(self, verb: int) -> list[int]:
        if self.tokens[verb].lemma not in self.words.verbs["with_object"]:
            return []
        return [
            c
            for c in self.markup.children[verb]
            if self.tokens[c].rel == "obj" and c > verb and len(self.scene.subtree(c)) > 3
        ]

    def _voiced(self, verb: int, sentence: Sentence) -> Said | None:
        """«expressed his hope that …»: the clause below the noun."""
        for noun in self.markup.children[verb]:
            if self.tokens[noun].rel != "obj" or self.tokens[noun].lemma not in self.words.verbs["voiced"]:
                continue
            for clause in self.markup.children[noun]:
                if self.tokens[clause].rel in ("acl", "ccomp", "acl:relcl") and self._has_that(clause):
                    speaker = self._speaker_of(verb)
                    if speaker is not None:
                        start, end = self._span(clause, verb, speaker)
                        return self._said(speaker, start, end, sentence, self.tokens[verb].lemma)
        return None

    def _has_that(self, clause: int) -> bool:
        return any(self.tokens[c].text.lower() == "that" for c in self.markup.children[clause])

    def _said(self, speaker: int, start: int, end: int, sentence: Sentence, verb: str) -> Said | None:
        opening = _DATELINE.match(self.text, start, end)
        start = opening.end() if opening is not None else start
        while start < end and self.text[start] in ",;:—–- \n\t":
            start += 1
        while end > start and self.text[end - 1] in ",;:—–-. \n\t":
            end -= 1
        if end <= start:
            return None
        marked = any(mark in self.text[start:end] for mark in '"“«')
        return Said(
            speaker=speaker,
            start=start,
            end=end,
            from_=min(sentence.start, start),
            to=max(sentence.end, end),
            direct=marked,
            how=f"reported: {verb}",
        )

    def _span(self, clause: int, verb: int, speaker: int) -> tuple[int, int]:
        """The characters of a clause without its «that», on the side of the verb where most of it lies."""
        below = [n for n in self.scene.subtree(clause) if n not in (verb, speaker)]
        beyond = max(verb, speaker)
        after, before = [n for n in below if n > beyond], [n for n in below if n < min(verb, speaker)]
        inside = after if len(after) >= len(before) else before
        if not inside:
            inside = below
        first, last = inside[0], inside[-1]
        while first < last and self.tokens[first].text.lower() in ("that", ",", ":"):
            first += 1
        return self.tokens[first].start, self.tokens[last].end

    def _according(self, number: int, sentence: Sentence) -> Said | None:
        """«According to X, …», «…, according to X»."""
        if self.tokens[number + 1].text != "to":
            return None
        speaker = self.tokens[number].head
        if not number < speaker < sentence.last:
            near = (self.scene.mention_at(n) for n in range(number + 2, min(number + 6, sentence.last)))
            mention = next((m for m in near if m is not None), None)
            if mention is None:
                return None
            speaker = mention.head
        last = max(n for n in self.scene.subtree(speaker) if n < sentence.last) if speaker >= 0 else number
        inside = [n for n in range(number, min(last + 1, sentence.last)) if self.tokens[n].text == ","]
        if number > sentence.first + 2:
            start, end = self.tokens[sentence.first].start, self.tokens[number - 1].end
        else:
            comma = next((n for n in inside if n > speaker), -1)
            comma = (
                comma
                if comma > 0
                else next((n for n in range(speaker + 1, sentence.last) if self.tokens[n].text == ","), -1)
            )
            if comma < 0:
                return None
            start, end = self.tokens[comma].end, sentence.end
        return self._said(speaker, start, end, sentence, "according to")
