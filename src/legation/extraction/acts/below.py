"""The other side told below an act: in what is promised, asked for or agreed to."""

from __future__ import annotations

from legation.extraction.acts.found import Match
from legation.extraction.acts.gapped import gaps
from legation.extraction.acts.parties import parties, where_only
from legation.extraction.scene import Scene
from legation.record import Mention


def fill_below(scene: Scene, match: Match) -> None:
    """The first side told below the act, where it has no recipient: «promised to continue aid to X»."""
    if match.recipients or match.frame.mutual:
        return
    known = {p.key for p in match.parties}
    spent = set(match.tokens) - {match.trigger, *match.themes}
    own = {n for n in scene.markup.children[match.trigger] if scene.markup.tokens[n].rel.startswith("nsubj")}
    below = scene.subtree(match.trigger)
    own |= {n for n in below if scene.markup.tokens[n].rel == "acl:relcl" and n != match.trigger}
    above = {n for subject in (*own, *gaps(scene, match.verb)) for n in scene.subtree(subject)}
    for number in below:
        mention = scene.mention_at(number)
        if mention is None or mention.head in spent or number in above:
            continue
        if mention.how == "capital" and not _is_inside(scene, match, mention):
            continue
        if _is_done_there(scene, mention):
            continue
        found = [
            p for p in parties(scene, mention.head) if (p.state or p.kind == "body") and p.key not in known
        ]
        if found:
            match.recipients = tuple(found[:1])
            match.filled = "complement"
            return


def _is_inside(scene: Scene, match: Match, capital: Mention) -> bool:
    """Whether a capital says where that is to be which is promised, and not where it is promised or by whom:
    «о намерении открыть в Ташкенте центр».
    """
    above = scene.markup.tokens[capital.head].head
    return (
        match.frame.type == "AGREE"
        and where_only(scene, capital)
        and above not in (match.trigger, match.verb)
    )


def _is_done_there(scene: Scene, mention: Mention) -> bool:
    """Whether something was done already where a mention says: «выполнить обязательства, принятые в Перу»."""
    above = scene.markup.tokens[scene.markup.tokens[mention.head].head]
    return above.feats.get("VerbForm") == "Part" and where_only(scene, mention)
