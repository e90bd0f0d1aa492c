"""Pages to claims in English against spaCy's full pipeline alone on the same pages.

python -m evaluation.english_speed
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from legation.language.english.pipeline import MODEL
from legation.pipeline import reading_of
from legation.reading.read import read
from legation.record import Document, Page

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "en"
ROUNDS = 5


def _documents() -> list[Document]:
    pages = (Page(name=path.name, content=path.read_bytes()) for path in sorted(SAMPLES.glob("*.txt")))
    return [read(page) for page in pages]


def _seconds(work: Callable[[Document], object], documents: list[Document]) -> float:
    work(documents[0])  # models and tables are loaded at the first page
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        for document in documents:
            work(document)
    return time.perf_counter() - begun


def main() -> None:
    """Prints tokens a second of both, and the ratio."""
    documents = _documents()
    full = import_module(MODEL).load()
    alone = _seconds(lambda document: full(document.text), documents)
    ours = _seconds(reading_of, documents)
    tokens = ROUNDS * sum(len(full.make_doc(document.text)) for document in documents)
    print(
        f"spaCy's full pipeline {tokens / alone:,.0f} tokens/s, pages to claims {tokens / ours:,.0f} tokens/s"
    )
    print(f"ratio {alone / ours:.2f}")


if __name__ == "__main__":
    main()
