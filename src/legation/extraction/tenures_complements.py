"""How far the name of a post goes on after its noun: «… по правам человека в Центральной Азии»."""

from __future__ import annotations

from legation.extraction.tenures_words import (
    ADJECTIVAL,
    CASELESS,
    CLOSING,
    MONTHS,
    NOUNS,
    OPENING,
    REACH,
    Words,
    is_adjectival,
)
from legation.record import Name, Token


def complement_end(words: Words, head: int, noun: str, case: str) -> int:
    """The number after the last token of a post's complements, which begin right after its noun."""
    walk = _Walk(words, head, noun, case)
    return walk.end()


class _Walk:
    """The way along a post's complements; `good` is the end of what surely belongs to it."""

    def __init__(self, words: Words, head: int, noun: str, case: str) -> None:
        self.words, self.tokens, self.noun, self.case = words, words.tokens, noun, case
        self.head = head
        self.at = self.good = head + 1
        self.in_phrase = False  # after a preposition: any oblique case goes on
        self.stop = min(words.end_of_sentence(head), head + REACH)
        following = self.tokens[self.at].lemma if self.at < self.stop else ""
        if words.tokens[head].text.lower() == "и":  # «и. о.»
            self.at = self.good = head + 4
        elif (noun == "исполняющий" and following in (".", "обязанность")) or (
            noun == "папа" and following == "римский"
        ):
            self.at = self.good = self.at + 1
        elif noun == "поверенный" and [t.lemma for t in self.tokens[self.at : self.at + 2]] == ["в", "дело"]:
            self.at = self.good = self.at + 2

    def end(self) -> int:
        """The number after the last token that surely belongs to the post."""
        while self.at < self.stop and self._step():
            pass
        return self.good

    def _step(self) -> bool:
        token = self.tokens[self.at]
        if self.at in self.words.person or self.words.line_breaks(self.at) or token.lemma in MONTHS:
            return False
        if name := self.words.names.get(self.at):
            return self._name(name)
        if token.lemma == "один" and self._one_of():
            return True
        if token.text in OPENING:
            return self._closed(CLOSING, 12)
        if token.text == "(":
            return self._bracket()
        if token.pos in NOUNS or token.pos == "X":
            return self._noun(token)
        if is_adjectival(token):
            return self._adjective(token)
        if token.pos == "ADP":
            return self._preposition(token)
        if token.lemma in ("и", "или") or token.text == ",":
            return self._and(token)
        if token.text in ("-", "–", "—"):
            return self._dash()
        return False

    def _one_of(self) -> bool:
        """«одного из штатов»: goes on to the genitive."""
        if self.at + 2 < self.stop and self.tokens[self.at + 1].lemma == "из":
            self.at += 2
            return True
        return False

    def _take(self, to: int) -> bool:
        self.at = self.good = to
        return True

    def _name(self, name: Name) -> bool:
        first = self.tokens[name.first]
        subject = first.feats.get("Case") == "Nom" and first.rel == "nsubj"
        declined = first.pos in NOUNS and not first.text.isupper() and first.text not in OPENING
        if (
            subject
            and declined
            and self.good == self.at
            and first.text.lower() == first.lemma
            and self.at > self.head + 1
        ):
            return False
        return self._take(name.last)

    def _closed(self, closing: frozenset[str], reach: int) -> bool:
        for to in range(self.at + 1, min(self.stop, self.at + reach)):
            if self.tokens[to].text in closing:
                return self._take(to + 1)
        return False

    def _bracket(self) -> bool:
        """A bracket belongs to the post where a person or a comma follows it, or it holds an abbreviation."""
        at = self.at
        if not self._closed(frozenset(")"), 10):
            return False
        inside = self.tokens[at + 1 : self.at - 1]
        if self.at in self.words.person or (len(inside) == 1 and inside[0].text.isupper()):
            return True
        self.at = self.good = at
        return False

    def _noun(self, token: Token) -> bool:
        own = token.feats.get("Case", "")
        if self.words.is_post(self.at) and own == self.case and (own != "Gen" or self.good < self.at):
            return False
        abbreviation = token.text.isupper() and len(token.text) > 1
        if (
            own in ("Gen", *CASELESS)
            or abbreviation
            or self._governed(own)
            or (self.in_phrase and own != "Nom")
        ):
            return self._take(self.at + 1)
        indeclinable = own != "Nom" and token.text.lower() == token.lemma and token.text[-1:] in "оеуиюэ"
        return self._take(self.at + 1) if indeclinable else False

    def _governed(self, case: str) -> bool:
        """«командующий силами», «управляющая делами»: the first noun in the instrumental."""
        governs = self.words.known.prepositions["governs_ins"]
        return case == "Ins" and self.good == self.head + 1 and self.noun in governs

    def _adjective(self, token: Token) -> bool:
        own = token.feats.get("Case", "")
        if own == "Gen" or own in CASELESS or self._governed(own) or (self.in_phrase and own != "Nom"):
            if token.feats.get("VerbForm") == "Part" and not token.text[:1].isupper() and token.rel == "acl":
                return False
            self.at += 1
            return True
        return False

    def _preposition(self, token: Token) -> bool:
        rules = self.words.known.prepositions
        following = self.tokens[self.at + 1] if self.at + 1 < self.stop else token
        word = token.lemma
        if (
            self.at + 1 in self.words.person
            or following.lemma in rules["breaks"]
            or following.pos in ("NUM", "VERB")
        ):
            return False
        inside = {self.noun} | {t.lemma for t in self.tokens[self.head : self.at] if t.pos in NOUNS}
        goes_on = word in rules["goes_on"] or (
            self.in_phrase and word in ("с", "со", "за", "между", "против")
        )
        if word in rules["held_in"]:
            goes_on = bool(inside & rules["held_in_nouns"]) and self._is_place(self.at + 1)
            goes_on = goes_on or (self.in_phrase and self._is_place(self.at + 1))
        if word in ("с", "со") and self.tokens[self.at - 1].lemma in ("дружба", "сотрудничество", "связь"):
            goes_on = True
        if goes_on:
            self.in_phrase = True
            self.at += 1
        return goes_on

    def _is_place(self, number: int) -> bool:
        for at in range(number, min(number + 4, self.stop)):
            if at in self.words.names or self.tokens[at].text.isupper():
                return True
            if self.tokens[at].lemma in self.words.known.owners["public"]:
                return True
            if self.tokens[at].pos not in ADJECTIVAL:
                return False
        return False

    def _and(self, token: Token) -> bool:
        if token.text == "," and self.in_phrase and self.at + 1 < self.stop:
            held = self.tokens[self.at + 1].lemma in self.words.known.prepositions["held_in"]
            if held and self._is_place(self.at + 2):  # «… в России, на Украине, в Белоруссии»
                self.at += 2
                return True
        after = self.at + 1
        if (
            self.good != self.at
            or after >= self.stop
            or self.good == self.head + 1
            or after in self.words.person
        ):
            return False
        while after < self.stop and self.tokens[after].pos in ADJECTIVAL:
            after += 1
        if after >= self.stop:
            return False
        noun = self.tokens[after]
        own = noun.feats.get("Case", "")
        fits = own in ("Gen", *CASELESS) or (self.in_phrase and own not in ("Nom", "Acc"))
        if noun.pos not in NOUNS or not fits or after in self.words.person:
            return False
        if self.words.is_post(after):
            return False
        if token.text == "," and not self._list_goes_on(after):
            return False
        self.at += 1
        return True

    def _list_goes_on(self, noun: int) -> bool:
        """Whether «, X» is followed by «и Y» in the same case: a list inside the name of the post."""
        own = self.tokens[noun].feats.get("Case", "")
        for at in range(noun + 1, min(noun + 5, self.stop - 1)):
            token = self.tokens[at]
            if token.lemma == "и":
                ahead = self.tokens[at + 1 : at + 3]
                return any(
                    t.pos in (*NOUNS, *ADJECTIVAL) and t.feats.get("Case") == own for t in ahead
                ) and not any(i in self.words.person for i in (at + 1, at + 2))
            if token.pos not in (*NOUNS, *ADJECTIVAL) or at in self.words.person:
                return False
        return False

    def _dash(self) -> bool:
        """«стран - экспортеров»: a dash between two genitives; «заместитель … – министр …» is two."""
        after = self.at + 1
        if (
            after >= self.stop
            or self.good != self.at
            or self.words.is_post(after)
            or after in self.words.person
        ):
            return False
        if self.tokens[after].feats.get("Case") != "Gen" or self.tokens[after].pos not in NOUNS:
            return False
        self.at = after
        return True
