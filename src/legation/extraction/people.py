"""People: who is named where, and under which one name the document knows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from legation.extraction.people_names import NameWord, Seen, nominative
from legation.extraction.people_readings import hyphen_readings, repaired
from legation.record import Markup, Name, Token
from legation.vocabulary.posts import posts

TOLD_OFTEN = 3  # times that a passage names the person whose life it tells


class Person(Struct):
    """One person of a document; `words` are the canonical name's, `state` is filled from the text around."""

    words: tuple[str, ...]
    gender: str
    state: str = ""
    glued: tuple[bool, ...] = ()

    @property
    def name(self) -> str:
        """The canonical name: nominative, the fullest that the document gives."""
        return written(self.words, self.glued)

    @property
    def surname(self) -> str:
        """The last word that is no initial."""
        return next((w for w in reversed(self.words) if not is_initial(w)), self.words[-1])


class NamedPerson(Struct):
    """One place in the text where a person is named."""

    name: Name
    words: tuple[NameWord, ...]
    person: Person


def whose_life(told: Iterable[tuple[int, str]]) -> str:
    """The name of the person whose life a passage tells, of the tokens and names of its people: named first,
    and far oftener than anybody else; empty where there is none.
    """
    in_order = [name for _, name in sorted(told)]
    often = Counter(in_order).most_common(2)
    if not often or often[0][0] != in_order[0] or often[0][1] < TOLD_OFTEN:
        return ""
    return often[0][0] if len(often) < 2 or often[0][1] >= 2 * often[1][1] else ""


def is_initial(word: str) -> bool:
    """«К.», «Дж.», «Н.А.»."""
    return word.endswith(".") or (len(word) == 1 and word.isupper())


def written(words: Sequence[str], glued: Sequence[bool] = ()) -> str:
    """The words as one name; an initial is set close to the next word where the text sets it so."""
    name = ""
    for number, word in enumerate(words):
        name += word if number < len(glued) and glued[number] else word + " "
    return name.strip()


def people_named(markup: Markup) -> list[NamedPerson]:
    """Every name of a person in the text with the person that it means."""
    spans = [(name, _words(markup, name)) for name in markup.names if name.type == "PER"]
    spans = [(name, words) for name, words in spans if not _is_alias(markup, name)]
    spans = [(name, words) for name, words in spans if words and any(not w.is_initial for w in words)]
    if markup.document.language.startswith("en"):  # English names do not decline
        read = [(name, words, tuple(w.text for w in words), "") for name, words in spans]
    else:
        seen = Seen.of(word for _, words in spans for word in words)
        once = {words: nominative(words, seen) for words in dict.fromkeys(words for _, words in spans)}
        read = [(name, words, *once[words]) for name, words in spans]
    people: list[Person] = []
    for _, words, chosen, gender in sorted(read, key=lambda r: (-_fullness(r[2]), r[0].start)):
        if _fullness(chosen) >= 2 and _owner(chosen, words, gender, people) is None:
            people.append(Person(chosen, gender, glued=tuple(w.glued for w in words)))
    found: list[NamedPerson] = []
    before: list[Person] = []
    for name, words, chosen, gender in read:
        person = _owner(chosen, words, gender, people, before)
        if person is None:
            person = Person(chosen, gender, glued=tuple(w.glued for w in words))
            people.append(person)
        found.append(NamedPerson(name, words, person))
        before.append(person)
    return found


def _fullness(words: Sequence[str]) -> float:
    """Written-out words count whole, initials a little."""
    return sum(0.5 if is_initial(w) else 1.0 for w in words) + (0.5 if len(words) > 1 else 0.0)


def _is_alias(markup: Markup, name: Name) -> bool:
    """The name in Latin letters in brackets right after the name in Russian."""
    tokens = markup.tokens
    if name.first < 2 or not tokens[name.first].text.isascii():
        return False
    return tokens[name.first - 1].text == "(" and tokens[name.first - 2].text.isalpha()


def _words(markup: Markup, name: Name) -> tuple[NameWord, ...]:
    """The words of a name; initials are joined to one word («Н.А.»); what stands in brackets is left out."""
    words: list[NameWord] = []
    tokens = markup.tokens
    expected = case_before(markup, name.first)
    number = name.first
    while number < name.last:
        token = tokens[number]
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.text == "(" and words:
            break
        if _is_letter(token.text) and following is not None and following.text == ".":
            glued = number + 2 < name.last and following.end == tokens[number + 2].start
            before = words[-1] if words else None
            if before is not None and before.is_initial and before.glued:
                words[-1] = NameWord(f"{before.text}{token.text}.", glued=glued)
            else:
                words.append(NameWord(f"{token.text}.", glued=glued))
            number += 2
            continue
        if _is_hyphen(tokens, number, name) and words:  # spaCy parts «Sang-min»
            words[-1] = NameWord(f"{words[-1].text}-{tokens[number + 1].text}")
            number += 2
            continue
        torn = number > name.first and tokens[number - 1].end == token.start
        if torn and words and token.text.isalpha() and tokens[number - 1].text.isalpha():
            whole = words[-1]
            words[-1] = NameWord(
                repaired(whole.text + token.text),
                whole.case,
                whole.gender,
                whole.nominative_subject,
                False,
                expected,
            )
        elif any(c.isalpha() for c in token.text):
            words.append(
                NameWord(
                    repaired(token.text),
                    token.feats.get("Case", ""),
                    token.feats.get("Gender", ""),
                    token.rel.startswith("nsubj"),
                    expected=expected,
                )
            )
        elif token.text.isdigit() and words:
            words.append(NameWord(token.text))
        number += 1
    return _in_small(words)


def _in_small(words: Sequence[NameWord]) -> tuple[NameWord, ...]:
    """«KISHIDA Fumio» as «Kishida Fumio», «Юн ТАКАГИ» as «Юн Такаги»: capitals mark the surname and are no
    part of it. A Roman number («Карл XVI») stays.
    """
    loud = [
        w.text.isupper()
        and len(w.text) > (2 if w.text.isascii() else 3)
        and not (w.is_initial or w.text in _ROMAN)
        for w in words
    ]
    if all(loud):
        return tuple(words)
    return tuple(
        replace(word, text="-".join(map(str.capitalize, word.text.split("-")))) if big else word
        for word, big in zip(words, loud, strict=True)
    )


def _is_hyphen(tokens: Sequence[Token], number: int, name: Name) -> bool:
    """Whether a hyphen joins the Latin words before and after it inside a name."""
    if tokens[number].text != "-" or not name.first < number < name.last - 1:
        return False
    before, after = tokens[number - 1], tokens[number + 1]
    return (
        after.text[:1].isascii() and before.end == tokens[number].start and tokens[number].end == after.start
    )


def _is_letter(text: str) -> bool:
    """An initial: a capital letter, or two («Дж», «Ю»), and no Roman number."""
    return text[:1].isupper() and len(text) <= 2 and text not in _ROMAN and not text.isdigit()


_ROMAN = frozenset(
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split()
)
_AFTER = {
    "Ins": "с со между над перед",
    "Dat": "к ко",
    "Gen": "от из у для без до против около кроме вместо ради из-за",
    "Loc": "о об при",
}
_CASE_AFTER = {word: case for case, words in _AFTER.items() for word in words.split()}


def case_before(markup: Markup, first: int) -> str:
    """The case that a name must have after its preposition, or after the post that it is put to: «министру
    иностранных дел Японии …» wants the dative."""
    tokens = markup.tokens
    nouns = post_nouns()
    number, found = first - 1, ""
    governor = tokens[first].head
    if tokens[first].rel == "appos" and 0 < first - governor <= 8 and tokens[governor].pos == "NOUN":
        found = tokens[governor].feats.get("Case", "")
    while number >= 0 and first - number <= 12:
        token = tokens[number]
        if token.lemma in nouns or token.lemma.rpartition("-")[2] in nouns:
            case = token.feats.get("Case", "")
            found = case if not found or found == "Gen" else found
        elif token.pos == "ADP":
            if number == first - 1:
                return _CASE_AFTER.get(token.text.lower(), "")
            if token.text.lower() != "по":
                break
        elif (
            token.pos not in {"ADJ", "NOUN", "PROPN", "NUM"}
            and token.text
            not in {
                "-",
                "–",
                "«",
                "»",
                "и",
                ",",
                '"',
            }
        ) or token.text == ",":
            break
        number -= 1
    return found


@cache
def post_nouns() -> frozenset[str]:
    """The nouns that name posts and occupations."""
    return frozenset().union(*posts().nouns.values())


def _owner(
    chosen: tuple[str, ...],
    words: tuple[NameWord, ...],
    gender: str,
    people: Sequence[Person],
    before: Sequence[Person] = (),
) -> Person | None:
    """The person of `people` whom this name can mean: the one named last among those that fit."""
    sought = [(_fold(c), _possible(w.text)) for c, w in zip(chosen, words, strict=False) if not is_initial(c)]
    letters = _letters(chosen[: len(words)])
    fitting = [p for p in people if _same(sought, letters, p)] or [p for p in people if _misspelt(chosen, p)]
    if not fitting:
        return None
    if gender and len(fitting) > 1:
        fitting = [p for p in fitting if p.gender in (gender, "")] or fitting
    if len(fitting) > 1 and len(chosen) == 1:
        fitting = [p for p in fitting if _equal(chosen[0], words[0], p.surname)] or fitting
    for person in reversed(before):
        if any(person is p for p in fitting):
            return person
    return fitting[0]


def _same(sought: Sequence[tuple[str, frozenset[str]]], letters: Sequence[str], person: Person) -> bool:
    """Whether a name can be a shorter form of the person's: every word of it is one of theirs, in order.

    `sought` are its words, folded and in the other ways to read each; `letters` its initials.
    """
    theirs = _written_out(person.words)
    matched: list[int] = []
    at = 0
    for fold, possible in sought:
        if fold not in theirs and possible.isdisjoint(theirs):
            return False
        while at < len(theirs) and theirs[at] != fold and theirs[at] not in possible:
            at += 1
        if at == len(theirs):
            return False
        matched.append(at)
        at += 1
    if letters:
        whole = [word for word in person.words if not is_initial(word)]
        heads = [word[:1] for n, word in enumerate(whole) if n not in matched]
        heads += [letter[:1] for letter in _letters(person.words)]
        return bool(heads) and letters[0][:1] == heads[0]
    return bool(matched)


def _letters(words: Sequence[str]) -> list[str]:
    """The initials of a name, letter by letter."""
    return [part for word in words if is_initial(word) for part in word.split(".") if part]


@lru_cache(maxsize=50_000)
def _written_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name that are no initials, folded."""
    return tuple(_fold(word) for word in words if not is_initial(word))


def _misspelt(chosen: tuple[str, ...], person: Person) -> bool:
    """Whether a whole name is the person's but for one letter of a long word («Остхоф», «Остхофф»)."""
    if len(chosen) < 2 or len(chosen) != len(person.words):
        return False
    other = [(a, b) for a, b in zip(chosen, person.words, strict=True) if _fold(a) != _fold(b)]
    if len(other) != 1 or min(map(len, other[0])) < 5:
        return False
    a, b = map(_fold, other[0])
    return a[0] == b[0] and a[-1] not in "ая" and Levenshtein.distance(a, b) == 1


def _equal(word: str, source: NameWord, theirs: str) -> bool:
    if _fold(word) == _fold(theirs):
        return True
    return _fold(theirs) in _possible(source.text)


@lru_cache(maxsize=50_000)
def _possible(text: str) -> frozenset[str]:
    """All nominatives that a form may have, folded."""
    return frozenset(_fold(r.nominative) for r in hyphen_readings(text) if r.weight > -1.5)


_ARTICLES = frozenset("аль ель ал ан ас аш ат ад ар аз ас".split())


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    low = word.lower().replace("ё", "е").replace("э", "е")
    article, dash, rest = low.partition("-")
    return rest if dash and article in _ARTICLES else low
