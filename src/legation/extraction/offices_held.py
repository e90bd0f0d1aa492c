"""Posts in the text and who holds them: «президент США Барак Обама», «Сергей Лавров, министр …», «глава МИД».

A post that stands beside a name is held by that person in this document; a post that stands alone
means the person who holds it here, where only one can be meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from legation.extraction.people import NamedPerson, Person
from legation.record import Markup, Mention, Token
from legation.vocabulary.naming import naming
from legation.vocabulary.posts import cut, posts, stem

NOUNS = frozenset({"NOUN", "PROPN"})

LONGEST = 14  # words of a post's name


class PostPhrase(Struct):
    """A post in the text: tokens `first` to `last`, `head` its noun.

    `key` is its name without its state («министр иностранных дел»), `kind` the class of posts that share
    a holder (`foreign`) or the key, `state` whose post it is. `person` holds it, where the text says who.
    """

    first: int
    last: int
    head: int
    key: str
    kind: str
    state: str
    ended: bool = False
    person: Person | None = None


def post_phrases(
    markup: Markup, mentions: Sequence[Mention], people: Sequence[NamedPerson]
) -> list[PostPhrase]:
    """All posts in the text, with their holders where a name stands beside them."""
    by_token = {number: m for m in mentions for number in range(m.first, m.last)}
    named = {number: p for p in people for number in range(p.name.first, p.name.last)}
    found: list[PostPhrase] = []
    free = 0
    nouns = [n for n, token in enumerate(markup.tokens) if token.pos in NOUNS and _names_post(token.lemma)]
    for number in nouns:
        if number not in named and number >= free:
            phrase = _phrase(markup, number, by_token, named)
            _beside(markup, phrase, named)
            found.append(phrase)
            free = phrase.last
    return found


def _is_post(token: Token) -> bool:
    return token.pos in NOUNS and _names_post(token.lemma)


@lru_cache(maxsize=50_000)
def _names_post(lemma: str) -> bool:
    nouns = posts().nouns
    if lemma in naming("colleagues"):
        return True
    return any(w in nouns["public"] or w in nouns["open"] for w in (lemma, lemma.rpartition("-")[2]))


def _before(markup: Markup, head: int, by_token: dict[int, Mention]) -> PostPhrase:
    """The post's noun with the adjectives before it: what they say of its state and time, and of its name."""
    tokens = markup.tokens
    modifiers = posts().modifiers
    first, words, state, ended = head, [tokens[head].lemma], "", False
    if words[0].startswith("экс-"):
        words[0], ended = words[0][4:], True
    while first > markup.sentences[markup.sentence_of[head]].first:
        token = tokens[first - 1]
        if token.pos not in {"ADJ", "DET"} and not token.lemma.endswith("-летний"):
            break
        if token.feats.get("Case") != tokens[head].feats.get("Case"):
            break
        first -= 1
        side = by_token.get(first)
        if side is not None and side.kind == "state":
            state = state or side.state
        elif stem(token.text) in modifiers["ended"]:
            ended = True
        elif token.pos == "ADJ" and not any(stem(token.text) in listed for listed in modifiers.values()):
            words.insert(0, token.lemma)
    return PostPhrase(first, head + 1, head, " ".join(words), "", state, ended)


def _phrase(
    markup: Markup, head: int, by_token: dict[int, Mention], named: dict[int, NamedPerson]
) -> PostPhrase:
    tokens = markup.tokens
    held_in = posts().prepositions["held_in_nouns"]
    sentence = markup.sentences[markup.sentence_of[head]]
    found = _before(markup, head, by_token)
    first, words, state = found.first, found.key.split(" "), found.state
    last = head + 1
    while last < sentence.last and last - first < LONGEST and last not in named:
        token = tokens[last]
        side = by_token.get(last)
        if side is not None and side.first == last and side.kind in {"state", "body"}:
            genitive = (
                tokens[side.head].feats.get("Case") in {"Gen", None} or tokens[side.head].text.isupper()
            )
            if not genitive and side.how != "adjective" and side.last not in named:
                break
            state = state or side.state
            if side.kind == "body":
                words.append(_body_word(tokens, side))
            last = side.last
        elif token.pos in {"NOUN", "ADJ", "PROPN"} and token.feats.get("Case") == "Gen":
            if token.pos == "NOUN" and _is_post(token) and tokens[head].lemma in naming("relaying_posts"):
                words.append(token.lemma)
            elif token.text.lower() not in {"республики", "государства"} or tokens[head].lemma == "глава":
                words.append(token.text.lower())
            last += 1
        elif token.lemma == "римский" and tokens[head].lemma == "папа":
            words.append("римский")
            last += 1
        elif token.text in {"в", "во", "на", "при"} and words[0] in held_in:
            ends = _place_of(tokens, last + 1, sentence.last, named)
            if ends == last + 1:
                break
            last = ends
        elif token.text in {"по", "и", "-", "–"} and last + 1 < sentence.last and _goes_on(tokens, last):
            words.append(token.text)
            last += 1
        elif token.pos in {"NOUN", "ADJ"} and token.feats.get("Case") == "Dat" and "по" in words:
            words.append(token.text.lower())
            last += 1
        else:
            break
    key = " ".join(words)
    return PostPhrase(first, last, head, key, _class_of(key), state, found.ended)


def _place_of(tokens: Sequence[Token], first: int, end: int, named: dict[int, NamedPerson]) -> int:
    """Where «в России», «при ООН» ends."""
    last = first
    while (
        last < end and last not in named and tokens[last].pos in {"PROPN", "NOUN", "ADJ"} and last - first < 5
    ):
        case = tokens[last].feats.get("Case")
        if case not in {"Loc", "Gen", "Dat", "Acc", None} and not tokens[last].text.isupper():
            break
        last += 1
    return last


def _body_word(tokens: Sequence[Token], side: Mention) -> str:
    return tokens[side.first].text.lower() if side.last - side.first <= 2 else side.name.lower()


def _goes_on(tokens: Sequence[Token], number: int) -> bool:
    following = tokens[number + 1]
    if tokens[number].text == "по":
        return following.feats.get("Case") == "Dat" or following.pos in {"ADJ", "NOUN"}
    return (
        following.pos in {"NOUN", "ADJ"}
        and following.feats.get("Case") in {"Gen", "Dat"}
        and not _is_post(following)
    )


@cache
def _classes() -> dict[tuple[str, ...], str]:
    return {name: kind for names in posts().same.values() for name, kind in names}


def _class_of(key: str) -> str:
    """The class of posts that one person holds at a time: `posts.toml` names them."""
    return _classes().get(cut(key), key)


def _beside(markup: Markup, phrase: PostPhrase, named: dict[int, NamedPerson]) -> None:
    """Finds the name that the post is put to: right after it, or before it with a comma or a dash."""
    tokens = markup.tokens
    after = named.get(phrase.last)
    if after is not None and after.name.first == phrase.last:
        phrase.person = after.person
        return
    if phrase.last + 1 < len(tokens) and tokens[phrase.last].text in {",", "—", "–", "("}:
        following = named.get(phrase.last + 1)
        if following is not None and tokens[phrase.last].text == "," and _agrees(tokens, phrase, following):
            after_name = following.name.last
            if after_name < len(tokens) and tokens[after_name].text in {",", "."}:
                phrase.person = following.person
                return
    if phrase.person is None:
        _by_verb(markup, phrase, named)
    at = phrase.first - 1
    if phrase.person is None and at > 0 and tokens[at].text in {",", "—", "–", "("}:
        before = named.get(at - 1)
        ends = phrase.last >= len(tokens) or tokens[phrase.last].text in {",", ".", ")", "—", "–", ";", ":"}
        if before is not None and before.name.last == at and _agrees(tokens, phrase, before):
            governed = tokens[phrase.head].rel in {"appos", "nmod", "parataxis", "conj", "flat:name"}
            if ends or governed:
                phrase.person = before.person


def _by_verb(markup: Markup, phrase: PostPhrase, named: dict[int, NamedPerson]) -> None:
    """«X был избран президентом Y»: the post of the verb's subject or object."""
    tokens = markup.tokens
    token = tokens[phrase.head]
    verb = tokens[token.head]
    holding = posts().holding
    if token.feats.get("Case") != "Ins" or verb.lemma not in holding["is"] | holding["begins"]:
        return
    passive = verb.feats.get("Voice") == "Pass"
    wanted = (
        ("nsubj:pass", "nsubj")
        if passive or verb.lemma in {"стать", "становиться"} | holding["is"]
        else ("obj",)
    )
    for child in markup.children[token.head]:
        if tokens[child].rel in wanted and child in named:
            phrase.person = named[child].person
            return


def _agrees(tokens: Sequence[Token], phrase: PostPhrase, named: NamedPerson) -> bool:
    case = tokens[phrase.head].feats.get("Case")
    own = {tokens[n].feats.get("Case") for n in range(named.name.first, named.name.last)} - {None}
    return case == "Nom" or case in own or not own


class Holders:
    """Who holds which post in this document."""

    def __init__(self, markup: Markup, phrases: Sequence[PostPhrase]) -> None:
        self._passage = [s.passage for s in markup.sentences]
        self._sentence_of = markup.sentence_of
        self._tokens = markup.tokens
        self._held = [p for p in phrases if p.person is not None]
        self._settle_states(phrases)

    def _settle_states(self, phrases: Sequence[PostPhrase]) -> None:
        """A holder whose post stands without its state, where the document names one state for such posts."""
        for held in self._held:
            if held.person is not None and not held.state and not held.person.state:
                states = {p.state for p in phrases if p.kind == held.kind and p.state and p.person is None}
                taken = {p.state for p in self._held if p.kind == held.kind and p.state}
                if len(states - taken) == 1 and held.kind in _classes().values():
                    held.state = next(iter(states - taken))

    def of(self, phrase: PostPhrase) -> Person | None:
        """The one person whom a post that stands alone can mean, or nobody."""
        if not self._refers(phrase):
            return None
        if phrase.key in naming("colleagues"):
            return self._colleague(phrase)
        fitting = [h for h in self._held if h.ended == phrase.ended and _fits(h, phrase)]
        same_passage = [h for h in fitting if self._passage_of(h.head) == self._passage_of(phrase.head)]
        fitting = same_passage or fitting
        people = {id(h.person) for h in fitting}
        if len(people) == 1:
            return fitting[0].person
        before = [h for h in fitting if h.head < phrase.head]
        near = [h for h in before if self._sentence_of[phrase.head] - self._sentence_of[h.head] <= 3]
        if near and (phrase.state or len({id(h.person) for h in near}) == 1):
            return near[-1].person
        return None

    def _colleague(self, phrase: PostPhrase) -> Person | None:
        """«его казахстанский коллега»: who holds for that state a post that another state also has."""
        shared = {h.kind for h in self._held if h.state and h.state != phrase.state}
        people = {
            id(h.person): h.person
            for h in self._held
            if phrase.state and h.state == phrase.state and _shares(h.kind, shared)
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def _refers(self, phrase: PostPhrase) -> bool:
        """Whether the holder is meant and not the post, as in «на пост президента», «избран президентом»."""
        token = self._tokens[phrase.head]
        if token.feats.get("Number") == "Plur":
            return False
        governor = self._tokens[token.head]
        before = self._tokens[phrase.first - 1] if phrase.first else token
        if token.lemma == "глава" and before.text.lower() == "во":
            return False
        if any(
            t.lemma in naming("posts_as_such")
            for t in ((governor, before) if token.head < phrase.head else (before,))
        ):
            return False
        if token.feats.get("Case") == "Ins":
            if before.text.lower() in {"с", "со", "между", "перед", "над", "вместе"}:
                return True
            holding = posts().holding
            return governor.feats.get("Voice") == "Pass" and governor.lemma not in holding["begins"]
        return True

    def _passage_of(self, token: int) -> int:
        return self._passage[self._sentence_of[token]]


def _shares(kind: str, others: set[str]) -> bool:
    """Whether a post is one of the others, or holds one («заместитель премьер-министра – министр …»)."""
    return kind in others or any(kind.split(" ")[0] == other.split(" ")[0] for other in others)


def _fits(held: PostPhrase, alone: PostPhrase) -> bool:
    if alone.state and held.state and alone.state != held.state:
        return False
    if held.person is not None and alone.state and held.person.state and held.person.state != alone.state:
        return False
    if alone.kind == held.kind:
        return True
    if alone.kind == "leader":
        of_state = "государства" in alone.key or "страны" in alone.key
        return held.kind in {"president", "monarch"} or (
            not of_state and bool(alone.state) and held.kind == "premier"
        )
    # «министр», «посол»: the bare noun for the longer name
    return " " not in alone.key and held.key.split(" ")[0] == alone.key and alone.kind == alone.key
