"""How far the name of a body reaches: the adjective before it, «при президенте», «по гражданскому обществу»,
«имени» with a person, and bodies named in small letters by whose they are and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from legation.language.russian.names_known import made, owners, starts_sentence
from legation.record import Name, Token
from legation.vocabulary.naming import naming

LONGEST = 9  # tokens that a body's name may take after its own words
_COMPOUND_ENDS = ("ский", "цкий", "ской")


def with_extent(names: Sequence[Name], tokens: Sequence[Token], text: str) -> list[Name]:
    """Every body with all the words of its name; names of places and people inside it give way."""
    at = {name.first: name for name in names}
    found: list[Name] = []
    for name in names:
        if found and name.first < found[-1].last:
            continue
        if name.type != "ORG":
            found.append(name)
            continue
        first, last = _before(name, tokens, text), _after(name, tokens, at)
        while found and found[-1].last > first:
            found.pop()
        found.append(name if (first, last) == (name.first, name.last) else made(first, last, "ORG", tokens))
    return found


def _before(name: Name, tokens: Sequence[Token], text: str) -> int:
    """«японского МИДа», «государственной Комиссии по атомной энергии»: where the name begins."""
    first = name.first - 1
    if _is_branch(name, tokens):
        return first
    if (
        first < 0
        or starts_sentence(name.first, tokens, text)
        or not agrees(tokens[first], tokens[name.first])
    ):
        return name.first
    if tokens[first].lemma in owners():
        return first
    generic = tokens[name.first].text[:1].isupper() and tokens[name.first].lemma in naming("body_heads")
    small = tokens[first].text.islower() and tokens[first].lemma not in naming("passing_adjectives")
    return first if generic and small and name.last - name.first > 1 else name.first


def _is_branch(name: Name, tokens: Sequence[Token]) -> bool:
    """«комитет ООН против пыток»: a small noun before a body and its field after it."""
    if name.first == 0 or name.last >= len(tokens) or tokens[name.last].text not in ("по", "против"):
        return False
    before, beyond = tokens[name.first - 1], tokens[name.last + 1 : name.last + 2]
    if before.lemma not in naming("body_heads") or not before.text.islower() or not beyond:
        return False
    case = "Dat" if tokens[name.last].text == "по" else "Gen"
    return beyond[0].feats.get("Case") == case and beyond[0].lemma not in naming("by_way_of")


def agrees(adjective: Token, noun: Token) -> bool:
    """Whether a token is an adjective in the case of the noun."""
    case = noun.feats.get("Case")
    return adjective.pos == "ADJ" and (not case or adjective.feats.get("Case") == case)


def _after(name: Name, tokens: Sequence[Token], at: dict[int, Name]) -> int:
    """«Совет при президенте РФ по развитию общества»: where the name ends."""
    last = name.last
    while last < len(tokens) and last - name.last < LONGEST:
        further = _step(name, last, tokens, at)
        if further == last:
            break
        last = further
    return last


def _step(name: Name, last: int, tokens: Sequence[Token], at: dict[int, Name]) -> int:
    """One more piece of the name after the token before `last`, or `last` where nothing belongs to it."""
    word, person = tokens[last], at.get(last)
    if word.lemma in ("имени", "имя") or word.text == "им":
        start = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].text == ".")
        person = at.get(start)
        return person.last if person is not None and person.type == "PER" else last
    if tokens[last - 1].text == "." and tokens[last - 2].text == "им" and person is not None:
        return person.last if person.type == "PER" else last
    if word.text == "при":
        return _phrase(last + 1, "Loc", tokens, at) or last
    if word.text in ("по", "против") and last == name.last and _is_branch(name, tokens):
        return _phrase(last + 1, "Dat" if word.text == "по" else "Gen", tokens, at) or last
    if word.text == "по" and _is_about(name, last, tokens, at):
        return _phrase(last + 1, "Dat", tokens, at) or last
    owner = at.get(last)
    if owner is not None and owner.type == "LOC" and _is_union(name, last, tokens):
        return owner.last
    if owner is not None and owner.type == "LOC" and owner.last < len(tokens):
        beyond = tokens[owner.last].text
        if beyond == "по" and _is_about(name, owner.last, tokens, at):
            return owner.last
    return last


def _is_union(name: Name, last: int, tokens: Sequence[Token]) -> bool:
    """«Союз писателей», «Университет»: what only its place makes one of a kind."""
    words = tokens[name.first : last]
    if not words[0].text[:1].isupper():
        return False
    if len(words) == 1:
        return words[0].lemma == "университет" and words[0].text.istitle()
    many = words[-1].feats.get("Number") == "Plur" and words[-1].feats.get("Case") == "Gen"
    return len(words) == 2 and words[0].lemma in naming("unions") and many and words[-1].text.islower()


def _is_about(name: Name, preposition: int, tokens: Sequence[Token], at: dict[int, Name]) -> bool:
    """Whether «по …» after a body belongs to its name: «комиссия по энергии», not «МИД по итогам»."""
    head = tokens[name.first + _head(name, tokens)]
    place = at.get(preposition + 1)
    if head.lemma in naming("places_served") or head.text in naming("places_served"):
        return place is not None and place.type == "LOC"
    noun = preposition + 1
    while noun < len(tokens) and tokens[noun].pos == "ADJ":
        noun += 1
    if noun >= len(tokens) or tokens[noun].pos != "NOUN" or tokens[noun].lemma in naming("by_way_of"):
        return False
    return head.lemma in naming("body_heads")


def _head(name: Name, tokens: Sequence[Token]) -> int:
    """The place of the head noun among the tokens of a body's name: the first noun."""
    for place, token in enumerate(tokens[name.first : name.last]):
        if token.pos in ("NOUN", "PROPN") or token.text.isupper():
            return place
    return 0


def _phrase(first: int, case: str, tokens: Sequence[Token], at: dict[int, Name]) -> int:
    """The end of the noun phrase in this case, with its genitives and what «и» joins; 0 for none."""
    last, head = first, False
    while last < len(tokens) and last - first < LONGEST:
        token, name = tokens[last], at.get(last)
        if name is not None and name.type != "PER" and (not head or token.feats.get("Case") != "Nom"):
            last, head = name.last, True
        elif token.pos == "ADJ" and token.feats.get("Case") in ((case, "Gen") if head else (case,)):
            last += 1
        elif token.pos == "NOUN" and token.feats.get("Case") == ("Gen" if head else case):
            last, head = last + 1, True
        elif head and token.text == "и" and _goes_on(last + 1, case, tokens):
            last, head = last + 1, False
        else:
            break
    while last > first and tokens[last - 1].pos in ("ADJ", "CCONJ"):
        last -= 1
    return last if head and last > first else 0


def _goes_on(number: int, case: str, tokens: Sequence[Token]) -> bool:
    """Whether «и» is followed by one more noun of the name."""
    if number >= len(tokens) or tokens[number].pos not in ("ADJ", "NOUN", "PROPN"):
        return False
    return tokens[number].feats.get("Case") == case


def small_bodies(tokens: Sequence[Token], text: str) -> list[Name]:
    """«российское министерство финансов», «европейское антимонопольное ведомство»: bodies in small letters,
    named by whose they are and what they do."""
    found = []
    heads = naming("small_bodies")
    for number in [n for n, token in enumerate(tokens) if n and token.lemma in heads]:
        noun = tokens[number]
        if not noun.text.islower():
            continue
        first = number
        while first > 0 and agrees(tokens[first - 1], noun) and not _passing(tokens[first - 1]):
            first -= 1
        last = _phrase_after(number + 1, tokens)
        if noun.lemma in ("сборная", "сборный"):
            last = _field(number + 1, tokens)
            if last:
                found.append(made(number, last, "ORG", tokens))
            continue
        numbered = noun.lemma == "экспедиция" and first < number and _is_ordinal(tokens[first])
        owner = first < number and (_is_owner(tokens[first]) or _is_place(first, tokens, text))
        told = (last > number + 1) + (number - first - 1) > 0
        if numbered or (owner and told and noun.lemma != "экспедиция"):
            found.append(made(first, last if owner and not numbered else number + 1, "ORG", tokens))
    return found


def _field(first: int, tokens: Sequence[Token]) -> int:
    """The end of «(сборная) России по хоккею»; 0 where no field is named."""
    last = first
    while last < len(tokens) and last - first < 3 and tokens[last].feats.get("Case") == "Gen":
        last += 1
    if last == first or last >= len(tokens) or tokens[last].text != "по":
        return 0
    return _phrase(last + 1, "Dat", tokens, {})


def _passing(word: Token) -> bool:
    return word.lemma in naming("passing_adjectives")


def _is_ordinal(word: Token) -> bool:
    return word.text[:1].isdigit() or word.feats.get("NumType") == "Ord" or word.lemma in naming("ordinals")


def _is_owner(word: Token) -> bool:
    """«японский», «российско-американский», «европейский»."""
    return all(
        part in owners() or (part.endswith("о") and part[:-1] + "ий" in owners())
        for part in word.lemma.split("-")
    )


def _is_place(number: int, tokens: Sequence[Token], text: str) -> bool:
    """A capitalised adjective inside a sentence: «Хмельницкой»."""
    return tokens[number].text[:1].isupper() and not starts_sentence(number, tokens, text)


def _phrase_after(first: int, tokens: Sequence[Token]) -> int:
    """The end of the genitive after a body's noun: «(министерство) иностранных дел»."""
    last = first
    while last < len(tokens) and last - first < 3 and tokens[last].text.islower():
        if tokens[last].feats.get("Case") != "Gen" or tokens[last].pos not in ("ADJ", "NOUN"):
            break
        last += 1
        if tokens[last - 1].pos == "NOUN":
            return last
    return first
