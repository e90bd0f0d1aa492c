"""Numbers that say something about a relation between sides."""

from __future__ import annotations

from legation.extraction.figures_fields import measure_of, period_of, sides_of, what_is_counted
from legation.extraction.figures_relevance import belongs
from legation.extraction.scene import Scene
from legation.record import Amount, Evidence, Figure

MANY = 10  # so great a number told twice of things with like names is one figure


def figures(scene: Scene) -> tuple[Figure, ...]:
    """The figures of the document, each once, in the order in which it first tells them."""
    found: dict[tuple[float, str, str], Figure] = {}
    for amount in scene.markup.amounts:
        why = belongs(scene, amount)
        if not why:
            continue
        figure = _figure(scene, amount, why)
        key = (figure.value, figure.unit, figure.comparator if figure.comparator in {">=", "<="} else "")
        known = found.get(key) or found.get((figure.value, figure.unit, "")) or _alike(found, figure)
        if known is None:
            found[key] = figure
        else:
            found[_key_of(found, known)] = _told_again(known, figure)
    return tuple(sorted(found.values(), key=lambda f: (f.evidence[0].start, f.comparator)))


def _alike(found: dict[tuple[float, str, str], Figure], figure: Figure) -> Figure | None:
    """The same number told before in other words: «25 пленных» and «25 военнопленных»."""
    if figure.measure != "count" or figure.value < MANY:
        return None
    for (value, unit, _), known in found.items():
        same = (value, known.measure, known.comparator) == (figure.value, "count", figure.comparator)
        if same and (unit.endswith(figure.unit) or figure.unit.endswith(unit)):
            return known
    return None


def _key_of(found: dict[tuple[float, str, str], Figure], figure: Figure) -> tuple[float, str, str]:
    return next(key for key, known in found.items() if known is figure)


def _figure(scene: Scene, amount: Amount, why: str) -> Figure:
    return Figure(
        document=scene.markup.document.id,
        evidence=(_evidence(scene, amount),),
        measure=measure_of(scene, amount),
        of=what_is_counted(scene, amount),
        value=amount.value,
        unit=amount.unit,
        comparator=amount.comparator,
        period=period_of(scene, amount),
        states=sides_of(scene, amount),
        rule=f"figures: {why}",
    )


def _evidence(scene: Scene, amount: Amount) -> Evidence:
    return scene.evidence(amount.start, amount.end)


def _told_again(known: Figure, again: Figure) -> Figure:
    """One figure told twice: all its evidence, and the bound and period that either gives."""
    return Figure(
        document=known.document,
        evidence=(*known.evidence, *again.evidence),
        measure=known.measure,
        of=known.of,
        value=known.value,
        unit=known.unit,
        comparator=known.comparator if known.comparator != "=" else again.comparator,
        period=known.period or again.period,
        states=tuple(sorted({*known.states, *again.states})) if not known.states else known.states,
        rule=known.rule,
    )
