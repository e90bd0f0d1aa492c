"""Phrases that name a post in English: «the newly appointed Ambassador of Malaysia to Jordan»."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from legation.record import Markup, Mention, Token
from legation.vocabulary.posts_english import english_posts

LONGEST = 12  # tokens before or after the noun
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV"})
_OWNER = frozenset({"'s", "’s", "'"})


class Post(Struct, frozen=True, kw_only=True):
    """A post named by tokens `first` to `last` (exclusive), its noun at `head`, its own words from `bare` on.

    `text` is its name without «former» and the like; `stage` what the words before it say (`is`, `ends`,
    `was`, `begins`, `ahead`); `of` the ISO code or the body that it belongs to; `room` `public` or `other`.
    """

    first: int
    bare: int
    head: int
    last: int
    noun: str
    text: str
    stage: str
    of: str
    room: str
    plural: bool


def posts_named(
    markup: Markup, persons: Mapping[int, object], at: Callable[[int], Mention | None]
) -> tuple[Post, ...]:
    """Every phrase that names a post, in the order of the text.

    `persons` holds the tokens that name people, `at` gives the side or body that a token names.
    """
    found: list[Post] = []
    words = english_posts()
    dated = {n: None for date in markup.dates for n in range(date.first, date.last)}
    shut = {**dict.fromkeys(persons), **dated}
    for number, token in enumerate(markup.tokens):
        if number in persons or token.pos not in ("NOUN", "PROPN") or not words.is_noun(token.lemma):
            continue
        if found and number < found[-1].last:
            continue
        following = markup.tokens[number + 1] if number + 1 < len(markup.tokens) else None
        if following is not None and words.is_noun(following.lemma) and number + 1 not in persons:
            continue  # «Prime Minister»: the last noun heads the phrase
        post = _post(markup, number, persons, shut, at)
        if post is not None:
            found.append(post)
    return tuple(found)


def _post(
    markup: Markup,
    head: int,
    persons: Mapping[int, object],
    shut: Mapping[int, object],
    at: Callable[[int], Mention | None],
) -> Post | None:
    tokens, words = markup.tokens, english_posts()
    noun = tokens[head].lemma
    if noun in ("general", "secretary") and tokens[head].text[:1].islower():
        return None
    first = _first(markup, head, persons)
    last = _last(markup, head, shut)
    bare, stage, of = _stripped(tokens, first, head, at)
    body, host = "", False
    for number in range(head + 1, last):
        mention = at(number)
        if tokens[number].lemma in words.complements["some"]:
            host = True
        if mention is not None and mention.kind == "state" and not of and not host:
            of = mention.state or mention.name
        elif mention is not None and mention.kind == "body" and not body:
            body = mention.state or mention.name
    if not body:
        inside = (m for n in range(bare, head) if (m := at(n)) is not None and m.kind == "body")
        body = next((m.state or m.name for m in inside), "")
    if noun in words.needing and last == head + 1 and bare == head and not of:
        return None
    room = "public" if noun in words.public or (noun in words.raised and (of or body)) else "other"
    text = markup.document.text[tokens[bare].start : tokens[last - 1].end]
    return Post(
        first=first,
        bare=bare,
        head=head,
        last=last,
        noun=noun,
        text=" ".join(text.split()),
        stage=stage,
        of=of or body,
        room=room,
        plural=tokens[head].feats.get("Number") == "Plur" and tokens[head].text.endswith("s"),
    )


def _first(markup: Markup, head: int, persons: Mapping[int, object]) -> int:
    """Where the words before a post's noun begin."""
    tokens = markup.tokens
    start = markup.sentences[markup.sentence_of[head]].first
    at = head
    while at > start and head - at < LONGEST and at - 1 not in persons and not line_breaks(markup, at):
        before = tokens[at - 1]
        glued = before.text == "-" and before.end == tokens[at].start
        modifier = before.pos in _PHRASE and (before.pos not in ("VERB", "ADV") or _is_modifier(before))
        if not (modifier or glued or before.text in _OWNER) or _is_timed(markup, at - 1):
            break
        at -= 1
    return at


def _is_timed(markup: Markup, number: int) -> bool:
    """«On 27 October 2015 Japanese Prime Minister …»: the day is no word of the post."""
    return any(date.first <= number < date.last for date in markup.dates)


def _is_modifier(token: Token) -> bool:
    if token.pos == "VERB" and token.rel not in ("amod", "compound"):  # «was appointed ambassador»
        return False
    return any(
        token.lemma in listed or token.text.lower() in listed for listed in english_posts().before.values()
    )


def _stripped(
    tokens: tuple[Token, ...], first: int, head: int, at: Callable[[int], Mention | None]
) -> tuple[int, str, str]:
    """Where a post's own words begin, the stage that the words before tell, and the state that they name."""
    before = english_posts().before
    bare, stage, of = first, "", ""
    while bare < head:
        low, mention = tokens[bare].text.lower(), at(bare)
        kind = next((name for name, listed in before.items() if low in listed or f"{low}-" in listed), "")
        if mention is not None and mention.kind == "state":
            of = of or mention.state or mention.name
            bare = max(bare + 1, min(mention.last, head))
        elif kind and kind != "titles":
            stage = stage or kind
            bare += 1
        elif kind or low in _OWNER or low == "-" or tokens[bare].pos == "NUM":
            bare += 1
        else:
            break
    stages = {"ended": "ends", "then": "was", "begun": "begins", "ahead": "ahead"}
    if any(tokens[n].text.lower() in before["ahead"] for n in range(bare, head)):
        stage = "ahead"
    return bare, stages.get(stage, "is"), of


def _last(markup: Markup, head: int, persons: Mapping[int, object]) -> int:
    """Where the complements of a post's noun end."""
    tokens, words = markup.tokens, english_posts().complements
    end = markup.sentences[markup.sentence_of[head]].last
    at = last = head + 1
    while at < end and at - head < 2 * LONGEST:
        token = tokens[at]
        some = token.text in words["some"] and tokens[head].lemma in words["nouns"]
        if not (token.text in words["always"] or some) or line_breaks(markup, at):
            break
        after = _phrase_end(markup, at + 1, end, persons)
        if after == at + 1:
            break
        at = last = after
    return last


def _phrase_end(markup: Markup, at: int, end: int, persons: Mapping[int, object]) -> int:
    """Where a noun phrase that begins here ends; `at` itself where none begins."""
    tokens, words = markup.tokens, english_posts()
    start = last = at
    while at < end and at not in persons and not (at > start and line_breaks(markup, at)):
        token = tokens[at]
        joins = token.text in ("and", ",") and last > start and _list_goes_on(tokens, at, end, persons)
        if token.pos in ("NOUN", "PROPN", "NUM", "ADJ"):
            at = last = at + 1
        elif joins or token.pos == "DET" or token.text in (*_OWNER, "-", "&"):
            at += 1
        else:
            break
        if (
            at < end
            and tokens[at].pos in ("NOUN", "PROPN")
            and words.is_noun(tokens[at].lemma)
            and at > start
        ):
            named = tokens[at].text[:1].isupper() and tokens[at - 1].text == "and"
            if named:
                break
    return last


def _list_goes_on(tokens: tuple[Token, ...], at: int, end: int, persons: Mapping[int, object]) -> bool:
    """«Economy, Trade and Industry»: capitalised words up to an «and», none of them a post or a person."""
    number = at + 1
    while number < min(end, at + 5) and number not in persons:
        token = tokens[number]
        if token.text == "and" and tokens[at].text == ",":
            return number + 1 < end and tokens[number + 1].text[:1].isupper() and number + 1 not in persons
        if not token.text[:1].isupper() or english_posts().is_noun(token.lemma):
            return False
        if tokens[at].text == "and":
            return True
        number += 1
    return False


def line_breaks(markup: Markup, number: int) -> bool:
    """Whether a line ends before the token."""
    tokens = markup.tokens
    return number > 0 and "\n" in markup.document.text[tokens[number - 1].end : tokens[number].start]
