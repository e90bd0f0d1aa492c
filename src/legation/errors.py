"""The tree of what can go wrong. Each message says what happened, what was expected and what to do."""


class LegationError(Exception):
    """The root: catch it to catch everything that Legation raises on purpose."""


class UnreadablePage(LegationError):
    """A page has no text that can be read; the message says why."""


class UnreadableRecord(LegationError):
    """A record file is not one, or was made by a newer version; the file is untouched."""


class UnwritableRecord(LegationError):
    """A record cannot be written now (full disk, read-only, held by another); nothing is half written."""


class UnknownName(LegationError):
    """A state, kind or id that the caller named is not known; the message gives the nearest guesses."""


class BadInput(LegationError):
    """A value that the caller gave has the wrong form; the message says which form is expected."""
