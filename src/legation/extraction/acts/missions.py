"""Where an embassy stands: the other side of what it says and of what is done before its gates, where no
other is told.
"""

from __future__ import annotations

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, where_only
from legation.extraction.scene import Scene
from legation.vocabulary.siding import siding

TO_HOSTS = frozenset(  # what an embassy or an envoy does to the state where it is
    "ACCUSE AGREE AID CONCEDE PROTEST REJECT REQUEST SANCTION SUPPORT THREATEN".split()
)
GIVEN = frozenset({"AGREE", "AID"})  # … unless the text is about another, who is helped
AT_GATES = frozenset({"PROTEST", "REQUEST", "ACCUSE", "ASSAULT"})  # what crowds do before it
CLIMB = 2  # steps from «у посольства Ирана» up to who stands there
DEEP = 3  # steps below an embassy in which its place stands: «посол Франции в Бамако»


def add_host(scene: Scene, match: Match) -> None:
    """Give an act of an embassy or envoy the state where it stands («посольство Индии в Мале отвергло»), and
    the act of a crowd before one both its states («толпа у посольства Ирана в Бейруте потребовала»).
    """
    known = {p.state for p in match.parties if p.state}
    elsewhere = match.frame.type in GIVEN and scene.about(match.trigger) not in {"", *known}
    if match.frame.type in TO_HOSTS and len(known) == 1 and not elsewhere:
        for party in match.sources:
            own = party.state if party.token >= 0 else ""
            host = _host(scene, party.token) if own and _is_mission(scene, party.token) else ""
            if host and host != own:
                match.recipients += (Party.of_side(host),)
                match.filled = "host"
                return
    if match.frame.type in AT_GATES and not known:
        for party in match.sources:
            mission = _before_gates(scene, party.token) if party.token >= 0 else None
            host = _host(scene, mission) if mission is not None else ""
            mention = scene.mention_at(mission) if mission is not None else None
            if host and mention is not None and mention.state not in ("", host):
                match.recipients += (Party.of_side(host), Party.of_side(mention.state))
                match.filled = "host"
                return


def _is_mission(scene: Scene, token: int) -> bool:
    """Whether a word is an embassy, an envoy or somebody of one («пресс-секретарь посольства»)."""
    tokens = scene.markup.tokens
    mention = scene.mention_at(token)
    inside = range(mention.first, mention.last) if mention is not None else range(token, token + 1)
    near = [*inside, tokens[token].head, *scene.markup.children[token]]
    return any(tokens[n].lemma in siding("missions") for n in near)


def _before_gates(scene: Scene, token: int) -> int | None:
    """The embassy before which a crowd stands."""
    tokens, children = scene.markup.tokens, scene.markup.children
    for child in (*children[token], *children[tokens[token].head]):
        beside = any(tokens[c].lemma in siding("beside") for c in children[child])
        if beside and _is_mission(scene, child) and scene.mention_at(child) is not None:
            return child
    return None


def _host(scene: Scene, token: int) -> str:
    """The state in which an embassy is said to be: that of a place below it, or of one right behind it."""
    tokens = scene.markup.tokens
    mention = scene.mention_at(token)
    own = mention.state if mention is not None else ""
    level = [token, tokens[token].head] if tokens[token].rel in ("appos", "flat:name", "nmod") else [token]
    seen = set(level)
    for _ in range(DEEP):
        level = [
            c for n in level for c in scene.markup.children[n] if c not in seen and tokens[c].pos != "VERB"
        ]
        seen |= set(level)
        for number in level:
            place = scene.mention_at(number)
            if place is None or place.head != number or place.state in ("", own):
                continue
            if where_only(scene, place):
                return place.state
    return ""
