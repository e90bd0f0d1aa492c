"""The whole way through, on one screen: a page walks in, its claims walk out."""

from __future__ import annotations

from legation.extraction import extract
from legation.language import mark
from legation.record import Document, Reading


def reading_of(document: Document) -> Reading:
    """What one document claims. Touches nothing but the document."""
    return extract(mark(document))
