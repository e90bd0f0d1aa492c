"""Agreements in English texts: the instruments between sides that they name, with parties and status."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from legation.extraction.scene import Scene
from legation.extraction.tenures_scope import is_of_states
from legation.extraction.when import times_of
from legation.record import Agreement, Token
from legation.vocabulary.instruments_english import english_instruments

STEPS = 4
REACH = 24  # tokens; the names of treaties are long
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_OWNER = frozenset({"'s", "’s", "'"})


class Named(Struct, frozen=True, kw_only=True):
    """An instrument named by tokens `first` to `last` (exclusive), its noun at `head`, and what is said."""

    first: int
    head: int
    last: int
    kind: str
    plural: bool
    words: frozenset[str]
    parties: tuple[str, ...]
    status: str
    date: str
    signed: bool


def agreements(scene: Scene) -> tuple[Agreement, ...]:
    """Every concrete instrument between sides, once."""
    groups: list[list[Named]] = []
    for named in _Finder(scene).found():
        group = next((g for g in reversed(groups) if _same(_fullest(g), named)), None)
        if group is not None:
            group.append(named)
        elif _is_concrete(scene, named):
            groups.append([named])
    return tuple(_agreement(scene, group) for group in groups)


def _fullest(group: Sequence[Named]) -> Named:
    return max(group, key=lambda n: (len(n.words), n.last - n.first))


def _same(one: Named, other: Named) -> bool:
    if one.kind != other.kind or one.plural != other.plural:
        return False
    if one.date and other.date and one.date[:4] != other.date[:4]:
        return False
    return one.words <= other.words or other.words <= one.words


class _Finder:
    """The phrases of one scene that name instruments."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.tokens = scene, scene.markup.tokens
        self.known = english_instruments()
        self.dated = {n for date in scene.markup.dates for n in range(date.first, date.last)}
        self.people = {
            n for name in scene.markup.names if name.type == "PER" for n in range(name.first, name.last)
        }

    def found(self) -> list[Named]:
        """All of them, in the order of the text."""
        found: list[Named] = []
        for number, token in enumerate(self.tokens):
            kind = self.known.kinds.get(token.lemma)
            if kind is None or token.pos not in ("NOUN", "PROPN") or number in self.people:
                continue
            if found and number < found[-1].last:
                continue
            named = self._named(number, kind)
            if named is not None:
                found.append(named)
        return found

    def _named(self, head: int, kind: str) -> Named | None:
        following = self.tokens[head + 1] if head + 1 < len(self.tokens) else None
        if following is not None and following.pos in ("NOUN", "PROPN") and following.rel != "appos":
            if self.tokens[head].rel == "compound" and following.lemma not in self.known.kinds:
                return None  # «treaty obligations»
            if following.lemma in self.known.kinds:
                return None
        first, last = self._first(head), self._last(head)
        beside = {t.lemma for t in self.tokens[first:last]} | {
            t.text.lower() for t in self.tokens[first:last]
        }
        noun = self.tokens[head].lemma
        if self.known.words["never"] & beside or not self.known.needed.get(noun, beside) & beside:
            return None
        above = self._above(head)
        signed = any(self.tokens[n].lemma in self.known.telling["signs"] for n in above)
        return Named(
            first=first,
            head=head,
            last=last,
            kind=kind,
            plural=self.tokens[head].feats.get("Number") == "Plur",
            words=frozenset(self._words(first, last)),
            parties=self._parties(first, last, head, signed),
            status=self._status(first, above),
            date=self._date(above, last),
            signed=signed,
        )

    def _words(self, first: int, last: int) -> list[str]:
        return [
            self.tokens[n].lemma
            for n in range(first, last)
            if self.tokens[n].pos in _PHRASE
            and (m := self.scene.mention_at(n), m is None or m.kind != "state")[1]
        ]

    def _first(self, head: int) -> int:
        start = self.scene.markup.sentences[self.scene.markup.sentence_of[head]].first
        at = head
        while at > start and at - 1 not in self.people and at - 1 not in self.dated:
            before = self.tokens[at - 1]
            glued = before.text == "-" or (before.text == "and" and at < head and self._is_pair(at - 1))
            if before.pos not in _PHRASE and before.text not in _OWNER and not glued:
                break
            at -= 1
        while at < head and (
            self.tokens[at].lemma in self.known.words["passing"]
            or self.tokens[at].text in (*_OWNER, "-", "and")
            or self.tokens[at].pos == "NUM"
        ):
            at += 1
        return at

    def _is_pair(self, number: int) -> bool:
        """«Partnership and Cooperation Agreement»: capitals on both sides."""
        return self.tokens[number - 1].text[:1].isupper() and self.tokens[number + 1].text[:1].isupper()

    def _last(self, head: int) -> int:
        end = self.scene.markup.sentences[self.scene.markup.sentence_of[head]].last
        text, stop = self.scene.markup.document.text, min(end, head + REACH)
        at = last = head + 1
        inside = False
        while at < stop and at not in self.dated and at not in self.people:
            token = self.tokens[at]
            if "\n" in text[self.tokens[at - 1].end : token.start]:
                break
            if inside and (token.pos in _PHRASE or _is_gerund(token)):
                at = last = at + 1
            elif token.pos in ("ADP", "SCONJ", "VERB") and token.text in self.known.words["complements"]:
                if not self._leads_on(at, stop) or (
                    token.text in ("in", "to", "with", "for") and not self._names(at)
                ):
                    break
                inside, at = True, at + 1
            elif inside and (token.pos == "DET" or token.text in (*_OWNER, "-", "and", ",", "&")):
                if token.text in ("and", ",") and not self._leads_on(at, stop):
                    break
                at += 1
            elif token.text == "(" and at + 2 < stop and self.tokens[at + 2].text == ")":
                at = last = at + 3
            else:
                break
        return last

    def _leads_on(self, at: int, stop: int) -> bool:
        """Whether a noun phrase follows, and no clause: after «and» and a comma only one without a verb."""
        number = at + 1
        while number < stop and self.tokens[number].pos in ("DET", "ADJ", "NUM"):
            number += 1
        if number >= stop or number in self.dated:
            return False
        if self.tokens[number].pos not in ("NOUN", "PROPN") and not _is_gerund(self.tokens[number]):
            return False
        if number in self.people or self.tokens[number].lemma in self.known.kinds:
            return False
        if self.tokens[at].text not in ("and", ","):
            return True
        return (
            self.tokens[number].rel in ("conj", "compound", "appos", "nmod", "amod")
            and not any(self.tokens[c].rel.startswith("nsubj") for c in self.scene.markup.children[number])
            and self.tokens[at - 1].pos in ("NOUN", "PROPN")
            and not self.tokens[number].rel.startswith("nsubj")
        )

    def _names(self, at: int) -> bool:
        """«with Japan», «for Cooperation in …»: a side or a capital follows where the noun is a name."""
        number = at + 1
        while number < len(self.tokens) and self.tokens[number].pos == "DET":
            number += 1
        mention = self.scene.mention_at(number)
        if self.tokens[at].text == "with":
            return mention is not None and mention.kind in ("state", "body")
        return (
            self.tokens[number].text[:1].isupper()
            and self.tokens[at - 1].text[:1].isupper()
            and (mention is None or self.tokens[at].text != "in")
        )

    def _parties(self, first: int, last: int, head: int, signed: bool) -> tuple[str, ...]:
        """The sides in the name, or those of the sentence that tells of its signing, or the passage's two."""
        own = self._sides(first, last)
        if len(own) > 1:
            return own
        number = self.scene.markup.sentence_of[head]
        sentence = self.scene.markup.sentences[number]
        if signed or own:
            own = tuple(sorted({*own, *self._sides(sentence.first, sentence.last)}))
        if len(own) < 2 and (signed or own):
            pair = self.scene.dyads.get(sentence.passage, ())
            own = tuple(sorted(pair)) if set(own) <= set(pair) else own
        return own

    def _sides(self, first: int, last: int) -> tuple[str, ...]:
        found = set()
        for mention in self.scene.mentions:
            if first <= mention.first < last:
                if mention.kind == "state" or (mention.kind == "body" and is_of_states(mention)):
                    found.add(mention.name)
                elif mention.kind in ("body", "person") and mention.state:
                    found.add(mention.state)
        return tuple(sorted(found))

    def _above(self, head: int) -> list[int]:
        """The tokens that govern an instrument, nearest first, with the little words beside them."""
        chain, at = [], head
        for _ in range(STEPS):
            above = self.tokens[at].head
            if above == at:
                break
            chain.append(above)
            at = above
            if self.tokens[at].pos == "VERB" and self.tokens[at].rel not in (
                "xcomp",
                "ccomp",
                "conj",
                "acl",
                "advcl",
            ):
                break
        little = ("PART", "AUX", "ADV", "VERB", "ADP")
        own = [
            c for n in (head, *chain) for c in self.scene.markup.children[n] if self.tokens[c].pos in little
        ]
        return [*chain, *own]

    def _status(self, first: int, above: Sequence[int]) -> str:
        telling = self.known.telling
        lemmas = {self.tokens[n].lemma for n in above} | {
            t.lemma for t in self.tokens[max(0, first - 3) : first]
        }
        signing = [self.tokens[n] for n in above if self.tokens[n].lemma in telling["done"]]
        if lemmas & telling["untrue"]:
            return "not-concluded"
        if lemmas & telling["in_force"] and not signing:
            return "in-force"
        if any(_is_ahead(t) for t in signing) or (
            lemmas & telling["planned"] and not any(map(_is_past, signing))
        ):
            return "planned"
        if lemmas & telling["proposed"] and not any(map(_is_past, signing)):
            return "proposed"
        return "signed" if signing else "in-force"

    def _date(self, above: Sequence[int], last: int) -> str:
        for number in above:
            token = self.tokens[number]
            if token.lemma in self.known.telling["signs"] and token.pos in ("VERB", "NOUN"):
                times = [d.edtf for d in times_of(self.scene, number) if d.edtf]
                if times:
                    return times[0]
        end = self.scene.markup.sentences[self.scene.markup.sentence_of[last - 1]].last
        after = [d for d in self.scene.markup.dates if last <= d.first <= min(last + 2, end - 1) and d.edtf]
        if after and "/" not in after[0].edtf:
            return after[0].edtf
        signed = any(
            _is_past(self.tokens[n]) and self.tokens[n].lemma in self.known.telling["done"] for n in above
        )
        if not signed:
            return ""
        from legation.extraction.when import when_of

        verb = next(n for n in above if self.tokens[n].lemma in self.known.telling["done"])
        return when_of(self.scene, verb)[0]


def _is_gerund(token: Token) -> bool:
    """«on fishing»: a verb as a noun."""
    return token.pos == "VERB" and token.text.endswith("ing")


def _is_ahead(token: Token) -> bool:
    return token.feats.get("Tense") == "Fut" or (token.feats.get("VerbForm") == "Inf" and token.pos == "VERB")


def _is_past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" or token.pos == "NOUN"


def _is_concrete(scene: Scene, named: Named) -> bool:
    """Whether the words name one instrument between sides, and not any."""
    tokens, naming = scene.markup.tokens, english_instruments().words["naming"]
    before = [t.lemma for t in tokens[named.first : named.head]]
    capital = tokens[named.head].text[:1].isupper()
    about = named.last > named.head + 1
    if named.plural and not (capital and about):
        return False
    if named.kind in ("contract", "programme", "concept", "exchange-of-notes", "resolution"):
        return (about or capital) and len(named.parties) > 1 and named.signed
    if named.kind == "joint-statement":
        return len(named.parties) > 1
    if capital and (about or named.head > named.first):
        return True
    return (
        bool(naming & set(before))
        or (about and bool(named.parties))
        or (named.signed and len(named.parties) > 1)
    )


def _agreement(scene: Scene, group: Sequence[Named]) -> Agreement:
    best = _fullest(group)
    status = best.status
    if status in ("in-force", "proposed", "planned") and any(n.status == "signed" for n in group):
        status = "signed"
    tokens, text = scene.markup.tokens, scene.markup.document.text
    spots = [best, *(n for n in group if n is not best)]
    name = text[tokens[best.first].start : tokens[best.last - 1].end]
    return Agreement(
        document=scene.markup.document.id,
        evidence=tuple(scene.evidence(tokens[n.first].start, tokens[n.last - 1].end) for n in spots),
        name=" ".join(name.split()),
        agreement_kind=best.kind,
        parties=max((n.parties for n in spots), key=len),
        date=next((n.date for n in spots if n.date), ""),
        status=status,
        rule="an instrument named",
    )
