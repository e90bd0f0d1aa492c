"""A scene with what the search for posts asks of every token."""

from __future__ import annotations

from functools import cache

from legation.extraction.scene import Scene
from legation.record import Name, Token
from legation.vocabulary.posts import Posts, posts

ADJECTIVAL = frozenset({"ADJ", "DET"})
NOUNS = frozenset({"NOUN", "PROPN"})
POST_LIKE = ADJECTIVAL | NOUNS | {"X"}
OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”“')
GIVEN_NAMES = frozenset({"эмир", "султан", "шах", "король", "регент", "царь"})  # posts that are names too
JOINED = frozenset({("исполняющий", "."), ("исполняющий", "обязанность"), ("папа", "римский")})
REACH = 24  # tokens; the longest names of posts in the press run to about twenty
CASELESS = ("", None)
MONTHS = frozenset(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь год век".split()
)


class Words:
    """A scene with what the search for posts asks of every token."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.markup.tokens
        self.known: Posts = posts()
        self.sentence_of = scene.markup.sentence_of
        self.names: dict[int, Name] = {n.first: n for n in scene.markup.names if n.type != "PER"}
        self.person: set[int] = set()
        for name in (n for n in scene.markup.names if n.type == "PER"):
            first = name.first
            while first < name.last and self._is_title(first):  # «Президента Н. Назарбаева»
                first += 1
            self.person.update(range(first, name.last))
        self.person |= {
            i
            for m in scene.mentions
            if m.kind == "person" and m.how in ("name", "surname", "apposition")
            for i in range(m.first, m.last)
            if self.tokens[i].text[:1].isupper() and not self.is_post(i)
        }

    def _is_title(self, number: int) -> bool:
        return self.is_post(number) and self.tokens[number].lemma not in GIVEN_NAMES

    def is_post(self, number: int) -> bool:
        """Whether the token is the noun of a post."""
        return bool(self.noun(number)[0])

    def candidates(self) -> list[int]:
        """The tokens that may be the noun of a post, by their part of speech or first letter."""
        return [n for n, t in enumerate(self.tokens) if t.pos in POST_LIKE or t.text[0] in "иИвВ"]

    def noun(self, number: int) -> tuple[str, str, str]:
        """The post's noun, the list it stands in and what a prefix says of its time; or empty strings."""
        token = self.tokens[number]
        if token.text[0] in "иИвВ" and _is_acting(self.tokens, number):
            return "исполняющий", "open", ""
        if token.pos in NOUNS or (token.pos in ADJECTIVAL and token.lemma in UNINFLECTED) or token.pos == "X":
            found = _post(token.lemma)
            return found if found[0] or not token.lemma.endswith("ть") else _substantive(token.text.lower())
        return ("", "", "")

    def line_breaks(self, number: int) -> bool:
        """Whether a line ends between the token and the one before it."""
        text = self.scene.markup.document.text
        return "\n" in text[self.tokens[number - 1].end : self.tokens[number].start]

    def states_in(self, first: int, last: int) -> list[tuple[str, int]]:
        """The states that the tokens mention: code and token."""
        found = []
        for number in range(first, last):
            mention = self.scene.mention_at(number)
            if mention is not None and mention.kind == "state" and mention.first in (number, first):
                found.append((mention.name, number))
        return found

    def sides_in(self, first: int, last: int) -> list[tuple[str, int]]:
        """The states that the tokens mention, and those of organs: «главы МИД Перу и Чили» are of two."""
        found = []
        for number in range(first, last):
            mention = self.scene.mention_at(number)
            if mention is None or not mention.state:
                continue
            if mention.kind == "state" and mention.first in (number, first):
                found.append((mention.name, number))
            if mention.kind == "body" and mention.how == "organ" and number == mention.last - 1:
                found.append((mention.state, number))
            if mention.kind == "body" and mention.how == "group" and number == mention.first:
                found.append((mention.state, number))  # «российский и японский министры»
        return found

    def state_in(self, first: int, last: int) -> str:
        """The first state that the tokens mention, or an empty string."""
        found = self.states_in(first, last)
        return found[0][0] if found else ""

    def end_of_sentence(self, number: int) -> int:
        """The number after the last token of the token's sentence."""
        return self.scene.markup.sentences[self.sentence_of[number]].last

    def start_of_sentence(self, number: int) -> int:
        """The number of the first token of the token's sentence."""
        return self.scene.markup.sentences[self.sentence_of[number]].first


UNINFLECTED = frozenset({"управляющий", "заведующий", "командующий", "уполномоченный", "главнокомандующий"})


@cache
def _post(lemma: str) -> tuple[str, str, str]:
    nouns = posts().nouns
    for room, listed in nouns.items():
        if lemma in listed:
            return lemma, room, ""
    if lemma.startswith("экс-"):
        noun, room, _ = _post(lemma[4:])
        return noun, room, "ended"
    first, _, rest = lemma.partition("-")
    if rest:
        for part in (first, rest):
            for room, listed in nouns.items():
                if part in listed:
                    return part, room, ""
    if lemma.startswith(("зам", "пол", "спец", "вице")):
        for prefix in ("замначальник", "замглав", "замминистр", "зампред", "замдиректор"):
            if lemma.startswith(prefix):
                return lemma, "public" if prefix == "замминистр" else "open", ""
    return "", "", ""


@cache
def _substantive(form: str) -> tuple[str, str, str]:
    """A participle that names a post («поверенного», «уполномоченному»), where the lemma is its verb."""
    for room, listed in posts().nouns.items():
        for noun in sorted(listed):
            if noun.endswith(("ый", "ий")) and form.startswith(noun[:-2]) and len(form) <= len(noun) + 1:
                return noun, room, ""
    return "", "", ""


def _is_acting(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether «исполняющий обязанности», «и. о.» begins here."""
    low = tokens[number].text.lower()
    if low.startswith("исполняющ"):
        return number + 1 < len(tokens) and tokens[number + 1].lemma == "обязанность"
    if low == "и" and number + 1 < len(tokens) and tokens[number + 1].text == ".":
        return [t.text.lower() for t in tokens[number : number + 4]] == ["и", ".", "о", "."]
    return low in ("и.о", "и.о.", "врио", "ио")


def is_adjectival(token: Token) -> bool:
    """Whether the token is an adjective or a participle in its full form."""
    if token.feats.get("Variant") == "Short":
        return False
    return token.pos in ADJECTIVAL or token.feats.get("VerbForm") == "Part"
