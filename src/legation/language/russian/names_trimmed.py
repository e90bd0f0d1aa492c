"""One name trimmed: titles and marks off a person, legal forms off a body, words that are no names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.language.russian.names_known import (
    CLOSING,
    OPENING,
    is_descriptor,
    is_domain,
    is_vessel,
    known_bodies,
    made,
    starts_sentence,
    state_names,
)
from legation.record import Name, Token
from legation.vocabulary.morphology import analyser
from legation.vocabulary.naming import naming
from legation.vocabulary.posts import posts

_MARKS = frozenset('«»"“”„,;:()[]—–-')


def trimmed(name: Name, tokens: Sequence[Token], text: str) -> Name | None:
    """The name with its borders and kind set right; nothing where it is none."""
    first, last = name.first, name.last
    if last - first == 1 and _is_no_name(first, tokens, text, name.type == "PER"):
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
        if last - first > 1 and starts_sentence(first, tokens, text) and _plain_word(word.text):
            first += 1
    kind = name.type
    if kind == "LOC":
        first, last = _without_matter(first, last, tokens)
        if tokens[last - 1].lemma == "время" or is_domain(first, tokens):
            return None
    if kind == "PER" and last - first == 1 and _is_epithet(first, tokens):
        return None
    if kind == "ORG":
        first, last = _without_lone_marks(first, last, tokens)
        first, last = _without_descriptor(first, last, tokens)
        if last - first == 1 and tokens[first].text in naming("no_bodies") | naming("company_forms"):
            return None
        if _is_sentence(first, last, tokens):
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
    if at >= 0 and tokens[at].lemma in naming("place_heads"):
        return "LOC"
    if at >= 0:
        return "ORG"
    lemmas = [token.lemma for token in tokens[first:last] if token.pos in ("NOUN", "PROPN")]
    if lemmas and lemmas[0] in naming("vehicles") and tokens[first].text not in OPENING:
        return ""
    spacious = tokens[first].lemma == "космический" and lemmas[:1] == ["центр"]
    return "LOC" if spacious or (lemmas and lemmas[0] in naming("place_heads")) else "ORG"


def _without_matter(first: int, last: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """«(Бюро) США по патентам»: a place ends before «по»."""
    end = next((n for n in range(first + 1, last) if tokens[n].text == "по"), last)
    return first, end


def _is_epithet(number: int, tokens: Sequence[Token]) -> bool:
    """«на Королёвских чтениях»: an adjective in the case of the small noun after it names no person."""
    word, after = tokens[number], tokens[number + 1 : number + 2]
    return (
        bool(after)
        and word.pos == "ADJ"
        and after[0].pos == "NOUN"
        and after[0].text.islower()
        and (word.feats.get("Case") == after[0].feats.get("Case") and word.head == number + 1)
    )


def _is_sentence(first: int, last: int, tokens: Sequence[Token]) -> bool:
    """«Жара продолжается»: a headline in quotation marks, not a body."""
    quoted = (
        first > 0
        and tokens[first - 1].text in OPENING
        and last < len(tokens)
        and tokens[last].text in CLOSING
    )
    return quoted and any(
        token.pos == "VERB" and token.feats.get("VerbForm") == "Fin" for token in tokens[first + 1 : last]
    )


def _without_lone_marks(first: int, last: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """The words without a quotation mark at an end that has no fellow inside."""
    marks = [n for n in range(first, last) if tokens[n].text in OPENING | CLOSING]
    if len(marks) == 1 and last - first > 1:
        if marks[0] == last - 1:
            last -= 1
        elif marks[0] == first:
            first += 1
    return first, last


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


def _is_no_name(number: int, tokens: Sequence[Token], whole: str, person: bool) -> bool:
    """A common word that has its capital letter from opening a sentence, and «75-летний»."""
    text = tokens[number].text
    if _function_word(text) or (
        _is_title(tokens[number]) and tokens[number].lemma not in naming("name_titles")
    ):
        return True
    if "летн" in text and (text[:1].isdigit() or _plain_word(text)):
        return True
    if not starts_sentence(number, tokens, whole) or (number and tokens[number - 1].text in OPENING):
        return False
    described = number + 1 < len(tokens) and tokens[number + 1].text.islower() and tokens[number].pos == "ADJ"
    return _plain_word(text) or ((person or described) and _thing(text))


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
