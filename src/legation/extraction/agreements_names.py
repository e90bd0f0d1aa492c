"""Phrases that name an instrument: «Соглашение между X и Y о безвизовом режиме», noun and complements."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from legation.extraction import tenures_nominative as nominative
from legation.extraction.scene import Scene
from legation.extraction.tenures_words import ADJECTIVAL, NOUNS, is_adjectival
from legation.record import Name, Token
from legation.vocabulary.instruments import Instruments, instruments
from legation.vocabulary.posts import stem

REACH = 30  # tokens; the names of treaties are long
AFTERWARDS = "пост-"
OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”“')


class Instrument(Struct, frozen=True, kw_only=True):
    """An instrument named by tokens `first` to `last` (exclusive), `head` its noun, `kind` RECORD.md's."""

    first: int
    head: int
    last: int
    kind: str
    plural: bool


def kind_at(tokens: tuple[Token, ...], number: int, last: int) -> str:
    """The kind of the instrument that a noun names, empty where it is none; `last` ends its complements."""
    known, lemma = instruments(), tokens[number].lemma.replace(AFTERWARDS, "")
    trade = lemma == "договор" and known.commercial & {
        t.lemma for t in (*tokens[max(0, number - 2) : number], *tokens[number + 1 : min(last, number + 4)])
    }
    return "contract" if trade else known.kinds.get(lemma, "")


def instruments_named(scene: Scene, lines: Mapping[int, Instrument] | None = None) -> tuple[Instrument, ...]:
    """Every phrase that names an instrument, bare «соглашение» as well, in the order of the text.

    `lines` are instruments of lists by their nouns, whose names are known to go on to the end of the line.
    """
    known, tokens = instruments(), scene.markup.tokens
    people = {i for n in scene.markup.names if n.type == "PER" for i in range(n.first, n.last)}
    names = {n.first: n for n in scene.markup.names}
    dates = {d.first for d in scene.markup.dates}
    found: list[Instrument] = []
    lemmas = scene.markup.lemmas
    telling = [n for n, lemma in enumerate(lemmas) if lemma in known.kinds or AFTERWARDS in lemma]
    for number in sorted({*telling, *lines}) if lines else telling:
        if lines and number in lines:
            found.append(lines[number])
            continue
        token, kind = tokens[number], known.kinds.get(lemmas[number].replace(AFTERWARDS, ""))
        if kind is None or token.pos not in NOUNS or number in people or (found and number < found[-1].last):
            continue
        first = _first(tokens, number, scene)
        last = _Complement(scene, known, number, names, dates).end()
        beside = {t.lemma for t in tokens[first:last]}
        if known.never & beside or not known.needed.get(token.lemma, beside) & beside:
            continue
        if first > 0 and tokens[first - 1].text in OPENING and token.text[:1].isupper():
            last = _closed(tokens, last, first)
        plural = token.feats.get("Number") == "Plur"
        kind = kind_at(tokens, number, last)
        found.append(Instrument(first=first, head=number, last=last, kind=kind, plural=plural))
    return tuple(found)


def _closed(tokens: tuple[Token, ...], last: int, first: int) -> int:
    """To the closing mark of a name that stands in quotation marks whole."""
    for at in range(first, min(first + REACH, len(tokens))):
        if tokens[at].text in CLOSING:
            return max(last, at)
    return last


def _first(tokens: tuple[Token, ...], head: int, scene: Scene) -> int:
    start = scene.markup.sentences[scene.markup.sentence_of[head]].first
    at, case = head, tokens[head].feats.get("Case", "")
    while at > start:
        before = tokens[at - 1]
        if is_adjectival(before) and _agree(before.feats.get("Case", case), case) and before.rel != "acl":
            at -= 1
        elif before.text in ("-", "–") and at - 2 >= start and tokens[at - 2].pos == "ADJ":
            at -= 2
        else:
            break
    while at < head and (tokens[at].pos == "DET" or stem(tokens[at].text) in PASSING):
        at += 1
    return at


def _agree(one: str, other: str) -> bool:
    """Whether two cases may be one: the tagger takes nominative and accusative of things for each other."""
    return one == other or {one, other} == {"Nom", "Acc"}


# Adjectives that say something of the instrument in passing and do not belong to its name.
PASSING = frozenset(
    map(
        stem,
        "новый последний подписанный заключенный данный соответствующий второй первый третий другой указанный"
        " будущий действующий прежний подобный такой некий многий некоторый ряд важный крупный очередной"
        " исторический полноценный полноформатный долгожданный официальный окончательный возможный принятый"
        " ратифицированный".split(),
    )
)


class _Complement:
    """The way along the complements of an instrument."""

    def __init__(
        self, scene: Scene, known: Instruments, head: int, names: dict[int, Name], dates: set[int]
    ) -> None:
        self.scene, self.known, self.tokens, self.head = scene, known, scene.markup.tokens, head
        self.at = self.good = head + 1
        end = scene.markup.sentences[scene.markup.sentence_of[head]].last
        self.stop = min(end, head + REACH)
        self.names = names  # by their first tokens, as the dates
        self.oblique = False  # inside a prepositional phrase, where other cases than the genitive go on
        self.dates = dates

    def end(self) -> int:
        """The number after the last token that surely belongs to the name."""
        while self.at < self.stop and self._step():
            pass
        return self.good

    def _step(self) -> bool:
        token = self.tokens[self.at]
        text = self.scene.markup.document.text
        if "\n" in text[self.tokens[self.at - 1].end : token.start] or self.at in self.dates:
            return False
        if token.text in OPENING:
            return self._closed()
        if token.text == "(":
            return self._bracket()
        name = self.names.get(self.at)
        if name is not None and name.type != "PER":
            nominative_subject = token.feats.get("Case") == "Nom" and token.rel.startswith("nsubj")
            given = (
                token.feats.get("Case") == "Dat" and self.tokens[self.at - 1].pos in NOUNS
            )  # «сдали X Дому»
            outside = (
                self._begins_pair(name.last)
                or (nominative_subject and name.type == "LOC")
                or (given and self.at > self.head + 1)
            )
            return False if outside else self._take(name.last)
        if token.pos in NOUNS or token.pos == "X":
            return self._noun(token)
        if is_adjectival(token) or token.pos == "NUM":
            return self._adjective(token)
        if token.pos == "ADP":
            return self._preposition(token)
        if token.text == "-" and self.at + 1 < self.stop:
            self.at += 1
            return True
        if token.text == ",":
            return self._comma()
        return token.lemma in ("и", "или", "а") and self._and()

    def _begins_pair(self, last: int) -> bool:
        """«договор о границе Перу и Эквадор подписали»: a state of one form beside one in the nominative."""
        if last + 1 >= self.stop or self.tokens[last].lemma != "и":
            return False
        mention = self.scene.mention_at(last + 1)
        return (
            mention is not None
            and mention.kind == "state"
            and self.tokens[last + 1].feats.get("Case") == "Nom"
            and self.tokens[last - 1].pos == "PROPN"
        )

    def _take(self, to: int) -> bool:
        self.at = self.good = to
        return True

    def _closed(self) -> bool:
        for to in range(self.at + 1, min(self.stop, self.at + 20)):
            if self.tokens[to].text in CLOSING:
                return self._take(to + 1)
        return False

    def _bracket(self) -> bool:
        inside = self.tokens[self.at + 1 : self.at + 3]
        if len(inside) == 2 and inside[1].text == ")" and inside[0].text.isupper():
            return self._take(self.at + 3)
        return False

    def _noun(self, token: Token) -> bool:
        case = token.feats.get("Case", "")
        if self.at == self.head + 1 and token.lemma in ("нота", "письмо"):  # «обмен нотами»
            return self._take(self.at + 1)
        abbreviation = token.text.isupper() and len(token.text) > 1
        if case == "Gen" or abbreviation or (self.oblique and case != "Nom") or not case:
            return self._take(self.at + 1)
        return False

    def _adjective(self, token: Token) -> bool:
        case = token.feats.get("Case", "Gen")
        if case == "Nom" or (case != "Gen" and not self.oblique) or token.rel in ("acl", "acl:relcl"):
            return False
        self.at += 1
        return True

    def _preposition(self, token: Token) -> bool:
        rules = self.known.complements
        following = self.tokens[self.at + 1 : self.at + 4]
        if not following or following[0].pos in ("PRON", "VERB") or self.at + 1 in self.dates:
            return False
        goes_on = token.lemma in rules["goes_on"]
        if token.lemma in rules["with_words"]:
            lemmas = {t.lemma for t in following[:2]}
            goes_on = self.oblique and token.lemma in ("с", "со", "для") and not self._leads_to_side()
            goes_on = goes_on or (token.lemma in ("в", "во") and bool(lemmas & rules["after_in"]))
            goes_on = goes_on or (token.lemma == "на" and bool(lemmas & rules["after_on"]))
            goes_on = goes_on or (token.lemma in ("с", "со") and self._leads_to_side())
        if goes_on:
            self.oblique = True
            self.at += 1
        return goes_on

    def _leads_to_side(self) -> bool:
        for number in range(self.at + 1, min(self.at + 4, self.stop)):
            mention = self.scene.mention_at(number)
            if mention is not None and mention.kind in ("state", "body"):
                return True
            if self.tokens[number].lemma in ("палестинец", "сторона", "страна", "сосед", "оппозиция"):
                return True
            if self.tokens[number].pos not in ADJECTIVAL:
                return False
        return False

    def _comma(self) -> bool:
        """«о дружбе, партнерстве и сотрудничестве»: a list of nouns in one case that ends with «и»."""
        noun = self.tokens[self.at + 1] if self.at + 1 < self.stop else None
        case = self.tokens[self.at - 1].feats.get("Case")
        if (
            noun is None
            or self.good != self.at
            or noun.lemma in self.known.kinds
            or noun.pos not in NOUNS
            or noun.feats.get("Case") != case
        ):
            return False
        for token in self.tokens[self.at + 2 : self.at + 6]:
            if token.lemma == "и":
                self.at += 1
                return True
            if token.pos not in (*NOUNS, *ADJECTIVAL) and token.text != ",":
                return False
        return False

    def _and(self) -> bool:
        after = self.at + 1
        while after < self.stop and (is_adjectival(self.tokens[after]) or self.tokens[after].pos == "NUM"):
            after += 1
        if after >= self.stop or self.good != self.at:
            return False
        token = self.tokens[after]
        case = token.feats.get("Case", "")
        if token.pos == "ADP" and self.oblique and token.lemma in ("о", "об", "по"):
            self.at += 1
            return True
        fits = token.pos in NOUNS and (case in ("Gen", "") or (self.oblique and case != "Nom"))
        another = token.lemma in self.known.kinds and self.tokens[self.head].lemma != "обмен"
        if not fits or another or token.lemma in ("др", "другой"):
            return False
        self.at += 1
        return True


def instrument_text(scene: Scene, named: Instrument) -> str:
    """The instrument's name in the nominative: noun and adjectives put into it, the rest as it stands."""
    tokens, text = scene.markup.tokens, scene.markup.document.text
    head = tokens[named.head]
    case = head.feats.get("Case", "")
    kin = nominative.gender(head.text, case)
    pieces = []
    for number in range(named.first, named.head):
        token = tokens[number]
        plain = not is_adjectival(token)
        form = token.text if plain else nominative.adjective(token.text, case, kin, named.plural)
        pieces.append(form + text[token.end : tokens[number + 1].start])
    noun = nominative.noun(head.text, case, not named.plural)
    rest = text[head.end : tokens[named.last - 1].end] if named.last - 1 > named.head else ""
    return " ".join(("".join(pieces) + noun + rest).split())
