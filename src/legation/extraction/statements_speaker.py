"""Who speaks: the name of an actor of the cast, an outlet, or a descriptive phrase in the nominative."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from legation.extraction.scene import Scene
from legation.extraction.statements_grammar import CARRIED, NOBODY
from legation.record import Mention
from legation.vocabulary.reporting import folded, reporting
from legation.vocabulary.states import states

_PRONOUNS = frozenset({"он", "она", "оно", "они", "его", "ее", "их", "свой", "тот", "этот", "сам", "который"})
_QUOTES = frozenset({"«", "»", '"', "„", "“", "”", "''", "``"})
_AUTHORITIES = frozenset({"власть", "правительство", "руководство", "администрация"})
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


class Speaker(Struct, frozen=True, kw_only=True):
    """Who speaks. `state` is an ISO code or empty; `kind` is `person`, `body`, `state`, `outlet` or `phrase`."""

    name: str
    state: str = ""
    kind: str = "phrase"


class Speakers:
    """Gives the speaker of each attribution; remembers who spoke last, for those that name nobody."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.markup.tokens
        self.words = reporting()
        self.last: Speaker | None = None
        self.last_outlet: Speaker | None = None
        self.last_body: Speaker | None = None

    def speaker(self, number: int) -> Speaker | None:
        """The speaker whose head is this token, or None where nobody is meant."""
        found = self._found(number)
        if found is not None:
            self.last = found
            if found.kind == "outlet":
                self.last_outlet = found
            if found.kind in ("body", "outlet"):
                self.last_body = found
        return found

    def _found(self, number: int) -> Speaker | None:
        if number == NOBODY:
            return None
        if number == CARRIED or number >= len(self.tokens):
            return self.last
        token = self.tokens[number]
        mention = self._mention(number)
        if mention is not None and mention.kind in ("person", "body"):
            return Speaker(
                name=mention.name,
                state=mention.state,
                kind="outlet" if folded(mention.name) in self.words.outlets else mention.kind,
            )
        if token.lemma in _PRONOUNS or token.text.lower() in _PRONOUNS:
            return self.last
        if token.lemma in self.words.outlet_nouns or folded(token.text) in self.words.outlets:
            return self._outlet(number)
        if mention is not None and mention.kind == "state" and mention.head == number:
            return Speaker(name=_state_name(mention.name), state=mention.name, kind="state")
        return self._described(number)

    def _mention(self, number: int) -> Mention | None:
        """The mention at the token; for a title before a name, the mention of the name."""
        mention = self.scene.mention_at(number)
        if mention is not None and mention.kind in ("person", "body"):
            return mention
        for child in self.scene.markup.children[number]:
            if self.tokens[child].rel in ("appos", "flat:name", "flat"):
                named = self.scene.mention_at(child)
                if named is not None and named.kind in ("person", "body"):
                    return named
        if self.tokens[number].lemma in self.words.spokes:
            for n in self.scene.subtree(number):
                named = self.scene.mention_at(n)
                if n > number and named is not None and named.kind == "body":
                    return named
        return mention

    def _outlet(self, number: int) -> Speaker:
        """An outlet by its name; «газета», «агентство» alone is the outlet named last."""
        token = self.tokens[number]
        text = self.scene.markup.document.text
        if token.lemma not in self.words.outlet_nouns:
            mention = self.scene.mention_at(number)
            return Speaker(
                name=mention.name if mention else token.text, kind="outlet", state=self._state(number)
            )
        after = number + 1
        while after < len(self.tokens) and self.tokens[after].text in _QUOTES:
            after += 1
        mention = self.scene.mention_at(after) if after < len(self.tokens) else None
        if mention is not None and mention.kind in ("body", "person") and mention.start - token.end < 4:
            return Speaker(name=mention.name, kind="outlet", state=self._state(number) or mention.state)
        for quotation in self.scene.markup.quotations:
            if token.end <= quotation.start <= token.end + 3:
                name = text[quotation.inner_start : quotation.inner_end]
                return Speaker(name=name, kind="outlet", state=self._state(number))
        if after < len(self.tokens) and (
            self.tokens[after].text[:1].isupper() and self.tokens[after].start - token.end < 4
        ):
            last = after
            while (
                last + 1 < len(self.tokens)
                and self.tokens[last + 1].text[:1].isupper()
                and self.tokens[last + 1].rel.startswith(("flat", "appos", "nmod"))
            ):
                last += 1
            name = text[self.tokens[after].start : self.tokens[last].end]
            return Speaker(name=name, kind="outlet", state=self._state(number))
        if self.last_outlet is not None and token.feats.get("Number") != "Plur":
            return self.last_outlet
        return self._described(number)

    def _state(self, number: int) -> str:
        """The state that an adjective or a genitive inside the phrase tells («сингапурское издание»)."""
        for n in self.scene.subtree(number):
            mention = self.scene.mention_at(n)
            if mention is not None and mention.state and abs(n - number) < 6:
                return mention.state
        return ""

    def _described(self, number: int) -> Speaker:
        """A phrase in the nominative: «источники в посольстве Японии»."""
        token = self.tokens[number]
        state = self._state(number)
        first, last = self._phrase(number)
        words = [self._nominative(n, number) for n in range(first, number + 1)]
        if token.lemma in _AUTHORITIES and state and first < number:
            stately = [n for n in range(first, number) if self._is_of_state(n)]
            if stately:
                kept = [w for n, w in zip(range(first, number + 1), words, strict=True) if n not in stately]
                name = " ".join([*kept, _state_genitive(state)])
                return Speaker(name=_lowered(name), state=state)
        tail = self.scene.markup.document.text[token.end : self.tokens[last].end]
        return Speaker(name=_lowered(" ".join(words) + tail), state=state)

    def _is_of_state(self, number: int) -> bool:
        mention = self.scene.mention_at(number)
        return mention is not None and mention.kind == "state"

    def _phrase(self, number: int) -> tuple[int, int]:
        """The first and last token of the noun phrase, without clauses and insertions after a comma."""
        children = self.scene.markup.children[number]
        first = number
        for child in reversed([c for c in children if c < number]):
            if self.tokens[child].rel in ("amod", "det", "nummod", "nummod:gov") and child >= first - 3:
                first = min(first, child)
        last = number
        for n in self.scene.subtree(number):
            if n <= number:
                continue
            if n != last + 1 or self.tokens[n].text in ",;:—–-()":
                break
            if self.tokens[n].rel.startswith("acl") or self.tokens[n].pos == "VERB":
                break
            last = n
        return first, last

    def _nominative(self, number: int, head: int) -> str:
        token = self.tokens[number]
        if token.feats.get("Case") in (None, "Nom"):
            return token.text
        plural = self.tokens[head].feats.get("Number") == "Plur"
        return nominative(
            token.text, token.feats.get("Case", ""), plural, self.tokens[head].feats.get("Gender", "")
        )


@cache
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def nominative(form: str, case: str, plural: bool, gender: str = "") -> str:
    """A noun or adjective in the nominative of its own number, its capital letter kept."""
    readings = [
        r for r in _analyser().parse(form.lower()) if r.tag.POS in ("NOUN", "ADJF", "PRTF", "NUMR", "NPRO")
    ]
    if not readings:
        return form
    number = "plur" if plural else "sing"
    fitting = [r for r in readings if r.tag.case == _CASES.get(case) and (r.tag.number in (number, None))]
    reading = (fitting or readings)[0]
    wanted = {"nomn", number}
    genders = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
    if not plural and reading.tag.POS in ("ADJF", "PRTF") and gender in genders:
        wanted.add(genders[gender])
    inflected = reading.inflect(wanted)
    word = str(inflected.word) if inflected else form
    return (
        word.capitalize()
        if form[:1].isupper() and not form.isupper()
        else word.upper()
        if form.isupper()
        else word
    )


def _lowered(name: str) -> str:
    """A descriptive phrase begins small unless its first word is an abbreviation or a name."""
    name = " ".join(name.split())
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if first[1:].islower() and first.lower() in _starters() else name


@cache
def _starters() -> frozenset[str]:
    return frozenset(
        [
            "власти",
            "официальные",
            "официальный",
            "источник",
            "источники",
            "один",
            "одна",
            "некоторые",
            "многие",
        ]
    )


def _state_name(code: str) -> str:
    known = states().get(code)
    return known.names[0] if known else code


def _state_genitive(code: str) -> str:
    name = _state_name(code)
    return name if name.isupper() or " " in name else genitive(name)


@cache
def genitive(name: str) -> str:
    """A state's name in the genitive."""
    readings = [r for r in _analyser().parse(name.lower()) if r.tag.POS == "NOUN" and r.tag.case == "nomn"]
    if not readings:
        return name
    inflected = readings[0].inflect({"gent"})
    return str(inflected.word).title() if inflected else name
