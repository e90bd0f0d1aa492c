"""Who holds the post that a phrase names: the person beside it, or the one of whom a verb says it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from legation.extraction.tenures_headed import headed
from legation.extraction.tenures_linked import linked, unnamed
from legation.extraction.tenures_offices import Office, office_text, offices, post_by_adjective, post_of_one
from legation.extraction.tenures_people import Holding, People, Person, agrees, holding, may_agree
from legation.extraction.tenures_possessed import colleagues, possessed
from legation.extraction.tenures_rows import rows
from legation.extraction.tenures_shared import in_brackets, shared
from legation.extraction.tenures_verbs import told
from legation.extraction.tenures_words import Words

HEADS = frozenset({"президент", "глава", "король", "премьер", "премьер-министр", "император"})
DASHES = frozenset({"—", "–", "-"})
LEAD = 4  # tokens of «до недавнего времени» and the like, at most
CLOSES = frozenset({",", ".", ")", ";", ":", "!", "?", "»", '"', "("}) | DASHES


def holdings(words: Words) -> tuple[Holding, ...]:
    """Every person and post that the document joins, in the order of the text."""
    people = People(words)
    found = offices(words)
    joined = list(_Before(words, people, found).find())
    named = {h.office.head for h in joined}
    joined += _after(words, people, found, named)
    joined += rows(words, people, found)
    joined += in_brackets(words, people, found)
    joined += told(words, people, found)
    joined += headed(words, people)
    joined += linked(words, people, found)
    joined += shared(words, people, joined)
    joined = possessed(words, people, joined)
    joined += colleagues(words, people, joined)
    named |= {h.office.head for h in joined}
    joined += _by_office(words, people, found, named)
    joined += unnamed(words, people, found, joined)
    return tuple(sorted(joined, key=lambda h: (h.first, h.last, h.person.name, h.office.head)))


class _Before:
    """Posts named right before a person: «президент России Владимир Путин»."""

    def __init__(self, words: Words, people: People, found: tuple[Office, ...]) -> None:
        self.words, self.tokens, self.people = words, words.tokens, people
        self.ending: dict[int, list[Office]] = {}
        for office in found:
            self.ending.setdefault(office.last, []).append(office)
        self.dates = {date.last: date.first for date in words.scene.markup.dates}

    def find(self) -> Iterator[Holding]:
        """The holdings, person by person."""
        for first in sorted(self.people.by_first):
            yield from self._chain(self.people.by_first[first])

    def _chain(self, person: Person) -> Iterator[Holding]:
        start = self.words.start_of_sentence(person.first)
        at = self._skip(person.first, start)
        office = self._fitting(at, person) or self._past_dash(at, start)
        while office is None and start < at < person.first and self.tokens[at - 1].text == ",":
            at = self._skip(at - 1, start)  # «…, доктор медицинских наук, профессор X»
            office = self._fitting(at, person)
            if office is not None and self._told_of_another(office):
                return
        tail = ""  # «… – министр иностранных дел», the second half of one post
        while office is not None:
            if office.plural:
                yield from self._list(office, person)
                return
            text = office_text(self.words, office) + tail
            made = holding(self.words, person, office, "before a name", text=text)
            at, joint = self._skip(office.first, start), ""
            if at > start and (
                self.tokens[at - 1].text in (",", *DASHES) or self.tokens[at - 1].lemma == "и"
            ):
                joint = self.tokens[at - 1].text
                at = self._skip(at - 1, start)
            following = self._fitting(at, person, office)
            if following is None or (joint == "и" and self._two_holders(following, office)):
                yield made
                return
            if joint in DASHES:
                tail = f" {joint} {text}"
            else:
                tail = ""
                yield made
            office = following

    def _told_of_another(self, office: Office) -> bool:
        """«A — министр, профессор B»: in a list of persons the post is A's."""
        dash = office.first - 1
        return dash > 0 and self.tokens[dash].text in DASHES and dash in self.people.by_last

    def _fitting(self, at: int, person: Person, joined: Office | None = None) -> Office | None:
        """The widest phrase that ends here and agrees with the person, or with the post already joined."""
        if at not in self.ending or (at in self.people.by_first and self.words.line_breaks(at)):
            return None
        candidates = sorted(self.ending[at], key=lambda o: o.first)
        if joined is not None:
            same = {joined.case, *(("Gen", "Acc") if joined.case in ("Gen", "Acc") else ())}
            return next((o for o in candidates if o.case in same and not o.plural), None)
        fitting = [o for o in candidates if agrees(self.words, o, person)]
        fitting += [o for o in candidates if may_agree(self.words, o, person)]
        return fitting[0] if fitting else None

    def _past_dash(self, at: int, start: int) -> Office | None:
        """«Посол Японии в Казахстане – С. Нацуи»."""
        if at - 1 <= start or self.tokens[at - 1].text not in DASHES:
            return None
        wide = sorted(self.ending.get(at - 1, ()), key=lambda o: o.first)
        return next((o for o in wide if o.case == "Nom" and not o.plural), None)

    def _two_holders(self, one: Office, other: Office) -> bool:
        """Whether two posts joined by «и» are of two persons: of two states, or one a head of state's."""
        if one.noun in HEADS and not one.time:
            return True
        return len({state for o in (one, other) if (state := self.words.state_in(o.head, o.last))}) > 1

    def _skip(self, at: int, start: int) -> int:
        """Back over «генерал», «архиепископ», «датчанин», an age, «доктор … наук», a date."""
        titles = self.words.known.modifiers["titles"]
        while at > start:
            token = self.tokens[at - 1]
            if token.lemma in titles or "летн" in token.text or self._is_national(at - 1):
                at -= 1
            elif (date := self._date_before(at)) is not None and date > start:
                at = date - (self.tokens[date - 1].pos == "ADP")
            elif token.lemma == "наука":
                back = at - 1
                while back > start and self.tokens[back - 1].pos == "ADJ":
                    back -= 1
                if back <= start or self.tokens[back - 1].lemma not in ("доктор", "кандидат"):
                    return at
                at = back - 1
            else:
                break
        return at

    def _is_national(self, number: int) -> bool:
        """«посол Дании датчанин X»."""
        mention = self.words.scene.mention_at(number)
        if mention is None or mention.how != "demonym" or mention.kind != "state":
            return False
        return self.tokens[number].feats.get("Number") != "Plur"

    def _date_before(self, at: int) -> int | None:
        """Where a date that ends here begins; «г.» may have lost its point."""
        found = self.dates.get(at)
        if found is None and self.tokens[at - 1].text == ".":
            found = self.dates.get(at - 1)
        return found

    def _list(self, office: Office, person: Person) -> Iterator[Holding]:
        """«президенты России и Сербии A и B»: each has his own state; «сенаторы A и B»: each the post."""
        persons = self._listed(office, person)
        sides, named = self.words.sides_in(office.head, office.last), post_of_one
        if len(persons) < 2:
            return
        if not sides:
            sides, named = self.words.sides_in(office.first, office.head), post_by_adjective
        for number, each in enumerate(persons):
            if len(sides) != len(persons):
                yield holding(self.words, each, office, "a list after a post")
                continue
            text = named(self.words, office, sides[number])
            made = holding(self.words, each, office, "a list after a post", text=text)
            yield msgspec.structs.replace(made, state=sides[number][0])

    def _listed(self, office: Office, person: Person) -> list[Person]:
        persons, at = [person], person.last
        while at < len(self.tokens) and (self.tokens[at].text == "," or self.tokens[at].lemma == "и"):
            at += 1
            for date in self.words.scene.markup.dates:
                if date.first in (at, at + 1):
                    at = next((n for n in (date.last, date.last + 1) if n in self.people.by_first), at)
            following = self.people.by_first.get(at)
            if following is None or not may_agree(self.words, office, following):
                break
            persons.append(following)
            at = following.last
        return persons


def _after(words: Words, people: People, found: tuple[Office, ...], named: set[int]) -> Iterator[Holding]:
    """Posts named right after a person: «Ципи Ливни, министр иностранных дел», «Иванов (посол в …)»."""
    by_first = {office.first: office for office in sorted(found, key=lambda o: -o.first)}
    taken: set[int] = set()
    for first in sorted(people.by_first):
        person = people.by_first[first]
        for office, stage, end in _appositions(words, people, by_first, person):
            if office.head not in named and office.head not in taken:
                taken.add(office.head)
                made = holding(words, person, office, "after a name", stage)
                yield msgspec.structs.replace(made, last=max(made.last, end))


def _appositions(
    words: Words, people: People, by_first: dict[int, Office], person: Person
) -> Iterator[tuple[Office, str, int]]:
    """The posts behind a name, each with the stage that its lead tells («в прошлом») and where it ends."""
    at, end = person.last, words.end_of_sentence(person.first)
    dash = at < end and words.tokens[at].text in DASHES
    while at + 1 < end and words.tokens[at].text in (",", "(", "и", *DASHES):
        if at == person.last and words.tokens[at].text == "и":  # «министр A и посол Перу»: another's post
            return
        begins, stage = _lead(words, at + 1)
        office = by_first.get(begins) or by_first.get(at + 1)
        if office is None:
            office = _further(words, people, by_first, at + 1, end)
        if office is None or not (agrees(words, office, person) or (dash and office.case == "Nom")):
            return
        if office.plural or office.last in people.by_first:
            return
        closed = _dated(words, office.last)
        if not _closes(words, closed):
            return
        yield office, stage or ("was" if closed > office.last else ""), closed
        at = closed


def _lead(words: Words, at: int) -> tuple[int, str]:
    """Where a post may begin behind «тогда ещё», «в прошлом», «а ныне», and the stage that they tell."""
    for length in range(LEAD, 0, -1):
        said = " ".join(t.text.lower().replace("ё", "е") for t in words.tokens[at : at + length])
        for stage, phrases in words.known.leads.items():
            if said in phrases:
                return at + length, "" if stage == "now" else stage
    date = next((d for d in words.scene.markup.dates if d.first in (at, at + 1) and d.edtf), None)
    if date is None or date.last >= len(words.tokens):
        return at, ""
    return date.last, "begins" if date.kind == "since" else "was"


def _dated(words: Words, at: int) -> int:
    """Where a date right behind a post ends: «(министр обороны Мали в 1998–2003 годах)»."""
    ends = [d.last for d in words.scene.markup.dates if d.first in (at, at + 1) and d.edtf]
    if not ends or at >= len(words.tokens) or words.line_breaks(at) or words.tokens[at].text in CLOSES:
        return at
    end = ends[0]
    while end < len(words.tokens) and words.tokens[end].lemma in ("год", "г", "гг"):
        end += 1
    return end


def _further(words: Words, people: People, by_first: dict[int, Office], at: int, end: int) -> Office | None:
    """«— бывший водитель автобуса и экс-министр»: a post after what is none, with no person between."""
    for number in range(at, min(at + 6, end - 1)):
        token = words.tokens[number]
        if number in people.by_token or token.pos == "VERB" or token.text in ("(", ")", ":", ";"):
            return None
        if (token.lemma == "и" or token.text == ",") and number + 1 in by_first:
            return by_first[number + 1]
    return None


def _closes(words: Words, at: int) -> bool:
    """Whether an apposition can end here."""
    if at >= words.end_of_sentence(at - 1):
        return True
    return words.tokens[at].text in CLOSES or words.tokens[at].lemma == "и" or words.line_breaks(at)


def _by_office(words: Words, people: People, found: tuple[Office, ...], named: set[int]) -> Iterator[Holding]:
    """Posts that stand for a person whom the cast has found: «российский президент»."""
    heads = {office.head: office for office in found}
    joined = [o for o in found if o.head in named]

    def nested(office: Office) -> bool:
        return any(o.first <= office.head < o.last for o in joined)

    for mention, person in people.by_office:
        office = next((heads[n] for n in range(mention.first, mention.last) if n in heads), None)
        if office is not None and office.head not in named and not office.plural and not nested(office):
            yield holding(words, person, office, "a post for a person")
