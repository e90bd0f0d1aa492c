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
    begun = time.perf_counter()
    for document in documents:
        work(document)
    return time.perf_counter() - begun


def main() -> None:
    """Prints tokens a second of both, and the ratio; each the best of several rounds, taken in turn."""
    documents = _documents()
    full = import_module(MODEL).load()

    def alone(document: Document) -> object:
        return full(document.text)

    works: tuple[Callable[[Document], object], ...] = (alone, reading_of)
    for work in works:
        work(documents[0])  # models and tables are loaded at the first page
    rounds = [[_seconds(work, documents) for work in works] for _ in range(ROUNDS)]
    theirs, ours = (min(times) for times in zip(*rounds, strict=True))
    tokens = sum(len(full.make_doc(document.text)) for document in documents)
    print(f"spaCy's full pipeline {tokens / theirs:,.0f} tokens/s")
    print(f"pages to claims {tokens / ours:,.0f} tokens/s")
    print(f"ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
