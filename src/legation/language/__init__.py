"""Document → Markup: sentences, words, syntax, names, dates, amounts, quotations; a module a language."""

from __future__ import annotations

from legation.record import Document, Markup


def mark(document: Document) -> Markup:
    """The document with its language marked."""
    from legation.language.russian import mark as mark_russian

    return mark_russian(document)
