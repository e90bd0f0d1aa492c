"""Charts: drawn as SVG with the page, and told to the browser as Vega-Lite, which makes them zoomable.

The specifications are made by altair once; the library that draws them is what vl-convert carries.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from legation.app.web import address
from legation.app.web.language import Tongue
from legation.app.web.language import tongue as tongue_of
from legation.app.web.looks import esc
from legation.store.desk import Point
from legation.vocabulary.intensity import COUNTED, intensities

# Filled where it happened, open where it did not yet, dashed where it will not or is only said.
STATUSES = ("happened", "ongoing", "planned", "proposed", "denied", "alleged")
WIDTH, HEIGHT, MARGIN = 960, 170, 24
MOST_DOTS = 300  # happenings drawn one by one; of more, one spot for all of a year that look alike
LANES = 10  # of happenings near each other; more share the lowest
MOST_YEARS = 400  # in a row; where a record spans more, empty years are left out
_bundle_lock = threading.Lock()


class Dot(NamedTuple):
    """A happening on the drawn line of time."""

    x: float
    y: float
    wide: float
    href: str
    label: str
    status: str
    tone: str
    size: float = 4.0


class Year(NamedTuple):
    """One year's weights: of cooperation (0 and above) and of conflict (below 0), and how many acts."""

    year: int
    cooperation: float
    conflict: float
    acts: int


@cache
def tone(type: str) -> str:
    """`cooperation`, `conflict` or `neither`."""
    weight = intensities().get(type, 0.0)
    return "cooperation" if weight > 0 else "conflict" if weight < 0 else "neither"


def by_year(counts: Iterable[tuple[str, str, str, str, int]]) -> list[Year]:
    """The weights of each year between the first and the last that has any."""
    found: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    weights = intensities()
    for year, type, _, status, n in counts:
        if status in COUNTED and year.isdigit() and int(year) >= 1000:
            weight, of_year = weights.get(type, 0.0) * n, found[int(year)]
            of_year[0 if weight >= 0 else 1] += weight
            of_year[2] += n
    if not found:
        return []
    first, last = min(found), max(found)
    shown = range(first, last + 1) if last - first < MOST_YEARS else sorted(found)
    return [Year(y, found[y][0], found[y][1], int(found[y][2])) for y in shown]


def bars(years: Sequence[Year]) -> dict[str, Any]:
    """The years as bars about a zero line: places and sizes in a drawing of WIDTH by HEIGHT."""
    if not years:
        return {"bars": [], "drawn": "", "zero": HEIGHT / 2, "ticks": []}
    top = max(max(y.cooperation for y in years), 1.0)
    low = max(max(-y.conflict for y in years), 1.0 if any(y.conflict for y in years) else 0.0)
    scale = (HEIGHT - 2 * MARGIN) / (top + low)
    zero, step = MARGIN + top * scale, (WIDTH - 2 * MARGIN) / len(years)
    wide = max(min(step * 0.7, 28), 1.5)
    drawn = [
        {
            "x": round(MARGIN + step * n + (step - wide) / 2, 1),
            "w": round(wide, 1),
            "up": round(y.cooperation * scale, 1),
            "down": round(-y.conflict * scale, 1),
            "year": y,
        }
        for n, y in enumerate(years)
    ]
    every = max(len(years) // 10, 1)
    ticks = [(round(MARGIN + step * (n + 0.5), 1), y.year) for n, y in enumerate(years) if n % every == 0]
    zero = round(zero, 1)
    return {"bars": drawn, "drawn": _bars(drawn, zero), "zero": zero, "ticks": ticks, "top": top, "low": low}


def _bars(bars: Iterable[Mapping[str, Any]], zero: float) -> Markup:
    """The bars as SVG: nothing but numbers."""
    drawn = []
    for bar in bars:
        year, x, wide, up, down = (bar[name] for name in ("year", "x", "w", "up", "down"))
        title = f"{year.year}: {year.cooperation:+.1f} / {year.conflict:+.1f}"
        above = f'<rect class="cooperation" x="{x}" y="{round(zero - up, 1)}" width="{wide}" height="{up}"/>'
        below = f'<rect class="conflict" x="{x}" y="{zero}" width="{wide}" height="{down}"/>'
        drawn.append(f"<g><title>{title}</title>{above}{below}</g>")
    return Markup("".join(drawn))  # noqa: S704 - numbers alone


def table_of(years: Iterable[Year]) -> Markup:
    """The rows of the table that says the same: nothing but numbers."""
    rows = [
        f'<tr><td>{y.year}</td><td class="num">{y.cooperation:+.1f}</td>'
        f'<td class="num">{y.conflict:+.1f}</td><td class="num">{y.acts}</td></tr>'
        for y in years
        if y.acts
    ]
    return Markup("".join(rows))  # noqa: S704 - numbers alone


def line_of_time(points: Sequence[Point], tongue: Tongue) -> dict[str, Any]:
    """Happenings along a line, those near each other stacked; the years beneath."""
    dated = [p for p in points if p.first > "1000" and p.last < "9999"]
    if not dated:
        return _timeline((), (), HEIGHT)
    places = [(_number(p.first), _number(p.last)) for p in dated]
    first, last = min(begins for begins, _ in places), max(ends for _, ends in places)
    span = max(last - first, 366)
    scale = (WIDTH - 2 * MARGIN) / span
    ends: list[float] = []
    dots = []
    for p, (begun, ended) in zip(dated, places, strict=True):
        x = MARGIN + (begun - first) * scale
        wide = min(max((ended - begun) * scale, 0), WIDTH - MARGIN - x)
        lane = 0
        while lane < min(len(ends), LANES - 1) and ends[lane] >= x:
            lane += 1
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = x + max(wide, 0) + 10
        label = _label(p, tongue)
        href = address.at("event", p.id)
        dots.append(Dot(round(x, 1), 12.0 + lane * 11, round(wide, 1), href, label, p.status, tone(p.type)))
    height = 12 + 11 * max(len(ends), 3) + 26
    start, end = int(min(p.first for p in dated)[:4]), int(max(p.last for p in dated)[:4])
    every = max((end - start) // 12, 1)
    ticks = [
        (round(MARGIN + (_number(f"{y}-01-01") - first) * scale, 1), y) for y in range(start, end + 1, every)
    ]
    return _timeline(dots, [(x, y) for x, y in ticks if x >= 0], height)


def _dot(dot: Dot) -> str:
    x, y, wide, href, label, status, tone, r = dot
    look = _look(tone, status)
    if wide > 8:
        shape = f'<rect {look} x="{x}" y="{y - 4}" width="{wide}" height="8" rx="4"/>'
    elif status in ("denied", "alleged"):
        shape = f'<path {look} d="M{x - r} {y - r}l{2 * r} {2 * r}m0 -{2 * r}l-{2 * r} {2 * r}"/>'
    else:
        shape = f'<circle {look} cx="{x}" cy="{y}" r="{r}"/>'
    return f'<a href="{esc(href)}" tabindex="-1"><title>{esc(label)}</title>{shape}</a>'


@lru_cache(256)
def _look(tone: str, status: str) -> str:
    return f'class="dot {tone} s-{esc(status)}"'


Count = tuple[str, str, str, str, int]  # year, type, act, status, how many happenings


def spots_of_years(counts: Iterable[Count], path: str, tongue: Tongue) -> dict[str, Any]:
    """The same where there are too many to draw: a spot for all of a year that look alike, larger for more.

    A spot leads to its year in the list at `path`.
    """
    alike: dict[tuple[str, str, str], int] = defaultdict(int)
    for year, type, _, status, n in counts:
        alike[year, type, status] += n
    found: dict[tuple[int, str, str], int] = defaultdict(int)
    for (year, type, status), n in alike.items():
        if year > "1000":
            found[int(year), tone(type), status] += n
    if not found:
        return _timeline((), (), HEIGHT)
    first, last = min(year for year, _, _ in found), max(year for year, _, _ in found)
    step = (WIDTH - 2 * MARGIN) / (last - first + 1)
    lanes = {key: n for n, key in enumerate(sorted({key[1:] for key in found}, key=_lane))}
    most = max(found.values())
    named = {key: f"{tongue.say(key[0])} · {tongue.label('status', key[1])}" for key in lanes}
    dots = []
    for (told, kind, status), n in sorted(found.items()):
        size = round(min(1.5 + 6.5 * (n / most) ** 0.5, max(step / 2, 2)), 1)
        label = f"{told} · {named[kind, status]}: {tongue.number(n)}"
        href = f"{path}?since={told}&until={told}&status={status}"
        x, y = MARGIN + step * (told - first + 0.5), 12.0 + 18 * lanes[kind, status]
        dots.append(Dot(round(x, 1), y, 0.0, href, label, status, kind, size))
    shown = range(first, last + 1, max((last - first) // 12, 1))
    ticks = [(round(MARGIN + step * (y - first + 0.5), 1), y) for y in shown]
    return _timeline(dots, ticks, 12 + 18 * len(lanes) + 26)


def _timeline(dots: Sequence[Dot], ticks: Iterable[tuple[float, int]], height: int) -> dict[str, Any]:
    """The drawing: dots and years as SVG, since the template would take ten times as long."""
    dotted = Markup("".join([_dot(dot) for dot in dots]))  # noqa: S704 - escaped in _dot
    years = Markup("".join([_tick(x, year, height) for x, year in ticks]))  # noqa: S704 - numbers alone
    return {"dots": dots, "drawn": dotted, "years": years, "height": height}


def _tick(x: float, year: int, height: int) -> str:
    line = f'<line class="axis" x1="{x}" x2="{x}" y1="{height - 20}" y2="{height - 15}"/>'
    return f'{line}<text x="{x}" y="{height - 3}" text-anchor="middle">{year}</text>'


def _lane(key: tuple[str, str]) -> tuple[int, int]:
    kind, status = key
    return ("cooperation", "neither", "conflict").index(kind), STATUSES.index(
        status
    ) if status in STATUSES else 9


def _label(p: Point, of: Tongue) -> str:
    return f"{of.day(_edtf(p))} · {_what(p.type, p.act, p.status, of.code)}"


@lru_cache(4_096)
def _what(type: str, act: str, status: str, language: str) -> str:
    of = tongue_of(language)
    return f"{of.label('act', act) or of.label('type', type)} · {of.label('status', status)}"


@lru_cache(65_536)
def _number(day: str) -> int:
    year, month, dom = (int(part) for part in (*day.split("-"), "1", "1")[:3])
    return date(max(year, 1), month, dom).toordinal()


def _edtf(p: Point) -> str:
    """The shortest date that means these days."""
    if p.first == p.last:
        return p.first
    if p.first[5:] == "01-01" and p.last == f"{p.first[:4]}-12-31":
        return p.first[:4]
    if p.first[:7] == p.last[:7] and p.first[8:] == "01" and p.last[8:] >= "28":
        return p.first[:7]
    return f"{p.first}/{p.last}"


@cache
def _timeline_spec() -> dict[str, Any]:
    import altair as alt

    domain = list(STATUSES)
    chart = (
        alt.Chart(alt.NamedData("points"))
        .mark_point(size=70, strokeWidth=1.8)
        .encode(
            x=alt.X("first:T", title=None, scale=alt.Scale(padding=12)),
            y=alt.Y("kind:N", title=None, axis=alt.Axis(labelLimit=220)),
            fill=alt.Fill(
                "status:N",
                scale=alt.Scale(
                    domain=domain, range=["#1f5c99", "#1f5c99", "#fffdf8", "#fffdf8", "#fffdf8", "#fffdf8"]
                ),
                legend=None,
            ),
            stroke=alt.Stroke(
                "status:N",
                scale=alt.Scale(
                    domain=domain, range=["#1f5c99", "#1f5c99", "#1f5c99", "#6a6f76", "#a3321f", "#8a5a00"]
                ),
                legend=None,
            ),
            shape=alt.Shape("name:N", title=None, legend=alt.Legend(orient="bottom")),
            href="href:N",
            tooltip=[alt.Tooltip(f"{name}:N", title=" ") for name in ("label",)],
        )
        .properties(
            width="container",
            height=26,
            background="transparent",
        )
        .interactive(bind_y=False)
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


@cache
def _tone_spec() -> dict[str, Any]:
    import altair as alt

    chart = (
        alt.Chart(alt.NamedData("years"))
        .mark_bar()
        .encode(
            x=alt.X("year:T", title=None, timeUnit="year"),
            y=alt.Y("weight:Q", title=None),
            color=alt.Color(
                "tone:N",
                title=None,
                scale=alt.Scale(range=["#1f5c99", "#a3321f"]),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=[alt.Tooltip("label:N", title=" ")],
        )
        .properties(width="container", height=180, background="transparent")
        .interactive(bind_y=False)
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def timeline_chart(points: Sequence[Point], tongue: Tongue) -> dict[str, Any]:
    """The line of time for Vega: each happening by kind, its shape and colour by status."""
    rows = [
        {
            "first": p.first or p.last,
            "kind": tongue.label("type", p.type),
            "status": p.status,
            "name": tongue.label("status", p.status),
            "href": f"/event/{p.id}",
            "label": _label(p, tongue),
        }
        for p in points
        if p.first > "1000" or "1000" < p.last < "9999"
    ]
    rows_high = len({row["kind"] for row in rows})
    return {**_timeline_spec(), "height": 26 * max(rows_high, 2), "datasets": {"points": rows}}


def tone_chart(years: Sequence[Year], tongue: Tongue) -> dict[str, Any]:
    """Cooperation and conflict by year for Vega."""
    rows = [
        {
            "year": f"{y.year}-07-01",
            "weight": weight,
            "tone": tongue.say(name),
            "label": f"{y.year} · {tongue.say(name)} {weight:+.1f}",
        }
        for y in years
        for name, weight in (("cooperation", y.cooperation), ("conflict", y.conflict))
        if weight
    ]
    return {**_tone_spec(), "datasets": {"years": rows}}


@cache
def _bundle() -> bytes:
    import vl_convert

    made: str = vl_convert.javascript_bundle("window.legationDraw = vegaEmbed;")
    return made.encode()


def library() -> bytes:
    """The JavaScript that draws Vega charts, made once (some seconds) from what vl-convert carries."""
    with _bundle_lock:
        return _bundle()
