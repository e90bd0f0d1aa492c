"""Armed people of no state, who stand beside states: «похитители», «боевики»."""

from __future__ import annotations

from legation.extraction.acts.found import Match
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts


def has_armed(scene: Scene, match: Match, *, named: bool = False) -> bool:
    """Whether one party is an armed group or its people; with `named` also where a state is named with them:
    «похитители россиян».
    """
    tokens = scene.markup.tokens
    words = acts().words("armed")

    def is_armed(token: int) -> bool:
        joined = ("appos", "flat:name", "nmod") if named else ("appos", "flat:name")
        titles = [token, tokens[token].head] if tokens[token].rel in joined else [token]
        below = [c for n in titles for c in scene.markup.children[n] if tokens[c].rel in ("nmod", "appos")]
        return any(tokens[n].lemma in words for n in (*titles, *below))

    return any(is_armed(p.token) for p in match.parties if p.token >= 0 and (named or not p.state))
