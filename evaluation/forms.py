"""Work out the inflected forms of every word of the vocabulary, once, into `vocabulary/words/forms.tsv`.

    make forms

What is asked for while a text is read is what is written down, so nothing needs to be listed by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from legation.extraction import extract
from legation.language import mark
from legation.record import Document
from legation.vocabulary import morphology

TABLE = Path(morphology.__file__).parent / "words" / "forms.tsv"
TEXT = "Президент России посетил Японию. «Договор подписан», – сказал он РИА Новости."


def asked() -> dict[str, frozenset[str]]:
    """Every word whose forms are asked for while a text is read, with its forms."""
    found: dict[str, frozenset[str]] = {}

    class Listening(dict[str, frozenset[str]]):
        def get(self, word: str, _: object = None) -> frozenset[str]:
            return found.setdefault(word, morphology.worked_out(word))

    morphology._table = lambda: Listening()  # type: ignore[assignment]
    extract(mark(Document(text=TEXT, name="text")))
    return found


def main() -> int:
    """Write the table."""
    lines = [f"{word}\t{' '.join(sorted(forms))}" for word, forms in sorted(asked().items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words in {TABLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
