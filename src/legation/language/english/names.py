"""People whom the tagger finds in one place of a text and misses in another."""

from __future__ import annotations

from collections.abc import Sequence

from legation.record import Name, Token

SHORTEST = 4  # letters of a surname that names its bearer wherever it stands with a capital


def named_again(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """The names with those of the same people that no name covers, in the order of the text."""
    taken = {number for name in names for number in range(name.first, name.last)}
    known: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(tokens[n].text for n in range(name.first, name.last))
        if name.type == "PER" and len(words) > 1 and all(w[:1].isupper() for w in words if w.isalpha()):
            for form in (words, words[-1:]):
                if (len(form) > 1 or len(form[0]) >= SHORTEST) and form not in known.get(form[0], ()):
                    known.setdefault(form[0], []).append(form)
    found = list(names)
    for number, token in enumerate(tokens):
        for form in sorted(known.get(token.text, ()), key=len, reverse=True):
            last = number + len(form)
            if taken.isdisjoint(range(number, last)) and _are(tokens, number, form):
                taken.update(range(number, last))
                start, end = token.start, tokens[last - 1].end
                found.append(Name(start=start, end=end, first=number, last=last, type="PER"))
                break
    return sorted(found, key=lambda name: name.first)


def _are(tokens: Sequence[Token], first: int, form: tuple[str, ...]) -> bool:
    return tuple(t.text for t in tokens[first : first + len(form)]) == form
