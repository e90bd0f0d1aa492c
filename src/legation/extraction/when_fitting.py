"""Whether the time that stands with an act can be its own, as the act is given or still to come."""

from __future__ import annotations

from legation.extraction.scene import Scene
from legation.extraction.when import inherited, when_of
from legation.extraction.when_item import day_of, is_published


def when_as(scene: Scene, token: int, status: str, given: bool = False) -> tuple[str, str]:
    """`when_of` an act of a known status: what is to come has no time before the day of its item, and what is
    only alleged none but that which is said of it.

    What is `given`, a promise or an invitation, has none behind that day: «обязались до конца года вывести
    войска», «приглашён на апрель 2030 года».
    """
    when, words = when_of(scene, token)
    if status == "alleged" and not words:
        return "", ""
    passage = scene.markup.passage_of(token)
    day, first, last = day_of(scene, passage), *_ends(when)
    if not day or not last:
        return when, words
    if status == "planned" and last < day[: len(last)]:
        return "", ""
    behind = first > day[: len(first)] or (len(last) < len(day) and last > day[: len(last)])
    due = not first and len(last) < len(day) and last >= day[: len(last)]
    if given and status == "happened" and (due or (behind and is_published(scene, passage))):
        return inherited(scene, token), ""
    return when, words


def _ends(edtf: str) -> tuple[str, str]:
    """The first and the last day, month or year of a time, empty where it is open; a season as its year."""
    parts = edtf.rstrip("~?").split("/")
    first, last = (
        "" if end == ".." else end[:4] if end[5:7] > "12" else end for end in (parts[0], parts[-1])
    )
    return first, last
