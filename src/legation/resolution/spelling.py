"""When two spellings are one name: folding of letters, romanisations, declined forms, initials."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from legation.vocabulary.transliteration import transliteration, western_names

CACHED = 1 << 17
_CYRILLIC = re.compile("[а-яёәөүұқғңһіїєґўҷӣӯҳјљњћђџ]")
_LATIN = re.compile("[a-z]")
_WORD = re.compile(r"[^\W_]+(?:['’`ʼ][^\W_]+)*")
_JAPANESE = re.compile("(?:[кгсзтднхбпмрфвц]{0,2}[йь]?[аиуеоюя]|н|м(?=[бпм]))+")
_ACCENTS = str.maketrans(
    "áàâãåçéèêëíìîïñóòôõøşšßúùûýğčćžźżłńśűőıệđ", "aaaaaceeeeiiiinooooosssuuuygcczzzlnsuoied"
)
_MARKS = str.maketrans({"ā": "a", "ī": "i", "ū": "u", "ē": "e", "ō": "o", "ö": "o", "ü": "u", "ä": "a"})


@lru_cache(maxsize=CACHED)
def fold(text: str) -> str:
    """The words of a name in lower case, parted by single spaces, without marks, «ё», foreign letters.

    Latin letters inside Cyrillic words become the Cyrillic ones that they stand for.
    """
    return " ".join(_folded_word(word) for word in _WORD.findall(text.lower().replace("ё", "е")))


@lru_cache(maxsize=1 << 20)
def _folded_word(word: str) -> str:
    tables = transliteration()
    word = word.translate(_MARKS).translate(_ACCENTS)
    if not word.isascii() and _LATIN.search(word) and not _CYRILLIC.search(word):
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for mark in "'’`ʼ":
        word = word.replace(mark, "")
    if _CYRILLIC.search(word):
        if _LATIN.search(word):
            word = "".join(tables.lookalikes.get(letter, letter) for letter in word)
        word = "".join(tables.alphabets.get(letter, letter) for letter in word)
    return word.replace("ё", "е")


@lru_cache(maxsize=CACHED)
def skeletons(word: str) -> frozenset[str]:
    """What a folded word may sound like, written in a bare Cyrillic that hides the usual variants."""
    found: set[str] = set()
    if _LATIN.search(word):
        known = western_names().get(word, "")
        for made in (known, _spelt(word, "latin"), _spelt(word, "hepburn"), _pinyin(word)):
            if made:
                found |= _sounds(made)
    else:
        found |= _sounds(word)
    return frozenset(found)


@lru_cache(maxsize=CACHED)
def readings(word: str) -> frozenset[str]:
    """All that `skeletons` gives, and a Latin word as the languages of its possible bearers read it.

    Too many for a word of a body's name; of a person several words must be alike.
    """
    found = set(skeletons(word))
    if _LATIN.search(word):
        for family in sorted(transliteration().families):
            if made := _spelt(word, family):
                found |= _sounds(made)
        for syllables in _syllables():
            if made := syllables.get(word, ""):
                found |= _sounds(made)
    return frozenset(found)


@cache
def _syllables() -> tuple[dict[str, str], ...]:
    return tuple(one.made() for _, one in sorted(transliteration().syllables.items()))


def _sounds(word: str) -> set[str]:
    word = word.replace("ё", "е").replace("э", "е")
    bare = _bare(word)
    found = {bare}
    japanese = word
    for spelling, one in transliteration().japanese.items():
        japanese = japanese.replace(spelling, one)
    japanese = _bare(japanese)
    if japanese != bare and _JAPANESE.fullmatch(japanese):
        found.add(japanese)
    return found


def _bare(word: str) -> str:
    word = word.replace("ь", "").replace("ъ", "").replace("ы", "и").replace("й", "и").replace("щ", "ш")
    word = re.sub("ие(?=.)", "е", word.replace("иио", "ио"))
    return re.sub(r"(.)\1+", r"\1", word)


@cache
def _spellings(table: str) -> dict[str, str]:
    """The table of this name; a family's stands on that of all Latin letters."""
    tables = transliteration()
    if table in tables.families:
        return tables.latin | tables.families[table]
    found: dict[str, str] = getattr(tables, table)
    return found


@cache
def _pieces(table: str) -> re.Pattern[str]:
    spellings = sorted(_spellings(table), key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, spellings)))


def _spelt(word: str, table: str) -> str:
    """The word spelt out piece by piece; empty where a piece is not in the table."""
    spellings = _spellings(table)
    made, at = [], 0
    if table == "hepburn":
        word = re.sub(r"([kstcp])(?=\1)", "", word)
    for piece in _pieces(table).finditer(word):
        if piece.start() != at:
            return ""
        made.append(spellings[piece.group()])
        at = piece.end()
    return "".join(made) if at == len(word) else ""


@cache
def _syllable() -> tuple[re.Pattern[str], dict[str, str]]:
    table = transliteration().pinyin
    made = {i + f: ri + rf for i, ri in table.initials.items() for f, rf in table.finals.items()}
    made |= table.whole
    syllables = sorted(made, key=lambda s: (-len(s), s))
    return re.compile("(?:" + "|".join(syllables) + ")"), made


def _pinyin(word: str) -> str:
    pattern, made = _syllable()
    if not re.fullmatch(f"{pattern.pattern}+", word):
        return ""
    return (
        "".join(made[piece] for piece in pattern.findall(word))
        if "".join(pattern.findall(word)) == word
        else ""
    )


# Endings of the oblique cases of men's names and of surnames, with what the nominative has instead.
_OBLIQUE = (
    ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("ском", "ский"),
    ("ской", "ская"), ("скую", "ская"), ("ую", "ая"), ("ой", "ая"),
    ("ого", "ый"), ("ому", "ый"), ("его", "ий"), ("ему", "ий"),
    ("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("ыным", "ын"),
    ("ей", "я"), ("ой", "а"), ("ом", ""), ("ем", ""), ("ем", "ь"), ("ем", "й"),
    ("а", ""), ("у", ""), ("е", ""), ("я", "й"), ("ю", "й"), ("я", "ь"), ("ю", "ь"), ("и", "ь"),
    ("ы", "а"), ("у", "а"), ("е", "а"), ("и", "я"), ("ю", "я"), ("и", "а"),
)  # fmt: skip


_FLEETING = re.compile("[бвгджзклмнпрстфхцчшщь][лрнцк]$")


@lru_cache(maxsize=CACHED)
def nominatives(word: str) -> frozenset[str]:
    """The folded words of which this one may be an oblique case, itself among them."""
    found = {word}
    for ending, instead in _OBLIQUE:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word[: len(word) - len(ending)]
            found.add(bare + instead)
            if not instead and _FLEETING.search(bare):
                found |= {f"{bare[:-1]}{vowel}{bare[-1]}" for vowel in "ео"}  # Павла, Кравца: Павел, Кравец
    return frozenset(found)


@lru_cache(maxsize=CACHED)
def alike(a: str, b: str) -> float:
    """How surely two folded words are one word spelt in two ways: 1 for the same, 0 for no likeness."""
    if a == b:
        return 1.0
    sounds, others = readings(a), readings(b)
    if sounds & others:
        return 0.97
    sounds, others = skeletons(a), skeletons(b)
    if min(len(a), len(b)) < 4:
        return 0.0
    return max((ratio(x, y) / 100 for x in sounds for y in others), default=0.0) * 0.97


@lru_cache(maxsize=CACHED)
def declined(a: str, b: str) -> bool:
    """Whether one folded word may be a case form of the other."""
    return a != b and (a in nominatives(b) or b in nominatives(a))


@lru_cache(maxsize=CACHED)
def stem(word: str) -> str:
    """A crude stem of a folded Russian word, the same for all its cases and near derivations."""
    if len(word) <= 3:
        return word
    for ending in _STEM_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)][:7]
    return word[:7]


@lru_cache(maxsize=CACHED)
def root(word: str) -> str:
    """A cruder stem, the same for words made from one another: «курдский» and «курды»."""
    bare = stem(word)
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 4:
            bare = bare[: len(bare) - len(suffix)]
            break
    return bare[:6]


_SUFFIXES = (
    "ческ",
    "ств",
    "ени",
    "ани",
    "енн",
    "ива",
    "ыва",
    "ова",
    "ск",
    "ов",
    "ев",
    "ит",
    "ат",
    "ил",
    "ал",
    "ик",
    "н",
    "к",
)

_STEM_ENDINGS = tuple(
    sorted(
        "ами ями ого его ому ему ыми ими ией иям иях иями ов ев ей ам ям ах ях ом ем ый ий ой ая яя ое "
        "ее ые ие "
        "ую юю ым им ых их ия ию ии ье ью ья а я о е у ю ы и ь й".split(),
        key=lambda e: (-len(e), e),
    )
)
