"""The persons of a document by token, and what it is to hold a post."""

from __future__ import annotations

from msgspec import Struct

from legation.extraction.tenures_offices import Office, office_text
from legation.extraction.tenures_words import Words
from legation.record import Mention

# What adjectives say of the time → the stage of a holding.
SAID = {"ended": "ends", "then": "was", "ahead": "ahead", "none": "none"}
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
    `text` is the post in the nominative, `office` the phrase, where one stands in the text.
    """

    person: Person
    office: Office
    text: str
    stage: str
    first: int
    last: int
    at: int
    rule: str


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

    def _add_mention(self, mention: Mention) -> None:
        first, last = mention.first, mention.last
        case = self._case(first, last)
        if mention.how in SPELLED:
            while first < last - 1 and first not in self.words.person:
                first += 1
            self._add(Person(first, last, mention.name, self._case(first, last), mention.state))
            return
        person = Person(first, last, mention.name, case, mention.state, False)
        if mention.how == "office":
            self.by_office.append((mention, person))
        for number in range(first, last):
            self.by_token.setdefault(number, person)

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
        """The subject of the sentence before, or its first person."""
        if start == 0:
            return None
        sentence = self.words.scene.markup.sentences[self.words.sentence_of[start - 1]]
        spelled = [p for first, p in sorted(self.by_first.items()) if sentence.first <= first < sentence.last]
        if gender:
            kin = [p for p in spelled if self.words.tokens[p.first].feats.get("Gender", gender) == gender]
            spelled = kin or spelled
        subjects = [p for p in spelled if p.case == "Nom"]
        return next(iter(subjects or spelled), None)

    def _case(self, first: int, last: int) -> str:
        cases = [t.feats.get("Case", "") for t in self.words.tokens[first:last]]
        cases = [c for c in cases if c]
        return cases[0] if cases else ""


def agrees(words: Words, office: Office, person: Person) -> bool:
    """Whether a post and a name can stand in one case; names that do not decline agree with anything."""
    own, other = office.case, person.case
    if not own or not other or own == other or {own, other} <= {"Gen", "Acc"}:
        return True
    token = words.tokens[person.first]
    if person.last - person.first > 1 and token.text[-1:] == ".":
        token = words.tokens[person.last - 1]
    declines = token.text[-1:].lower() in "бвгджзклмнпрстфхцчшщй" and token.feats.get("Gender") != "Fem"
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


def unspoken(first: int, head: int, last: int, room: str) -> Office:
    """A head's post that the text names by what is headed: «возглавил комитет», «правительство Обути»."""
    return Office(
        first=first,
        bare=first,
        head=head,
        last=last,
        noun="глава",
        room=room,
        case="",
        plural=False,
        time="",
    )
