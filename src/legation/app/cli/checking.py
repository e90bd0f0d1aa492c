"""`legation check`: a draft beside the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile, opened
from legation.app.cli.output import plain, print_json

if TYPE_CHECKING:
    from legation.checking.verdicts import Checked
    from legation.record import Document

Draft = Annotated[
    Path, typer.Argument(metavar="DRAFT", help="A text, DOCX, PDF or HTML file.", show_default=False)
]
Html = Annotated[
    Path | None, typer.Option("--html", help="Write the marked-up draft here.", show_default=False)
]
Day = Annotated[
    str, typer.Option("--date", help="The draft's day, for «yesterday» and the like.", show_default=False)
]


def check(
    draft: Draft,
    html: Html = None,
    date: Day = "",
    record: RecordFile = RECORD_FILE,
    json: Json = False,
) -> None:
    """Compare a draft with the record.

    Sentence by sentence: supported, contradicted (another date, amount, name or status), partly supported or
    not in the record. Leaves with 1 where a sentence is contradicted, else 0.

    legation check note.docx --html checked.html
    """
    from legation.checking.check import check as compared
    from legation.checking.marked import marked_up

    document = _document(draft, date)
    with opened(record) as held:
        checked = compared(held, document)
    if html is not None:
        html.write_text(marked_up(checked), encoding="utf-8", errors="replace")
    if json:
        print_json({"draft": checked.name, "counts": checked.counts, "sentences": checked.sentences})
    else:
        _print(checked)
    raise typer.Exit(1 if checked.counts["contradicted"] else 0)


def _document(draft: Path, date: str) -> Document:
    from legation.errors import BadInput, UnreadablePage
    from legation.reading.read import read
    from legation.reading.sources import pages_in
    from legation.record import Failure

    found = list(pages_in([draft]))
    if len(found) != 1 or isinstance(found[0], Failure):
        why = str(found[0]) if found else "nothing to read in it"
        raise BadInput(f"{draft} is no single draft: {why}; give one text or DOCX file.")
    try:
        return read(found[0], date)
    except UnreadablePage as error:
        raise BadInput(f"{draft} cannot be read: {error}.") from error


def _print(checked: Checked) -> None:
    from legation.checking.marked import told

    for sentence in checked.sentences:
        print(f"[{sentence.verdict}] {plain(sentence.text)}")
        for finding in sentence.findings:
            print(f"    {plain(told(finding))}")
            for source in finding.sources[:2]:
                print(f"      {plain(source.name)}, {source.start}–{source.end}: «{plain(source.quote)}»")
    print(", ".join(f"{n} {name}" for name, n in checked.counts.items() if n))
