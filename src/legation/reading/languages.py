"""Which language a text is in: by its script where that decides, by py3langid where it does not."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE = 6000  # characters looked at, from three places of the text
UNKNOWN = "und"

# Letters that one language of the press uses and Russian does not, and the share of all letters above which
# they decide; a foreign name or two in a Russian text stays below. The first that matches wins.
_OWN_LETTERS = (
    ("kk", re.compile("[әғқңұһӘҒҚҢҰҺ]"), 0.05),
    ("be", re.compile("[ўЎ]"), 0.008),
    ("uk", re.compile("[іїєґІЇЄҐ]"), 0.03),
    ("sr", re.compile("[ђћџљњјЂЋЏЉЊЈ]"), 0.02),
    ("tg", re.compile("[ҷӣӯҳҶӢӮҲ]"), 0.02),
    ("tt", re.compile("[җҖ]"), 0.004),
    ("mn", re.compile("[өүӨҮ]"), 0.03),
)
_CYRILLIC = re.compile("[а-яёА-ЯЁ\u0400-\u04ff]")
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f]")
_OTHERS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u1cff\u3040-\ud7af]")
_ONLY_EAST_SLAVIC = re.compile("[ыэЫЭ]")  # Bulgarian, Serbian, Macedonian and Ukrainian lack both
# Letters and words that tell Russian from Bulgarian, Serbian, Macedonian, and letters that tell it from them
# and Ukrainian by their absence: Bulgarian has «ъ» in one letter of 60, Russian in one of 3,000. Where they
# agree nobody need ask the model, which loads longer than all others.
_RUSSIAN = re.compile(r"[ыэЫЭ]|[ьЬ](?![оО])|\b(?:что|чтобы|года|году|об|для|к|был[аои]?|также|через|перед)\b")
_SELDOM_RUSSIAN = re.compile("[ъіїєґђћџљњјѓќѕЪІЇЄҐЂЋЏЉЊЈЃЌЅ]")
SELDOM = 0.003
# A line or two is Russian unless a letter or word says otherwise: the model guesses there.
SHORT = 150
_NOT_RUSSIAN = re.compile(
    r"[ъіїєґђћџљњјѓќѕ]|\b(?:че|ще|са|се|си|със|във|кой|който|което|която|които|ги|му|дека|што|сака"
    r"|це|що|як|й|від|або|із)\b",
    re.IGNORECASE,
)

# Languages in Latin letters in which offices and newspapers write. Left out are those that a few sentences of
# a larger one are taken for (Nigerian Pidgin for English).
LATIN = tuple(
    "af az bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lb lt lv ms mt nl no pl pt ro sk sl so "
    "sq sr sv sw tk tl tr uz vi".split()
)


def language_of(text: str) -> str:
    """The BCP 47 tag of the language of most of the text; `und` for a text without letters."""
    sample = _sample(text)
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if not _OTHER_SCRIPT.search(sample):
        if not (cyrillic or latin):
            return UNKNOWN
        return _cyrillic(sample, cyrillic) if cyrillic >= latin else _latin(sample)
    counts = {language: len(pattern.findall(sample)) for language, pattern in _OTHERS}
    if counts["ja"]:  # Japanese mixes kana with Chinese characters
        counts["ja"] += counts.pop("zh")
    other = max(counts, key=lambda language: counts[language])
    # One Chinese or Korean character says about as much as three letters.
    weight = 3 * counts[other] if other in ("ja", "ko", "zh") else counts[other]
    if not (cyrillic or latin or weight):
        return UNKNOWN
    if weight > max(cyrillic, latin):
        return "fa" if other == "ar" and re.search("[پچژگ]", sample) else other
    return _cyrillic(sample, cyrillic) if cyrillic >= latin else _latin(sample)


def _cyrillic(sample: str, letters: int) -> str:
    for language, pattern, share in _OWN_LETTERS:
        if len(pattern.findall(sample)) > share * letters:
            return language
    if letters < 40 or len(_ONLY_EAST_SLAVIC.findall(sample)) > 0.01 * letters:
        return "ru"
    if _RUSSIAN.search(sample) and len(_SELDOM_RUSSIAN.findall(sample)) <= max(1, SELDOM * letters):
        return "ru"
    if letters < SHORT and not _NOT_RUSSIAN.search(sample):
        return "ru"
    return _identified(sample, ("ru", "bg", "uk", "mk", "sr"))


def _latin(sample: str) -> str:
    return _identified(sample, LATIN)


def _identified(sample: str, among: tuple[str, ...]) -> str:
    return str(_identifier(among).classify(sample)[0])


@cache
def _identifier(among: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(among))
    return identifier


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    part = SAMPLE // 3
    middle = (len(text) - part) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))
