"""Figures of one series as a line with a point for every value told, each with its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from legation.app.web import looks
from legation.app.web.language import Tongue
from legation.app.web.looks import esc
from legation.record.resolved import ResolvedFigure
from legation.record.when import days

WIDTH, HEIGHT, LEFT, EDGE = 640, 150, 16, 22
MOST_LINES = 4  # series drawn on one page
ROUGH = ("~", ">", ">=", "<", "<=")  # what is about so much, or a bound


class Point(NamedTuple):
    """One value told: its place, its page, its words, and whether it is about or a bound."""

    x: float
    y: float
    href: str
    label: str
    look: str


class Line(NamedTuple):
    """A drawn series."""

    title: str
    unit: str
    path: str
    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    top: str


def lines_of(figures: Iterable[ResolvedFigure], tongue: Tongue, here: str = "") -> list[Line]:
    """The series that have at least two dated values, those with most first; `here` is marked."""
    found: dict[tuple[str, str], list[tuple[float, ResolvedFigure]]] = defaultdict(list)
    for figure in figures:
        if figure.series and (at := _middle(figure.period)):
            found[figure.series, figure.unit].append((at, figure))
    told = [sorted(values, key=lambda v: (v[0], v[1].value, v[1].id)) for values in found.values()]
    told = [values for values in told if len({at for at, _ in values}) > 1]
    told.sort(key=lambda values: (-len(values), values[0][1].id))
    return [_line(values, tongue, here) for values in told[:MOST_LINES]]


def _line(values: Sequence[tuple[float, ResolvedFigure]], tongue: Tongue, here: str) -> Line:
    first, last = values[0][0], values[-1][0]
    top = max(max(figure.value for _, figure in values), 0.0) or 1.0
    low = min(min(figure.value for _, figure in values), 0.0)

    def place(at: float, value: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - 2 * LEFT) * (at - first) / (last - first)
        return round(x, 1), round(EDGE + (HEIGHT - 2 * EDGE) * (top - value) / (top - low), 1)

    points = []
    for at, figure in values:
        look = ("rough " if figure.comparator in ROUGH else "") + ("here" if figure.id == here else "")
        sources = ", ".join(dict.fromkeys(t.publisher or t.document_name for t in figure.claims))
        label = f"{tongue.day(figure.period)}: {looks.figure(figure, tongue)} · {looks.short(sources, 80)}"
        points.append(Point(*place(at, figure.value), looks.href(figure), label, look.strip()))
    joined: dict[float, list[float]] = defaultdict(list)
    for at, figure in values:
        joined[at].append(figure.value)
    path = "M" + " L".join(
        "{} {}".format(*place(at, sum(several) / len(several))) for at, several in sorted(joined.items())
    )
    shown = dict.fromkeys((values[0][1].period[:4], values[-1][1].period[:4]))
    ticks = tuple((place(at, 0)[0], year) for year, at in zip(shown, (first, last), strict=False))
    one = values[0][1]
    title = one.of or tongue.label("measure", one.measure)
    return Line(title, one.unit, path, tuple(points), ticks, f"{tongue.number(top)}\u00a0{one.unit}".strip())


def drawn(lines: Iterable[Line]) -> Markup:
    """The series as figures."""
    return Markup("".join([_figure(line) for line in lines]))  # noqa: S704 - escaped


def _figure(line: Line) -> str:
    title = esc(line.title)
    points = [
        f'<a href="{p.href}" tabindex="-1"><title>{esc(p.label)}</title>'
        f'<circle class="point {p.look}" cx="{p.x}" cy="{p.y}" r="4.5"/></a>'
        for p in line.points
    ]
    ticks = [
        f'<text x="{x}" y="145" text-anchor="{"end" if n else "start"}">{esc(year)}</text>'
        for n, (x, year) in enumerate(line.ticks)
    ]
    return (
        f'<figure class="chart series-of"><figcaption>{title} <small>{esc(line.top)}</small></figcaption>\n'
        f'<svg viewBox="0 0 640 150" role="img" aria-label="{title}">\n'
        '<line class="axis" x1="0" x2="640" y1="128" y2="128"/>'
        f'<path class="series" d="{line.path}"/>\n{"".join(points)}{"".join(ticks)}</svg></figure>'
    )


@lru_cache(4_096)
def _middle(period: str) -> float:
    """The middle of a period as a count of days; 0 for one that has no two ends."""
    first, last = days(period)
    try:
        ends: list[Any] = [date.fromisoformat(day).toordinal() for day in (first, last)]
    except ValueError:
        return 0.0
    return sum(ends) / 2 if first > "1000" and last < "9999" else 0.0
