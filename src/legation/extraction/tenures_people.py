"""The persons of a document by token, and what it is to hold a post."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from legation.extraction import tenures_nominative as nominative
from legation.extraction.people import whose_life
from legation.extraction.tenures_offices import Office, office_text
from legation.extraction.tenures_words import Words
from legation.record import Mention

# What adjectives say of the time → the stage of a holding.
SAID = {"ended": "ends", "then": "was", "ahead": "ahead", "none": "none"}
BACK = 4  # sentences back to the person whom a sentence goes on about
SPELLED = ("name", "surname", "apposition")


class Person(Struct, frozen=True):
    """A person named by tokens `first` to `last`; `name` is canonical, `case` what the tagger says."""

    first: int
    last: int
    name: str
    case: str
    state: str = ""
    plain: bool = True  # named by words, not by a pronoun or a post


class Holding(Struct, frozen=True, kw_only=True):
    """A person and a post that the text joins. `stage` is `is`, `begins`, `ends`, `ahead` or `none`.

    Tokens `first` to `last` are the shortest stretch that says it; `at` is the token whose time it has.
    `text` is the post in the nominative, `office` the phrase, where one stands in the text. `state` is the
    person's own where the phrase names several («министры России и Сербии»).
    """

    person: Person
    office: Office
    text: str
    stage: str
    first: int
    last: int
    at: int
    rule: str
    state: str = ""


class People:
    """The persons of a document by token."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.by_first: dict[int, Person] = {}
        self.by_last: dict[int, Person] = {}
        self.by_token: dict[int, Person] = {}
        self.by_office: list[tuple[Mention, Person]] = []
        covered: set[int] = set()
        for mention in words.scene.mentions:
            if mention.kind == "person":
                covered.update(range(mention.first, mention.last))
                self._add_mention(mention)
        for name in words.scene.markup.names:
            if name.type == "PER" and name.first not in covered:
                text = words.scene.markup.document.text[name.start : name.end]
                self._add(Person(name.first, name.last, text, self._case(name.first, name.last)))
        self.counts = Counter(person.name for person in self.by_first.values())

    def _add_mention(self, mention: Mention) -> None:
        first, last = mention.first, mention.last
        case = self._case(first, last)
        if mention.how in SPELLED:
            while first < last and first not in self.words.person:
                first += 1
            if first < last:
                name = self._bare(mention.name) if first > mention.first else mention.name
                self._add(Person(first, last, name, self._case(first, last), mention.state))
            return
        person = Person(first, last, mention.name, case, mention.state, False)
        if mention.how == "office":
            self.by_office.append((mention, person))
        for number in range(first, last):
            self.by_token.setdefault(number, person)

    def _bare(self, name: str) -> str:
        """A name without the post that the tagger took for a part of it: «Президент Н. Назарбаев»."""
        first, _, rest = name.partition(" ")
        is_post = any(first.lower() in listed for listed in self.words.known.nouns.values())
        return rest if rest and is_post else name

    def _add(self, person: Person) -> None:
        self.by_first[person.first] = person
        self.by_last[person.last] = person
        for number in range(person.first, person.last):
            self.by_token[number] = person

    def pronoun(self, number: int) -> Person | None:
        """Whom «он», «она», «который» means where the cast does not say: the nearest fitting person."""
        token = self.words.tokens[number]
        if token.lemma.startswith("котор"):
            at = number - 1
            while at > self.words.start_of_sentence(number) and at > number - 4:
                if at in self.by_last:
                    return self.by_last[at]
                at -= 1
            return self.by_last.get(number - 1)
        return self.subject_before(self.words.start_of_sentence(number), token.feats.get("Gender", ""))

    def subject_before(self, start: int, gender: str = "") -> Person | None:
        """Whom a sentence that begins at `start` goes on about: the weightiest person shortly before it."""
        sentences = self.words.scene.markup.sentences
        number = self.words.sentence_of[start]
        best: tuple[float, int, Person] | None = None
        for first, person in self.by_first.items():
            back = number - self.words.sentence_of[first]
            if not 0 < back <= BACK or sentences[number].passage != sentences[number - back].passage:
                continue
            if self._of_another_gender(first, gender):
                continue
            weight = self.counts[person.name] + 2 * (person.case == "Nom") + 2 * (back == 1) - back
            if best is None or (weight, first) > best[:2]:
                best = (weight, first, person)
        return best[2] if best else self._told_of(number, gender)

    def _told_of(self, number: int, gender: str) -> Person | None:
        """Whose life a passage tells, where it goes on without naming them."""
        sentences, sentence_of = self.words.scene.markup.sentences, self.words.sentence_of
        passage = sentences[number].passage
        there = {f: p for f, p in self.by_first.items() if sentences[sentence_of[f]].passage == passage}
        name = whose_life((first, person.name) for first, person in there.items())
        first = min((f for f, p in there.items() if p.name == name), default=-1)
        if first < 0 or sentence_of[first] > number:
            return None
        return None if self._of_another_gender(first, gender) else there[first]

    def _of_another_gender(self, first: int, gender: str) -> bool:
        own = self.words.tokens[first].feats.get("Gender", "")
        return gender in ("Masc", "Fem") and own in ("Masc", "Fem") and own != gender

    def _case(self, first: int, last: int) -> str:
        whole = [t for t in self.words.tokens[first:last] if len(t.text) > 1]  # initials have no case
        cases = [c for t in whole if (c := t.feats.get("Case", ""))]
        return cases[0] if cases else ""


def agrees(words: Words, office: Office, person: Person) -> bool:
    """Whether a post and a name can stand in one case; names that do not decline agree with anything."""
    return agrees_with(words, office.case, person)


def may_agree(words: Words, office: Office, person: Person) -> bool:
    """Whether some reading of the name's words stands in the post's case: the tagger often errs in names."""
    if agrees(words, office, person):
        return True
    spelled = [t for t in words.tokens[person.first : person.last] if len(t.text) > 1 and t.text[0].isalpha()]
    return bool(spelled) and all(office.case in nominative.cases(t.text) for t in spelled)


def agrees_with(words: Words, case: str, person: Person) -> bool:
    """Whether a name can stand in a case."""
    other = person.case
    if not case or not other or case == other or {case, other} <= {"Gen", "Acc"}:
        return True
    spelled = [t for t in words.tokens[person.first : person.last] if len(t.text) > 1 and t.text[0].isalpha()]
    if all(t.text[-1].lower() in "оеиуюэы" for t in spelled):
        return True
    token = spelled[0]
    if {case, other} <= {"Gen", "Dat", "Ins", "Loc"} and token.text.lower().endswith(("ой", "ей")):
        return True
    last = token.text[-1].lower()
    declines = last in "ая" or (last in "бвгджзклмнпрстфхцчшщй" and token.feats.get("Gender") != "Fem")
    return not declines and other == "Nom"


def holding(
    words: Words,
    person: Person,
    office: Office,
    rule: str,
    stage: str = "",
    at: int | None = None,
    text: str = "",
    place: tuple[int, int] | None = None,
) -> Holding:
    """A holding with the stretch that says it; the post's adjectives («бывший») outweigh the stage given.

    `at` is the token that tells of it (a verb), `place` where the words for the post stand if elsewhere
    than `office`.
    """
    said = (
        {"ended": "ends", "then": "was", "ahead": "ahead", "none": "none"}.get(office.time, "")
        if place is None
        else ""
    )
    spans = [place or (office.first, office.last)]
    if at is not None:
        spans.append((at, at + 1))
    if words.sentence_of[person.first] == words.sentence_of[spans[0][0]]:
        spans.append((person.first, person.last))
    return Holding(
        person=person,
        office=office,
        text=text or office_text(words, office),
        stage=said or stage or "is",
        first=min(first for first, _ in spans),
        last=max(last for _, last in spans),
        at=office.head if at is None else at,
        rule=rule,
    )


def unspoken(first: int, head: int, last: int, room: str, noun: str = "глава") -> Office:
    """A post that the text names by what it is of: «возглавил комитет», «правительство Обути»."""
    return Office(
        first=first,
        bare=first,
        head=head,
        last=last,
        noun=noun,
        room=room,
        case="",
        plural=False,
        time="",
        spoken=False,
    )
