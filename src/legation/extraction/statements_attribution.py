"""The author's words beside a quotation: the verb that attributes it, and whose words they are."""

from __future__ import annotations

from legation.extraction.statements_grammar import CARRIED, NOBODY, Grammar
from legation.record import Sentence

_LONGEST = 40  # tokens between a quotation and the stop that ends its attribution


class Attribution:
    """Who speaks in the author's words of one scene."""

    def __init__(self, grammar: Grammar) -> None:
        self.scene = grammar.scene
        self.grammar = grammar
        self.tokens = grammar.tokens

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The reporting verb in a stretch of the author's words, and who speaks."""
        first, last = self.grammar.token_at(start), self.grammar.token_at(end)
        words = self.grammar.words
        for n in range(first, min(last, first + _LONGEST)):
            token = self.tokens[n]
            if token.pos not in ("VERB", "AUX") or token.feats.get("Person") in ("1", "2"):
                continue
            frames = words.verbs.get(token.lemma, frozenset())
            sentence = Sentence(start=start, end=end, first=first, last=last)
            if token.lemma in words.paper_verbs and self.grammar.is_passive(token):
                return n, self.paper_owner(first, last)
            if "aside" in frames or token.lemma in words.relays:
                if token.lemma in ("цитировать", "процитировать", "приводить", "привести"):
                    quoted = self._quoted_by(n, last)
                    if quoted != NOBODY:
                        return n, quoted
                speaker = self.grammar.subject_after(n, sentence)
                if speaker == NOBODY:
                    speaker = self.grammar.subject(n)
                return n, CARRIED if speaker == NOBODY else speaker
            if self._speaks_anyhow(n, first):
                return n, self.grammar.subject_after(n, sentence)
            if token.feats.get("VerbForm", "Fin") == "Fin" and n > first + 6:
                return None
        return None

    def _speaks_anyhow(self, verb: int, first: int) -> bool:
        """Whether a verb of any sense opens the author's words after a dash and a person does it: «…, —
        отчеканил министр», «…, — улыбнулся Штайнмайер».
        """
        dash = first > 0 and self.tokens[first - 1].text in ("—", "–", "-")
        ended = first > 1 and self.tokens[first - 2].text[-1:] in ",!?…»"
        if not dash or not ended or verb > first + 1 or not self.grammar.is_finite(verb):
            return False
        subject = next(
            (c for c in self.scene.markup.children[verb] if c > verb and self.tokens[c].rel == "nsubj"),
            NOBODY,
        )
        return subject >= 0 and self.names_speaker(subject)

    def _quoted_by(self, verb: int, last: int) -> int:
        """«цитирует РБК белорусского лидера», «приводит слова посла газета …»: whose words they are."""
        for n in range(verb + 1, last):
            token = self.tokens[n]
            if token.lemma in ("слово", "высказывание", "заявление", "комментарий") and n + 1 < last:
                children = [c for c in self.scene.markup.children[n] if c > n and c < last]
                return children[0] if children else n + 1
        for child in self.scene.markup.children[verb]:
            if child > verb and self.tokens[child].rel == "obj":
                return child
        for n in range(verb + 1, last):
            mention = self.scene.mention_at(n)
            if mention is not None and mention.kind == "person":
                return mention.head
        return NOBODY

    def paper_owner(self, first: int, last: int) -> int:
        for n in range(first, last):
            if self.tokens[n].lemma in self.grammar.words.papers:
                for child in self.scene.markup.children[n]:
                    if n < child < last and self.tokens[child].rel.startswith("nmod"):
                        return child
                if n + 1 < last and self.scene.mention_at(n + 1) is not None:
                    return n + 1
                near = (self.scene.mention_at(k) for k in range(n + 1, last))
                named = next((m for m in near if m is not None and m.kind in ("person", "body")), None)
                if named is not None:
                    return named.head
        return CARRIED

    def names_speaker(self, number: int) -> bool:
        """Whether a token in the nominative is a person, the noun of one who speaks, or one before a name."""
        token = self.tokens[number]
        if token.feats.get("Case") not in ("Nom", None):
            return False
        named = [
            c for c in self.scene.markup.children[number] if self.tokens[c].rel in ("appos", "flat:name")
        ]
        mentions = [self.scene.mention_at(n) for n in (number, *named)]
        person = any(m is not None and m.kind == "person" for m in mentions)
        return person or token.lemma in self.grammar.words.people
