"""The two languages of the desk: which one is asked for, and its words (`words/en.toml`, `words/ru.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request

from legation.vocabulary.states import name_of, states

LANGUAGES = ("en", "ru")
COOKIE = "legation-language"
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
}
ALONE = {
    "en": MONTHS["en"],
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
}


def language_of(request: Request) -> str:
    """The language of the address, else of the cookie, else the browser's first of ours, else English."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    for part in request.headers.get("accept-language", "").split(","):
        wanted = part.split(";")[0].strip().lower()[:2]
        if wanted in LANGUAGES:
            return wanted
    return "en"


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    text = (files("legation.app.web") / "words" / f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


class Tongue:
    """The words of one language. `say` gives a phrase of the interface, `label` the name of a code."""

    def __init__(self, language: str) -> None:
        self.code = language
        self._words = _words(language)

    def say(self, key: str, **given: Any) -> str:
        """A phrase of the interface; an unknown key is a fault of ours and raises KeyError."""
        phrase = self._words["say"][key]
        return phrase.format(**given) if given else phrase

    def label(self, group: str, code: str) -> str:
        """The name of a type, act, status, measure, kind …; the code itself where it has none."""
        return self._words.get(group, {}).get(code, code.replace("-", " ")) if code else ""

    def codes(self, group: str) -> tuple[str, ...]:
        """All codes of a group that have a name, for a choice in a form."""
        return tuple(self._words.get(group, {}))

    def state(self, code: str) -> str:
        """The name of a state; what is no code of one as it stands."""
        return name_of(code, self.code) if code in states() else code

    def day(self, date: str, of: bool = False) -> str:
        """An EDTF date as people write it; what it cannot say so stays as it is.

        `of` puts a month in the genitive, as it stands after «с», «до» and «около».
        """
        return _day(self, date, of)

    def _day(self, date: str, of: bool) -> str:
        if not date:
            return self.say("undated")
        if "/" in date:
            first, _, last = date.partition("/")
            if first in ("", ".."):
                return self.say("until_day", day=self.day(last, of=True))
            if last in ("", ".."):
                return self.say("since_day", day=self.day(first, of=True))
            if len(first) == len(last) == 10 and first[:7] == last[:7] and first[8:].isdecimal():
                return f"{int(first[8:])}–{self.day(last)}"
            return f"{self.day(first)} – {self.day(last)}"
        bare, about = date.rstrip("~?%"), date[-1] in "~%"
        parts = bare.split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
            return date
        written = self._written(parts, of or about)
        return (self.say("about_day", day=written) if about else written) if written else date

    def _written(self, parts: list[str], of: bool) -> str:
        if len(parts) == 1:
            return parts[0]
        if not 1 <= int(parts[1]) <= 12:
            return ""
        if len(parts) == 2:
            return f"{(MONTHS if of else ALONE)[self.code][int(parts[1]) - 1]} {parts[0]}"
        return f"{int(parts[2])} {MONTHS[self.code][int(parts[1]) - 1]} {parts[0]}"

    def number(self, value: float) -> str:
        """A number with the language's separators, no needless digits."""
        if type(value) is int and 0 <= value < 1_000:  # as most are
            return str(value)
        whole = f"{value:,.6f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
        return whole.replace(",", "\u00a0").replace(".", ",") if self.code == "ru" else whole


@lru_cache(16_384)
def _day(tongue: Tongue, date: str, of: bool) -> str:
    return tongue._day(date, of)


@cache
def tongue(language: str) -> Tongue:
    """The words of a language."""
    return Tongue(language)
