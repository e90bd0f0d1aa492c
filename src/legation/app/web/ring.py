"""The network of states as a drawing: states on a ring, a line for each tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any, NamedTuple

from markupsafe import Markup

from legation.app.web import address
from legation.app.web.language import Tongue
from legation.app.web.looks import esc
from legation.store.ties import Tie

CROWDED = 16  # states on a ring whose names have room side by side


class Line(NamedTuple):
    """A tie of the network, drawn."""

    tie: Tie
    x1: float
    y1: float
    x2: float
    y2: float
    width: int


class Node(NamedTuple):
    """A state in the drawn network."""

    code: str
    x: float
    y: float
    lx: float
    ly: float
    anchor: str
    turn: int = 0  # degrees by which the name is turned, where names would lie on each other


def ring(ties: Sequence[Tie]) -> dict[str, Any]:
    """States on a ring with their ties; the more things, the thicker (1 to 6)."""
    weight: dict[str, int] = defaultdict(int)
    for tie in ties:
        weight[tie.a] += tie.things
        weight[tie.b] += tie.things
    codes = sorted(weight)
    at = {}
    nodes = []
    for n, code in enumerate(codes):
        turn = 2 * pi * n / max(len(codes), 1) - pi / 2
        x, y = 320 + 210 * cos(turn), 260 + 210 * sin(turn)
        anchor = "middle" if abs(cos(turn)) < 0.08 else "start" if cos(turn) > 0 else "end"
        at[code] = (x, y)
        crowded = len(codes) > CROWDED
        lx, ly = x + 14 * cos(turn), y + 14 * sin(turn) + (0 if crowded else 4)
        degrees = 0
        if crowded:  # names stand along the spokes, none upside down
            degrees = round(turn * 180 / pi) + (180 if cos(turn) < -1e-9 else 0)
            anchor = "end" if cos(turn) < -1e-9 else "start"
        nodes.append(Node(code, round(x, 1), round(y, 1), round(lx, 1), round(ly, 1), anchor, degrees))
    most = max((tie.things for tie in ties), default=1)
    lines = []
    for t in reversed(ties):
        (x1, y1), (x2, y2) = at[t.a], at[t.b]
        wide = 1 + round(5 * (t.things / most) ** 0.5)
        lines.append(Line(t, round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), wide))
    return {"nodes": nodes, "lines": lines}


def lines(drawing: Mapping[str, Any], of: Tongue) -> Markup:
    """The ties as SVG, each leading to its pair."""
    drawn = [
        f'<a href="{address.pair(tie.a, tie.b)}" tabindex="-1"><title>{_pair(tie, of)}: {tie.things}</title>'
        f'<line class="tie w{line.width}" x1="{line.x1}" y1="{line.y1}" x2="{line.x2}" y2="{line.y2}"/></a>'
        for line in drawing["lines"]
        for tie in (line.tie,)
    ]
    return Markup("".join(drawn))  # noqa: S704 - escaped


def nodes(drawing: Mapping[str, Any], of: Tongue) -> Markup:
    """The states as SVG, each with its name and, where there is no room for that, its code."""
    return Markup("".join([_node(node, of) for node in drawing["nodes"]]))  # noqa: S704 - escaped


def _node(node: Node, of: Tongue) -> str:
    turned = f' transform="rotate({node.turn} {node.lx} {node.ly})"' if node.turn else ""
    place = (
        f'x="{node.lx}" y="{node.ly}" text-anchor="{node.anchor}"{turned} '
        f'dominant-baseline="{"middle" if node.turn else "auto"}"'
    )
    return (
        f'<circle class="node" cx="{node.x}" cy="{node.y}" r="5"/>'
        f'<text class="whole" {place}>{esc(of.state(node.code))}</text>'
        f'<text class="code" {place}>{esc(node.code)}</text>'
    )


def rows(ties: Sequence[Tie], of: Tongue) -> Markup:
    """The ties as rows of a table."""
    drawn = [
        f'<tr><td><a href="{address.pair(tie.a, tie.b)}">{_pair(tie, of)}</a></td>'
        f'<td class="num">{tie.things}</td></tr>'
        for tie in ties
    ]
    return Markup("".join(drawn))  # noqa: S704 - escaped


def _pair(tie: Tie, of: Tongue) -> str:
    return f"{esc(of.state(tie.a))} — {esc(of.state(tie.b))}"
