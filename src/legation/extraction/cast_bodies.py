"""Bodies in the text: organisations, organs of states, companies, outlets, formats, armed groups."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.cast_lexicon import Entry
from legation.extraction.cast_nominative import genitive, head_of, nominative_phrase
from legation.language.matching import Match, plain
from legation.record import Markup, Mention, Name, Token
from legation.vocabulary.allegiance import place_state
from legation.vocabulary.naming import naming
from legation.vocabulary.states import name_of

# Words before a name in quotation marks or in Latin letters that are no part of it.
_OPENING = frozenset("«\"“„'")
_CLOSING = frozenset("»\"”“'")


def canonical_phrases(matches: Sequence[Match[list[Entry]]]) -> dict[str, str]:
    """For each known body, the fullest of the names that the document itself uses."""
    fullest: dict[str, str] = {}
    for match in matches:
        for entry in match.value:
            if entry.kind == "body" and len(entry.phrase) > len(fullest.get(entry.key, "")):
                fullest[entry.key] = entry.phrase
    return fullest


def body_mention(markup: Markup, match: Match[list[Entry]], fullest: dict[str, str]) -> Mention | None:
    """The mention of a known body, under the fullest name that the document gives it."""
    tokens = markup.tokens
    entry = next((e for e in match.value if e.kind == "body"), None)
    if entry is None or not _is_meant(tokens, match, entry):
        return None
    how = entry.how if entry.how in {"outlet", "armed", "format", "company"} else "name"
    return Mention(
        start=tokens[match.first].start,
        end=tokens[match.last - 1].end,
        first=match.first,
        last=match.last,
        head=head_of(tokens, match.first, match.last),
        kind="body",
        name=_spelled(fullest.get(entry.key, entry.phrase), markup.document.text),
        state=entry.state,
        how=how,
    )


def _spelled(name: str, text: str) -> str:
    """A name with «ё» only in a document that writes it."""
    return name if "ё" in text else name.replace("ё", "е")


def _is_meant(tokens: Sequence[Token], match: Match[list[Entry]], entry: Entry) -> bool:
    """A single common word («Труд», «Запад») names a body only in quotation marks or inside a sentence."""
    if match.last - match.first > 1 or entry.phrase.isupper() or not entry.phrase[:1].isupper():
        return True
    word = tokens[match.first]
    before = tokens[match.first - 1] if match.first else None
    quoted = before is not None and before.text in _OPENING
    if entry.how in {"outlet", "company", "armed"} and plain(word.text) in naming("common_words"):
        return quoted
    if entry.how == "bloc":
        return word.text[:1].isupper() and not _opens_sentence(tokens, match.first)
    return True


def _opens_sentence(tokens: Sequence[Token], number: int) -> bool:
    return number == 0 or tokens[number - 1].text in {".", "!", "?", "…", "»", "—"}


def organ_mentions(
    markup: Markup, matches: Sequence[Match[list[Entry]]], sides: dict[int, Mention]
) -> list[Mention]:
    """Organs and groups of people with the state that their adjective or genitive names, or the organ that
    they are part of («Сенат Парламента РК»). Without a side there is no mention."""
    found: list[Mention] = []
    following: dict[int, Mention] = {}
    for match in reversed(matches):
        mention = _organ_mention(markup, match, sides, following)
        if mention is not None:
            following[mention.first] = mention
            found.append(mention)
    return found[::-1]


def _organ_mention(
    markup: Markup, match: Match[list[Entry]], sides: dict[int, Mention], following: dict[int, Mention]
) -> Mention | None:
    tokens, text = markup.tokens, markup.document.text
    entry = next((e for e in match.value if e.kind == "organ"), None)
    if entry is None:
        return None
    first, last = match.first, match.last
    head = head_of(tokens, first, last)
    own = _in_nominative(markup, match)
    start, adjective = _adjective_before(tokens, first, sides)
    owner = sides.get(last) or following.get(last)
    if owner is not None and owner.first == last and owner.how in _OWNERS:
        case = tokens[owner.head].feats.get("Case")
        fixed = tokens[owner.head].text.isupper()
        if case == "Gen" or fixed or not case:
            if adjective is not None:
                own, first = nominative_phrase(tokens, start, last, text), start
            name = own + text[tokens[last - 1].end : owner.end]
            return _body(tokens, first, owner.last, head, _capital(name, entry), owner.state, entry)
    if adjective is None:
        return None
    if (entry.how == "institution" or entry.phrase == "власти") and adjective.last == first:
        name = f"{own} {genitive(name_of(adjective.state))}"
    else:
        name = nominative_phrase(tokens, start, last, text)
    return _body(tokens, start, last, head, _capital(name, entry), adjective.state, entry)


def _adjective_before(
    tokens: Sequence[Token], first: int, sides: dict[int, Mention]
) -> tuple[int, Mention | None]:
    """Where the adjective of a state before an organ stands, and its mention."""
    start = first
    while start > 0 and tokens[start - 1].pos in {"ADJ", "DET"} and not _opens_sentence(tokens, start):
        start -= 1
        side = sides.get(start)
        if side is not None and side.how == "adjective":
            return start, side
    return start, None


def _in_nominative(markup: Markup, match: Match[list[Entry]]) -> str:
    """The organ's own words in the nominative: the vocabulary's, where they can be of one number only."""
    phrases = {e.phrase for e in match.value if e.kind == "organ"}
    if len(phrases) == 1:
        return _spelled(next(iter(phrases)), markup.document.text)
    return nominative_phrase(markup.tokens, match.first, match.last, markup.document.text)


_OWNERS = frozenset({"name", "periphrasis", "capital", "organ"})


def _capital(name: str, entry: Entry) -> str:
    """An institution's name begins with a capital letter, a group's («японские СМИ») with a small."""
    if entry.how == "institution":
        return name[:1].upper() + name[1:]
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _body(
    tokens: Sequence[Token], first: int, last: int, head: int, name: str, state: str, entry: Entry
) -> Mention:
    return Mention(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        first=first,
        last=last,
        head=head,
        kind="body",
        name=" ".join(name.split()),
        state=state,
        how="organ" if entry.how == "institution" else "group",
    )


def bare_organs(
    markup: Markup, matches: Sequence[Match[list[Entry]]], organs: Sequence[Mention]
) -> list[Mention]:
    """Institutions that stand without their state and mean the one that the document names in full:
    «посольство» after «посольство США»."""
    tokens = markup.tokens
    named: dict[str, list[Mention]] = {}
    bare: list[tuple[Match[list[Entry]], str]] = []
    by_token = {number: m for m in organs for number in range(m.first, m.last)}
    for match in matches:
        entry = next((e for e in match.value if e.kind == "organ" and e.how == "institution"), None)
        if entry is not None and match.first in by_token:
            named.setdefault(entry.phrase.lower(), []).append(by_token[match.first])
        elif entry is not None:
            bare.append((match, entry.phrase.lower()))
    found = []
    for match, phrase in bare:
        meant = named.get(phrase, [])
        if len({m.name for m in meant}) > 1:
            near = markup.sentence_of[match.first] - 1
            before = [m for m in meant if m.first < match.first]
            meant = [m for m in before if markup.sentence_of[m.first] >= near]
        if len({m.name for m in meant}) == 1:
            head = head_of(tokens, match.first, match.last)
            entry = Entry("organ", phrase, "institution", phrase)
            found.append(_body(tokens, match.first, match.last, head, meant[0].name, meant[0].state, entry))
    return found


def without_owned(bodies: Sequence[Mention], organs: Sequence[Mention]) -> list[Mention]:
    """The known bodies without those that are the organ of a state: «Совет безопасности Ирана»."""
    owned = {n: organ for organ in organs for n in range(organ.first, organ.last)}
    return [
        body
        for body in bodies
        if body.state
        or (organ := owned.get(body.first)) is None
        or organ.last - organ.first <= body.last - body.first
    ]


def longer_names(named: Sequence[Mention], known: Sequence[Mention]) -> list[Mention]:
    """Names of the tagger that hold a known body and more before it: «Совет глав государств ОДКБ»."""
    last_at = {m.last: m for m in known}
    inside = {number for m in known for number in range(m.first, m.last)}
    found = []
    for name in named:
        within = (m for m in known if name.first < m.first and m.last <= name.last)
        at = last_at.get(name.last) or next(within, None)
        if at is not None and name.first < at.first and name.first not in inside:
            found.append(name)
    return found


def named_body(
    markup: Markup, name: Name, sides: dict[int, Mention], within: dict[int, Mention] | None = None
) -> Mention:
    """A body that only the tagger knows, without generic words and outer quotation marks in its name.

    Its state is that of a state, a known body (`within`) or a town in its name.
    """
    tokens, text = markup.tokens, markup.document.text
    first, last = name.first, name.last
    held = {**(within or {}), **sides}
    state = next((held[n].state for n in range(first, last) if n in held and held[n].state), "")
    if not state and last - first > 1:
        towns = (place_state(tokens[n].lemma) for n in range(first, last) if tokens[n].pos == "PROPN")
        state = next((town for town in towns if town), "")
    inner = first + _is_of_state(tokens, first, last, sides)
    while inner < last - 1 and (tokens[inner].lemma in naming("generic") or tokens[inner].text in _OPENING):
        if tokens[inner].lemma in naming("generic") and not _begins_name(tokens[inner + 1]):
            break
        inner += 1
    end = last
    if (
        end - inner > 1
        and tokens[end - 1].text in _CLOSING
        and inner > first
        and tokens[inner - 1].text in _OPENING
    ):
        end -= 1
    if inner > first and tokens[inner - 1].text in _OPENING:
        plain_name = text[tokens[inner].start : tokens[end - 1].end]
    else:
        plain_name = nominative_phrase(tokens, inner, end, text)
    if not state:
        state = _state_before(tokens, first, sides) or _state_after(tokens, last, sides)
    return Mention(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        first=first,
        last=last,
        head=head_of(tokens, first, last),
        kind="body",
        name=" ".join(plain_name.split()),
        state=state,
        how="name",
    )


def _is_of_state(tokens: Sequence[Token], first: int, last: int, sides: dict[int, Mention]) -> bool:
    """«итальянская Eni», «российский «Росатом»»: the adjective of a state is no part of the name after it."""
    if last - first < 2 or (side := sides.get(first)) is None or side.how != "adjective":
        return False
    return tokens[first + 1].text in _OPENING or tokens[first + 1].text[:1].isascii()


def _begins_name(token: Token) -> bool:
    return token.text in _OPENING or token.text[:1].isascii() or token.text[:1].isupper()


def _state_before(tokens: Sequence[Token], first: int, sides: dict[int, Mention]) -> str:
    """«японская компания Komatsu»: the adjective of the noun before the name."""
    number = first - 1
    while (
        number >= 0
        and first - number <= 4
        and (tokens[number].pos in {"NOUN", "ADJ"} or tokens[number].text in _OPENING)
    ):
        side = sides.get(number)
        if side is not None and side.how == "adjective":
            return side.state
        number -= 1
    return ""


def extended(markup: Markup, name: Name, people: set[int]) -> Name:
    """A body's name with the words that go on with it: «комитет | по экономическому сотрудничеству»,
    «Ассоциация | банков Казахстана»."""
    tokens = markup.tokens
    last, sentence_end = name.last, markup.sentences[markup.sentence_of[name.first]].last
    while last < sentence_end and last not in people:
        token = tokens[last]
        below = name.first <= token.head < last or (last < token.head < min(sentence_end, last + 6))
        if token.pos in {"NOUN", "PROPN", "ADJ"} and below and token.feats.get("Case") in {"Gen", "Dat"}:
            if token.feats.get("Case") == "Dat" and not any(
                t.text == "по" for t in tokens[name.first : last]
            ):
                break
        elif not (token.text in {"по", "и"} and _goes_on(tokens, last, name.first, sentence_end)):
            break
        last += 1
    while last > name.last and tokens[last - 1].pos not in {"NOUN", "PROPN"}:
        last -= 1
    if last == name.last:
        return name
    return Name(start=name.start, end=tokens[last - 1].end, first=name.first, last=last, type=name.type)


def _goes_on(tokens: Sequence[Token], number: int, first: int, end: int) -> bool:
    following = next(
        (n for n in range(number + 1, min(end, number + 4)) if tokens[n].pos in {"NOUN", "PROPN"}), None
    )
    if following is None:
        return False
    if tokens[number].text == "по":
        return tokens[following].feats.get("Case") == "Dat" and first <= tokens[following].head < number
    return (
        first < tokens[following].head < number
        and tokens[following].rel == "conj"
        and any(t.text == "по" for t in tokens[first:number])
    )


def _state_after(tokens: Sequence[Token], last: int, sides: dict[int, Mention]) -> str:
    if last < len(tokens) and tokens[last].text in _CLOSING:
        last += 1
    side = sides.get(last)
    return (
        side.state
        if side is not None and side.how == "name" and tokens[side.head].feats.get("Case") == "Gen"
        else ""
    )
