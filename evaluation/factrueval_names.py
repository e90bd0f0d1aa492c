"""The names of participants as factRuEval writes them: in the nominative, states as the text calls them."""

from __future__ import annotations

from legation.extraction import tenures_nominative as nominative
from legation.extraction.scene import Scene
from legation.record import Name
from legation.vocabulary.states import name_of


def nominative_of(scene: Scene, first: int, last: int) -> str:
    """The words with their first noun and its adjectives in the nominative."""
    tokens, text = scene.markup.tokens, scene.markup.document.text
    head = first
    while tokens[head].pos in ("ADJ", "DET") and head + 1 < last:
        head += 1
    case = tokens[head].feats.get("Case", "")
    kin = nominative.gender(tokens[head].text, case)
    plural = tokens[head].feats.get("Number") == "Plur"
    pieces = [nominative.adjective(tokens[n].text, case, kin, plural) + " " for n in range(first, head)]
    noun = nominative.noun(tokens[head].text, case, tokens[head].feats.get("Number") != "Plur")
    rest = text[tokens[head].end : tokens[last - 1].end] if last - 1 > head else ""
    return " ".join(("".join(pieces) + noun + rest).split())


def state_as_written(scene: Scene, number: int) -> str:
    """A state as the text calls it, in the nominative."""
    token, mention = scene.markup.tokens[number], scene.mention_at(number)
    if token.text.isupper() or mention is None:
        return token.text
    return nominative_of(scene, mention.first, mention.last)


def named(scene: Scene, name: Name) -> str:
    """What a name of the text is called: as the cast knows it, else as it is written."""
    mention = scene.mention_at(name.first)
    tokens = scene.markup.tokens
    if mention is not None and mention.kind == "body":
        owned = tokens[name.first].pos == "ADJ" and tokens[name.first].text.islower()
        written = nominative_of(scene, name.first, name.last)
        return written if owned or _is_other(written, mention.name) else mention.name
    if mention is not None and mention.kind in ("place", "person"):
        return mention.name
    if mention is not None and mention.kind == "state":
        return state_as_written(scene, name.first)
    return scene.markup.document.text[name.start : name.end]


def as_written(scene: Scene, state: str) -> str:
    """A state as the text calls it by name, else as the record does."""
    for name in scene.markup.names:
        mention = scene.mention_at(name.first)
        if (
            mention is not None
            and mention.kind == "state"
            and mention.how == "name"
            and mention.name == state
        ):
            return named(scene, name)
    return name_of(state)


def _is_other(written: str, known: str) -> bool:
    """Whether the text spells a name of one word in another way than the vocabulary: «Аль-Кайда»."""
    one, other = written.lower().replace("ё", "е"), known.lower().replace("ё", "е")
    single = " " not in one and " " not in other and not written.isupper()
    return single and one[:4] == other[:4] and one != other and len(one) == len(other)
