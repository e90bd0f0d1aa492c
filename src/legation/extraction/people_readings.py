"""The words of people's names, read in all ways that the declension of Russian names allows: for each a
nominative with its case, gender and likelihood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from legation.vocabulary.morphology import analyser

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = ("Masc", "Fem")
_VOWELS = "аеёиоуыэюя"
_HISSING = "жшчщц"
_BACK = "гкхжшчщ"
_OPENCORPORA = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_ENDINGS = (
    *("ами", "ого", "его", "ому", "ему", "ыми", "ими"),
    *("ом", "ем", "ём", "ым", "им", "ой", "ей", "ёй", "ою", "ею", "ую", "юю", "ии", "ию"),
    *("а", "я", "у", "ю", "е", "ы", "и", ""),
)
_NOMINATIVE_ENDINGS = ("", "а", "я", "й", "ь", "ия", "ий", "ый", "ой", "ая", "яя")
_LOOKS = str.maketrans("ACEHKMOPTXBaceopxykmtrlnigdvszufbjh", "АСЕНКМОРТХВасеорхукмтрлнигдвсзуфбйх")


class WordReading(Struct, frozen=True):
    """One way to read one word of a name; `case` is empty for a form that stands in any case."""

    nominative: str
    case: str
    gender: str
    weight: float


@lru_cache(maxsize=50_000)
def repaired(word: str) -> str:
    """A Cyrillic word with Latin letters inside, with the Cyrillic ones that are meant."""
    if re.search("[А-Яа-яЁё]", word) and re.search("[A-Za-z]", word):
        return word.translate(_LOOKS)
    return word


def _soft_or_hard(stem: str, hard: str, soft: str) -> str:
    return stem + (soft if stem[-1:] in _HISSING else hard)


@cache
def paradigm(name: str, gender: str) -> tuple[tuple[str, str], ...]:
    """The (case, form) pairs of a name-word of this gender, by the rules for names; fixed words give none."""
    low, stem = name.lower(), name[:-1]
    if low.endswith("ия"):
        forms = [name, stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и"]
    elif gender == "Fem" and low.endswith(("ова", "ева", "ёва", "ина", "ына")):
        forms = [name, stem + "ой", stem + "ой", stem + "у", stem + "ой", stem + "ой"]
        first_name = [name, stem + "ы", stem + "е", stem + "у", stem + "ой", stem + "е"]
        return tuple(zip(CASES, forms, strict=True)) + tuple(zip(CASES, first_name, strict=True))[1:]
    elif gender == "Fem" and low.endswith("ая"):
        base = name[:-2]
        oblique = base + ("ей" if base[-1:] in "жшчщ" else "ой")
        forms = [name, oblique, oblique, base + "ую", oblique, oblique]
    elif low.endswith("а"):
        genitive = stem + ("и" if stem[-1:] in _BACK else "ы")
        forms = [name, genitive, stem + "е", stem + "у", _soft_or_hard(stem, "ой", "ей"), stem + "е"]
    elif low.endswith("я"):
        forms = [name, stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е"]
    elif gender == "Fem":
        forms = [name, stem + "и", stem + "и", name, name + "ю", stem + "и"] if low.endswith("ь") else []
    else:
        forms = _masculine(name, low, stem)
    pairs = tuple(zip(CASES, forms, strict=False))
    if gender == "Masc" and low.endswith(("ин", "ын", "ов", "ев")):
        pairs += (("Ins", name + "ом"),)  # a given name or a foreign surname: «Мартином», «Чаплином»
    return pairs


def _fleeting(name: str) -> str:
    """What stays of a name in «-ец» when it declines: «Коломиец» → «Коломийц», «Гордец» as it is."""
    before = name[-3:-2].lower()
    return name[:-2] + ("йц" if before in _VOWELS else "ьц" if before == "л" else "ц")


def _masculine(name: str, low: str, stem: str) -> list[str]:
    if low.endswith("ец") and sum(letter in _VOWELS for letter in low) > 1:
        stem = _fleeting(name)
        return [name, stem + "а", stem + "у", stem + "а", stem + "ем", stem + "е"]
    if low.endswith(
        ("ский", "цкий", "ый", "жий", "ший", "чий", "щий", "гий", "хий", "ской", "стой", "ной", "вой")
    ):
        base = name[:-2]
        soft = base[-1:] in "жшчщ" and not low.endswith("ой")
        instrumental = base + ("им" if base[-1:] in "гкхжшчщ" else "ым")
        long = [base + "его", base + "ему"] if soft else [base + "ого", base + "ому"]
        return [name, long[0], long[1], long[0], instrumental, base + ("ем" if soft else "ом")]
    if low.endswith("ий"):
        return [name, stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "и"]
    if low.endswith(("й", "ь")):
        return [name, stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "е"]
    if low.endswith(("еу", "ау", "иу")):
        return [name, name + "я", name + "ю", name + "я", name + "ем", name + "е"]
    if low[-1:] in _VOWELS:
        return []
    if low.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return [name, name + "а", name + "у", name + "а", name + "ым", name + "е"]
    return [name, name + "а", name + "у", name + "а", _soft_or_hard(name, "ом", "ем"), name + "е"]


def _like(shape: str, word: str) -> str:
    """`word` with the capitals of `shape`."""
    if shape.isupper() and len(shape) > 1:
        return word.upper()
    return "-".join(
        part[:1].upper() + part[1:] if own[:1].isupper() else part
        for part, own in zip(word.split("-"), shape.split("-"), strict=False)
    )


@cache
def known_name(word: str) -> str:
    """`Masc`, `Fem`, `Both` where the dictionary knows the word as the nominative of a name, else empty."""
    genders = {
        str(r.tag.gender)
        for r in analyser().parse(word.lower())
        if r.is_known and "nomn" in r.tag and "sing" in r.tag and (r.tag.grammemes & {"Name", "Surn", "Patr"})
    }
    if not genders:
        return ""
    return {frozenset({"masc"}): "Masc", frozenset({"femn"}): "Fem"}.get(frozenset(genders), "Both")


@cache
def first_name_gender(word: str) -> str:
    """`Masc` or `Fem` where the dictionary knows the nominative of a given name of this gender only."""
    genders = {
        str(r.tag.gender)
        for r in analyser().parse(word.lower())
        if r.is_known and "nomn" in r.tag and "Name" in r.tag
    }
    return {frozenset({"masc"}): "Masc", frozenset({"femn"}): "Fem"}.get(frozenset(genders), "")


@cache
def word_readings(word: str) -> tuple[WordReading, ...]:
    """All ways to read one word of a name."""
    found: dict[tuple[str, str, str], float] = {}

    def keep(nominative: str, case: str, gender: str, weight: float) -> None:
        key = (nominative, case, gender)
        found[key] = max(found.get(key, -9.0), weight)

    low = word.lower()
    for reading in analyser().parse(low):
        tag = reading.tag
        if not (reading.is_known and tag.grammemes & {"Name", "Surn", "Patr"}) or "sing" not in tag:
            continue
        nominative = reading.inflect({"nomn"})
        case = _OPENCORPORA.get(str(tag.case), "")
        if nominative is None or not case:
            continue
        for gender in {"masc": ("Masc",), "femn": ("Fem",)}.get(str(tag.gender), GENDERS):
            keep(_like(word, nominative.word), "" if "Fixd" in tag else case, gender, 2.0)
    if not re.fullmatch("[А-Яа-яЁё'’-]+", word) or not word[:1].isupper():
        return (*_fixed(word),)
    for gender in GENDERS:
        for ending in _ENDINGS:
            if not low.endswith(ending) or len(word) - len(ending) < 2:
                continue
            stem = word[: len(word) - len(ending)]
            for own in _NOMINATIVE_ENDINGS:
                nominative = stem + own
                if len(nominative) < 2 or (own == "й" and stem[-1:].lower() not in _VOWELS):
                    continue
                for case, form in paradigm(nominative, gender):
                    if form == word:
                        keep(nominative, case, gender, _prior(nominative, case, gender, ending, own))
            if gender == "Masc" and ending and stem[-1:].lower() == "ц" and len(stem) > 3:
                nominative = stem[:-2] + "ец" if stem[-2:-1].lower() in "йь" else stem[:-1] + "ец"
                for case, form in paradigm(nominative, gender):
                    if form == word:
                        keep(nominative, case, gender, _prior(nominative, case, gender, ending, ""))
        declines = paradigm(word, gender) and low[-1:] != "у"
        keep(word, "", gender, -1.2 if declines else _fixed_weight(low))
    return tuple(WordReading(*key, weight) for key, weight in found.items())


def _fixed_weight(low: str) -> float:
    """How likely a name-word that does not decline by the rules is really fixed, by how it looks."""
    if low.endswith(("овым", "евым", "иным", "овой", "евой", "овича", "евича")):
        return -2.5
    if low.endswith(("ом", "ем", "ым", "ому", "ему", "ого")):
        return -0.8
    if low.endswith(("ой", "ей", "ы", "ым", "им")):
        return -0.5
    if low.endswith("у"):
        return 0.4 if low[-2:-1] in _VOWELS else 0.0
    return 0.3 if low[-1:] not in _VOWELS else 0.6


def _fixed(word: str) -> Iterable[WordReading]:
    return (WordReading(word, "", gender, 0.5) for gender in GENDERS)


def _prior(nominative: str, case: str, gender: str, ending: str, own: str) -> float:
    """How likely a rule's reading is before the document is asked."""
    weight = 0.0
    known = known_name(nominative)
    if known in (gender, "Both"):
        weight += 1.5
    if case == "Nom":
        weight += 0.3 + min(0.0, _fixed_weight(nominative.lower())) * (own == "")
    elif own in ("ь", "ой", "ый", "яя"):
        weight -= 1.0
    if own == "я" and not known and _before_last(nominative) not in _VOWELS:
        weight -= 0.9
    if gender == "Masc" and nominative.endswith(("ова", "ева", "ина", "ына")) and not known:
        weight -= 1.5
    if own in ("а", "я") and gender == "Masc" and not known:
        # «Сейджи», «Такеши», «Мори» do not decline more often than they come from «Сейджа»
        weight -= 0.9 if ending == "и" else 0.3
    if own == "" and nominative[-1:].lower() in _VOWELS + "й":
        weight -= 0.3
    if case != "Nom" and len(nominative) <= 3:
        weight -= 0.4
    if own == "й" and nominative.endswith("уй"):
        weight -= 1.0
    if own == "ая" and not nominative.endswith(("ская", "цкая", "ная")):
        weight -= 1.5
    if nominative.endswith(("ском", "цком")):
        weight -= 1.5
    if ending in ("у", "ю") and nominative[-1:].lower() in "аеёиоуыэюя" and own == "":
        weight -= 2.0
    return weight


def _before_last(nominative: str) -> str:
    """The letter before the last."""
    return nominative[-2:-1].lower()


@cache
def hyphen_readings(word: str) -> tuple[WordReading, ...]:
    """As `word_readings`, for «Касым-Жомарта», «Хантсмана-младшего»: the last part declines, and the
    first with it where it shows the same case."""
    if "-" not in word:
        return word_readings(word)
    first, _, last = word.rpartition("-")
    if last in _JUNIORS:
        nominative, case = _JUNIORS[last]
        return tuple(
            WordReading(f"{r.nominative}-{nominative}", case, r.gender, r.weight)
            for r in word_readings(first)
            if r.case in (case, "")
        ) or word_readings(word)
    if not last[:1].isupper() and first[:1].isupper() and first.lower() not in _PARTICLES and last.isalpha():
        # «Ким Чен-ына» is Ким Чен-ын, «Су-джи» and «Кын-хе» are as they are
        declined = [r for r in word_readings(last.capitalize()) if r.case not in ("", "Nom")]
        hard = [r for r in declined if r.nominative[-1:].lower() not in _VOWELS + "ьй" and len(last) > 2]
        return tuple(
            WordReading(f"{first}-{r.nominative.lower()}", r.case, r.gender, r.weight)
            for r in hard or (*_fixed(last), *declined)
        )
    if not last[:1].isupper() or first.lower() in _PARTICLES:
        return tuple(
            WordReading(f"{first}-{r.nominative}", r.case, r.gender, r.weight)
            for r in (word_readings(last) if last[:1].isupper() else _fixed(last))
        )
    found = []
    for r in word_readings(last):
        fixed = first
        for other in word_readings(first):
            if r.case not in ("", "Nom") and other.case == r.case and other.weight >= 1.5:
                fixed = other.nominative
        found.append(WordReading(f"{fixed}-{r.nominative}", r.case, r.gender, r.weight))
    return tuple(found)


_PARTICLES = frozenset("аль эль ан ас аш ат ад ар аз бен бин ибн ад-дин де ди ла ле ван фон дер абу".split())
_JUNIORS = {
    f"{stem}{ending}": (f"{stem}ий", case)
    for stem in ("младш", "старш")
    for ending, case in (("ий", "Nom"), ("его", "Gen"), ("ему", "Dat"), ("им", "Ins"), ("ем", "Loc"))
}
