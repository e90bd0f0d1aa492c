"""Markup → Claims: one extractor for each kind of claim, each reading the same `Scene`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from legation.extraction.scene import Scene
from legation.record import Markup, Reading


def _found(module: str, name: str, otherwise: Callable[..., tuple[Any, ...]]) -> Callable[..., Any]:
    try:
        return getattr(importlib.import_module(f"legation.extraction.{module}"), name)  # type: ignore[no-any-return]
    except (ImportError, AttributeError):
        return otherwise


def extract(markup: Markup) -> Reading:
    """Everything that one marked document claims."""

    def nothing(_: object) -> tuple[Any, ...]:
        return ()

    scene = Scene(markup=markup, mentions=_found("cast", "cast_of", nothing)(markup))
    return Reading(
        document_id=markup.document.id,
        mentions=scene.mentions,
        events=_found("acts", "events", nothing)(scene),
        statements=_found("statements", "statements", nothing)(scene),
        figures=_found("figures", "figures", nothing)(scene),
        agreements=_found("agreements", "agreements", nothing)(scene),
        tenures=_found("tenures", "tenures", nothing)(scene),
    )
