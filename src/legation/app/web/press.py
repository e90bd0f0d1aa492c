"""The press, and the network of states: who tells what, who copies whom, who deals with whom."""

from __future__ import annotations

from legation.app.web import address, ring
from legation.app.web.making import Asked, Page
from legation.record.when import since_day, until_day
from legation.store import desk as asked_of
from legation.store import press
from legation.vocabulary.states import lookup

MOST_TIES = 60  # lines of one drawing; more cannot be told apart


def media(asked: Asked) -> Page:
    """Outlets, what they tell, and whose texts follow whose."""
    given = {
        "outlets": asked.kept("outlets", lambda: asked_of.outlets(asked.record)),
        "copying": asked.kept("copying", lambda: asked_of.copying(asked.record)),
        "presses": asked.kept("presses", lambda: press.presses(asked.record)),
    }
    return Page("media.html", given)


def of_country(asked: Asked) -> Page:
    """What one country's press says of another: its outlets' documents, and what is said in them."""
    home, state = lookup(asked.part("home")), lookup(asked.part("state"))
    known = asked.kept("presses", lambda: press.presses(asked.record))
    outlets = next((one.outlets for one in known if one.home == home), ())
    found, said = press.told_by_press(asked.record, outlets, state)
    given = {"home": home, "state": state, "outlets": outlets, "found": found, "said": said}
    return Page("press.html", given)


def outlet(asked: Asked) -> Page:
    """One outlet: its documents, and the states it speaks of."""
    name = asked.part("name")
    filters = address.filters_of(asked.query)
    filters["newest"] = True
    found = asked.record.documents(publisher=name, **filters)
    copying = asked.kept("copying", lambda: asked_of.copying(asked.record))
    copying = [c for c in copying if name in (c.copier, c.source)]
    given = {
        "name": name,
        "found": found,
        "states": asked.kept("told of", name, lambda: asked_of.told_of(asked.record, name, 30)),
        "copying": copying,
    }
    return Page("outlet.html", given)


def network(asked: Asked) -> Page:
    """Who deals with whom, by period and kind of act."""
    since, until = since_day(asked.query.get("since", "")), until_day(asked.query.get("until", ""))
    type = asked.query.get("type", "")
    ties = asked.kept(
        *("ties", since, until, type),
        lambda: asked_of.ties(asked.record, since, until, type, MOST_TIES, asked.kept),
    )
    return Page("network.html", {"ties": ties, "drawing": ring.ring(ties)})
