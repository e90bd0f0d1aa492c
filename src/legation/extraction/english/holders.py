"""Who holds an English post: «Greek Foreign Minister X», «X, Minister of Y», «X was appointed Y»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from legation.extraction.english.posts import Post, line_breaks
from legation.record import Markup, Token
from legation.vocabulary.posts_english import english_posts

_OPENS = frozenset({",", "(", "-", "–", "—"})
_CLOSES = frozenset({",", ".", ")", ";", ":", "-", "–", "—", "and", "who"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its"})
BACK = 8  # tokens between a verb of appointment and the person


class Bearer(Struct, frozen=True):
    """A person named by tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    name: str


class Holding(Struct, frozen=True, kw_only=True):
    """A person and a post that the text joins, with the stage of holding and the token whose time it has."""

    bearer: Bearer
    post: Post
    stage: str
    at: int
    rule: str

    @property
    def first(self) -> int:
        """The first token that tells it."""
        return min(self.bearer.first, self.post.first)

    @property
    def last(self) -> int:
        """The token after the last that tells it."""
        return max(self.bearer.last, self.post.last)


def holdings(markup: Markup, posts: Sequence[Post], bearers: Sequence[Bearer]) -> tuple[Holding, ...]:
    """Every post with its holder, in the order of the posts."""
    by_first = {bearer.first: bearer for bearer in bearers}
    by_last = {bearer.last: bearer for bearer in bearers}
    found: list[Holding] = []
    for post in posts:
        found += _of(markup, post, by_first, by_last, found)
    return tuple(found)


def _of(
    markup: Markup,
    post: Post,
    by_first: Mapping[int, Bearer],
    by_last: Mapping[int, Bearer],
    before: Sequence[Holding],
) -> Iterator[Holding]:
    named = list(_after_post(markup, post, by_first))
    if named:
        for one in named if post.plural else named[:1]:
            yield Holding(bearer=one, post=post, stage=post.stage, at=one.first, rule="before a name")
        return
    if post.plural:
        return
    bearer = _before_post(markup, post, by_last, before)
    if bearer is not None:
        yield Holding(bearer=bearer, post=post, stage=post.stage, at=bearer.first, rule="after a name")
        return
    yield from _by_verb(markup, post, by_first)


def _titles_after(tokens: tuple[Token, ...], at: int) -> int:
    titles = english_posts().before["titles"]
    while at < len(tokens) and (tokens[at].text.lower() in titles or (tokens[at].text == "." and at > 0)):
        if tokens[at].text == "." and tokens[at - 1].text.lower() not in titles:
            break
        at += 1
    return at


def _after_post(markup: Markup, post: Post, by_first: Mapping[int, Bearer]) -> Iterator[Bearer]:
    """The person named right after a post: with titles, with a comma after «the … of …»; a list of them."""
    tokens = markup.tokens
    at = _titles_after(tokens, post.last)
    bearer = by_first.get(at)
    if bearer is None and at < len(tokens) and tokens[at].text in (",", ":"):
        behind = by_first.get(_titles_after(tokens, at + 1))
        lone = post.first > 0 and tokens[post.first - 1].text.lower() in _ARTICLES
        lone = lone or any(tokens[n].text in ("'s", "’s") for n in range(post.first, post.bare))
        if behind is not None and behind.last < len(tokens) and (lone or tokens[at].text == ":"):
            verb = tokens[behind.last].pos in ("VERB", "AUX", "ADV")
            bearer = behind if tokens[behind.last].text in (",", ".") or verb else None
    if bearer is None or line_breaks(markup, bearer.first):
        return
    yield bearer
    following = bearer if post.plural else None
    while following is not None:
        at = _titles_after(tokens, following.last + 1)
        joined = following.last < len(tokens) and tokens[following.last].text in (",", "and")
        following = by_first.get(at) if joined else None
        if following is not None:
            yield following


def _before_post(
    markup: Markup, post: Post, by_last: Mapping[int, Bearer], before: Sequence[Holding]
) -> Bearer | None:
    """The person whom a post follows: «X, Minister of …», «X (the president)», «…, and Minister of …»."""
    tokens = markup.tokens
    at = post.first
    while at > 0 and tokens[at - 1].text.lower() in _ARTICLES:
        at -= 1
    if at < 2 or line_breaks(markup, post.first):
        return None
    closed = post.last >= len(tokens) or tokens[post.last].text in _CLOSES or line_breaks(markup, post.last)
    closed = closed or tokens[post.last].pos in ("VERB", "AUX", "ADP")
    mark = tokens[at - 1].text
    if mark in _OPENS and closed:
        bearer = by_last.get(at - 1)
        if bearer is not None:
            return bearer
    if mark in ("and", ","):
        last = at - 1
        joined = next((h for h in before if h.rule == "after a name" and h.post.last == last), None)
        return joined.bearer if joined is not None else None
    return None


def _by_verb(markup: Markup, post: Post, by_first: Mapping[int, Bearer]) -> Iterator[Holding]:
    """«X was appointed ambassador», «appointed X as ambassador», «X served as consul», «X became …»."""
    tokens, verbs = markup.tokens, english_posts().verbs
    sentence = markup.sentences[markup.sentence_of[post.head]]
    at = post.first - 1
    while at > sentence.first and (
        tokens[at].text.lower() in (*_ARTICLES, "as", "to", "be", "post", "of", "position")
    ):
        at -= 1
    inside = [b for b in by_first.values() if sentence.first <= b.first < sentence.last]
    between = next((b for b in inside if b.last == at + 1), None)
    if between is not None:
        at = between.first - 1
    verb = next(
        (n for n in range(at, max(at - 3, sentence.first - 1), -1) if tokens[n].pos in ("VERB", "AUX")), -1
    )
    if verb < 0:
        return
    lemma = tokens[verb].lemma
    stage = next((name for name, listed in verbs.items() if lemma in listed), "")
    as_ = any(tokens[n].text == "as" for n in range(verb, post.first))
    if not stage or (stage == "is" and lemma != "be" and not as_) or (stage == "ends" and not as_):
        return
    bearer = between
    if bearer is None:
        earlier = [b for b in inside if b.last <= verb]
        bearer = earlier[-1] if earlier else None
    if bearer is None:
        return
    if stage == "is" and tokens[verb].feats.get("Tense") == "Past":
        stage = "was"
    if stage == "was" and any(
        tokens[n].text in ("previously", "once", "formerly") for n in range(bearer.last, post.first)
    ):
        stage = "ends"
    yield Holding(bearer=bearer, post=post, stage=stage, at=verb, rule=f"by «{lemma}»")
