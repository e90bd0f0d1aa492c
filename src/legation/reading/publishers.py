"""Which outlet published an item, from its own words: «сообщает Zakon.kz», «сказали РИА Новости»."""

from __future__ import annotations

import re

from legation.vocabulary.page_words import folded, outlets

_SITE = re.compile(
    r"(?:www\.)?[A-Za-zА-Яа-яЁё0-9-]{2,}\.(?:kz|ru|com|net|org|info|uz|kg|tj|tm|az|am|ge|by|ua|md|asia|media|news|рф|su|eu|ру)\b"
)
_MARKS = " \t\xa0«»\"“”'.,:;()[]/–—-"
_REPORTS = (
    r"(?:передает|передаёт|сообщает|информирует|пишет|отмечает|передали|сообщили\s+в)"
    r"(?:\s+(?:собственный\s+)?(?:корреспондент|корр\.|собкор|спецкор|обозреватель))?"
    r"(?:\s+(?:ИА|МИА|агентств[оа]|информагентств[оа]|портал[а]?|сайт[а]?|газет[аы]|издани[ея]))?\s+"
)
_RELAYED = re.compile(rf"\b{_REPORTS}(?P<outlet>[«\"“]?[A-ZА-ЯЁ0-9][^,;:!?()\n]{{1,40}})", re.I)
_BY_ITS_CORRESPONDENT = re.compile(
    r"\b(?:корреспонденту?|корр\.|собкору?|спецкору?)\s+(?:ИА\s+|агентства\s+)?(?P<outlet>[«\"“]?[A-ZА-ЯЁ][^,;:!?()\n]{1,40})"
)
_TOLD = re.compile(
    r"\b(?:сообщил[аи]?|рассказал[аи]?|заявил[аи]?|сказал[аи]?|пояснил[аи]?|подтвердил[аи]?)\s+"
    r"(?P<outlet>[«\"“]?[A-ZА-ЯЁ][^,;:!?()\n]{1,30})"
)
_ACCORDING = re.compile(r"\bпо\s+данным\s+(?P<outlet>[«\"“][^«»\"“”\n]{1,30}[»\"”])", re.I)
_DATIVE = {"викиновостям": "Викиновости", "известиям": "Известия", "ведомостям": "Ведомости"}
LEAD = 700  # characters in which an item names the outlet it is from


def outlet_named(words: str) -> str:
    """The outlet that the words name and nothing else, or empty."""
    known = outlets()
    name = folded(words.strip(_MARKS))
    for prefix in ("", "иа ", "миа ", "агентство ", "информагентство ", "газета "):
        if prefix and name.startswith(prefix) and name.removeprefix(prefix).strip(_MARKS) in known:
            return known[name.removeprefix(prefix).strip(_MARKS)]
    if name in known:
        return known[name]
    site = _SITE.fullmatch(words.strip(_MARKS))
    return site.group().removeprefix("www.") if site else ""


def outlet_in(words: str) -> str:
    """The first outlet that stands among a few words («Корр. ИТАР-ТАСС Иван Петров»), or empty."""
    parts = words.split()
    for first in range(len(parts)):
        found = _opening(" ".join(parts[first:]), sites_only=False)
        if found:
            return found
    return ""


def publisher_in(text: str) -> str:
    """The outlet that an item says it is from, in its first paragraphs; empty where it does not say."""
    lead = text[:LEAD]
    for pattern in (_BY_ITS_CORRESPONDENT, _RELAYED):
        for match in pattern.finditer(lead):
            own = pattern is _BY_ITS_CORRESPONDENT
            found = _opening(match["outlet"], sites_only=not own)
            if found:
                return found
    for match in _TOLD.finditer(text[: 4 * LEAD]):
        found = _DATIVE.get(folded(match["outlet"].split()[0])) or _opening(match["outlet"], sites_only=False)
        if found:
            return found
    match_ = _ACCORDING.search(lead)
    return outlet_named(match_["outlet"]) if match_ else ""


def _opening(words: str, *, sites_only: bool) -> str:
    """The outlet with which the words begin; with `sites_only` only a site, as a relayed item is anyone's."""
    site = _SITE.match(words.lstrip(_MARKS))
    if site:
        return site.group().removeprefix("www.")
    if sites_only:
        return ""
    parts = words.split()
    for count in range(min(4, len(parts)), 0, -1):
        found = outlet_named(" ".join(parts[:count]))
        if found:
            return found
    return ""


def site_name(url: str) -> str:
    """The site of a web address without `www.`, or empty."""
    match = re.match(r"https?://(?:www\.)?([^/:?#]+)", url, re.I)
    return match.group(1).lower() if match else ""
