"""Document → Markup: sentences, words, syntax, names, dates, amounts, quotations; a module a language."""

from __future__ import annotations

from legation.record import Document, Markup
from legation.record.shadow import restored, shadow_of, shadowed


def mark(document: Document) -> Markup:
    """The document with its language marked.

    What fools a reader but not the eye (soft hyphens, invisible marks, letters of another alphabet) is read
    past; all offsets are characters of the document's own text.
    """
    shadow = shadow_of(document.text)
    if shadow.text == document.text:
        return _marked(document)
    return restored(_marked(shadowed(document, shadow)), document, shadow)


def _marked(document: Document) -> Markup:
    if document.language.partition("-")[0] == "en":
        from legation.language.english import mark as mark_english

        return mark_english(document)
    from legation.language.russian import mark as mark_russian

    return mark_russian(document)
