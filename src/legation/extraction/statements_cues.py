"""The verbs in a sentence that attribute words: who says what, in which construction."""

from __future__ import annotations

import re

import msgspec

from legation.extraction.statements_asides import Asides
from legation.extraction.statements_grammar import CARRIED, NOMINAL, OUTLET, QUOTES, STOPS, Grammar, Saying
from legation.record import Sentence

_THIS = frozenset({"это", "то", "тот", "он", "она", "они", "что", "который"})
_REACH = 30  # tokens between «назвал» and what it is called
_ACCUSES = frozenset({"обвинить", "обвинять", "упрекнуть", "упрекать"})
_CALLS_ON = frozenset(
    {"призвать", "призывать", "советовать", "посоветовать", "рекомендовать", "порекомендовать"}
)
_WHOLE = frozenset({"by", "as", "aside", "this"})
_VOICES = frozenset({"выразить", "выражать", "высказать", "высказывать"})
_PRINTED = frozenset({"публикация", "статья", "материал", "репортаж", "заметка"})
# Verbs that call a thing «как …»; the others take the instrumental.
_AS = frozenset(
    """
    рассматривать рассмотреть охарактеризовать характеризовать расценить расценивать оценить оценивать
    воспринимать воспринять описать описывать трактовать квалифицировать определить истолковать представить
    представлять интерпретировать видеть
    """.split()
)


_NEAR_MARKS = 5  # tokens behind a verb within which the words open that it quotes …
_FEWEST = 3  # … of which there are at least so many


class Clauses:
    """The attributions in the sentences of one scene."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.asides = Asides(grammar)
        self.scene, self.tokens, self.words = grammar.scene, grammar.tokens, grammar.words

    def sayings(self, sentence: Sentence, shut: frozenset[int]) -> list[Saying]:
        """The attributions of a sentence, but for those in the tokens `shut` (somebody's direct speech)."""
        found: list[Saying] = []
        for number in range(sentence.first, sentence.last):
            if number in shut:
                continue
            saying = self.asides.phrase(number, sentence) if self.grammar.cites[number] else None
            saying = saying or (self._verb(number, sentence) if self.grammar.says[number] else None)
            if saying is not None:
                found.append(saying)
        return self._parted(found)

    def _verb(self, number: int, sentence: Sentence) -> Saying | None:
        token = self.tokens[number]
        if token.lemma in self.words.adjectives and token.feats.get("Variant") == "Short":
            return self._that(number, sentence)
        if token.pos not in ("VERB", "AUX") or token.feats.get("VerbForm") == "Inf":
            return None
        if token.feats.get("Person") in ("1", "2") or token.feats.get("Mood") == "Imp":
            return None
        if self.grammar.is_negated(number):
            return self._mute(number, sentence)
        if token.lemma in self.words.paper_verbs and self.grammar.is_passive(token):
            return self._paper(number, sentence)
        if token.feats.get("Voice") == "Pass":
            return None
        return self._active(number, sentence)

    def _active(self, number: int, sentence: Sentence) -> Saying | None:
        lemma = self.tokens[number].lemma
        frames = self.words.verbs.get(lemma, frozenset())
        if lemma in self.words.phrases and (saying := self._with_noun(number, sentence)):
            return saying
        if lemma in self.words.phrases and (saying := self._of_this(number, sentence)):
            return saying
        if "call" in frames and (saying := self._called(number, sentence)):
            return saying
        if "that" in frames and "act" not in frames and (saying := self._that(number, sentence)):
            return saying
        if "aside" in frames or lemma in self.words.relays:
            saying = self._of_this(number, sentence) or self.asides.verb(number, sentence)
            if saying is not None:
                return saying
        if "about" in frames and (saying := self._about(number, sentence)):
            return saying
        if "object" in frames and (saying := self._object(number, sentence)):
            return saying
        if frames and self.grammar.is_finite(number) and (saying := self._in_marks(number, sentence)):
            return saying
        if lemma in _ACCUSES | _CALLS_ON:
            return self._demanded(number, sentence)
        return self._mute(number, sentence)

    def _in_marks(self, number: int, sentence: Sentence) -> Saying | None:
        """«потребовал «немедленно прекратить пытки»», «говорил о «надлежащем обращении»»: the words
        that marks give right behind the verb.
        """
        end = self.tokens[min(number + _NEAR_MARKS, sentence.last - 1)].end
        after = self.tokens[number].end
        quotation = next((q for q in self.scene.markup.quotations if after <= q.start < end), None)
        if quotation is None or quotation.end > sentence.end + 1 or quotation.kind != "marks":
            return None
        first = self.grammar.token_at(quotation.inner_start)
        last = self.grammar.token_at(quotation.inner_end)
        between = range(number + 1, first)
        parted = any(self.tokens[n].text in STOPS or self.grammar.is_finite(n) for n in between)
        if parted or last - first < _FEWEST or self.tokens[first].text[:1].isupper():
            return None
        speaker = self.grammar.subject(number)
        said = (quotation.inner_start, quotation.inner_end)
        whole = (sentence.start, sentence.end)
        return self.grammar.saying(number, speaker, said, whole, "direct")

    def _mute(self, number: int, sentence: Sentence) -> Saying | None:
        """Somebody speaks whose words are not given here; the next «по его словам» is theirs."""
        frames = self.words.verbs.get(self.tokens[number].lemma, frozenset())
        if "about" not in frames and "that" not in frames:
            return None
        speaker = self.grammar.subject(number)
        if speaker < 0:
            speaker = self.grammar.subject_after(number, sentence)
        if speaker < 0:
            return None
        whole = (sentence.start, sentence.end)
        return self.grammar.saying(number, speaker, whole, whole, "mute")

    def _made(
        self, number: int, first: int, last: int, sentence: Sentence, kind: str, speaker: int | None = None
    ) -> Saying | None:
        last = min(last, self.asides.credit(first, sentence))
        if last <= first or first >= sentence.last:
            return None
        end = sentence.end if last >= sentence.last else self.tokens[last - 1].end
        who = self.grammar.subject(number) if speaker is None else speaker
        said = (self.tokens[first].start, end)
        return self.grammar.saying(number, who, said, (sentence.start, sentence.end), kind)

    def _that(self, number: int, sentence: Sentence) -> Saying | None:
        conjunction = self.grammar.conjunction(number, sentence)
        if conjunction < 0:
            return None
        speaker = self.grammar.subject(number)
        if speaker > conjunction:
            before = self.grammar.nominative_before(number)
            speaker = before if before >= 0 else CARRIED
        return self._made(number, conjunction + 1, sentence.last, sentence, "that", speaker)

    def _with_noun(self, number: int, sentence: Sentence) -> Saying | None:
        """«выразил надежду, что …», «пришел к выводу, что …», «выразил обеспокоенность ростом …»."""
        nouns = self.words.phrases[self.tokens[number].lemma]
        near = range(number + 1, min(number + 8, sentence.last))
        noun = next((n for n in near if self.tokens[n].lemma in nouns), -1)
        if noun < 0:
            return None
        conjunction = self.grammar.conjunction(noun, sentence)
        if conjunction >= 0:
            return self._made(number, conjunction + 1, sentence.last, sentence, "that")
        if self.tokens[number].lemma not in _VOICES:
            return None
        end = max(self.scene.subtree(noun)) + 1
        return (
            self._made(number, noun, min(end, sentence.last), sentence, "object") if end > noun + 1 else None
        )

    def _about(self, number: int, sentence: Sentence) -> Saying | None:
        for child in self.grammar.children[number]:
            if child < number or not self.tokens[child].rel.startswith(("obl", "nmod", "obj", "iobj")):
                continue
            tree = [n for n in self.scene.subtree(child) if n > number]
            is_about = self.tokens[tree[0]].text.lower() in ("о", "об", "обо")
            if is_about and self.tokens[child].lemma not in _THIS:
                return self._made(number, tree[0], tree[-1] + 1, sentence, "about")
        return None

    def _of_this(self, number: int, sentence: Sentence) -> Saying | None:
        """«Об этом сообщил X», «Такие данные привёл X»: what he said is the sentence before."""
        first = sentence.first
        if not self._refers_back(sentence) or number - first > 12 or first == 0:
            return None
        speaker = self.grammar.subject_after(number, sentence)
        before = self._sentence_before(first)
        if before is None or speaker in range(first) or self.grammar.is_outlet(max(speaker, 0)):
            return None
        whole = (before.start, sentence.end)
        return self.grammar.saying(number, speaker, (before.start, before.end), whole, "this")

    def _refers_back(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with «об этом», «это» or «такие данные», «с таким заявлением»."""
        opening = [
            t.text.lower() for t in self.tokens[sentence.first : min(sentence.first + 2, sentence.last)]
        ]
        if opening == ["об", "этом"]:
            return True
        if opening[0] == "это" and len(opening) > 1 and self.tokens[sentence.first + 1].rel != "det":
            return True
        start = sentence.first + (self.tokens[sentence.first].pos == "ADP")
        pointing = self.tokens[start].lemma in ("такой", "этот", "подобный", "аналогичный")
        near = self.tokens[start + 1 : min(start + 3, sentence.last)]
        return pointing and any(t.lemma in self.words.back for t in near)

    def _sentence_before(self, token: int) -> Sentence | None:
        number = self.scene.markup.sentence_of[token]
        sentence = self.scene.markup.sentences[number]
        if sentence.first < token:
            return self.grammar.piece(sentence.first, token)
        return self.scene.markup.sentences[number - 1] if number else None

    def _object(self, number: int, sentence: Sentence) -> Saying | None:
        for child in self.grammar.children[number]:
            if self.tokens[child].rel == "obj" and self.tokens[child].pos in NOMINAL:
                behind = child > number
                tree = [n for n in self.scene.subtree(child) if (n > number) == behind]
                if not behind and (not tree or tree[-1] != number - 1 or self.grammar.subject(number) < 0):
                    continue  # «В прокуратуре связь событий отрицают», right before the verb alone
                if len(tree) > 1 and not self._is_kept(child, tree[0]):
                    return self._made(number, tree[0], tree[-1] + 1, sentence, "object")
        return None

    def _is_kept(self, *numbers: int) -> bool:
        """«отмечают День независимости», «отметил 30-летие установления отношений»: a day, no words."""
        return any(self.tokens[n].lemma.rpartition("-")[2] in self.words.kept for n in numbers)

    def _demanded(self, number: int, sentence: Sentence) -> Saying | None:
        """«обвинил X в …», «призвал X …»: what is laid to a charge or called for."""
        stops = (n for n in range(number + 1, sentence.last) if self.tokens[n].text in (";", "."))
        last = next(stops, sentence.last)
        kind = "accused" if self.tokens[number].lemma in _ACCUSES else "called on"
        if self.grammar.is_impersonal(number):
            return None
        return self._made(number, number + 1, last, sentence, kind) if last > number + 2 else None

    def _called(self, number: int, sentence: Sentence) -> Saying | None:
        """«назвал X Y», «рассматривает X как Y», «считает X Y»."""
        children = self.grammar.children[number]
        thing = next((c for c in children if self.tokens[c].rel == "obj"), -1)
        if thing >= 0 and self.tokens[thing].lemma in ("который", "что"):
            return None
        for n in range(number + 1, min(number + _REACH, sentence.last)):
            token = self.tokens[n]
            if (token.lemma in ("что", "чтобы") and n <= number + 2) or (
                n > number + 1 and self.grammar.is_finite(n)
            ):
                return None
            is_as = token.text.lower() == "как" and self.tokens[number].lemma in _AS
            if not is_as and not self._is_predicate(n, number):
                continue
            if thing < 0 and not is_as and self.tokens[n].head != number:
                continue
            first = min(self.scene.subtree(thing)[0], n) if thing > number else n
            return self._made(
                number, max(first, number + 1), self._next_verb(number, sentence), sentence, "call"
            )
        return None

    def _next_verb(self, number: int, sentence: Sentence) -> int:
        """Where «… и пообещала ответ» goes on with another verb of one subject; else the sentence's end."""
        for child in self.grammar.children[number]:
            if child > number and self.tokens[child].rel == "conj" and self.grammar.is_finite(child):
                joins = [c for c in self.grammar.children[child] if self.tokens[c].rel == "cc" and c < child]
                return min([child, *joins])
        for n in range(number + 1, sentence.last):  # «назвал X Y, добавив, что …»
            converb = self.tokens[n].feats.get("VerbForm") == "Conv" and self.tokens[n - 1].text == ","
            if converb and "that" in self.words.verbs.get(self.tokens[n].lemma, frozenset()):
                return n - 1
        return sentence.last

    def _is_predicate(self, number: int, verb: int) -> bool:
        """Whether the word is what the thing is called: an instrumental of the verb itself, no mere name."""
        token = self.tokens[number]
        if (
            token.feats.get("Case") != "Ins"
            or token.pos not in ("NOUN", "ADJ", "NUM", "VERB")
            or token.lemma == "свой"
        ):
            return False
        quoted = any(self.tokens[k].text in QUOTES for k in range(max(verb, number - 3), number))
        if quoted and number - verb < 14:
            return True
        if token.text[:1].isupper():
            return False
        at = number
        for _ in range(3):
            if self.tokens[at].head == verb:
                return self.tokens[at].rel in ("obl", "xcomp", "iobj", "obj", "nmod", "advcl", "amod")
            if self.tokens[at].rel not in ("amod", "det", "conj", "obl", "appos"):
                return False
            at = self.tokens[at].head
        return False

    def _paper(self, number: int, sentence: Sentence) -> Saying | None:
        """«В сообщении МИД говорится, что …», «в публикациях подчеркивается …», «справку, где сказано»."""
        if self._refers_back(sentence):
            return self._paper_of_this(number, sentence)
        back = range(number - 1, max(sentence.first, number - 16) - 1, -1)
        ahead = range(number + 1, min(number + 8, sentence.last))
        papers = self.words.papers
        paper = next((n for n in (*back, *ahead) if self.tokens[n].lemma in papers), -1)
        if paper < 0:
            return None
        relative = any(self.tokens[n].lemma == "который" for n in range(paper + 1, number))
        if not relative and self.tokens[paper].feats.get("Case") != "Loc":
            return None
        owner = self.grammar.owner(paper)
        if owner == CARRIED and self.tokens[paper].lemma in _PRINTED:
            owner = OUTLET
        if relative and owner == CARRIED and self.tokens[paper].head != paper:
            owner = self.grammar.subject(self.tokens[paper].head)
        conjunction = self.grammar.conjunction(number, sentence)
        if conjunction >= 0:
            return self._made(number, conjunction + 1, sentence.last, sentence, "paper", owner)
        subjects = (c for c in self.grammar.children[number] if self.tokens[c].rel.startswith("nsubj"))
        subject = next(subjects, -1)
        if subject > number:
            tree = self.scene.subtree(subject)
            return self._made(number, tree[0], tree[-1] + 1, sentence, "paper", owner)
        return None

    def _paper_of_this(self, number: int, sentence: Sentence) -> Saying | None:
        """«Об этом говорится в сообщении МИД»: what the paper says is the sentence before."""
        ahead = range(number + 1, min(number + 8, sentence.last))
        paper = next((n for n in ahead if self.tokens[n].lemma in self.words.papers | {"сайт"}), -1)
        before = self._sentence_before(sentence.first)
        owner = self.grammar.owner(paper) if paper >= 0 else CARRIED
        if owner == CARRIED or before is None or self.grammar.is_outlet(owner):
            return None
        whole = (before.start, sentence.end)
        return self.grammar.saying(number, owner, (before.start, before.end), whole, "this")

    def _parted(self, found: list[Saying]) -> list[Saying]:
        """Sayings that stand side by side in one sentence, each cut where the next begins."""
        kept: list[Saying] = []
        mute: list[Saying] = []
        for saying in found:
            if saying.kind == "mute":
                mute.append(saying)
                continue
            before = kept[-1] if kept else None
            at = self.tokens[saying.token].start
            if before is None or saying.kind in _WHOLE or not before.start <= at < before.end:
                kept.append(saying)
                continue
            cut = self._clause_start(saying.token, before)
            if self._is_inside(saying.token, before) and not self._is_set_against(cut):
                continue
            start, end = self.grammar.trimmed(before.start, cut)
            if end - start >= 3:
                kept[-1] = msgspec.structs.replace(before, start=start, end=end, to=end)
                saying = msgspec.structs.replace(saying, from_=self.grammar.trimmed(cut, saying.to)[0])
            kept.append(saying)
        return [*kept, *mute]

    def _is_inside(self, number: int, outer: Saying) -> bool:
        """Whether a reporting word stands in what is reported: its clause hangs on the outer clause."""
        at = number
        for _ in range(12):
            token = self.tokens[at]
            if token.head == at:
                return False
            if token.head == outer.token:
                return token.rel not in ("conj", "root", "parataxis")
            at = token.head
        return False

    def _is_set_against(self, cut: int) -> bool:
        """Whether «…, а X …» begins here: another speaks beside the first, not inside what the first says."""
        return (
            re.match(r"[\s,]*(?:а|но|в то время как|тогда как)\s", self.grammar.text[cut : cut + 24])
            is not None
        )

    def _clause_start(self, number: int, outer: Saying) -> int:
        """The character where the clause of a reporting verb begins: at its subject, or at itself."""
        subject = self.grammar.subject(number)
        first = subject if outer.token < subject < number else number  # else the two verbs share it
        while (
            first > 0 and self.tokens[first - 1].text not in STOPS and self.tokens[first - 1].pos != "CCONJ"
        ):
            first -= 1
        while first > 0 and self.tokens[first - 1].text.lower() in ("а", "и", "но", ",", "однако", "также"):
            first -= 1
        return max(self.tokens[first].start, outer.start)
