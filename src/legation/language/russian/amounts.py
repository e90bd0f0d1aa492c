"""Numbers with what they count: «свыше 50 предприятий», «100–150 млн долларов», «18,8 %»."""

from __future__ import annotations

import msgspec

from legation.language.russian.dates import dates_in
from legation.record import Amount, Date, Document, Markup, Sentence, Token


def figured(markup: Markup) -> Markup:
    """The markup with its dates and amounts."""
    dates = dates_in(markup.document, markup.tokens, markup.sentences)
    amounts = amounts_in(markup.document, markup.tokens, markup.sentences, dates)
    return msgspec.structs.replace(markup, dates=dates, amounts=amounts)


def amounts_in(
    document: Document, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], dates: tuple[Date, ...]
) -> tuple[Amount, ...]:
    """The amounts of the text, in its order; none from dates, ages, ordinals and names."""
    return ()
