"""The words in a sentence that attribute words: who says what, by which verb or phrase."""

from __future__ import annotations

from msgspec import Struct

from legation.extraction.scene import Scene
from legation.record import Sentence, Token
from legation.vocabulary.reporting import folded, reporting

CARRIED = -1  # the speaker is not named here: whoever spoke last
NOBODY = -2  # nobody is named and nobody can be meant («сообщается, что …»)
_THAT = frozenset({"что", "чтобы"})
_PRONE = frozenset({"как", "почему", "зачем", "каков", "сколько", "ли"})
_REACH = 24  # tokens between a verb and its clause: «заявил в понедельник журналистам …, что»
_ASIDE_REACH = 14  # tokens that an inserted «сообщил во вторник представитель …» may take up


class Saying(Struct, frozen=True, kw_only=True):
    """One attribution: `token` is the reporting word, `speaker` the head of whoever speaks.

    `start` to `end` are the characters of what is said, `from_` to `to` those of the whole stretch with its
    attribution. `kind` tells the construction, `verb` the lemma that reports.
    """

    token: int
    speaker: int
    start: int
    end: int
    from_: int
    to: int
    kind: str
    verb: str


class Clauses:
    """The attributions in the sentences of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.markup.tokens
        self.words = reporting()

    def sayings(self, sentence: Sentence, shut: frozenset[int]) -> list[Saying]:
        """The attributions of a sentence, but for those in the tokens `shut` (somebody's direct speech)."""
        found: list[Saying] = []
        for number in range(sentence.first, sentence.last):
            if number in shut:
                continue
            saying = self._by_phrase(number, sentence) or self._by_verb(number, sentence)
            if saying is not None:
                found.append(saying)
        return self._parted(found, sentence)

    # -- by a phrase: «по словам X», «согласно докладу X» --

    def _by_phrase(self, number: int, sentence: Sentence) -> Saying | None:
        preposition = self.tokens[number].text.lower()
        nouns = self.words.sources.get(preposition)
        if nouns is None:
            return None
        noun = next(
            (n for n in range(number + 1, min(number + 4, sentence.last)) if self.tokens[n].lemma in nouns),
            -1,
        )
        if noun < 0 or any(self.tokens[n].pos not in _DESCRIBING for n in range(number + 1, noun)):
            return None
        if preposition == "по" and self.tokens[noun].feats.get("Case") not in ("Dat", None):
            return None
        speaker = self._owner(noun, number, sentence)
        if speaker == NOBODY:
            return None
        last = self._phrase_end(noun, speaker, sentence)
        return self._around(number, last, speaker, sentence, "by", self.tokens[noun].lemma, noun)

    def _owner(self, noun: int, first: int, sentence: Sentence) -> int:
        """Whose words they are: a possessive before the noun or a genitive after it."""
        for n in range(first + 1, noun):
            if self.tokens[n].lemma in _POSSESSIVES:
                return n
        if self.tokens[noun].lemma == "источник":
            return noun
        after = noun + 1
        while after < sentence.last and self.tokens[after].text in _QUOTES:
            after += 1
        if after >= sentence.last or self.tokens[after].text in _STOPS:
            return NOBODY
        for child in self.scene.markup.children[noun]:
            if (
                child > noun
                and child <= noun + 6
                and self.tokens[child].rel.startswith(("nmod", "appos", "flat"))
            ):
                return child
        mention = self.scene.mention_at(after)
        if mention is not None:
            return mention.head
        if self.tokens[after].feats.get("Case") == "Gen" or self.tokens[after].pos == "PROPN":
            return next(
                (n for n in range(after, min(after + 5, sentence.last)) if self.tokens[n].pos in _NOMINAL),
                NOBODY,
            )
        return NOBODY

    def _phrase_end(self, noun: int, speaker: int, sentence: Sentence) -> int:
        """The token after the phrase: after the comma that shuts it, or after its last word."""
        last = max(noun, speaker)
        mention = self.scene.mention_at(speaker)
        if mention is not None:
            last = max(last, mention.last - 1)
        for n in range(last + 1, min(last + _ASIDE_REACH, sentence.last)):
            if self.tokens[n].text in _STOPS and n not in self._named(speaker):
                return n + 1
        return last + 1

    def _named(self, number: int) -> range:
        mention = self.scene.mention_at(number)
        return range(mention.first, mention.last) if mention is not None else range(number, number + 1)

    # -- by a verb --

    def _by_verb(self, number: int, sentence: Sentence) -> Saying | None:
        token = self.tokens[number]
        if token.lemma in self.words.adjectives and token.feats.get("Variant") == "Short":
            return self._that(number, sentence, "that")
        if token.pos not in ("VERB", "AUX") or token.feats.get("VerbForm") == "Inf":
            return None
        if (
            token.feats.get("Person") in ("1", "2")
            or token.feats.get("Mood") == "Imp"
            or self._negated(number)
        ):
            return None
        if token.lemma in self.words.paper_verbs and self.is_passive(token):
            return self._by_paper(number, sentence)
        if token.feats.get("Voice") == "Pass":
            return None
        if token.lemma in self.words.phrases and (saying := self._by_noun(number, sentence)):
            return saying
        frames = self.words.verbs.get(token.lemma, frozenset())
        if "call" in frames and (saying := self._called(number, sentence)):
            return saying
        if "that" in frames and (
            saying := self._that(number, sentence, "act" if "act" in frames else "that")
        ):
            return saying
        if "aside" in frames or token.lemma in self.words.relays:
            saying = self._aside(number, sentence)
            if saying is not None:
                return saying
        if "about" in frames and (saying := self._about(number, sentence)):
            return saying
        if "object" in frames and (saying := self._object(number, sentence)):
            return saying
        if "act" in frames and (saying := self._acted(number, sentence)):
            return saying
        return None

    @staticmethod
    def is_passive(token: Token) -> bool:
        return token.lemma.endswith("ся") or token.feats.get("Voice") == "Pass"

    def _negated(self, number: int) -> bool:
        return (
            number > 0 and self.tokens[number - 1].lemma == "не" and self.tokens[number].lemma not in _DOUBLY
        )

    def subject(self, number: int, seen: int = 0) -> int:
        """The head of the verb's subject; `CARRIED` or `NOBODY` where the clause names none."""
        token = self.tokens[number]
        subjects = [
            child
            for child in self.scene.markup.children[number]
            if self.tokens[child].rel.startswith("nsubj") and abs(child - number) < 40
        ]
        if subjects:
            chosen = subjects[0] if len(subjects) == 1 else self._chosen(subjects)
            if self.tokens[chosen].lemma == "который":
                return self._antecedent(number)
            return chosen if self.tokens[chosen].pos in _NOMINAL_OR_PRONOUN else NOBODY
        form = token.feats.get("VerbForm")
        if form == "Part":
            return token.head if token.head != number and self.tokens[token.head].pos in _NOMINAL else NOBODY
        if (
            seen < 4
            and token.head != number
            and (form == "Conv" or token.rel in ("conj", "xcomp", "parataxis"))
        ):
            above = self.subject(token.head, seen + 1)
            if form == "Conv" or token.rel != "parataxis":
                return above
        if token.feats.get("Number") == "Plur" and token.feats.get("VerbForm", "Fin") == "Fin":
            return self._place_speaking(number)
        return CARRIED

    def _chosen(self, subjects: list[int]) -> int:
        """Of two subjects, the one that is no outlet: «подтвердил «Ъ» один из участников»."""
        others = [n for n in subjects if not self.is_outlet(n)]
        return others[0] if others else subjects[0]

    def _antecedent(self, number: int) -> int:
        """The noun that a relative clause describes."""
        at = number
        for _ in range(4):
            if self.tokens[at].rel.startswith("acl"):
                return self.tokens[at].head
            if self.tokens[at].head == at:
                break
            at = self.tokens[at].head
        return NOBODY

    def _place_speaking(self, number: int) -> int:
        """«В МИД сообщили», «в Иране считают»: the plural without a subject speaks for the place."""
        for child in self.scene.markup.children[number]:
            if not self.tokens[child].rel.startswith(("obl", "nmod")) or abs(child - number) > 12:
                continue
            cases = [self.tokens[c].text.lower() for c in self.scene.markup.children[child]]
            mention = self.scene.mention_at(child)
            if any(c in ("в", "во") for c in cases) and (
                self.tokens[child].lemma in self.words.people
                or (mention is not None and mention.kind in ("state", "body"))
                or self.tokens[child].pos == "PROPN"
            ):
                return child
        return NOBODY

    def is_outlet(self, number: int) -> bool:
        """Whether the token names an outlet or a kind of outlet."""
        token = self.tokens[number]
        if token.lemma in self.words.outlet_nouns:
            return True
        mention = self.scene.mention_at(number)
        name = mention.name if mention is not None else token.text
        return folded(name) in self.words.outlets or folded(token.text) in self.words.outlets

    # -- the constructions --

    def _conjunction(self, number: int, sentence: Sentence) -> int:
        """The «что» that opens the clause the verb governs, or -1."""
        for n in range(number + 1, min(number + _REACH, sentence.last)):
            token = self.tokens[n]
            if token.lemma in _THAT and token.pos in ("SCONJ", "PRON") and self._opens_clause(n, number):
                return n
            if token.text in (":", ";") or token.text == "." or (n > number + 1 and self.is_finite(n)):
                return -1
        return -1

    def _opens_clause(self, conjunction: int, verb: int) -> bool:
        before = self.tokens[conjunction - 1].text
        return before == "," or conjunction - verb <= 2 or self.tokens[conjunction].pos == "SCONJ"

    def is_finite(self, number: int) -> bool:
        token = self.tokens[number]
        return token.pos == "VERB" and token.feats.get("VerbForm", "Fin") == "Fin"

    def _that(self, number: int, sentence: Sentence, kind: str) -> Saying | None:
        conjunction = self._conjunction(number, sentence)
        if conjunction < 0:
            return None
        return self._made(number, conjunction + 1, sentence.last, sentence, kind)

    def _by_noun(self, number: int, sentence: Sentence) -> Saying | None:
        """«выразил надежду, что …», «пришел к выводу, что …», «выразил обеспокоенность ростом …»."""
        nouns = self.words.phrases[self.tokens[number].lemma]
        noun = next(
            (
                n
                for n in range(number + 1, min(number + 8, sentence.last))
                if (self.tokens[n].lemma in nouns
                and self.tokens[n].pos in _NOMINAL)
                or self.tokens[n].lemma == "понять"
            ),
            -1,
        )
        if noun < 0:
            return None
        conjunction = self._conjunction(noun, sentence)
        if conjunction >= 0:
            return self._made(number, conjunction + 1, sentence.last, sentence, "that")
        end = max(self.scene.subtree(noun)) + 1
        return (
            self._made(number, noun, min(end, sentence.last), sentence, "object") if end > noun + 1 else None
        )

    def _about(self, number: int, sentence: Sentence) -> Saying | None:
        for child in self.scene.markup.children[number]:
            if child < number or not self.tokens[child].rel.startswith(("obl", "nmod", "obj", "iobj")):
                continue
            first = self.scene.subtree(child)[0]
            if self.tokens[first].text.lower() not in ("о", "об", "обо") or self.tokens[child].lemma in _THIS:
                continue
            return self._made(number, first, max(self.scene.subtree(child)) + 1, sentence, "about")
        return None

    def _object(self, number: int, sentence: Sentence) -> Saying | None:
        for child in self.scene.markup.children[number]:
            if child > number and self.tokens[child].rel == "obj" and self.tokens[child].pos in _NOMINAL:
                tree = [n for n in self.scene.subtree(child) if n > number]
                if len(tree) > 1:
                    return self._made(number, tree[0], tree[-1] + 1, sentence, "object")
        return None

    def _acted(self, number: int, sentence: Sentence) -> Saying | None:
        """«обвинил X в …», «призвал X …»: what is demanded or laid to another's charge."""
        last = next(
            (n for n in range(number + 1, sentence.last) if self.tokens[n].text in (";", ".")), sentence.last
        )
        return self._made(number, number + 1, last, sentence, "demand") if last > number + 2 else None

    def _called(self, number: int, sentence: Sentence) -> Saying | None:
        """«назвал X Y», «рассматривает X как Y», «считает X Y»."""
        children = self.scene.markup.children[number]
        thing = next((c for c in children if self.tokens[c].rel == "obj"), -1)
        for n in range(number + 1, min(number + _REACH, sentence.last)):
            token = self.tokens[n]
            if token.lemma in _THAT or self.is_finite(n):
                return None
            is_as = token.text.lower() == "как" and self.tokens[number].lemma in _AS
            if is_as or (token.feats.get("Case") == "Ins" and self._belongs(n, number)):
                if (thing < 0 and not is_as) or self.tokens[thing].lemma == "который":
                    return None
                if token.pos == "PROPN" or (
                    token.text[:1].isupper() and self.tokens[n - 1].text not in _QUOTES
                ):
                    return None
                first = min(self.scene.subtree(thing)[0], n) if thing > number else n
                return self._made(number, max(first, number + 1), sentence.last, sentence, "call")
        return None

    def _belongs(self, number: int, verb: int) -> bool:
        """Whether the word hangs on the verb itself, not on one of its nouns."""
        at = number
        for _ in range(3):
            if self.tokens[at].head == verb:
                return True
            if self.tokens[at].rel not in ("amod", "det", "conj", "obl", "appos"):
                return False
            at = self.tokens[at].head
        return False

    def _by_paper(self, number: int, sentence: Sentence) -> Saying | None:
        """«В сообщении МИД говорится, что …», «в публикациях подчеркивается …»."""
        paper = next(
            (
                n
                for n in (
                    *range(number - 1, max(sentence.first, number - 16) - 1, -1),
                    *range(number + 1, min(number + 8, sentence.last)),
                )
                if self.tokens[n].lemma in self.words.papers and self.tokens[n].feats.get("Case") == "Loc"
            ),
            -1,
        )
        if paper < 0:
            return None
        owner = next(
            (
                c
                for c in self.scene.markup.children[paper]
                if c > paper and self.tokens[c].rel.startswith("nmod")
            ),
            CARRIED,
        )
        conjunction = self._conjunction(number, sentence)
        if conjunction >= 0:
            return self._made(number, conjunction + 1, sentence.last, sentence, "paper", owner)
        subject = next(
            (c for c in self.scene.markup.children[number] if self.tokens[c].rel.startswith("nsubj")), -1
        )
        if subject > number:
            tree = self.scene.subtree(subject)
            return self._made(number, tree[0], tree[-1] + 1, sentence, "paper", owner)
        return None

    def _aside(self, number: int, sentence: Sentence) -> Saying | None:
        """«Как сообщает X, …», «…, заявил X.», «…, уточняет X, …»."""
        before = number - 1
        while (
            before > sentence.first
            and self.tokens[before].pos in ("ADV", "PART")
            and self.tokens[before].text != ","
        ):
            before -= 1
        is_as = before >= sentence.first and self.tokens[before].lemma == "как"
        if is_as:
            before -= 1
        opens = before < sentence.first
        if opens and not is_as:
            return None
        if (
            not opens
            and self.tokens[before].text not in _ASIDE_OPENS
            and not (is_as and self.tokens[before].pos in ("CCONJ", "ADV"))
        ):
            return None
        speaker = self.speaker_after(number, sentence)
        if speaker == NOBODY:
            return None
        last = self._aside_end(number, speaker, sentence)
        first = before if not opens else sentence.first
        return self._around(
            first, last, speaker, sentence, "as" if is_as else "aside", self.tokens[number].lemma, number
        )

    def speaker_after(self, number: int, sentence: Sentence) -> int:
        speaker = self.subject(number)
        if speaker > number:
            return speaker
        if speaker == NOBODY or speaker == CARRIED or speaker < number:
            for n in range(number + 1, min(number + 6, sentence.last)):
                token = self.tokens[n]
                mention = self.scene.mention_at(n)
                if token.text in _STOPS:
                    break
                if (
                    mention is not None
                    and mention.kind in ("person", "body", "state")
                    and token.feats.get("Case") in ("Nom", None)
                ):
                    return mention.head
                if (
                    token.lemma in self.words.people | self.words.outlet_nouns
                    and token.feats.get("Case") == "Nom"
                ):
                    return n
                if folded_outlet(token.text, self.words.outlets):
                    return n
        return speaker if speaker >= sentence.first and speaker > number else self._place_speaking(number)

    def _aside_end(self, number: int, speaker: int, sentence: Sentence) -> int:
        """The token after the inserted clause."""
        last = max(number, self._named(speaker)[-1] if speaker >= 0 else number)
        for n in range(last + 1, sentence.last):
            if self.tokens[n].text == "," and n not in self._named(speaker):
                return n + 1
            if self.tokens[n].text in (".", ":", ";"):
                return n
        return sentence.last

    def _around(
        self, first: int, last: int, speaker: int, sentence: Sentence, kind: str, verb: str, number: int
    ) -> Saying | None:
        """What stands around an inserted attribution: the longer of what is before and what is after it."""
        before = (
            (self.tokens[sentence.first].start, self.tokens[first - 1].end)
            if first > sentence.first
            else (0, 0)
        )
        after = (self.tokens[last].start, sentence.end) if last < sentence.last else (0, 0)
        start, end = before if before[1] - before[0] > after[1] - after[0] else after
        start, end = self.trimmed(start, end)
        if end - start < _SHORTEST:
            return None
        return Saying(
            token=number,
            speaker=speaker,
            start=start,
            end=end,
            from_=sentence.start,
            to=sentence.end,
            kind=kind,
            verb=verb,
        )

    def _made(
        self, number: int, first: int, last: int, sentence: Sentence, kind: str, speaker: int | None = None
    ) -> Saying | None:
        if last <= first:
            return None
        who = self.subject(number) if speaker is None else speaker
        if who == NOBODY:
            return None
        end = sentence.end if last >= sentence.last else self.tokens[last - 1].end
        start, end = self.trimmed(self.tokens[first].start, end)
        if end - start < 3:
            return None
        return Saying(
            token=number,
            speaker=who,
            start=start,
            end=end,
            from_=sentence.start,
            to=sentence.end,
            kind=kind,
            verb=self.tokens[number].lemma,
        )

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without outer blanks and closing stops."""
        text = self.scene.markup.document.text
        while start < end and text[start] in " \t\n,:—–-":
            start += 1
        while end > start and text[end - 1] in " \t\n,.:;—–-":
            end -= 1
        return start, end

    def _parted(self, found: list[Saying], sentence: Sentence) -> list[Saying]:
        """Sayings that stand side by side in one sentence, each cut where the next begins."""
        kept: list[Saying] = []
        for saying in found:
            if (
                kept
                and saying.kind not in ("by", "as", "aside")
                and kept[-1].start <= self.tokens[saying.token].start < kept[-1].end
            ):
                if self._inside(saying.token, kept[-1]):
                    continue
                cut = self._clause_start(saying.token, kept[-1])
                start, end = self.trimmed(kept[-1].start, cut)
                if end - start >= 3:
                    before = kept.pop()
                    kept.append(_with(before, start, end, before.from_, end))
                    saying = _with(
                        saying, saying.start, saying.end, self.trimmed(cut, saying.to)[0], saying.to
                    )
            kept.append(saying)
        return kept

    def _inside(self, number: int, outer: Saying) -> bool:
        """Whether a reporting word stands in what is reported: its clause hangs on the outer clause."""
        at = number
        for _ in range(12):
            token = self.tokens[at]
            if token.head == at:
                return False
            if token.head == outer.token:
                return token.rel not in ("conj", "root", "parataxis")
            if (
                token.rel in ("conj",)
                and self.tokens[token.head].head == token.head
                and token.head != outer.token
            ):
                return True
            at = token.head
        return False

    def _clause_start(self, number: int, outer: Saying) -> int:
        """The character where the clause of a reporting verb begins: at its subject, or at itself."""
        first = number
        for child in self.scene.markup.children[number]:
            if child < number and self.tokens[child].rel.startswith("nsubj"):
                first = min(first, self.scene.subtree(child)[0])
        while first > 0 and self.tokens[first - 1].text.lower() in ("а", "и", "но", ",", "однако", "также"):
            first -= 1
        return max(self.tokens[first].start, outer.start)


def folded_outlet(text: str, outlets: frozenset[str]) -> bool:
    """Whether one word by itself is the name of an outlet."""
    return text.lower().replace("ё", "е") in outlets


def _with(saying: Saying, start: int, end: int, from_: int, to: int) -> Saying:
    return Saying(
        token=saying.token,
        speaker=saying.speaker,
        start=start,
        end=end,
        from_=from_,
        to=to,
        kind=saying.kind,
        verb=saying.verb,
    )


_SHORTEST = 12  # characters: less is no thought
_DESCRIBING = frozenset({"ADJ", "DET", "PRON", "NUM"})
_POSSESSIVES = frozenset({"его", "ее", "их", "он", "она", "они", "свой"})
_QUOTES = frozenset({"«", "»", '"', "„", "“", "”", "''", "``"})
_STOPS = frozenset({",", ".", ";", ":", "—", "–", "-", "(", ")"})
_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_NOMINAL_OR_PRONOUN = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "VERB"})
_DOUBLY = frozenset({"исключать", "исключить", "сомневаться", "скрывать"})
_THIS = frozenset({"это", "то", "тот", "он", "она", "они", "что", "который"})
_AS = frozenset(
    {
        "рассматривать",
        "рассмотреть",
        "охарактеризовать",
        "характеризовать",
        "расценить",
        "расценивать",
        "оценить",
        "оценивать",
        "воспринимать",
        "воспринять",
        "описать",
        "описывать",
        "трактовать",
        "квалифицировать",
        "определить",
        "истолковать",
        "представить",
        "представлять",
        "интерпретировать",
        "видеть",
    }
)
_ASIDE_OPENS = frozenset({",", "—", "–", "-", "»", '"'})
