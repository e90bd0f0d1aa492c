"""Direct speech: quoted or dashed words with their attribution before, inside or after them."""

from __future__ import annotations

import re

from legation.extraction.statements_asides import Asides
from legation.extraction.statements_attribution import Attribution
from legation.extraction.statements_grammar import CARRIED, NOBODY, Grammar, Saying
from legation.record import Quotation, Sentence

_LEADS = re.compile(  # possessive: a long run of marks is passed once
    r"[»\"”']*+[,.!?…]*+['»\"”]*+[^\S\n]*+[—–-][^\S\n]*(?=[^\s\d])|[»\"”']*+,[^\S\n]+"
)
_STOPS_CLAUSE = re.compile(r"[.!?…]['»\"”]*(?=\s|$)|[,.:]?\s+[—–-]\s+|\n|$")
_INSERTED = re.compile(r"[,.!?…»\"][^\S\n]*[—–-][^\S\n]+(?=[а-яё])")
_LEAD = re.compile(r"[^\S\n]*[—–-][^\S\n]*")
_RESUMED = re.compile(r"[,.:]?[^\S\n]*[—–-][^\S\n]+")
_HEADLINE = re.compile(r"(?m)^([А-ЯЁ][^:\n«\".!?]{4,60}):[^\S\n]+([^\n«\"]{20,160}[^\n.!?:»\"…])$")


class Direct:
    """The direct speech of one scene; `shut` are the tokens that belong to it and are not read again."""

    def __init__(self, grammar: Grammar) -> None:
        self.scene = grammar.scene
        self.grammar = grammar
        self.asides = Asides(grammar)
        self.attribution = Attribution(grammar)
        self.text = grammar.text
        self.tokens = grammar.tokens
        self.starts = grammar.starts
        self.shut: set[int] = set()
        self.sayings: list[Saying] = []
        ended = -1
        for quotation in grammar.scene.markup.quotations:
            if quotation.start < ended:
                continue
            if self._relayed(quotation):
                continue
            self._read(quotation)
            self._close(quotation)
            ended = quotation.end
        self._read_after_colons()
        self._read_headlines()

    def _close(self, quotation: Quotation) -> None:
        first, last = self.grammar.token_at(quotation.inner_start), self.grammar.token_at(quotation.inner_end)
        if last - first > 2:
            self.shut.update(range(first, last))

    def _relayed(self, quotation: Quotation) -> bool:
        """Whether the quoted words of an outlet or a paper report in their turn what another said."""
        return self._reports(quotation.inner_start, quotation.inner_end) and self._is_paper(quotation.end)

    def _reports(self, start: int, end: int) -> bool:
        """Whether the first sentence of a stretch says «X заявил …» of somebody."""
        stop = self.text.find(". ", start, end)
        first, last = self.grammar.token_at(start), self.grammar.token_at(stop if stop > 0 else end)
        words = self.grammar.words
        for n in range(first, min(last, first + 12)):
            token = self.tokens[n]
            if token.pos != "VERB" or token.feats.get("Person") in ("1", "2"):
                continue
            if not (
                words.verbs.get(token.lemma, frozenset()) & {"that", "object"} or token.lemma in words.phrases
            ):
                return False
            subject = self.grammar.subject(n)
            if subject < first:
                return False
            mention = self.scene.mention_at(subject)
            return (mention is not None and mention.kind == "person") or self.tokens[
                subject
            ].lemma in words.people
        return False

    def _is_paper(self, at: int) -> bool:
        first = self.grammar.token_at(at)
        near = self.tokens[first : first + 4]
        return any(t.lemma in self.grammar.words.paper_verbs and self.grammar.is_passive(t) for t in near)

    def _read(self, quotation: Quotation) -> None:
        first, last = self.grammar.token_at(quotation.inner_start), self.grammar.token_at(quotation.inner_end)
        if last - first < 3:
            return
        inserted = self._inserted(quotation)
        if inserted is not None:
            clause, verb, speaker = inserted
            self._two_pieces(quotation, clause, verb, speaker)
            return
        after = self._clause_after(quotation)
        if after is not None:
            clause, verb, speaker = after
            self._add(quotation.inner_start, quotation.inner_end, quotation.start, clause[1], verb, speaker)
            self.shut.update(range(self.grammar.token_at(clause[0]), self.grammar.token_at(clause[1])))
            return
        before = self._clause_before(quotation)
        if before is not None:
            start, verb, speaker = before
            self._add(quotation.inner_start, quotation.inner_end, start, quotation.end, verb, speaker)
            self.shut.update(range(verb, verb + 1))
            return
        if self._goes_on(quotation):
            self._add(
                quotation.inner_start, quotation.inner_end, quotation.start, quotation.end, first, CARRIED
            )

    def _add(
        self, start: int, end: int, from_: int, to: int, verb: int, speaker: int, kind: str = "direct"
    ) -> None:
        start, end = self.grammar.trimmed(start, end)
        if end - start < 3:
            return
        self.sayings.append(
            Saying(
                token=verb,
                speaker=speaker,
                start=start,
                end=end,
                from_=from_,
                to=to,
                kind=kind,
                verb=self.tokens[verb].lemma if verb < len(self.tokens) else "",
            )
        )

    def _clause_after(self, quotation: Quotation) -> tuple[tuple[int, int], int, int] | None:
        if quotation.kind == "dash":
            start = quotation.end
            lead = _LEAD.match(self.text, start)
        else:
            lead = _LEADS.match(self.text, quotation.end)
        if lead is None or "\n" in lead.group():
            return None
        start = lead.end()
        stop = _STOPS_CLAUSE.search(self.text, start)
        end = stop.start() if stop else len(self.text)
        while stop and stop.group() not in ("\n", "") and self._is_initial(end):
            stop = _STOPS_CLAUSE.search(self.text, stop.end())
            end = stop.start() if stop else len(self.text)
        found = self.attribution.of(start, end)
        if found is None:
            return None
        verb, speaker = found
        plain_comma = not re.search(r"[—–-]", lead.group())
        if plain_comma and verb > self.grammar.token_at(start):
            return None
        return (start, end), verb, speaker

    def _is_initial(self, dot: int) -> bool:
        """Whether the full stop belongs to an initial or an abbreviation («С. Лавров», «им. Абая»)."""
        word = re.search(r"(\w+)$", self.text[max(0, dot - 8) : dot])
        return self.text[dot : dot + 1] == "." and word is not None and len(word.group(1)) <= 2

    def _clause_before(self, quotation: Quotation) -> tuple[int, int, int] | None:
        """«X заявил: «…»»: the start of the sentence, the verb and the speaker."""
        at = quotation.start
        while at > 0 and self.text[at - 1] in " \t\xa0'—–-\n":
            at -= 1
        if at == 0 or self.text[at - 1] != ":":
            return None
        last = self.grammar.token_at(at - 1)
        sentence = self._sentence_of(last)
        if sentence is None:
            return None
        return self._speaking_before(sentence, last, quotation.kind != "dash")

    def _sentence_of(self, token: int) -> Sentence | None:
        if token >= len(self.tokens):
            return None
        return self.scene.markup.sentences[self.scene.markup.sentence_of[token]]

    def _speaking_before(
        self, sentence: Sentence, last: int, quoted: bool = False
    ) -> tuple[int, int, int] | None:
        """The reporting verb that a colon at token `last` closes, or the bare name of who speaks.

        Before a quotation (`quoted`) a person may do anything: «Медведев предложение отверг: «…»».
        """
        words = self.grammar.words
        phrases = (self.asides.phrase(n, sentence) for n in range(sentence.first, last))
        phrase = next((p for p in phrases if p is not None), None)
        if phrase is not None:
            return sentence.start, phrase.token, phrase.speaker
        for n in range(last - 1, sentence.first - 1, -1):
            token = self.tokens[n]
            if token.pos not in ("VERB", "AUX") or n in self.shut:
                continue
            if token.lemma in words.paper_verbs and self.grammar.is_passive(token):
                return sentence.start, n, self.attribution.paper_owner(sentence.first, last)
            if token.lemma in words.verbs or token.lemma in words.phrases or token.lemma in _GREETS:
                speaker = self.grammar.subject(n)
                return sentence.start, n, CARRIED if speaker == NOBODY else speaker
        if any(self.grammar.is_finite(n) for n in range(sentence.first, last)):
            speaker = next(
                (
                    self.grammar.subject(n)
                    for n in range(last - 1, sentence.first - 1, -1)
                    if self.grammar.is_finite(n)
                ),
                NOBODY,
            )
            words_of = {self.tokens[n].lemma for n in range(sentence.first, last)}
            if words_of & {"слово", "ответ", "фраза", "комментарий"} and speaker != NOBODY:
                return sentence.start, last - 1, speaker
            if quoted and speaker >= 0 and self.attribution.names_speaker(speaker):
                return sentence.start, last - 1, speaker
            return None
        for n in range(sentence.first, last):
            mention = self.scene.mention_at(n)
            if (mention is not None and mention.kind in ("person", "body")) or (
                self.tokens[n].lemma in words.people and self.tokens[n].feats.get("Case") == "Nom"
            ):
                named = [
                    m.head
                    for k in range(sentence.first, last)
                    if (m := self.scene.mention_at(k)) is not None and m.kind == "person"
                ]
                return sentence.start, n, named[-1] if named else n
        return None

    def _inserted(self, quotation: Quotation) -> tuple[tuple[int, int], int, int] | None:
        """The attribution inside a quotation: «…, — сказал он. — …»."""
        if quotation.kind == "dash":
            return None
        for match in _INSERTED.finditer(self.text, quotation.inner_start, quotation.inner_end):
            first = self.grammar.token_at(match.end())
            near = range(first, min(first + 4, len(self.tokens)))
            if not any(
                "aside" in self.grammar.words.verbs.get(self.tokens[n].lemma, ())
                and self.tokens[n].pos == "VERB"
                and self.tokens[n].feats.get("Person") not in ("1", "2")
                for n in near
            ):
                continue
            again = _RESUMED.search(self.text, match.end(), quotation.inner_end)
            end = again.start() if again else quotation.inner_end
            found = self.attribution.of(match.end(), end)
            if found is not None:
                return (match.start(), end), *found
        return None

    def _two_pieces(self, quotation: Quotation, clause: tuple[int, int], verb: int, speaker: int) -> None:
        start, end = clause
        again = _RESUMED.match(self.text, end)
        self.shut.update(range(self.grammar.token_at(start), self.grammar.token_at(end)))
        if again is None:
            self._add(quotation.inner_start, start, quotation.start, end, verb, speaker)
            return
        rest = self.text[again.end() : again.end() + 1]
        if rest.islower() or "," in again.group():
            longer = (quotation.inner_start, start)
            if quotation.inner_end - again.end() > start - quotation.inner_start:
                longer = (again.end(), quotation.inner_end)
            self._add(*longer, quotation.start, quotation.end, verb, speaker)
            return
        self._add(quotation.inner_start, start, quotation.start, end, verb, speaker)
        self._add(
            again.end(),
            quotation.inner_end,
            self.tokens[self.grammar.token_at(start)].start,
            quotation.end,
            verb,
            speaker,
        )

    def _goes_on(self, quotation: Quotation) -> bool:
        """Whether a quotation without attribution goes on with the speech of the paragraph before it."""
        if quotation.kind == "dash" or not self.sayings:
            return False
        inner = self.text[quotation.inner_start : quotation.inner_end]
        line_start = self.text.rfind("\n", 0, quotation.start) + 1
        if self.text[line_start : quotation.start].strip(" \t'") or not inner[:1].isupper():
            return False
        between = self.text[self.sayings[-1].to : quotation.start].strip(" \t\n'.»\"")
        return len(inner.split()) >= 5 and not between

    def _read_after_colons(self) -> None:
        """A paragraph that ends in a colon after a reporting verb or a name opens the next as speech."""
        for match in re.finditer(r":[ \t']*\n\s*(?=[^\s«\"„“—–-])([^\n]+)", self.text):
            colon, start, end = match.start(), match.start(1), match.end(1)
            last = self.grammar.token_at(colon)
            sentence = self._sentence_of(last) if last < len(self.tokens) else None
            if (
                sentence is None
                or self.text[start].islower()
                or self.text[start].isdigit()
                or last in self.shut
            ):
                continue
            paragraph = self.text.rfind("\n", 0, colon) + 1
            bounds = Sentence(
                start=max(sentence.start, paragraph),
                end=colon,
                first=max(sentence.first, self.grammar.token_at(paragraph)),
                last=last,
            )
            found = self._speaking_before(bounds, last)
            if found is None:
                continue
            from_, verb, speaker = found
            if self.grammar.is_passive(self.tokens[verb]) and self._reports(start, end):
                continue
            self._add(start, end, from_, end, verb, speaker, "block")
            self.shut.update(range(self.grammar.token_at(start), self.grammar.token_at(end)))

    def _read_headlines(self) -> None:
        """«Глава Дании: мы не хотим спора»: a line without a full stop whose first words name who says it."""
        for match in _HEADLINE.finditer(self.text):
            first, colon = self.grammar.token_at(match.start(1)), self.grammar.token_at(match.end(1))
            last = self.grammar.token_at(match.end())
            if colon in self.shut or not any(self.grammar.is_finite(n) for n in range(colon + 1, last)):
                continue
            if any(self.tokens[n].pos in ("VERB", "ADP", "PUNCT") for n in range(first, colon)):
                continue
            head = next((n for n in range(first, colon) if self.attribution.names_speaker(n)), NOBODY)
            if head != NOBODY:
                self._add(match.start(2), match.end(2), match.start(1), match.end(), colon, head)
                self.shut.update(range(colon, last))


_GREETS = frozenset(
    {"поздравить", "поблагодарить", "приглашать", "обратиться", "реагировать", "откликнуться"}
)
