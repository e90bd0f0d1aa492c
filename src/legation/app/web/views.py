"""Every page with its address and the view that makes it."""

from __future__ import annotations

from typing import NamedTuple

from legation.app.web import deciding, pair, press, things
from legation.app.web.making import View


class Route(NamedTuple):
    """A page: its name, its address, its view. `here`: the server itself makes it, and never keeps it."""

    name: str
    path: str
    view: View
    here: bool = False


ROUTES = (
    Route("home", "/", things.home),
    Route("search", "/search", things.search),
    Route("documents", "/documents", things.documents),
    Route("people", "/people", things.people),
    Route("list", "/list/{kind}", things.listing),
    Route("network", "/network", press.network),
    Route("media", "/media", press.media),
    Route("outlet", "/outlet/{name:path}", press.outlet),
    Route("press", "/press/{home}/{state}", press.of_country),
    Route("conflicts", "/conflicts", deciding.conflicts),
    Route("same", "/same", deciding.same, here=True),
    Route("judgements", "/judgements", deciding.judgements, here=True),
    Route("document", "/document/{id}", things.document),
    Route("actor", "/actor/{id}", things.actor),
)
LAST = (  # these would answer much else, so they come last
    Route("chart", "/chart/{chart}/{a}/{b}", pair.chart),
    Route("pair", "/{a}/{b}", pair.pair),
    Route("state", "/{a}", pair.state),
)
VIEWS: dict[str, View] = {"thing": things.thing, **{route.name: route.view for route in (*ROUTES, *LAST)}}
