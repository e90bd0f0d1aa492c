"""The form above each list, drawn from the description of the lists (`app/lists.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup
from starlette.datastructures import QueryParams

from legation.app.lists import OF_KIND
from legation.app.web.language import Tongue
from legation.app.web.language import tongue as tongue_of
from legation.app.web.looks import esc

DAY = r"\d{4}(-\d\d(-\d\d)?)?"
STATUSES = ("happened", "ongoing", "planned", "proposed", "denied", "alleged")
# By kind of list and narrowing: the group of words to choose from, and which of them where not all will do.
CHOICES: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("event", "type"): ("type", ()),
    ("event", "act"): ("act", ()),
    ("event", "status"): ("status", STATUSES),
    ("figure", "type"): ("measure", ()),
    ("agreement", "type"): ("agreement", ()),
    ("agreement", "status"): ("status", ("signed", "in-force", "planned", "proposed", "not-concluded")),
    ("conflict", "type"): ("conflict", ()),
    ("conflict", "status"): ("verdict", ("right", "wrong")),
    ("actor", "type"): ("kind", ("person", "body", "state", "place")),
    ("document", "status"): ("status", ("read", "unread", "failed", "superseded")),
}
LABELS = {  # where a narrowing is called otherwise than by its name
    ("figure", "type"): "measure",
    ("agreement", "type"): "kind",
    ("conflict", "type"): "kind",
    ("conflict", "status"): "verdict",
    ("actor", "type"): "kind",
    ("actor", "actor"): "name",
}
SIZES = {"since": 10, "until": 10, "states": 12, "language": 4}  # characters; other fields have 16
HINTS = {"since": "2016-11", "until": "2020", "states": "KAZ, JPN"}
UNORDERED = ("conflict", "actor", "document")  # lists whose order cannot be chosen


class Field(NamedTuple):
    """One field: what it narrows by, its label and value; a choice has options (code and words)."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    size: int = 16
    pattern: str = ""
    hint: str = ""


class Form(NamedTuple):
    """The form of a list. `newest` says whether it is ticked, nothing where order cannot be chosen."""

    fields: tuple[Field, ...]
    newest: bool | None
    narrowed: bool


def form(
    kind: str,
    query: QueryParams,
    tongue: Tongue,
    *,
    only: Iterable[str] = (),
    sides: bool = True,
    acts: Sequence[str] | None = None,
) -> Form:
    """The form of a list of this kind as the address fills it.

    `only` names the narrowings wanted where not all are; `sides` says whether states can be chosen, `acts`
    which acts there are to choose from.
    """
    names = tuple(only) or (*(("states",) if sides else ()), *OF_KIND[kind].narrowed_by)
    found = []
    for name in names:
        value = ",".join(query.getlist(name)) if name == "states" else query.get(name, "")
        label = LABELS.get((kind, name), {"states": "sides", "publisher": "outlet"}.get(name, name))
        if (kind, name) in CHOICES:
            group, codes = CHOICES[kind, name]
            known = acts if name == "act" and acts is not None else codes or tongue.codes(group)
            shown = dict.fromkeys((*known, value)) if value else known
            options = tuple((code, tongue.label(group, code)) for code in shown)
            found += [Field(name, tongue.say(label), value, options)] if options else []
        elif name != "document" or value:  # nobody knows the id of a document by heart
            pattern, hint = DAY if name in ("since", "until") else "", HINTS.get(name, "")
            found.append(Field(name, tongue.say(label), value, (), SIZES.get(name, 16), pattern, hint))
    newest = query.get("newest") == "1" if kind not in UNORDERED and not only else None
    return Form(tuple(found), newest, any(query.get(name) for name in (*names, "newest")))


def drawn(form: Form, where: str, tongue: Tongue) -> Markup:
    """The form as HTML, drawn here as lists are; `where` is the address of the list."""
    fields = "".join([f"  <label>{esc(f.label)} {_input(f, tongue)}</label>\n" for f in form.fields])
    ticked = " checked" if form.newest else ""
    newest = ""
    if form.newest is not None:
        box = f'<input type="checkbox" name="newest" value="1"{ticked}>'
        newest = f'<label class="tick">{box} {esc(tongue.say("newest_first"))}</label>'
    clear = f' <a href="{esc(where)}">{esc(tongue.say("clear"))}</a>' if form.narrowed else ""
    return Markup(  # noqa: S704 - escaped
        f'<form class="filter" action="{esc(where)}" aria-label="{esc(tongue.say("filter"))}">\n{fields}'
        f'{newest}  <span class="go"><button>{esc(tongue.say("apply"))}</button>{clear}</span>\n</form>\n'
    )


def _input(field: Field, tongue: Tongue) -> str:
    if field.options:
        return f'<select name="{field.name}">{_options(field.options, field.value, tongue.code)}</select>'
    hint = f' placeholder="{field.hint}"' if field.hint else ""
    pattern = f' pattern="{field.pattern}" title="{esc(tongue.say("day_hint"))}"' if field.pattern else ""
    value = f'value="{esc(field.value)}" size="{field.size}" maxlength="200"'
    return f'<input name="{field.name}" {value}{hint}{pattern}>'


@lru_cache(512)
def _options(options: tuple[tuple[str, str], ...], value: str, language: str) -> str:
    shown = [
        f'<option value="{esc(code)}"{" selected" if code == value else ""}>{esc(words)}</option>'
        for code, words in options
    ]
    return f'<option value="">{esc(tongue_of(language).say("any"))}</option>{"".join(shown)}'
