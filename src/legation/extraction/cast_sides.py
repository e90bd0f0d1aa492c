"""States in the text: by name, adjective, demonym, capital, periphrasis, and in compound adjectives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.extraction.cast_lexicon import AGAINST, Entry, compound_codes
from legation.language.matching import Match, plain
from legation.record import Markup, Mention, Token
from legation.vocabulary.naming import naming
from legation.vocabulary.siding import siding
from legation.vocabulary.states import states

PARTED = {"SCG": (2006, ("SRB", "MNE"))}  # a union called as its members are: its last year, and who they are
# After these a capital is a place …
# … and as the genitive of these.


def state_mentions(markup: Markup, match: Match[list[Entry]]) -> list[Mention]:
    """The mention of a state, or of its capital as a place, that a known phrase makes."""
    tokens = markup.tokens
    entries = [e for e in match.value if e.kind == "state"]
    if not entries:
        return []
    entry = _best(entries, tokens, match)
    if is_currency(tokens, match) or _is_no_side(tokens, match):
        return []
    if entry.key in PARTED and match.last - match.first == 3:  # «A и B»: since they parted, two states
        year, members = PARTED[entry.key]
        if markup.year_of(match.first) > year:
            ends = (match.first, match.last - 1)
            return [_named(tokens[n], n, code) for n, code in zip(ends, members, strict=True)]
    how, kind, name = entry.how, "state", entry.key
    if how == "capital" and _is_place(tokens, match):
        kind, name = "place", entry.phrase
    return [
        Mention(
            start=tokens[match.first].start,
            end=tokens[match.last - 1].end,
            first=match.first,
            last=match.last,
            head=_head(tokens, match),
            kind=kind,
            name=name,
            state=entry.key,
            how=how,
        )
    ]


def _named(token: Token, number: int, code: str) -> Mention:
    return Mention.of_token(number, token.start, token.end, kind="state", name=code, state=code)


def compound_mentions(markup: Markup) -> list[Mention]:
    """Two or more mentions for each compound adjective («японо-китайский»): each part of the word is one.
    «антироссийский» gives one, of the side that it is directed against.
    """
    found = []
    for number, token in enumerate(markup.tokens):
        text = token.text
        if "-" not in text and (text[:1] not in "аА" or text[:4].lower() != AGAINST):
            continue
        if not (parts := compound_codes(text)):
            continue
        start = token.start
        for part, code in parts:
            end = start + len(part)
            found.append(
                Mention.of_token(number, start, end, kind="state", name=code, state=code, how="adjective")
            )
            start = end + 1
    return found


def joined_by_quarter(markup: Markup) -> list[Mention]:
    """The two states of «Северная и Южная Корея», each in its own adjective and both at the noun."""
    tokens, found = markup.tokens, []
    for number in markup.among(_quarters().keys()):
        if number + 3 >= len(tokens) or tokens[number + 1].text != "и":
            continue
        one, other = _quarters()[tokens[number].lemma], _quarters().get(tokens[number + 2].lemma, {})
        noun = tokens[number + 3].lemma
        if noun not in one or noun not in other or one[noun] == other[noun]:
            continue
        last = tokens[number + 3]
        spans = ((tokens[number].start, tokens[number].end), (tokens[number + 2].start, last.end))
        for (start, end), code in zip(spans, (one[noun], other[noun]), strict=True):
            found.append(Mention.of_token(number + 3, start, end, kind="state", name=code, state=code))
    return found


@cache
def _quarters() -> dict[str, dict[str, str]]:
    """For each adjective that sets a state apart, the nouns after it and whose they make it: «северный» →
    «корея» → PRK.
    """
    found: dict[str, dict[str, str]] = {}
    for code, state in states().items():
        for name in state.names:
            words = plain(name).split()
            if len(words) == 2 and words[0].endswith(("ый", "ая")):
                found.setdefault(words[0][:-2] + "ый", {})[words[1]] = code
    return found


def is_currency(tokens: Sequence[Token], match: Match[list[Entry]]) -> bool:
    """«доллар США», «японских иен»: money, and no side."""
    before = tokens[match.first - 1].lemma if match.first else ""
    after = tokens[match.last].lemma if match.last < len(tokens) else ""
    return before in naming("currencies") or (
        tokens[match.first].pos == "ADJ" and after in naming("currencies")
    )


def _is_no_side(tokens: Sequence[Token], match: Match[list[Entry]]) -> bool:
    """«Японское море», «Южная Америка», «итальянская забастовка», «кубинского происхождения»: no side."""
    first = tokens[match.first]
    after = tokens[match.last].lemma if match.last < len(tokens) else ""
    if first.pos == "ADJ" and (after in siding("waters") or f"{first.lemma} {after}" in siding("idioms")):
        return True
    before = tokens[match.first - 1].lemma if match.first else ""
    return first.lemma == "америка" and before in siding("parts_of_america")


def _best(entries: list[Entry], tokens: Sequence[Token], match: Match[list[Entry]]) -> Entry:
    """Of several states of one name («Корея», «Конго», «Гватемала» and its capital) the likelier."""
    order = {"name": 0, "periphrasis": 1, "demonym": 2, "capital": 3, "adjective": 4}
    first = tokens[match.first]
    if first.pos == "ADJ" or first.text[:1].islower():
        order = {"adjective": 0, "demonym": 1, "periphrasis": 2, "name": 3, "capital": 4}
        if first.pos in {"NOUN", "PROPN"}:
            order["demonym"] = -1
    preceding = tokens[match.first - 1].lemma if match.first else ""
    if preceding in naming("city_words"):
        order["capital"] = -1
    return min(entries, key=lambda e: (order[e.how], len(states()[e.key].names[0])))


def _head(tokens: Sequence[Token], match: Match[list[Entry]]) -> int:
    for number in range(match.first, match.last):
        head = tokens[number].head
        if not match.first <= head < match.last or head == number:
            return number
    return match.first


def _is_place(tokens: Sequence[Token], match: Match[list[Entry]]) -> bool:
    """Whether a capital here is the city: in it, from it, its streets; and not the government that speaks."""
    first = match.first
    before = tokens[first - 1] if first else None
    token = tokens[_head(tokens, match)]
    if before is not None:
        if before.lemma in naming("place_prepositions") or before.text.lower() in naming(
            "place_prepositions"
        ):
            return True
        if before.lemma in naming("city_words") or before.text in {"г", "("}:
            return True
        if before.text == "." and first > 1 and tokens[first - 2].text == "г":
            return True
        if (
            before.pos == "ADJ"
            and before.feats.get("Case") == token.feats.get("Case")
            and token.rel != "nsubj"
        ):
            return True
    governor = tokens[token.head]
    if token.rel in {"nsubj", "nsubj:pass", "iobj", "agent"}:
        return False
    if token.rel == "conj" and governor.rel in {"nsubj", "iobj"}:
        return False
    if (
        token.rel in {"nmod", "obl"}
        and token.feats.get("Case") in {"Dat", "Ins"}
        and governor.lemma not in naming("place_nouns")
    ):
        return False
    if before is not None and before.lemma in {"между", "с", "со", "от", "к", "ко", "против", "о", "об"}:
        return False
    if token.rel == "nmod" and token.feats.get("Case") == "Gen":
        return governor.lemma in naming("place_nouns")
    return token.rel in {"root", "parataxis", "appos"}
