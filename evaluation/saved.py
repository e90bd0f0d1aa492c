"""The page on which the figures of speed are kept, a section a command."""

from __future__ import annotations

import re
from pathlib import Path

SAVED = Path(__file__).parent / "speed.md"
HEAD = "# Speed\n\nMade by `make speed`, which says how each figure is measured."


def save(section: str, text: str) -> None:
    """Puts the text into a section of evaluation/speed.md, in place of what stood there."""
    whole = SAVED.read_text(encoding="utf-8") if SAVED.exists() else ""
    found = re.split(r"^## ", whole, flags=re.MULTILINE)[1:]
    sections = dict(piece.split("\n", 1) for piece in found)
    sections[section] = text
    parts = [f"## {title}\n\n{body.strip()}" for title, body in sorted(sections.items())]
    SAVED.write_text("\n\n".join((HEAD, *parts)) + "\n", encoding="utf-8")
