"""The menu at the head of every page, drawn once for each place and language."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from legation.app.web.language import Tongue
from legation.app.web.language import tongue as tongue_of
from legation.app.web.looks import esc

PLACES = {
    "/": "home",
    **{f"/{name}": name for name in ("documents", "people", "network", "media", "conflicts", "same")},
    "/judgements": "judgements",
}


def links(path: str, of: Tongue) -> Markup:
    """The links of the menu; that of the page at `path` is marked as the present one."""
    return _links(path if path in PLACES else "", of.code)


@cache
def _links(here: str, language: str) -> Markup:
    of = tongue_of(language)
    present = {here: ' aria-current="page"'}
    drawn = [
        f'    <a href="{where}"{present.get(where, "")}>{esc(of.say(name))}</a>\n'
        for where, name in PLACES.items()
    ]
    return Markup("".join(drawn))  # noqa: S704 - escaped
