"""Where the figures of reliability are kept: `docs/reliability.md`, written by the commands that measure."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"


def note(name: str, figures: str, page: Path = PAGE) -> None:
    """Writes figures between the marks that bear their name."""
    text = page.read_text(encoding="utf-8")
    mark = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- end -->)", re.S)
    if not mark.search(text):
        raise ValueError(f"{page} has no place for {name}")
    page.write_text(mark.sub(lambda found: found[1] + figures + found[2], text), encoding="utf-8")
