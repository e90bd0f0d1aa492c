"""One thread for the matrix products of a paragraph, which are too small to be shared out.

With several threads numpy's library waits for them longer than it multiplies: four times as long in all on
two cores that others use too (evaluation/speed.md).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_SUFFIXES = ("64_", "")
_PREFIXES = ("scipy_openblas", "openblas")


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """How numpy's library tells and takes its number of threads; None where numpy brings another library."""
    import numpy

    for path in sorted(Path(numpy.__file__).parent.with_name("numpy.libs").glob("*openblas*")):
        library = ctypes.CDLL(str(path))
        for name in (f"{prefix}_{{}}_num_threads{suffix}" for prefix in _PREFIXES for suffix in _SUFFIXES):
            if hasattr(library, name.format("set")) and hasattr(library, name.format("get")):
                return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return None


def can_be_one() -> bool:
    """Whether the number of threads is known and can be set."""
    return _threads() is not None


@contextmanager
def one_thread() -> Iterator[None]:
    """Inside, numpy multiplies in one thread; afterwards in as many as before."""
    known = _threads()
    if known is None:
        yield
        return
    told, take = known
    before = told()
    take(1)
    try:
        yield
    finally:
        take(before)
