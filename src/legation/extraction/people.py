"""People: who is named where, and under which one name the document knows them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from legation.extraction.people_names import NameWord, Seen, hyphen_readings, nominative, repaired
from legation.record import Markup, Name


class Person(Struct):
    """One person of a document; `words` are the canonical name's, `state` is filled from the text around."""

    words: tuple[str, ...]
    gender: str
    state: str = ""

    @property
    def name(self) -> str:
        """The canonical name: nominative, the fullest that the document gives."""
        return written(self.words)

    @property
    def surname(self) -> str:
        """The last word that is no initial."""
        return next((w for w in reversed(self.words) if not is_initial(w)), self.words[-1])


class NamedPerson(Struct):
    """One place in the text where a person is named."""

    name: Name
    words: tuple[NameWord, ...]
    person: Person


def is_initial(word: str) -> bool:
    """«К.», «Дж.», «Н.А.»."""
    return word.endswith(".") or (len(word) == 1 and word.isupper())


def written(words: Sequence[str]) -> str:
    """The words as one name; initials stand as the text has them."""
    return " ".join(words)


def people_named(markup: Markup) -> list[NamedPerson]:
    """Every name of a person in the text with the person that it means."""
    spans = [(name, _words(markup, name)) for name in markup.names if name.type == "PER"]
    spans = [(name, words) for name, words in spans if words and any(not w.is_initial for w in words)]
    seen = Seen.of(word for _, words in spans for word in words)
    read = [(name, words, *nominative(words, seen)) for name, words in spans]
    people: list[Person] = []
    for _, words, chosen, gender in sorted(read, key=lambda r: (-_fullness(r[2]), r[0].start)):
        if _fullness(chosen) >= 2 and _owner(chosen, words, gender, people) is None:
            people.append(Person(chosen, gender))
    found = []
    for name, words, chosen, gender in read:
        person = _owner(chosen, words, gender, people, before=[f.person for f in found])
        if person is None:
            person = Person(chosen, gender)
            people.append(person)
        found.append(NamedPerson(name, words, person))
    return found


def _fullness(words: Sequence[str]) -> float:
    """Written-out words count whole, initials a little."""
    return sum(0.5 if is_initial(w) else 1.0 for w in words) + (0.5 if len(words) > 1 else 0.0)


def _words(markup: Markup, name: Name) -> tuple[NameWord, ...]:
    """The words of a name; initials are joined to one word («Н.А.»), titles and marks left out."""
    words: list[NameWord] = []
    tokens = markup.tokens
    number = name.first
    while number < name.last:
        token = tokens[number]
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if (
            len(token.text) <= 2
            and token.text[:1].isupper()
            and following is not None
            and following.text == "."
        ):
            joined = token.text + "."
            if words and words[-1].text.endswith(".") and tokens[number - 1].end == token.start:
                words[-1] = NameWord(words[-1].text + joined)
            else:
                words.append(NameWord(joined))
            number += 2
            continue
        if any(c.isalpha() for c in token.text):
            case = token.feats.get("Case", "")
            words.append(
                NameWord(
                    repaired(token.text), case, token.feats.get("Gender", ""), token.rel.startswith("nsubj")
                )
            )
        elif token.text.isdigit():
            words.append(NameWord(token.text))
        number += 1
    return tuple(words)


def _owner(
    chosen: tuple[str, ...],
    words: tuple[NameWord, ...],
    gender: str,
    people: Sequence[Person],
    before: Sequence[Person] = (),
) -> Person | None:
    """The person of `people` whom this name can mean: the one named last among those that fit."""
    fitting = [p for p in people if _same(chosen, words, p)]
    if not fitting:
        return None
    if gender and len(fitting) > 1:
        fitting = [p for p in fitting if p.gender in (gender, "")] or fitting
    for person in reversed(before):
        if any(person is p for p in fitting):
            return person
    return fitting[0]


def _same(chosen: tuple[str, ...], words: tuple[NameWord, ...], person: Person) -> bool:
    """Whether a name can be a shorter form of the person's: every word of it is one of theirs, in order."""
    full = list(person.words)
    own = [(c, w) for c, w in zip(chosen, words, strict=False)]
    written_out = [(c, w) for c, w in own if not is_initial(c)]
    initials = [c for c, _ in own if is_initial(c)]
    theirs = [w for w in full if not is_initial(w)]
    at = 0
    matched = []
    for word, source in written_out:
        place = next((n for n in range(at, len(theirs)) if _equal(word, source, theirs[n])), None)
        if place is None:
            return False
        matched.append(place)
        at = place + 1
    if (
        len(written_out) == 1
        and len(theirs) > 1
        and matched[0] != len(theirs) - 1
        and not _may_stand_alone(person)
    ):
        # a given name alone means the person too («Хиллари», «Нарухито»), but only where it is not a surname
        pass
    rest = [w for n, w in enumerate(theirs) if n not in matched]
    letters = [part for i in initials for part in i.split(".") if part]
    others = [part for w in full if is_initial(w) for part in w.split(".") if part]
    if letters:
        heads = [w[:1] for w in rest] + [o[:1] for o in others]
        return bool(heads) and letters[0][:1] == heads[0]
    return True


def _may_stand_alone(person: Person) -> bool:
    return len(person.words) < 4


def _equal(word: str, source: NameWord, theirs: str) -> bool:
    if _fold(word) == _fold(theirs):
        return True
    return any(_fold(r.nominative) == _fold(theirs) and r.weight > -1.5 for r in hyphen_readings(source.text))


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е").replace("э", "е")
