"""«The two countries», «both sides», «the leaders», «they»: the two sides that such words mean in English."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from legation.extraction.scene import Scene
from legation.record import Markup, Mention

BACK = 2  # sentences back in which a mention counts for more
NEAR = 4  # … and for how much more
CLEAR = 2  # the third side must be told at least so many times less than the second
_OF_TWO = frozenset(
    "country side nation government state party people leader minister president official delegation head "
    "premier ministry capital neighbour neighbor ally".split()
)
_ALONE = frozenset({"side", "party", "leader", "minister", "president", "premier", "delegation"})
_UNION = frozenset({"European Union", "EU", "Европейский союз", "Евросоюз", "ЕС"})
_SEAT = "BEL"
_BOTH = frozenset({"two", "both"})


def without_groups(markup: Markup, states: Sequence[Mention]) -> list[Mention]:
    """The mentions of states without peoples that live in another: «Bosnian Serbs», «ethnic Albanians»."""
    ends = {m.last: m for m in states if m.how == "adjective"}
    kept = []
    for mention in states:
        before = ends.get(mention.first)
        people = mention.how == "demonym" or (mention.how == "adjective" and before is not None)
        elsewhere = before is not None and before.state != mention.state and people
        ethnic = mention.first > 0 and markup.tokens[mention.first - 1].lemma == "ethnic"
        if not elsewhere and not ethnic:
            kept.append(mention)
    return kept


def seat_of_the_union(states: Sequence[Mention], bodies: Sequence[Mention]) -> list[Mention]:
    """«Brussels», «Брюссель» that speaks for the European Union, in a text that names it: that body."""
    union = next((m.name for m in bodies if m.name in _UNION), "")
    if not union or any(m.state == _SEAT and m.how in ("name", "adjective") for m in states):
        return []
    seats = (m for m in states if m.kind == "state" and m.how == "capital" and m.state == _SEAT)
    return [replace(m, kind="body", name=union, state="", how="name") for m in seats]


def sides_meant(scene: Scene, token: int) -> tuple[str, ...]:
    """The codes of the two states that a word for both of them means; empty where it is none or unclear."""
    if not _is_group(scene, token):
        return ()
    markup = scene.markup
    own = markup.sentence_of[token]
    passage = markup.sentences[own].passage
    counts = dict(scene.sides.get(passage, {}))
    begin = markup.sentences[max(0, own - BACK)].first
    low = bisect_left(scene.mentions, begin, key=lambda m: m.first)
    high = bisect_left(scene.mentions, token, lo=low, key=lambda m: m.first)
    for mention in scene.mentions[low:high]:
        if mention.state and mention.kind != "place":
            counts[mention.state] = counts.get(mention.state, 0) + NEAR - 1
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[2]] * CLEAR > counts[ranked[1]]):
        return ()
    return tuple(sorted(ranked[:2]))


def _is_group(scene: Scene, token: int) -> bool:
    tokens = scene.markup.tokens
    word = tokens[token]
    if word.text.lower() == "they" or (word.text.lower() == "both" and word.pos == "PRON"):
        return True
    if word.lemma not in _OF_TWO or word.feats.get("Number") != "Plur" or scene.mention_at(token) is not None:
        return False
    before = [tokens[n].text.lower() for n in range(max(0, token - 4), token)]
    if any(scene.mention_at(n) is not None for n in scene.markup.children[token]):
        return False
    return bool(_BOTH & set(before)) or (word.lemma in _ALONE and before[-1:] == ["the"])
