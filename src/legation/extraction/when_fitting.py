"""Whether the time that stands with an act can be its own, as the act is done already or still to come."""

from __future__ import annotations

from legation.extraction.scene import Scene
from legation.extraction.when import CLAUSE, inherited, ranked_times, when_of
from legation.extraction.when_told import day_of, is_published


def when_as(scene: Scene, token: int, status: str, deadline: bool = False) -> tuple[str, str]:
    """`when_of` an act of a known status: what is to come has no time before the day of its item, and what
    has happened none behind it («приглашён на апрель 2030 года»).

    A `deadline` dates no act either: «обязались до конца года вывести войска».
    """
    when, words = when_of(scene, token)
    passage = scene.markup.sentences[scene.markup.sentence_of[token]].passage
    day, first, last = day_of(scene, passage), *_ends(when)
    if not day or not last:
        return when, words
    if status == "planned" and last < day[: len(last)]:
        return "", ""
    open_to = not first and len(last) < len(day)
    done = status == "happened" and scene.markup.tokens[token].feats.get("Tense") != "Fut"
    behind = first > day[: len(first)] or (len(last) < len(day) and last > day[: len(last)])
    behind = behind and is_published(scene, passage) and not _is_own(scene, token)
    if done and (behind or (deadline and open_to and last >= day[: len(last)])):
        return inherited(scene, token), ""
    return when, words


def _ends(edtf: str) -> tuple[str, str]:
    """The first and the last day, month or year of a time, empty where it is open; a season as its year."""
    parts = edtf.rstrip("~?").split("/")
    first, last = (
        "" if end == ".." else end[:4] if end[5:7] > "12" else end for end in (parts[0], parts[-1])
    )
    return first, last


def _is_own(scene: Scene, token: int) -> bool:
    """Whether a noun tells the act and has the time as its own: «визит 5 мая»."""
    ranked = ranked_times(scene, token)
    return scene.markup.tokens[token].pos == "NOUN" and bool(ranked) and ranked[0].distance < CLAUSE
