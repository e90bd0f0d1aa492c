"""What tells one happening from another of its kind: how many they were, in what form sides met, what was
signed, whether it was long ago, where in its item it is told.
"""

from __future__ import annotations

from functools import cache

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, kind_of
from legation.extraction.scene import Scene
from legation.extraction.when_item import day_of
from legation.vocabulary.happening_words import happening_words
from legation.vocabulary.instruments import instruments

COUNTS = ("nummod", "nummod:gov")
ENDS = frozenset({".", "!", "?", "…"})
AS_TREATIES = frozenset({"agreement", "contract"})  # «договор» here is «соглашение» there


def are_counted(scene: Scene, match: Match) -> bool:
    """Whether several happenings are told at once by their number: «девять встреч», «Перу посетили 9
    делегаций».
    """
    heads = [match.trigger]
    if not match.clause.noun:
        lemma, around = scene.markup.lemmas, (*match.clause.at("agent"), *match.clause.at("patient"))
        heads = [n for n in around if lemma[n].startswith(happening_words().coming)]
    return match.frame.type == "CONSULT" and any(_has_number(scene, n) for n in heads)


def _has_number(scene: Scene, noun: int) -> bool:
    tokens = scene.markup.tokens
    plural = tokens[noun].feats.get("Number") == "Plur" or tokens[noun].feats.get("Case") == "Gen"
    return plural and any(tokens[child].rel in COUNTS for child in scene.markup.children[noun])


def befalls_several(scene: Scene, match: Match, others: tuple[Party, ...]) -> bool:
    """Whether those acted on are several people without names: «двух журналистов»."""
    tokens = scene.markup.tokens
    heads = [p.token for p in others if p.token >= 0 and not p.name and p.kind in ("people", "body")]
    heads += _people_acted_on(scene, match)
    return any(tokens[n].feats.get("Number") == "Plur" or tokens[n].pos == "NUM" for n in heads)


def befalls_some(scene: Scene, match: Match) -> bool:
    """Whether it is said how many people are acted on: «несколько американцев», «девятерых»."""
    tokens = scene.markup.tokens
    heads = _people_acted_on(scene, match)
    return any(tokens[n].pos == "NUM" or _has_number(scene, n) for n in heads)


def befalls_one(scene: Scene, match: Match) -> bool:
    """Whether one person is acted on of whom only the side is told: «гражданина США», «американца»."""
    tokens = scene.markup.tokens
    heads = [n for n in _people_acted_on(scene, match) if tokens[n].feats.get("Number") == "Sing"]
    return any(
        not _has_number(scene, n) and any(scene.mention_at(c) for c in (n, *scene.markup.children[n]))
        for n in heads
    )


def _people_acted_on(scene: Scene, match: Match) -> list[int]:
    heads = [*match.clause.at("patient"), *(match.clause.at("gen") if match.clause.noun else ())]
    tokens = scene.markup.tokens
    return [
        n
        for n in heads
        if kind_of(scene, n) == "people" or tokens[n].pos == "NUM" or tokens[n].feats.get("Animacy") == "Anim"
    ]


def gathering_of(scene: Scene, match: Match) -> str:
    """In what form sides met, where a word of the act says it: a meal, talks, a session, a speech."""
    if match.frame.type != "CONSULT":
        return ""
    forms = [_gathering(scene.markup.tokens[n].lemma) for n in (match.trigger, *match.themes)]
    return next((form for form in forms if form), "")


@cache
def _gathering(lemma: str) -> str:
    listed = happening_words().gatherings.items()
    return next((form for form, beginnings in listed if lemma.startswith(beginnings)), "")


def instrument_of(scene: Scene, match: Match) -> str:
    """The kind of what is signed or exchanged, where it is named as one."""
    if match.frame.act != "sign":
        return ""
    known, tokens = instruments().kinds, scene.markup.tokens
    around = (*match.themes, match.trigger, *match.clause.at("patient"), *match.clause.at("gen"))
    kinds = [known[tokens[n].lemma] for n in around if tokens[n].lemma in known]
    return "treaty" if kinds and kinds[0] in AS_TREATIES else kinds[0] if kinds else ""


def is_prolonging(lemma: str) -> bool:
    """Whether a word tells of an act going on for longer: «продлил арест»."""
    return lemma.startswith(happening_words().prolonging)


def is_headline(scene: Scene, token: int) -> bool:
    """Whether a token stands in the line above an item, which ends in no full stop."""
    markup = scene.markup
    number = markup.sentence_of[token]
    own = markup.sentences[number]
    first = number == 0 or markup.sentences[number - 1].passage != own.passage
    return first and markup.tokens[own.last - 1].text not in ENDS


def is_long_ago(scene: Scene, passage: int, when: str) -> bool:
    """Whether a time is of another year than the text, and before it."""
    now = day_of(scene, passage) or scene.markup.document.published
    return when[:4].isdecimal() and now[:4].isdecimal() and int(when[:4]) < int(now[:4])


def is_done_again(scene: Scene, match: Match) -> bool:
    """Whether an adverb says that it is done once more: «вновь арестован»."""
    tokens, words = scene.markup.tokens, happening_words().once_more
    heads = (match.trigger, *match.clause.light)
    return any(tokens[c].lemma in words for head in heads for c in scene.markup.children[head])
