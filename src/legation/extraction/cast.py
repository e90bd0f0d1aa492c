"""The cast of a document: who is mentioned where, each actor under one name through the whole document."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.cast_bodies import (
    bare_organs,
    body_mention,
    canonical_phrases,
    extended,
    longer_names,
    named_body,
    organ_mentions,
    without_owned,
)
from legation.extraction.cast_lexicon import known
from legation.extraction.cast_lists import settle_lists
from legation.extraction.cast_nominative import head_of, nominative_phrase
from legation.extraction.cast_sides import (
    compound_mentions,
    is_currency,
    joined_by_quarter,
    state_mentions,
)
from legation.extraction.english.groups import seat_of_the_union, without_groups
from legation.extraction.english.references import References
from legation.extraction.offices_held import Holders, PostPhrase, post_phrases
from legation.extraction.people import NamedPerson, people_named
from legation.extraction.references import demonym_mentions, pronoun_mentions
from legation.record import Markup, Mention, Name, Token
from legation.vocabulary.allegiance import place_state, town_state
from legation.vocabulary.leaders import side_of
from legation.vocabulary.naming import naming
from legation.vocabulary.posts import posts as known_posts
from legation.vocabulary.siding import siding

_CASES = ("", "а", "у", "е", "ом")  # endings of a man's or a town's name with none in the nominative
IN_OFFICE = 25  # years: hardly anybody held an office longer


def cast_of(markup: Markup) -> tuple[Mention, ...]:
    """All mentions of states, people, bodies and places, in the order of the text, never overlapping.

    A mention means one actor. A compound adjective («японо-китайский») gives one mention for each of its
    parts, with the same token; groups («обе страны», «стороны») give none: see `references.sides_of`.
    """
    people = people_named(markup)
    matches = known(markup.tokens, markup.document.language.startswith("en"))
    states = [m for match in matches for m in state_mentions(markup, match)]
    states += compound_mentions(markup)
    states = [*joined_by_quarter(markup), *states]
    if markup.document.language.startswith("en"):
        states = without_groups(markup, states)
    sides = {number: m for m in states for number in range(m.first, m.last)}
    people = [named for named in people if not _is_of_state(markup, named, sides)]
    fullest = canonical_phrases(matches)
    organs = organ_mentions(markup, matches, sides)
    named_at = {name.first for name in markup.names}
    organs = [m for m in organs if not (_is_one(markup, m) and m.last in named_at)]
    organs += bare_organs(markup, matches, organs)
    bodies = [m for match in matches if (m := body_mention(markup, match, fullest)) is not None]
    bodies = without_owned(bodies, organs)
    bodies += seat_of_the_union(states, bodies)
    persons = {number for p in people for number in range(p.name.first, p.name.last)}
    within = {n: m for m in (*bodies, *organs) for n in range(m.first, m.last) if m.how != "outlet"}
    named = [
        named_body(markup, extended(markup, name, persons), sides, within)
        for name in markup.names
        if name.type == "ORG" and not _are_holders(markup, name)
    ]
    money = {match.first for match in matches if is_currency(markup.tokens, match)}
    places = [
        _place(markup, name.first, name.last)
        for name in markup.names
        if name.type == "LOC" and name.first not in money
    ]
    longer = longer_names(named, [*bodies, *organs])
    others = _laid_out([longer, bodies, organs, named, states, places])
    english = markup.document.language.startswith("en")
    if english:
        by_token = {number: m for m in others for number in range(m.first, m.last)}
        references = References(markup, people, by_token.get)
    posts = [] if english else post_phrases(markup, others, people)
    _settle_states(markup, people, posts, sides)
    offices = references.offices() if english else office_mentions(markup, posts)
    persons_named = [_person(markup, p) for p in people]
    offices += demonym_mentions(markup, people, states)
    pronouns = references.pronouns(offices) if english else pronoun_mentions(markup, people, offices)
    return _laid_out([persons_named, offices, pronouns, longer, bodies, organs, named, states, places])


def office_mentions(markup: Markup, posts: list[PostPhrase]) -> list[Mention]:
    """Posts that stand alone and mean a person of this document. The mention is the post's own noun with its
    adjectives; the state and the organ after it stay mentions of their own."""
    holders = Holders(markup, posts)
    found = []
    for phrase in posts:
        person = holders.of(phrase) if phrase.person is None else None
        if person is None or _long_ago(markup, phrase.head):
            continue
        token = markup.tokens[phrase.head]
        found.append(
            Mention(
                start=token.start,
                end=token.end,
                first=phrase.head,
                last=phrase.head + 1,
                head=phrase.head,
                kind="person",
                name=person.name,
                state=person.state,
                how="office",
            )
        )
    return found


def _long_ago(markup: Markup, number: int) -> bool:
    """Whether a sentence tells of a year too far back for who holds an office now: «последний раз там был
    госсекретарь в 1945 году».
    """
    told, now = markup.years_told(number), markup.year_of(number)
    return bool(told) and all(year.isdecimal() and now - int(year) > IN_OFFICE for year in told)


def _settle_states(
    markup: Markup, people: list[NamedPerson], posts: list[PostPhrase], sides: dict[int, Mention]
) -> None:
    """To which side each person belongs: by the post, or by the words before («японский музыкант»)."""
    told = {id(p.person) for p in posts if p.person is not None and p.state}
    Holders(markup, posts)
    settle_lists(markup, people, sides)
    for phrase in posts:
        if phrase.person is not None and phrase.state and not phrase.person.state:
            phrase.person.state = phrase.state
    for named in people:
        if not named.person.state and markup.document.language.startswith("en"):
            named.person.state = _english_side_before(markup, named, sides)
        if not named.person.state:
            named.person.state = _side_before(markup, named, sides) or _side_after(markup, named, sides)
    _known_leaders(markup, people, posts, told)


def _known_leaders(
    markup: Markup, people: list[NamedPerson], posts: list[PostPhrase], told: set[int]
) -> None:
    """The sides of well-known leaders whose office the text names without its state, so that another's was
    taken for it; `told` are those of whom it tells.
    """
    in_office = {id(p.person) for p in posts if p.person is not None}
    for named in people:
        person = named.person
        if person.state and id(person) in in_office and id(person) not in told:
            known = side_of(person.words, markup.year_of(named.name.first), in_office=True)
            person.state = known or person.state


def _side_before(markup: Markup, named: NamedPerson, sides: dict[int, Mention]) -> str:
    """«гражданин США …», «японский музыкант …»: the side in the words that stand right before the name."""
    tokens = markup.tokens
    number = named.name.first - 1
    opens = markup.sentences[markup.sentence_of[named.name.first]].first
    while (
        number >= opens and named.name.first - number <= 6 and tokens[number].pos in {"NOUN", "ADJ", "PROPN"}
    ):
        side = sides.get(number)
        if side is not None and side.kind == "state" and side.how in {"adjective", "name", "demonym"}:
            where = side.first > 0 and tokens[side.first - 1].pos == "ADP" and side.how == "name"
            return "" if where else side.state
        number -= 1
    return ""


def _english_side_before(markup: Markup, named: NamedPerson, sides: dict[int, Mention]) -> str:
    """«U.S. Secretary of State X», «President of Kazakhstan X»: the side in the title before the name."""
    tokens = markup.tokens
    first = named.name.first
    titled = False
    for number in range(first - 1, max(first - 9, -1), -1):
        token, side = tokens[number], sides.get(number)
        if side is not None and side.kind == "state":
            own = (
                titled
                or side.how == "adjective"
                or (number > 0 and tokens[number - 1].lemma in ("of", "the"))
            )
            return side.state if own else ""
        if token.pos not in {"NOUN", "PROPN", "ADJ"} and token.lemma not in (
            "of",
            "for",
            "the",
            "'s",
            "-",
            "and",
        ):
            return ""
        titled = titled or token.pos in {"NOUN", "PROPN"}
    return ""


def _side_after(markup: Markup, named: NamedPerson, sides: dict[int, Mention]) -> str:
    """«…, гражданин России», «…, 30-летний американец»: the side in the words after the name."""
    tokens = markup.tokens
    first = named.name.last
    if first >= len(tokens) or tokens[first].text not in {",", "(", "—", "–"}:
        return ""
    citizen = False
    for number in range(first + 1, min(first + 6, len(tokens))):
        side = sides.get(number)
        if side is not None and (side.how == "demonym" or (citizen and side.kind == "state")):
            return side.state
        if tokens[number].pos in {"VERB", "AUX", "PUNCT", "ADP", "SCONJ", "PROPN"}:
            return ""
        citizen = citizen or tokens[number].lemma in naming("citizens")
    return ""


def _are_holders(markup: Markup, name: Name) -> bool:
    """Whether a «body» is several people under their post: «министры обороны Японии»."""
    first = markup.tokens[name.first]
    several = (
        first.pos == "NOUN" and first.feats.get("Number") == "Plur" and first.feats.get("Animacy") == "Anim"
    )
    return several and any(first.lemma in nouns for nouns in known_posts().nouns.values())


def _is_one(markup: Markup, mention: Mention) -> bool:
    """«японская компания» before its own name: one of a kind, and not a group."""
    singular = markup.tokens[mention.head].feats.get("Number") != "Plur"
    return mention.how == "group" and singular


def _person(markup: Markup, named: NamedPerson) -> Mention:
    name = named.name
    short = len(named.words) < len(named.person.words)
    return Mention(
        start=name.start,
        end=name.end,
        first=name.first,
        last=name.last,
        head=head_of(markup.tokens, name.first, name.last),
        kind="person",
        name=named.person.name,
        state=named.person.state,
        how="surname" if short else "name",
    )


def _is_of_state(markup: Markup, named: NamedPerson, sides: dict[int, Mention]) -> bool:
    """Whether a «person» is the adjective of a state that opens a sentence («Перуанскому хирургу вручили»),
    or an office and its state («Султан Омана пригласил»).
    """
    tokens, first, last = markup.tokens, named.name.first, named.name.last
    side = sides.get(last - 1)
    if side is None or side.kind != "state":
        return False
    if last - first == 1:
        noun = tokens[last] if last < len(tokens) else None
        opens = markup.sentences[markup.sentence_of[first]].first == first
        return (
            opens and side.how == "adjective" and noun is not None and noun.text.islower() and _is_noun(noun)
        )
    office = any(tokens[first].lemma in nouns for nouns in known_posts().nouns.values())
    return office and side.how == "name" and side.first == first + 1


def _is_noun(token: Token) -> bool:
    return token.pos in ("NOUN", "ADJ")


def _place(markup: Markup, first: int, last: int) -> Mention:
    tokens = markup.tokens
    name = nominative_phrase(tokens, first, last, markup.document.text)
    if last - first == 1 and not place_state(name):
        name = _known_place(tokens[first].text) or name
    return Mention(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        first=first,
        last=last,
        head=head_of(tokens, first, last),
        kind="place",
        name=name,
        state=place_state(name)
        or ("" if tokens[last - 1].lemma in siding("seas") else _of_town(tokens[first])),
    )


def _known_place(word: str) -> str:
    """The known place of which a word is a case by its ending alone: «Африне», no case of «Африна»."""
    stems = (word.removesuffix(ending) for ending in _CASES if word.endswith(ending))
    return next((stem for stem in stems if place_state(stem)), "")


def _of_town(word: Token) -> str:
    """The state of a place or organ that a town's adjective opens: «Каирский суд»."""
    return town_state(word.lemma) if word.pos == "ADJ" else ""


def _laid_out(layers: Sequence[Sequence[Mention]]) -> tuple[Mention, ...]:
    """One layer over the other, the first on top: what overlaps a mention above it is left out."""
    kept: list[Mention] = []
    taken = bytearray(max((mention.end for layer in layers for mention in layer), default=0))
    for layer in layers:
        for mention in layer:
            if taken.find(1, mention.start, mention.end) >= 0:
                continue
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))
