"""Attributions that are put into a sentence: «по словам X, …», «как отметил X, …», «…, сообщает X»."""

from __future__ import annotations

from legation.extraction.statements_grammar import NOBODY, QUOTES, STOPS, Grammar, Saying
from legation.record import Sentence

_DESCRIBING = frozenset({"ADJ", "DET", "PRON", "NUM"})
_POSSESSIVES = frozenset({"его", "ее", "их", "он", "она", "они"})
_OPENS = frozenset({",", "—", "–", "-", "»", '"', ")"})
_CREDITING = frozenset({"передавать", "передать", "сообщать", "сообщить", "информировать"})
_CLOSING = _CREDITING | {"писать", "отмечать", "цитировать", "рассказывать", "напоминать"}
_REACH = 16  # tokens that an inserted «сообщил во вторник представитель …» may take up
_SHORTEST = 12  # characters: less around an insertion is no thought


class Asides:
    """The inserted attributions of one scene."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.scene, self.tokens, self.words = grammar.scene, grammar.tokens, grammar.words

    def phrase(self, number: int, sentence: Sentence) -> Saying | None:
        """«По словам X», «согласно докладу X», «с точки зрения X»."""
        preposition = self.tokens[number].text.lower()
        nouns = self.words.sources.get(preposition)
        if nouns is None:
            return None
        near = range(number + 1, min(number + 4, sentence.last))
        noun = next((n for n in near if self.tokens[n].lemma in nouns), -1)
        if noun < 0 or any(self.tokens[n].pos not in _DESCRIBING for n in range(number + 1, noun)):
            return None
        if preposition == "по" and self.tokens[noun].feats.get("Case") not in ("Dat", None):
            return None
        speaker = self._owner(noun, number, sentence)
        if speaker == NOBODY:
            return None
        return self._around(
            noun, number, self._end(max(noun, speaker), speaker, sentence), speaker, sentence, "by"
        )

    def _owner(self, noun: int, first: int, sentence: Sentence) -> int:
        """Whose words they are: a possessive before the noun or a genitive after it."""
        for n in range(first + 1, noun):
            if (
                self.tokens[n].text.lower().replace("ё", "е") in _POSSESSIVES
                or self.tokens[n].lemma in _POSSESSIVES
            ):
                return n
        if self.tokens[noun].lemma == "источник":
            return noun
        after = noun + 1
        while after < sentence.last and self.tokens[after].text in QUOTES:
            after += 1
        if after >= sentence.last or self.tokens[after].text in STOPS:
            return NOBODY
        for child in self.grammar.children[noun]:
            if noun < child <= noun + 6 and self.tokens[child].rel.startswith(("nmod", "appos", "flat")):
                return self._named_body(child)
        mention = self.scene.mention_at(after)
        if mention is not None:
            return mention.head
        if self.tokens[after].feats.get("Case") == "Gen" or self.tokens[after].pos == "PROPN":
            near = range(after, min(after + 5, sentence.last))
            return next((n for n in near if self.tokens[n].pos in ("NOUN", "PROPN", "X")), NOBODY)
        return NOBODY

    def _named_body(self, number: int) -> int:
        """The name that follows in marks where the word before it names nobody: «бейрутской «Ас-Сафир»»."""
        adjective = self.tokens[number].lemma.endswith(("ский", "цкий"))
        if not adjective or self.tokens[number + 1].text not in QUOTES:
            return number
        if number + 2 >= len(self.tokens) or not self.tokens[number + 2].text[:1].isupper():
            return number
        mention = self.scene.mention_at(number + 2)
        return mention.head if mention is not None else number + 2

    def _end(self, last: int, speaker: int, sentence: Sentence) -> int:
        """The token after the insertion: after the comma that shuts it, or after its last word."""
        named = self.grammar.named(speaker)
        last = max(last, named[-1])
        for n in range(last + 1, min(last + _REACH, sentence.last)):
            if self.tokens[n].text in STOPS and n not in named:
                return n + 1
        return last + 1

    def verb(self, number: int, sentence: Sentence) -> Saying | None:
        """«Как сообщает X, …», «…, заявил X.», «…, уточняет X, …»."""
        before = number - 1
        while before > sentence.first and self.tokens[before].pos in ("ADV", "PART"):
            if self.tokens[before].lemma == "как":
                break
            before -= 1
        is_as = before >= sentence.first and self.tokens[before].lemma == "как"
        if is_as:
            before -= 1
        opens = before < sentence.first
        if (opens and not is_as) or self._acts(number):
            return None
        joined = is_as and self.tokens[max(before, 0)].pos in ("CCONJ", "ADV", "SCONJ", "PART")
        fits = (
            opens
            or joined
            or self.tokens[before].text in _OPENS
            or (is_as and self.tokens[before].text == ":")
        )
        if not fits:
            return None
        speaker = self.grammar.subject_after(number, sentence)
        if speaker == NOBODY:
            return None
        last = self._verb_end(number, speaker, sentence)
        if self.grammar.is_outlet(speaker) and (cited := self.grammar.cited(number, sentence)) >= 0:
            speaker = cited
            last = max(last, self._verb_end(number, cited, sentence))
        if not is_as and last >= sentence.last - 1 and self._credits(number, speaker):
            return None
        first = sentence.first if opens else before
        return self._around(number, first, last, speaker, sentence, "as" if is_as else "aside")

    def _acts(self, number: int) -> bool:
        """Whether the verb tells an act: it is not finite, has its subject before it or a thing as object."""
        if not self.grammar.is_finite(number):
            return True
        for child in self.grammar.children[number]:
            token = self.tokens[child]
            if token.rel.startswith("nsubj") and child < number:
                return True
            if token.rel == "obj" and token.feats.get("Case") == "Acc" and token.pos == "NOUN":
                return not self.grammar.is_outlet(child)
        return False

    def _credits(self, number: int, speaker: int) -> bool:
        """«…, передает РИА Новости.» at the end of a sentence credits an agency and makes it no speaker."""
        return self.tokens[number].lemma in _CREDITING and speaker >= 0 and self.grammar.is_outlet(speaker)

    def credit(self, first: int, sentence: Sentence) -> int:
        """The token where a closing «, сообщает X» begins, which is no part of what is said; else the end."""
        for n in range(sentence.last - 1, max(first + 1, sentence.last - _REACH), -1):
            if self.tokens[n].lemma not in _CLOSING or not self.grammar.is_finite(n):
                continue
            comma = n - 2 if self.tokens[n - 1].lemma == "как" else n - 1
            if self.tokens[comma].text not in (",", "—", "–"):
                continue
            speaker = self.grammar.subject_after(n, sentence)
            if speaker >= 0 and self.grammar.is_outlet(speaker):
                return comma
        return sentence.last

    def _verb_end(self, number: int, speaker: int, sentence: Sentence) -> int:
        """The token after the inserted clause."""
        named = self.grammar.named(speaker)
        for n in range(max(number, named[-1]) + 1, sentence.last):
            if self.tokens[n].text == "," and n not in named:
                return n + 1
            if self.tokens[n].text in (".", ":", ";"):
                return n
        return sentence.last

    def _around(
        self, number: int, first: int, last: int, speaker: int, sentence: Sentence, kind: str
    ) -> Saying | None:
        """What stands around an inserted attribution: the longer of what is before and what is after it."""
        before = after = (0, 0)
        if first > sentence.first:
            before = (self.tokens[sentence.first].start, self.tokens[first - 1].end)
        if last < sentence.last:
            after = (self.tokens[last].start, sentence.end)
        said = before if before[1] - before[0] > after[1] - after[0] else after
        if said[1] - said[0] < _SHORTEST:
            return None
        return self.grammar.saying(number, speaker, said, (sentence.start, sentence.end), kind)
