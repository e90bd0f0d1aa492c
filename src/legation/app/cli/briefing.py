"""`legation brief`: the country brief."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from legation.app.cli.options import RECORD_FILE, RecordFile, Since, States, codes, opened

Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", help="brief.docx, .html or .md; else Markdown on standard output.", show_default=False
    ),
]
Lang = Annotated[str, typer.Option("--lang", help="ru or en.")]


def brief(
    states: States = None,
    since: Since = "",
    out: Output = None,
    lang: Lang = "ru",
    record: RecordFile = RECORD_FILE,
) -> None:
    """Write the brief on two states.

    Key dates, last contacts, plans, agreements, figures, who is who, what each side says, open
    contradictions; every line with a numbered note.

    legation brief KAZ JPN -o brief.docx
    """
    from legation.brief.compose import compose
    from legation.brief.write import WRITERS
    from legation.errors import BadInput

    suffix = out.suffix.lower() if out is not None else ".md"
    if suffix not in WRITERS:
        raise BadInput(f"«{suffix}» is no kind of brief; there are {', '.join(WRITERS)}.")
    with opened(record) as held:
        made = WRITERS[suffix](compose(held, codes(states), since, lang))
    written = made if isinstance(made, bytes) else made.encode("utf-8", "replace")
    if out is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return
    partial = out.with_name(out.name + ".partial")
    partial.write_bytes(written)
    partial.replace(out)
