"""What the reading of statements asks of a sentence's grammar: subjects, owners, ends of clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from legation.extraction.scene import Scene
from legation.record import Sentence, Token
from legation.vocabulary.reporting import folded, reporting

CARRIED = -1  # the speaker is not named here: whoever spoke last
NOBODY = -2  # nobody is named and nobody can be meant («сообщается, что …»)
OUTLET = -3  # the outlet that spoke last («в публикациях подчеркивается …»)

QUOTES = frozenset({"«", "»", '"', "„", "“", "”", "''", "``"})
STOPS = frozenset({",", ".", ";", ":", "—", "–", "-", "(", ")"})
NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_NOMINAL_OR_PRONOUN = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "VERB"})
_DOUBLY = frozenset({"исключать", "исключить", "сомневаться", "скрывать", "скрыть"})
_FROM_WHERE = frozenset({"в", "во", "из"})
_OPENING = frozenset({"что", "чтобы", "будто", "якобы"})
_SHORTEST = 3  # characters that can be a thought
_ASIDE = frozenset(
    "очередь сторона однако образ прочий видимо впрочем напротив наоборот кстати конец частность".split()
)
_REFERRING = frozenset({"ссылка", "ссылаться", "сослаться"})
_CITES = 12  # tokens from the verb to «со ссылкой на»
_DOMAIN = re.compile(r"\.(?:com|ru|org|net|info|kz|ua|by|kg|uz|jp|de)\b")  # «NEWSru.com, …»
_LINE = re.compile(r"\n[^\S\n]*(?=\S)")


class Saying(Struct, frozen=True, kw_only=True):
    """One attribution: `token` is the reporting word, `speaker` the head of whoever speaks.

    `start` to `end` are the characters of what is said, `from_` to `to` those of the whole stretch with its
    attribution, `also` another stretch of it. `kind` tells the construction, `verb` the lemma that reports.
    """

    token: int
    speaker: int
    start: int
    end: int
    from_: int
    to: int
    kind: str
    verb: str
    also: tuple[int, int] = (0, 0)


class Grammar:
    """The grammar of one scene's sentences."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.markup.document.text
        self.tokens = scene.markup.tokens
        self.children = scene.markup.children
        self.starts = [token.start for token in self.tokens]
        self.words = reporting()

    @cached_property
    def cites(self) -> list[bool]:
        """For each token, whether it may begin an inserted attribution («по словам X»)."""
        return [low in self.words.sources for low in self.scene.markup.lower]

    @cached_property
    def says(self) -> list[bool]:
        """For each token, whether it may be a verb or an adjective of saying."""
        adjectives = self.words.adjectives
        return [token.pos in ("VERB", "AUX") or token.lemma in adjectives for token in self.tokens]

    def _characters(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def sentences(self) -> Iterator[Sentence]:
        """The sentences, cut at the ends of lines: a headline never runs on into the text below it."""
        for sentence in self.scene.markup.sentences:
            first = sentence.first
            if first < sentence.last and "\n" not in self._characters(first, sentence.last):
                yield self.piece(first, sentence.last, sentence.passage)
                continue
            for number in range(sentence.first + 1, sentence.last):
                gap = self.text[self.tokens[number - 1].end : self.tokens[number].start]
                if "\n" in gap and (gap.count("\n") > 1 or not self.tokens[number].text[0].islower()):
                    yield self.piece(first, number, sentence.passage)
                    first = number
            if first < sentence.last:
                yield self.piece(first, sentence.last, sentence.passage)

    def piece(self, first: int, last: int, passage: int = 0) -> Sentence:
        """The tokens `first` to `last` as a sentence."""
        return Sentence(
            start=self.tokens[first].start,
            end=self.tokens[last - 1].end,
            first=first,
            last=last,
            passage=passage,
        )

    def is_finite(self, number: int) -> bool:
        """Whether the token is a verb with person or tense."""
        token = self.tokens[number]
        return token.pos == "VERB" and token.feats.get("VerbForm", "Fin") == "Fin"

    @staticmethod
    def is_passive(token: Token) -> bool:
        """Whether the verb is passive or reflexive («говорится», «было отмечено»)."""
        return token.lemma.endswith("ся") or token.feats.get("Voice") == "Pass"

    def is_impersonal(self, number: int) -> bool:
        """Whether nobody is named who does it: «которых обвиняли в том …»."""
        feats = self.tokens[number].feats
        named = any(self.tokens[child].rel.startswith("nsubj") for child in self.children[number])
        return feats.get("Number") == "Plur" and self.tokens[number].rel.startswith("acl") and not named

    def is_negated(self, number: int) -> bool:
        """Whether the verb is denied; «не исключил» affirms."""
        before = self.tokens[number - 1].lemma if number else ""
        return before in ("не", "ни") and self.tokens[number].lemma not in _DOUBLY

    def named(self, number: int) -> range:
        """The tokens of the mention at the token, or the token alone."""
        mention = self.scene.mention_at(number) if number >= 0 else None
        return range(mention.first, mention.last) if mention is not None else range(number, number + 1)

    def is_outlet(self, number: int) -> bool:
        """Whether the token names an outlet or a kind of outlet."""
        token = self.tokens[number]
        if token.lemma in self.words.outlet_nouns or folded(token.text) in self.words.outlets:
            return True
        mention = self.scene.mention_at(number)
        return mention is not None and folded(mention.name) in self.words.outlets

    def subject(self, number: int, seen: int = 0) -> int:
        """The head of the verb's subject; `CARRIED` or `NOBODY` where the clause names none."""
        token = self.tokens[number]
        subjects = [
            child
            for child in self.children[number]
            if self.tokens[child].rel.startswith("nsubj") and abs(child - number) < 60
        ]
        if subjects:
            others = [n for n in subjects if not self.is_outlet(n)]
            chosen = subjects[0] if len(subjects) == 1 or not others else others[0]
            if self.tokens[chosen].pos == "VERB" and (nearer := self.nominative_before(number)) >= 0:
                return nearer
            if self.tokens[chosen].lemma == "который":
                return self.antecedent(number)
            nearer = self.nominative_before(number)
            if nearer >= 0 and any(self.is_finite(n) for n in range(chosen + 1, nearer)):
                return nearer
            return chosen if self.tokens[chosen].pos in _NOMINAL_OR_PRONOUN else NOBODY
        form = token.feats.get("VerbForm")
        if form == "Part":
            return token.head if token.head != number and self.tokens[token.head].pos in NOMINAL else NOBODY
        if seen < 4 and token.head != number and (form == "Conv" or token.rel in ("conj", "xcomp", "advcl")):
            return self.subject(token.head, seen + 1)
        if token.rel.startswith("acl") and seen < 4:
            return self._subject_above(token.head, seen)
        before = self.nominative_before(number)
        if before >= 0:
            return before
        if token.feats.get("Number") == "Plur" and token.feats.get("VerbForm", "Fin") == "Fin":
            return self.place_speaking(number)
        return CARRIED

    def _subject_above(self, noun: int, seen: int) -> int:
        """The subject of the clause that holds a noun: «прочитал лекцию, где высказался …»."""
        at = noun
        for _ in range(12):
            if self.is_finite(at):
                return self.subject(at, seen + 1)
            if self.tokens[at].head == at:
                break
            at = self.tokens[at].head
        return CARRIED

    def nominative_before(self, number: int) -> int:
        """The nearest nominative before a verb that has no subject; -1 where a stop parts them."""
        past = self._before_aside(number)
        for n in range(past - 1, max(-1, past - 10), -1):
            token = self.tokens[n]
            if token.text in STOPS or token.pos in ("VERB", "SCONJ", "CCONJ"):
                return -1
            mention = self.scene.mention_at(n)
            if token.feats.get("Case") == "Nom" and token.pos in NOMINAL:
                if mention is not None and mention.kind in ("person", "body", "state"):
                    return mention.head
                if token.lemma in self.words.people or token.lemma in self.words.outlet_nouns:
                    return n
        return -1

    def _before_aside(self, number: int) -> int:
        """The comma that opens «, в свою очередь,» right before the token, or the token where none does."""
        if number < 3 or self.tokens[number - 1].text != ",":
            return number
        for n in range(number - 2, max(0, number - 7), -1):
            if self.tokens[n].text == ",":
                return n if any(t.lemma in _ASIDE for t in self.tokens[n + 1 : number - 1]) else number
        return number

    def antecedent(self, number: int) -> int:
        """The noun that the relative clause of this verb describes."""
        at = number
        for _ in range(4):
            if self.tokens[at].rel.startswith("acl"):
                return self.tokens[at].head
            if self.tokens[at].head == at:
                break
            at = self.tokens[at].head
        return NOBODY

    def cited(self, number: int, sentence: Sentence) -> int:
        """Whom an outlet cites: «сообщает X со ссылкой на Y», «ссылаясь на Y»; -1 where it cites nobody."""
        for n in range(number + 1, min(number + _CITES, sentence.last - 2)):
            if self.tokens[n].lemma not in _REFERRING or self.tokens[n + 1].lemma != "на":
                continue
            for k in range(n + 2, min(n + 8, sentence.last)):
                mention = self.scene.mention_at(k)
                if mention is not None and mention.kind in ("person", "body"):
                    return mention.head
                if self.tokens[k].lemma in self.words.people | self.words.spokes:
                    return k
                if self.tokens[k].pos not in ("ADJ", "DET", "NUM"):
                    break
        return -1

    def place_speaking(self, number: int) -> int:
        """«В МИД сообщили», «в Иране считают»: the plural without a subject speaks for the place."""
        for child in self.children[number]:
            if not self.tokens[child].rel.startswith(("obl", "nmod")) or abs(child - number) > 12:
                continue
            mention = self.scene.mention_at(child)
            if any(self.tokens[c].text.lower() in _FROM_WHERE for c in self.children[child]) and (
                self.tokens[child].lemma in self.words.people
                or self.tokens[child].lemma in self.words.spokes
                or (mention is not None and mention.kind in ("state", "body"))
                or self.tokens[child].pos == "PROPN"
            ):
                return child
        return NOBODY

    def subject_after(self, number: int, sentence: Sentence) -> int:
        """The subject of a reporting verb that stands after what is said («…, заявил посол»)."""
        speaker = self.subject(number)
        if speaker > number:
            return speaker
        for n in range(number + 1, min(number + 8, sentence.last)):
            token = self.tokens[n]
            if token.text in STOPS:
                break
            mention = self.scene.mention_at(n)
            nominative = token.feats.get("Case") in ("Nom", None)
            if mention is not None and mention.kind in ("person", "body", "state") and nominative:
                return mention.head
            if (
                token.feats.get("Case") == "Nom"
                and token.lemma in self.words.people | self.words.outlet_nouns
            ):
                return n
            if token.feats.get("Case") == "Nom" and token.pos == "PRON":
                return n
            if folded(token.text) in self.words.outlets:
                return n
        return self.place_speaking(number)

    def conjunction(self, number: int, sentence: Sentence, reach: int = 24) -> int:
        """The «что», «чтобы» or colon that opens the clause the word governs, or -1."""
        for n in range(number + 1, min(number + reach, sentence.last)):
            token = self.tokens[n]
            opens = token.pos == "SCONJ" or self.tokens[n - 1].text == "," or n - number <= 2
            if token.lemma in _OPENING and token.pos in ("SCONJ", "PRON", "PART") and opens:
                relative = token.pos == "PRON" and token.rel.startswith("nsubj")  # «…, что означает …»
                return -1 if relative else n
            if token.text == ":" and self._is_clause(n + 1, sentence):
                return n
            if token.text in (":", ";", ".") or (n > number + 1 and self.is_finite(n)):
                return -1
        return -1

    def _is_clause(self, first: int, sentence: Sentence) -> bool:
        """Whether a clause without quotation marks follows a colon: «он добавил: диалог продолжится»."""
        rest = range(first, sentence.last)
        quoted = any(self.tokens[n].text in QUOTES or self.tokens[n].text in "—–-" for n in rest[:2])
        attributed = first < sentence.last and self.tokens[first].lemma in ("как", "по", "согласно")
        says = any(self.is_finite(n) or self.tokens[n].feats.get("Variant") == "Short" for n in rest)
        return not quoted and not attributed and says

    def owner(self, noun: int) -> int:
        """The genitive of a paper or word: «заявление МИД», «слова посла»; or `CARRIED`."""
        for child in self.children[noun]:
            if child > noun and self.tokens[child].rel.startswith("nmod"):
                return child
        after = noun + 1
        if after < len(self.tokens):
            mention = self.scene.mention_at(after)
            if mention is not None and mention.kind in ("person", "body", "state"):
                return mention.head
        return CARRIED

    def token_at(self, character: int) -> int:
        """The number of the first token that starts at or after the character."""
        return bisect_left(self.starts, character)

    def span(self, start: int, end: int) -> range:
        """The tokens that start in a stretch of characters."""
        return range(self.token_at(start), self.token_at(end))

    def content_words(self, start: int, end: int) -> frozenset[str]:
        """The lemmas of nouns, names, verbs and adjectives in a stretch."""
        full = ("NOUN", "PROPN", "VERB", "ADJ", "X")
        inside = (self.tokens[n] for n in self.span(start, end))
        return frozenset(token.lemma for token in inside if token.pos in full)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without outer blanks and closing stops."""
        domain = _DOMAIN.match(self.text, start, end)
        start = domain.end() if domain else start
        while start < end and self.text[start] in " \t\xa0\n,:—–-":
            start += 1
        while end > start and self.text[end - 1] in " \t\xa0\n,.:;—–-":
            end -= 1
        return start, end

    def saying(
        self,
        number: int,
        speaker: int,
        said: tuple[int, int],
        whole: tuple[int, int],
        kind: str,
        also: tuple[int, int] = (0, 0),
    ) -> Saying | None:
        """An attribution by the word at `number`, or None where nobody speaks or nothing is said."""
        start, end = self.trimmed(*said)
        if speaker == NOBODY or end - start < _SHORTEST:
            return None
        return Saying(
            token=number,
            speaker=speaker,
            start=start,
            end=end,
            from_=whole[0],
            to=whole[1],
            kind=kind,
            verb=self.tokens[number].lemma,
            also=also,
        )
