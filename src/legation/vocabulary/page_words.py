"""The words of pages: what is no text, which outlets sign items, how exports name columns (`.tsv` files)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from msgspec import Struct

WAYS = ("whole", "starts", "inside")


class FurnitureWords(Struct, frozen=True):
    """Why a line is furniture, by the whole line, by its first words and by words inside it."""

    whole: dict[str, str]
    starts: dict[str, tuple[tuple[str, str], ...]]  # by the first three characters: the words and why
    inside: tuple[tuple[str, str], ...]


def folded(words: str) -> str:
    """Words as the lists hold them: small letters, «е» for «ё», one space between."""
    return " ".join(words.casefold().replace("ё", "е").split())


@cache
def furniture_words() -> FurnitureWords:
    """The list of furniture. Raises `ValueError` naming the line for a way or a shape that is not known."""
    whole: dict[str, str] = {}
    starts: dict[str, list[tuple[str, str]]] = {}
    inside: list[tuple[str, str]] = []
    for number, fields in _rows("furniture.tsv"):
        if len(fields) != 3 or fields[1] not in WAYS:
            raise ValueError(f"furniture.tsv:{number}: expected why, one of {', '.join(WAYS)}, words")
        why, how, words = fields[0], fields[1], folded(fields[2])
        if how == "whole":
            whole[words] = why
        elif how == "starts":
            starts.setdefault(words[:3], []).append((words, why))
        else:
            inside.append((words, why))
    return FurnitureWords(whole, {key: tuple(found) for key, found in starts.items()}, tuple(inside))


@cache
def outlets() -> dict[str, str]:
    """The name of each outlet by every way it is written, folded."""
    named: dict[str, str] = {}
    for number, fields in _rows("outlets.tsv"):
        for words in fields:
            known = named.setdefault(folded(words), fields[0])
            if known != fields[0]:
                raise ValueError(f"outlets.tsv:{number}: {words} already means {known}")
    return named


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """By which names, folded, exports of news call the column that holds each field of a page."""
    return {fields[0]: tuple(folded(name) for name in fields[1:]) for _, fields in _rows("columns.tsv")}


class WikiWords(Struct, frozen=True):
    """What the marks of a wiki show; all names folded (`wikitext.tsv` says what each list is)."""

    shown: dict[str, tuple[str, ...]]
    date: frozenset[str]
    aside: frozenset[str]
    category: frozenset[str]
    closing: frozenset[str]


@cache
def wiki_words() -> WikiWords:
    """The words of wikis. Raises `ValueError` naming the line for a sort of word that is not known."""
    shown: dict[str, tuple[str, ...]] = {}
    others: dict[str, set[str]] = {"date": set(), "aside": set(), "category": set(), "closing": set()}
    for number, fields in _rows("wikitext.tsv"):
        if len(fields) != 3 or (fields[0] not in others and not (fields[0] == "shown" and fields[2])):
            raise ValueError(f"wikitext.tsv:{number}: expected shown, {', '.join(others)}; a name; arguments")
        if fields[0] == "shown":
            shown[folded(fields[1])] = tuple(fields[2].split())
        else:
            others[fields[0]].add(folded(fields[1]))
    return WikiWords(shown, **{sort: frozenset(names) for sort, names in others.items()})


def _rows(name: str) -> list[tuple[int, list[str]]]:
    text = files("legation.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return [
        (number, line.split("\t"))
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("# ")
    ]
