"""The tagger's names set right by what is known of words: spans that run over a line, titles inside a name,
a given name torn from its surname, words that are no names at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.language.russian.names_known import (
    CLOSING,
    OPENING,
    in_brackets,
    is_descriptor,
    is_vessel,
    known_bodies,
    known_states,
    made,
    ministries,
    opens,
    quoted,
    sites,
    state_names,
    with_owners,
)
from legation.record import Name, Token
from legation.vocabulary.morphology import analyser
from legation.vocabulary.naming import naming
from legation.vocabulary.posts import posts

_MARKS = frozenset('«»"“”„,;:()[]—–-')
# An organ's state is a name of its own, and a building a place, as the corpora of names have it.


def corrected(names: Sequence[Name], tokens: Sequence[Token], text: str) -> tuple[Name, ...]:
    """The names with their borders and kinds set right, in the order of the text."""
    parted = [piece for name in names for piece in _lines(_grown(name, tokens), tokens, text)]
    joined = _rejoined(_two_people(parted, tokens), tokens)
    kept = [trimmed for name in joined if (trimmed := _trimmed(name, tokens)) is not None]
    return tuple(_with_known(kept, tokens))


def _with_known(names: list[Name], tokens: Sequence[Token]) -> list[Name]:
    """The names together with the bodies that are known by name, that quotation marks show after a word like
    «компания», and that stand in brackets after a body; what these cover of other names gives way."""
    known, lands = known_bodies(tokens), known_states(tokens)
    places = {(name.first, name.last) for name in lands}
    taken = {number for name in known for number in range(name.first, name.last)}
    kept = [
        name
        for name in names
        if (name.type == "PER" and (name.first, name.last) not in places)
        or (name.type != "PER" and taken.isdisjoint(range(name.first, name.last)))
        or (name.type == "ORG" and not _within(name, known))
    ]
    free = {number for name in kept for number in range(name.first, name.last)}
    kept += [name for name in known if free.isdisjoint(range(name.first, name.last))]
    free = {number for name in kept for number in range(name.first, name.last)}
    kept += [name for name in lands if free.isdisjoint(range(name.first, name.last))]
    free = {number for name in kept for number in range(name.first, name.last)}
    for name in (*quoted(tokens), *in_brackets(kept, tokens), *sites(tokens), *ministries(tokens)):
        if free.isdisjoint(range(name.first, name.last)):
            kept.append(name)
            free.update(range(name.first, name.last))
    kept.sort(key=lambda name: name.first)
    named = sorted((*kept, *_again(kept, tokens)), key=lambda name: name.first)
    return with_owners(named, tokens)


def _again(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """A capitalised word that is a name of one kind elsewhere in the text is so wherever it stands free."""
    kinds: dict[str, set[str]] = {}
    free = set(range(len(tokens)))
    for name in names:
        free.difference_update(range(name.first, name.last))
        if name.last - name.first == 1 and len(tokens[name.first].text) > 2:
            kinds.setdefault(tokens[name.first].lemma, set()).add(name.type)
    found = []
    for number in sorted(free):
        word = tokens[number]
        of = kinds.get(word.lemma, set())
        if (
            len(of) == 1
            and word.text[:1].isupper()
            and not opens(tokens, number)
            and word.pos in {"NOUN", "PROPN"}
        ):
            found.append(made(number, number + 1, next(iter(of)), tokens))
    return found


def _within(name: Name, others: Sequence[Name]) -> bool:
    return any(other.first <= name.first and name.last <= other.last for other in others)


def _grown(name: Name, tokens: Sequence[Token]) -> Name:
    """A word that two alphabets tore apart («Нуrtлеу») is one word of the name."""
    last = name.last
    while last < len(tokens) and tokens[last].start == tokens[last - 1].end:
        if not (tokens[last].text.isalpha() and tokens[last - 1].text.isalpha()):
            break
        last += 1
    return name if last == name.last else made(name.first, last, name.type, tokens)


def _two_people(names: list[Name], tokens: Sequence[Token]) -> list[Name]:
    """Two whole names set side by side without a mark, where one of them stands elsewhere by itself."""
    pairs = {
        tuple(token.lemma for token in tokens[name.first : name.last])
        for name in names
        if name.type == "PER" and name.last - name.first == 2
    }
    found: list[Name] = []
    for name in names:
        lemmas = tuple(token.lemma for token in tokens[name.first : name.last])
        if name.type == "PER" and len(lemmas) == 4 and (lemmas[:2] in pairs or lemmas[2:] in pairs):
            middle = name.first + 2
            if not tokens[middle].text[:1].isupper():
                found.append(name)
                continue
            found += [made(name.first, middle, "PER", tokens), made(middle, name.last, "PER", tokens)]
        else:
            found.append(name)
    return found


def _lines(name: Name, tokens: Sequence[Token], text: str) -> list[Name]:
    """A name never runs over an empty line, a person's over no line end between two whole names."""
    pieces, first = [], name.first
    for number in range(name.first + 1, name.last):
        gap = text[tokens[number - 1].end : tokens[number].start]
        mark = tokens[number].text
        if gap.count("\n") > 1 or ("\n" in gap and name.type == "PER"):
            pieces.append(made(first, number, name.type, tokens))
            first = number
        elif mark == "•" or (mark == "(" and (name.type != "PER" or _is_foreign(number, name.last, tokens))):
            pieces.append(made(first, number, name.type, tokens))
            first = number + 1
    last = name.last
    if tokens[last - 1].text == ")" and all(token.text != "(" for token in tokens[first:last]):
        last -= 1
    if first < last:
        pieces.append(made(first, last, name.type, tokens))
    return [
        piece for piece in pieces if any(t.text.isalnum() for t in tokens[piece.first : piece.last])
    ] or pieces


def _is_foreign(bracket: int, last: int, tokens: Sequence[Token]) -> bool:
    """Whether the brackets hold the name in Latin letters."""
    return bracket + 1 < last and tokens[bracket + 1].text[:1].isascii()


def _rejoined(names: list[Name], tokens: Sequence[Token]) -> list[Name]:
    """A given name that was taken for a place just before a surname belongs to the person."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if (
            before is not None
            and name.type == "PER"
            and before.type == "LOC"
            and before.last == name.first
            and before.last - before.first == 1
            and tokens[before.first].text.isalpha() | ("-" in tokens[before.first].text)
            and not tokens[before.first].text.isupper()
            and not _known_place(tokens[before.first].text)
            and tokens[before.first].feats.get("Case") == tokens[name.first].feats.get("Case")
        ):
            found[-1] = made(before.first, name.last, "PER", tokens)
        else:
            found.append(name)
    return found


def _trimmed(name: Name, tokens: Sequence[Token]) -> Name | None:
    first, last = name.first, name.last
    if last - first == 1 and _is_no_name(first, tokens, name.type == "PER"):
        return None
    if name.type == "PER":
        while first < last - 1 and (
            _is_title(tokens[first]) or tokens[first].text in _MARKS or _owner(first, tokens)
        ):
            first += 1
        while last - first > 1 and (_is_title(tokens[last - 1]) or tokens[last - 1].text in "«,:;—–"):
            last -= 1
        if first == last:
            return None
        word = tokens[first]
        if last - first > 1 and opens(tokens, first) and _plain_word(word.text):
            first += 1
    kind = name.type
    if kind == "ORG":
        first, last = _without_descriptor(first, last, tokens)
        if last - first == 1 and tokens[first].text in naming("no_bodies"):
            return None
        kind = _kind_by_noun(first, last, tokens)
        if not kind:
            return None
    if kind != name.type:
        return made(first, last, kind, tokens)
    if (first, last) == (name.first, name.last):
        return name
    return made(first, last, name.type, tokens)


def _owner(first: int, tokens: Sequence[Token]) -> bool:
    """«короля Руанды Йюхи V», «лидера Хамаса Исмаила Хании»: the state or the body belongs to the title."""
    word = tokens[first : first + 1]
    return next((True for _ in state_names().matches(word)), False) or bool(known_bodies(word))


def _kind_by_noun(first: int, last: int, tokens: Sequence[Token]) -> str:
    """The kind of what was taken for a body, by itself or by the noun before its quotation marks: «шаттл
    «Атлантис»» names nothing here, «аэропорт «Домодедово»» a place."""
    if last - first == 1 and tokens[first].text in naming("stations"):
        return "LOC"
    at = (
        first - 1 if tokens[first - 1].text in OPENING else first - 1 if tokens[first].text in OPENING else -1
    )
    at -= tokens[at].text in OPENING if at > 0 else 0
    if (at >= 0 and tokens[at].lemma in naming("craft")) or is_vessel(first, last, tokens):
        return ""
    if at >= 0 and tokens[at].lemma in {"аэропорт", "полигон", "космодром", "вокзал"}:
        return "LOC"
    return "ORG"


def _without_descriptor(first: int, last: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """«ОАО «Газпром»» → «Газпром»."""
    inner = first
    while inner < last - 1 and is_descriptor(tokens[inner]):
        inner += 1
    if inner < last - 2 and tokens[inner].text in OPENING and tokens[last - 1].text in CLOSING:
        marks = sum(token.text in OPENING | CLOSING for token in tokens[inner:last])
        if marks == 2:
            return inner + 1, last - 1
    if inner > first and tokens[inner].text[:1].isascii() and tokens[inner].text[:1].isalpha():
        return inner, last
    return first, last


def _is_no_name(number: int, tokens: Sequence[Token], person: bool) -> bool:
    """A common word that has its capital letter from opening a sentence, and «75-летний»."""
    text = tokens[number].text
    if _function_word(text) or (
        _is_title(tokens[number]) and tokens[number].lemma not in naming("name_titles")
    ):
        return True
    if "летн" in text and (text[:1].isdigit() or _plain_word(text)):
        return True
    if not opens(tokens, number) or tokens[number - 1].text in OPENING:
        return False
    return _plain_word(text) or (person and _thing(text))


def _is_title(token: Token) -> bool:
    """«Президент», «Премьер-министром», «69-летний»: what stands before a name and is none."""
    low = token.text.lower()
    if low.endswith(("летний", "летняя", "летнего", "летней", "летнему", "летним", "летнюю")):
        return True
    return low != "папа" and token.lemma in _titles() and not _is_name(token.text)


@cache
def _titles() -> frozenset[str]:
    nouns = posts().nouns
    return (nouns["public"] | nouns["open"]) - (naming("name_titles") | {"царь", "король"})


@cache
def _is_name(word: str) -> bool:
    return any(
        r.tag.grammemes & {"Name", "Surn", "Patr"} for r in analyser().parse(word.lower()) if r.is_known
    )


@cache
def _known_place(word: str) -> bool:
    return any("Geox" in r.tag for r in analyser().parse(word.lower()) if r.is_known)


@cache
def _thing(word: str) -> bool:
    """A word of the dictionary for a thing or a quality, and no name: «Тюрьма», «Антиправительственные»."""
    readings = [r for r in analyser().parse(word.lower()) if r.is_known]
    names = {"Name", "Surn", "Patr", "Geox", "anim"}
    if not readings or len(word) < 5 or any(r.tag.grammemes & names for r in readings):
        return False
    return all("nomn" in r.tag or "accs" in r.tag for r in readings[:1])


@cache
def _function_word(word: str) -> bool:
    """A preposition, conjunction, particle or pronoun, and nothing else."""
    readings = [r for r in analyser().parse(word.lower()) if r.is_known]
    return (
        bool(readings)
        and not word.isupper()
        and all(r.tag.POS in {"PREP", "CONJ", "PRCL", "NPRO"} for r in readings)
    )


@cache
def _plain_word(word: str) -> bool:
    """A word of the dictionary that can be no name, whatever its capital letter says."""
    readings = [r for r in analyser().parse(word.lower()) if r.is_known]
    if not readings or not word[:1].isupper() or word.isupper():
        return False
    proper = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init"}
    if any(r.tag.grammemes & proper for r in readings):
        return False
    return all(r.tag.POS not in {"ADJF", "NOUN"} for r in readings) or (
        readings[0].tag.POS == "NOUN"
        and readings[0].score > 0.3
        and "anim" in readings[0].tag
        and len(word) > 4
    )
