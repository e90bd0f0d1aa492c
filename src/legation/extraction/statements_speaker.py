"""Who speaks: the name of an actor of the cast, an outlet, or a descriptive phrase in the nominative."""

from __future__ import annotations

import re

from msgspec import Struct

from legation.extraction.statements_grammar import CARRIED, NOBODY, OUTLET, QUOTES, Grammar
from legation.extraction.statements_nominative import genitive, lowered, nominative
from legation.extraction.statements_roles import Roles
from legation.record import Mention, Token
from legation.vocabulary.reporting import folded, reporting
from legation.vocabulary.states import states

_ONE = frozenset({"он", "она", "оно", "его", "ее", "свой", "сам", "тот"})
_MANY = frozenset({"они", "их"})
_AUTHORITIES = frozenset({"власть", "правительство", "руководство", "администрация"})
_NAMED_OUTLET = re.compile(r"\s*[«\"][^»\"]+[»\"]")  # «источник «Газеты» в правительстве»
_GOVERNING = frozenset({"власти", "правительство"})
_SOME = frozenset({"несколько", "много", "ряд", "большинство", "часть"})
_DATA = frozenset({"данные", "данная", "информация", "сведение", "сведения"})
_JUST_NOW = 60  # tokens: «он» after a speaker without a name means that speaker
_ACTORS = ("person", "body")


class Speaker(Struct, frozen=True, kw_only=True):
    """Who speaks. `state` is an ISO code or empty; `kind` is person, body, state, outlet or phrase."""

    name: str
    state: str = ""
    kind: str = "phrase"


class Speakers:
    """Gives the speaker of each attribution; remembers who spoke last, for those that name nobody."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.scene = scene = grammar.scene
        self.tokens, self.children = scene.markup.tokens, scene.markup.children
        self.text = scene.markup.document.text
        self.words = reporting()
        self.roles = Roles(scene)
        self.last: dict[str, Speaker] = {}
        self.spoke_at = -1000

    def speaker(self, number: int, near: int = -1) -> Speaker | None:
        """The speaker whose head is this token, or None where nobody is meant.

        `near` is the reporting word, from which one looks back where the text names nobody.
        """
        found = self._found(number, near if near >= 0 else number)
        if found is not None:
            self.last[found.kind] = self.last["any"] = found
            if found.kind != "outlet":
                self.last["said"] = found
            self.spoke_at = near if near >= 0 else number
        return found

    def _found(self, number: int, near: int) -> Speaker | None:
        if number == NOBODY:
            return None
        if number == OUTLET:
            return self.last.get("outlet") or self.last.get("any")
        if number == CARRIED or number >= len(self.tokens):
            return self.last.get("any") or self._person_before(near)
        token = self.tokens[number]
        if token.lemma == "сми" and number and self.tokens[number - 1].feats.get("Number") == "Sing":
            return self.last.get("outlet") or self._described(number)
        mention = self._mention(number)
        if mention is not None and mention.kind in _ACTORS:
            return self._actor(mention)
        if token.lemma in _MANY or token.text.lower() in _MANY:
            return self.last.get("any")
        if token.lemma in _ONE or token.text.lower() in _ONE:
            return self._one(near)
        if token.lemma == "собеседник":
            return self.last.get("said") or self._described(number)
        if token.lemma in self.words.outlet_nouns or folded(token.text) in self.words.outlets:
            return self._outlet(number)
        if mention is not None and mention.head == number and _is_state(mention):
            return Speaker(name=_state_name(mention.state), state=mention.state, kind="state")
        if not self._can_speak(number):
            return None
        return self._by_role(number) or self._described(number)

    def _can_speak(self, number: int) -> bool:
        """Whether a word can be a speaker: a person, a body or a press, no thing («рост показал, что …»)."""
        token = self.tokens[number]
        lemmas = self.words.people | self.words.spokes | self.words.outlet_plurals | self.words.outlet_nouns
        if token.lemma in lemmas or token.pos in ("PROPN", "X", "NUM", "VERB", "ADJ"):
            return True
        if token.pos != "NOUN" or token.lemma in self.words.papers:
            return False
        return token.feats.get("Animacy") == "Anim" or any(self._is_body(c) for c in self.children[number])

    def _is_body(self, number: int) -> bool:
        """Whether a word behind a noun names the body that it is of: «силы ООН», «отделение ЮНИСЕФ»."""
        mention = self.scene.mention_at(number)
        of_it = self.tokens[number].rel == "nmod" and self.tokens[number].feats.get("Case") == "Gen"
        return of_it and mention is not None and mention.kind == "body"

    def _one(self, near: int) -> Speaker | None:
        """«он», «ее»: whoever spoke just now, else the person who spoke or was named last."""
        anyone, said = self.last.get("any"), self.last.get("said")
        if anyone is not None and anyone.kind == "outlet" and self.tokens[near].lemma in _DATA:
            return anyone
        close = said is not None and near - self.spoke_at < _JUST_NOW
        if (
            said is not None
            and close
            and (said.kind in ("person", "phrase") or self.tokens[near].lemma in _DATA)
        ):
            return said
        person = self.last.get("person") or self._person_before(near)
        return person or (said if close and said is not None and said.kind == "body" else None)

    def _actor(self, mention: Mention) -> Speaker:
        if mention.kind == "body" and mention.state and self._is_authority(mention):
            words = mention.name.split()
            name = f"{words[-1]} {genitive(_state_name(mention.state))}"
            return Speaker(name=name, state=mention.state, kind="body")
        kind = "outlet" if folded(mention.name) in self.words.outlets else mention.kind
        return Speaker(name=mention.name, state=mention.state, kind=kind)

    def _is_authority(self, mention: Mention) -> bool:
        """Whether a body is «американские власти»: the record says «власти США»."""
        words = mention.name.lower().split()
        return len(words) == 2 and words[1] in _GOVERNING and words[0][-2:] in ("ие", "ое", "ая", "ий")

    def _mention(self, number: int) -> Mention | None:
        """The mention at the token; for a title before a name, the mention of the name."""
        mention = self.scene.mention_at(number)
        is_actor = mention is not None and mention.kind in _ACTORS
        is_title = self.tokens[number].lemma in self.words.people
        if mention is not None and is_actor and mention.how != "group" and not is_title:
            return mention
        if is_actor and mention is not None and mention.last - mention.first > 1 and mention.how != "group":
            return mention
        named = self._named_after(number)
        if named is not None:
            return named
        if self.tokens[number].lemma in self.words.spokes:
            for n in self.scene.subtree(number):
                named = self.scene.mention_at(n)
                if n > number and named is not None and named.kind == "body":
                    return named
        return mention

    def _named_after(self, number: int) -> Mention | None:
        """The person whom a title introduces: in apposition to it, or the next name in the same case."""
        token = self.tokens[number]
        for child in self.scene.markup.children[number]:
            if self.tokens[child].rel in ("appos", "flat:name", "flat"):
                named = self.scene.mention_at(child)
                if named is not None and named.kind == "person" and self._introduces(token, named):
                    return named
        if token.lemma not in self.words.people and token.pos != "VERB":
            return None
        for n in range(number + 1, min(number + 14, len(self.tokens))):
            if self.tokens[n].text in (".", ";", ":", "«", '"') or self.grammar.is_finite(n):
                return None
            named = self.scene.mention_at(n)
            if named is not None and named.kind == "person" and self._introduces(token, named):
                nominative = self.tokens[named.head].feats.get("Case") == token.feats.get("Case") == "Nom"
                return named if nominative or self._is_unchanged(named) else None
        return None

    def _is_unchanged(self, named: Mention) -> bool:
        """Whether a full name stands as the record has it, so that it can be a nominative."""
        written = self.text[named.start : named.end].replace(" ", "").replace("\xa0", "")
        return written == named.name.replace(" ", "")

    def _introduces(self, title: Token, named: Mention) -> bool:
        """«представитель Лопес» is not Lopez: one who speaks for another has a full name or another case."""
        return title.lemma not in self.words.spokes or " " in self.text[named.start : named.end]

    def _person_before(self, number: int) -> Speaker | None:
        """The person named last before the token, in its own paragraph or the one before."""
        named = None
        for mention in self.scene.mentions:
            if mention.first >= number:
                break
            if mention.kind == "person" and self.tokens[mention.head].feats.get("Case") in ("Nom", None):
                named = mention
        return self._actor(named) if named is not None else None

    def _by_role(self, number: int) -> Speaker | None:
        """«президент Эквадора», «пресс-атташе», «комиссия»: an actor whom the text has named so."""
        found = self.roles.actor(number, self._state(number))
        if found is not None:
            return self._actor(found)
        token = self.tokens[number]
        bare = all(
            self.tokens[c].rel in ("punct", "det", "case", "advmod", "cc") or self._says_age(c)
            for c in self.scene.markup.children[number]
        )
        if not bare or token.feats.get("Number") == "Plur":
            return None
        if token.lemma in self.words.spokes or token.lemma in ("собеседник", "источник"):
            return self.last.get("body") if token.lemma in self.words.spokes else self.last.get("any")
        if token.lemma in ("организация", "ведомство", "учреждение", "фонд"):
            return self._body_before(number, token.lemma == "ведомство")
        if token.lemma in ("эксперт", "ученый", "дипломат", "политик", "посол", "чиновник", "спортсмен"):
            return self.last.get("person")
        return None

    def _says_age(self, number: int) -> bool:
        """«87-летний политик» is a politician told of before."""
        return self.tokens[number].lemma.endswith("летний") and self.tokens[number].rel == "amod"

    def _body_before(self, number: int, of_state: bool) -> Speaker | None:
        """The body named last before the token that is no outlet, an organ of a state or else none."""
        bodies = [m for m in self.scene.mentions if m.kind == "body" and m.last <= number]
        bodies = [m for m in bodies if folded(m.name) not in self.words.outlets]
        fitting = [m for m in bodies if bool(m.state) == of_state]
        return self._actor((fitting or bodies)[-1]) if bodies else None

    def _outlet(self, number: int) -> Speaker:
        """An outlet by its name; «газета», «агентство» alone is the outlet named last."""
        token = self.tokens[number]
        state = self._state(number)
        if token.lemma not in self.words.outlet_nouns:
            mention = self.scene.mention_at(number)
            return Speaker(name=mention.name if mention else token.text, kind="outlet", state=state)
        after = number + 1
        while after < len(self.tokens) and self.tokens[after].text in QUOTES:
            after += 1
        near = after < len(self.tokens) and self.tokens[after].start - token.end < 4
        mention = self.scene.mention_at(after) if near else None
        if mention is not None and mention.kind in _ACTORS:
            return Speaker(name=mention.name, kind="outlet", state=state or mention.state)
        for quotation in self.scene.markup.quotations:
            if token.end <= quotation.start <= token.end + 4:
                name = self.text[quotation.inner_start : quotation.inner_end]
                return Speaker(name=name, kind="outlet", state=state)
        if near and self.tokens[after].text[:1].isupper():
            return Speaker(name=self._written_name(after), kind="outlet", state=state)
        known = self.last.get("outlet")
        return known if known is not None and token.feats.get("Number") != "Plur" else self._described(number)

    def via(self, start: int, end: int, said: tuple[int, int], speaker: Speaker) -> str:
        """The outlet that stands in a stretch beside what is said and is not the speaker; or nothing."""
        for number in self.grammar.span(start, end):
            token = self.tokens[number]
            if said[0] <= token.start < said[1]:
                continue
            if not self.grammar.is_outlet(number) or token.feats.get("Number") == "Plur":
                continue
            outlet = self._outlet(number)
            if outlet.kind == "outlet" and outlet.name != speaker.name:
                return outlet.name
        return ""

    def _written_name(self, first: int) -> str:
        """A name of several capitalised words from this token on."""
        last = first
        while (
            last + 1 < len(self.tokens)
            and self.tokens[last + 1].text[:1].isupper()
            and self.tokens[last + 1].start - self.tokens[last].end < 2
        ):
            last += 1
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _state(self, number: int) -> str:
        """The state that an adjective or a genitive inside the phrase tells («сингапурское издание»)."""
        first, last = self._phrase(number)
        for n in range(first, last + 1):
            mention = self.scene.mention_at(n)
            if mention is not None and mention.state:
                return mention.state
        return ""

    def _described(self, number: int) -> Speaker:
        """A phrase in the nominative: «источники в посольстве Японии»."""
        token = self.tokens[number]
        state = self._state(number)
        first, last = self._phrase(number)
        words = [self._nominative(n, number) for n in range(first, number + 1)]
        if token.lemma in _AUTHORITIES and state:
            stately = [n for n in range(first, number) if self._is_of_state(n)]
            if stately:
                kept = [w for n, w in zip(range(first, number + 1), words, strict=True) if n not in stately]
                name = " ".join([*kept, genitive(_state_name(state))])
                return Speaker(name=lowered(name), state=state)
        tail = self.text[token.end : self.tokens[last].end]
        if token.lemma == "источник":
            tail = _NAMED_OUTLET.sub("", tail)
        kind = (
            "outlet"
            if token.lemma in self.words.outlet_plurals and token.feats.get("Number") == "Plur"
            else "phrase"
        )
        known = self.last.get("outlet")
        if kind == "outlet" and first == last == number and known is not None and self._is_media(known):
            return known
        name = lowered(" ".join(words) + tail)
        return Speaker(name=name.replace("средства массовой информации", "СМИ"), state=state, kind=kind)

    @staticmethod
    def _is_media(speaker: Speaker) -> bool:
        """Whether a speaker is the press of a country («японские СМИ»), for which «издания» may stand."""
        return speaker.name.endswith(("СМИ", "издания", "газеты", "пресса", "журналисты"))

    def _is_of_state(self, number: int) -> bool:
        mention = self.scene.mention_at(number)
        return mention is not None and mention.kind == "state"

    def _phrase(self, number: int) -> tuple[int, int]:
        """The first and last token of the noun phrase, without clauses and insertions after a comma."""
        first = number
        for child in reversed([c for c in self.scene.markup.children[number] if c < number]):
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
        while last > number and self.tokens[last].pos in ("ADP", "CCONJ", "PART"):
            last -= 1
        return first, last

    def _nominative(self, number: int, head: int) -> str:
        token, feats = self.tokens[number], self.tokens[head].feats
        if any(
            self.tokens[c].rel == "nummod:gov" or self.tokens[c].lemma in _SOME for c in self.children[head]
        ):
            return token.text
        if token.feats.get("Case") in (None, "Nom"):
            return token.text
        plural = feats.get("Number") == "Plur"
        return nominative(token.text, token.feats.get("Case", ""), plural, feats.get("Gender", ""))


def _is_state(mention: Mention) -> bool:
    """Whether a state speaks, by its name or its capital («в Осло уверены, что …»)."""
    capital = mention.kind == "place" and mention.how == "capital" and bool(mention.state)
    return mention.kind == "state" or capital


def _state_name(code: str) -> str:
    known = states().get(code)
    return known.names[0] if known else code
