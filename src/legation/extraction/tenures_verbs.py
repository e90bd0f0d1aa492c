"""What verbs say of a post: «был назначен послом», «занимал пост министра», «МИД возглавит …»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.extraction.tenures_linked import last_office
from legation.extraction.tenures_offices import Office
from legation.extraction.tenures_people import Holding, People, Person, holding
from legation.extraction.tenures_words import NOUNS, Words
from legation.record import Token

_ACTIVE = re.compile(r"(?:вш|ущ|ющ|ащ|ящ)(?:ий|его|ему|им|ем|ая|ей|ую|ие|их|ими)$")
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
OBJECTS = frozenset({"obj", "iobj", "obl", "nmod"})
LINKS = frozenset({"conj", "cop", "aux", "aux:pass", "xcomp", "appos"})
STEPS = 4  # governors between a post and its verb
SOON = frozenset({"должный", "ожидаться", "планироваться", "предстоять"})
UNTRUE = frozenset(
    {"не", "если", "бы", "якобы", "мочь", "возможно", "отказаться", "отказываться", "вероятно"}
)
SEATS = ("seat_is", "seat_begins", "seat_ends", "seat_proposed", "seat_yields", "seat_falls", "begins")


def told(words: Words, people: People, found: tuple[Office, ...]) -> list[Holding]:
    """The holdings that verbs and their nouns tell, in the order of the text."""
    nested: set[int] = set()
    reach = 0
    for office in found:  # in the order of their nouns
        if office.head < reach:
            nested.add(office.head)
        reach = max(reach, office.last)
    seats = words.known.holding["seat"]
    made: list[Holding] = []
    for office in found:
        seat = office.first - 1
        if seat >= 0 and words.tokens[seat].lemma in words.known.holding["seat"]:
            if office.case in ("Gen", ""):
                made += Telling(words, people, office, (office.first, office.last)).of_seat(seat)
        elif office.head not in nested and not office.plural and office.case in ("Ins", "Nom", ""):
            made += Telling(words, people, office, (office.first, office.last)).of_verb()
    for number in words.scene.markup.among(seats):
        lemma = words.tokens[number].lemma
        if lemma in seats and _is_this(words, number):
            meant = last_office(words, found, number)
            if meant is not None:
                made += Telling(words, people, meant, (number - 1, number + 1)).of_seat(number)
    return made


def _is_this(words: Words, number: int) -> bool:
    return number > 0 and words.tokens[number - 1].lemma in ("этот", "данный", "тот")


class Telling:
    """One post, where its words stand, and the verb that tells of it."""

    def __init__(self, words: Words, people: People, office: Office, place: tuple[int, int]) -> None:
        self.words, self.people, self.office, self.place = words, people, office, place
        self.tokens, self.verbs = words.tokens, words.known.holding
        self.children = words.scene.markup.children
        elsewhere = place != (office.first, office.last)
        self.elsewhere = place if elsewhere else None
        self.text = ""
        self.head = place[1] - 1 if elsewhere else office.head

    def of_verb(self) -> Iterator[Holding]:
        """The post as the verb's complement: «является послом», «назначил его послом»."""
        made = self._made()
        if made is not None:
            yield made
            return
        verb = self._trigger(self.head, ("is", "begins", "noun_begins"))
        if verb is None:
            return
        lemma = self.tokens[verb].lemma
        if self.office.case == "Nom" and (
            lemma not in ("быть", "являться") or self.tokens[self.head].rel in SUBJECTS
        ):
            return
        begins = lemma in self.verbs["begins"] or lemma in self.verbs["noun_begins"]
        active = begins and lemma not in ("стать", "становиться", "сделаться")
        person = self.holder(verb, active)
        if person is not None:
            yield self._said(person, self.stage(verb, "begins" if begins else "is"), verb)

    def _made(self) -> Holding | None:
        """«назначение Тома Донилона своим советником»: the person stands between."""
        person = self.people.by_last.get(self.office.first)
        if person is None or self.office.case != "Ins" or self.elsewhere:
            return None
        at = person.first - 1
        while at > 0 and (
            self.tokens[at].pos in (*NOUNS, "ADJ") and not self._is_trigger(at, ("noun_begins",))
        ):
            at -= 1
        if at < 0 or person.first - at > 8 or not self._is_trigger(at, ("begins", "noun_begins")):
            return None
        return self._said(person, self.stage(at, "begins"), at)

    def of_seat(self, seat: int) -> Iterator[Holding]:
        """«занимал пост министра», «назначен на пост посла», «сменит на посту госсекретаря Х. Клинтон»."""
        verb = self._trigger(seat, (*SEATS, "seat_hoped"))
        if verb is None or self.tokens[verb].lemma in self.verbs["seat_hoped"] or self.words.is_post(verb):
            return
        lemma = self.tokens[verb].lemma
        kind = next(k for k in SEATS if lemma in self.verbs[k])
        if kind in ("seat_yields", "seat_falls"):
            other = self.argument(verb, OBJECTS, ("Dat",))
            if other is not None:
                yield self._said(other, self.stage(verb, "begins"), verb)
            return
        if lemma == "исполнять" and self.elsewhere is None:
            self.text = f"исполняющий обязанности {genitive_text(self.words, self.office)}"
        stage = {"seat_is": "is", "seat_ends": "ends", "seat_proposed": "ahead"}.get(kind, "begins")
        person = self.holder(verb, lemma in TRANSITIVE)
        if person is not None:
            yield self._said(person, self.stage(verb, stage), verb)
        if lemma in self.verbs["replaces"]:
            other = self.argument(verb, OBJECTS, ("Acc", "Gen"))
            if other is not None and (person is None or other.name != person.name):
                yield self._said(other, "ends", verb)

    def _said(self, person: Person, stage: str, verb: int) -> Holding:
        return holding(
            self.words, person, self.office, "a verb with a post", stage, verb, self.text, self.elsewhere
        )

    def _inside(self, number: int) -> bool:
        return self.place[0] <= number < self.place[1]

    def stage(self, verb: int, stage: str) -> str:
        token = self.tokens[verb]
        around = {self.tokens[i].lemma for i in self.children[verb]} | {self.tokens[token.head].lemma}
        around |= {self.tokens[i].lemma for i in self.children[token.head]} if token.rel == "xcomp" else set()
        if token.feats.get("VerbForm") == "Inf" and not around & SOON and token.rel != "root":
            return "none"
        if around & UNTRUE or (verb > 0 and self.tokens[verb - 1].lemma in UNTRUE):
            return "none"
        if token.feats.get("Tense") == "Fut" or around & SOON:
            return "ahead"
        if stage == "is" and token.feats.get("Tense") == "Past" and self.office.time != "now":
            return "was"
        return stage

    def _is_trigger(self, number: int, kinds: tuple[str, ...]) -> bool:
        return any(self.tokens[number].lemma in self.verbs[kind] for kind in kinds)

    def _trigger(self, number: int, kinds: tuple[str, ...]) -> int | None:
        """The verb of these kinds above a post, or beside it."""
        at = number
        for _ in range(STEPS):
            for child in self.children[at]:
                if self.tokens[child].rel in ("cop", "aux", "aux:pass") and self._is_trigger(child, kinds):
                    return child
            head = self.tokens[at].head
            if head == at:
                break
            if self._is_trigger(head, kinds) and not self._inside(head):
                return head
            if self.tokens[head].pos == "VERB" and self.tokens[head].rel not in LINKS:
                break
            at = head
        return self._beside(number, kinds)

    def _beside(self, number: int, kinds: tuple[str, ...]) -> int | None:
        """The verb right before the post, or after it with nothing but a bracket or «должен» between."""
        first, last = self.place
        start, end = self.words.start_of_sentence(number), self.words.end_of_sentence(number)
        for at in range(first - 1, max(first - 4, start) - 1, -1):
            if self.tokens[at].text in (",", ";", ":"):
                break
            if self._is_trigger(at, kinds):
                return at
        following = last + 1 if last < end and self.tokens[last].text == "," else last
        deep = 0
        for at in range(following, min(following + 9, end)):
            token = self.tokens[at]
            deep += (token.text == "(") - (token.text == ")")
            if not deep and self._is_trigger(at, kinds):
                return at
            if not deep and (
                token.text in (",", ";", ":") or (token.pos == "VERB" and token.lemma not in SOON)
            ):
                break
        return None

    def holder(self, verb: int, active: bool) -> Person | None:
        token = self.tokens[verb]
        participle = token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
        if participle or _ACTIVE.search(token.text.lower()):
            return self._of_participle(verb)
        if token.pos in NOUNS:
            return self._of_noun(verb)
        if active and not _passive(token):
            return self.argument(verb, OBJECTS, ("Acc", "Gen"))
        return self._subject(verb)

    def _subject(self, verb: int) -> Person | None:
        anchors, at = [verb, self.head], verb
        for _ in range(3):
            if self.tokens[at].rel not in LINKS and self.tokens[at].lemma != "быть":
                break
            at = self.tokens[at].head
            anchors.append(at)
        for anchor in anchors:
            for child in self.children[anchor]:
                if self.tokens[child].rel in SUBJECTS and not self._inside(child):
                    return self._person_at(child)
        return self._nearest(verb)

    def argument(self, verb: int, rels: frozenset[str], cases: tuple[str, ...]) -> Person | None:
        for child in self.children[verb]:
            token = self.tokens[child]
            if token.rel in rels and not self._inside(child) and token.feats.get("Case") in cases:
                person = self._person_at(child)
                if person is not None:
                    return person
        for at in (self.place[1], verb + 1):
            beside = self.people.by_first.get(at)
            if beside is not None and beside.case in cases:
                return beside
        return None

    def _of_noun(self, verb: int) -> Person | None:
        for child in self.children[verb]:
            if self.tokens[child].rel in ("nmod", "nsubj", "obl") and not self._inside(child):
                person = self._person_at(child)
                if person is not None:
                    return person
        return self.people.by_first.get(verb + 1)

    def _of_participle(self, verb: int) -> Person | None:
        """«Избранный премьером Нода», «Попова, работавшая заместителем»."""
        if self.place[1] in self.people.by_first:
            return self.people.by_first[self.place[1]]
        person = self.people.by_token.get(self.tokens[verb].head)
        if person is not None and person.plain:
            return person
        for at in range(verb - 1, max(verb - 5, self.words.start_of_sentence(verb)), -1):
            if self.tokens[at].text == "," and at in self.people.by_last:
                return self.people.by_last[at]
        return None

    def _person_at(self, number: int) -> Person | None:
        """The person whom a token names: by name, by pronoun as the cast has it, or as a post's holder."""
        person = self.people.by_token.get(number)
        if person is not None:
            return person
        if self.tokens[number].pos in ("PRON", "DET"):
            return self.people.pronoun(number)
        inside = [i for i in self.words.scene.subtree(number) if i in self.people.by_first and i > number]
        named = [self.people.by_first[i] for i in inside if i - number < 20]
        own = self.tokens[number].feats.get("Case", "")
        same = [p for p in named if p.case in (own, "") or {p.case, own} <= {"Gen", "Acc"}]
        return same[-1] if same and self.tokens[number].pos in NOUNS else None

    def _nearest(self, verb: int) -> Person | None:
        """Where the syntax is silent: the person after verb and post, or the clause's own before them."""
        start, end = self.words.start_of_sentence(verb), self.words.end_of_sentence(verb)
        beside = self.people.by_first.get(self.place[1])
        if self.place[0] > verb and beside is not None and beside.case in ("Nom", ""):
            return beside  # «ушёл с поста министра Иван Петров»
        if self.place[0] < verb:
            for at in range(verb + 1, min(verb + 8, end)):
                if self.tokens[at].text in (",", ";", ":") or self.tokens[at].pos == "VERB":
                    break
                if at in self.people.by_first and self.people.by_first[at].case in ("Nom", ""):
                    return self.people.by_first[at]
        for at in range(min(verb, self.place[0]) - 1, start - 1, -1):
            if self.tokens[at].text in (";", ":"):
                return None
            if self.tokens[at].rel in SUBJECTS:
                person = self.people.by_token.get(at)
                return person if person and person.case in ("Nom", "") else None
        feats = self.tokens[verb].feats
        told_of = feats.get("VerbForm", "Fin") == "Fin" or feats.get("Variant") == "Short"
        if not told_of or feats.get("Number") == "Plur":  # «в 2001 году назначен послом» has a subject before
            return None
        return self.people.subject_before(start, feats.get("Gender", ""))


def genitive_text(words: Words, office: Office) -> str:
    """The post as it stands in the text, which is the genitive after «обязанности»."""
    text = words.scene.markup.document.text
    return " ".join(text[words.tokens[office.bare].start : words.tokens[office.last - 1].end].split())


TRANSITIVE = frozenset(
    "назначить назначать избрать избирать утвердить утверждать освободить снять уволить отстранить лишить"
    " сместить выбрать переизбрать выдвинуть выдвигать номинировать предложить предлагать свергнуть".split()
)


def _passive(token: Token) -> bool:
    return token.feats.get("Voice") == "Pass" or token.text.lower().endswith(("ся", "сь"))
