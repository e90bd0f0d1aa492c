"""`legation explain`: for each sentence what was read and why, and what was missing where nothing was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Annotated

import typer

from legation.app.cli.options import Json
from legation.app.cli.output import complain, safe_lines
from legation.app.cli.reading import Paths

if TYPE_CHECKING:
    from legation.extraction.acts.explain import Explained, Tried
    from legation.record import Reading

WORDLESS = "no word of the frame"  # how the reason of a frame begins that finds no word of its theme
STYLE = """body{font:16px/1.5 Georgia,serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}
h1{font-size:1.3rem}li{margin:.2rem 0}.said{border-left:3px solid #888;padding-left:.8rem;margin-top:1.4rem}
.missing{color:#7f1d1d;font-weight:bold}.fits{color:#14532d}.fails{color:#7f1d1d}.claim{color:#1e3a8a}.sides{color:#555;font-size:.9rem}"""


def explain(
    paths: Paths,
    json: Json = False,
    html: Annotated[bool, typer.Option("--html", help="One HTML page instead of plain text.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="In plain text name also the frames that find no word of theirs.")
    ] = False,
) -> None:
    """Sentence by sentence: what was read and why, and what was missing where nothing was.

    Names the word, the frame and the parties of each act, the rule of every other claim, and for each frame
    that did not fit the reason. A sentence with two sides and no claim says («!») what it lacked most nearly.
    Frames that a word triggers but that find no word of theirs beside it are counted; --all, --json and
    --html name them.

    legation explain communique.txt
    """
    import msgspec

    from legation.errors import UnreadablePage
    from legation.extraction import extract, scene_of
    from legation.extraction.acts.explain import explain as explained_in
    from legation.language import mark
    from legation.reading.read import read
    from legation.reading.sources import pages_in
    from legation.record import Failure

    failed = 0
    for page in pages_in(paths):
        try:
            if isinstance(page, Failure):
                raise UnreadablePage(str(page))
            markup = mark(read(page))
        except UnreadablePage as error:
            complain(f"failed  {error}")
            failed += 1
            continue
        sentences, reading = explained_in(scene_of(markup)), extract(markup)
        if json:
            told = [
                {
                    **msgspec.to_builtins(sentence),
                    "claims": list(_claims_of(sentence, reading)),
                    "missing": _missing(sentence, reading),
                }
                for sentence in sentences
            ]
            typer.echo(msgspec.json.encode({"document": page.name, "sentences": told}).decode())
        elif html:
            typer.echo(_page(page.name, sentences, reading))
        else:
            typer.echo(safe_lines(page.name))
            for line in _lines(sentences, reading, every):
                typer.echo(safe_lines(line) or "")
    raise typer.Exit(1 if failed else 0)


def _claims_of(sentence: Explained, reading: Reading) -> Iterator[str]:
    """The claims whose first evidence stands in the sentence, with their rules."""
    for claim in reading.claims:
        first = claim.evidence[0]
        if sentence.start <= first.start < sentence.end:
            yield f"{claim.kind}: «{first.quote}» by {claim.rule or 'no named rule'}"


def _missing(sentence: Explained, reading: Reading) -> str:
    """What a sentence with two sides lacked for a claim; empty where it has one or names fewer sides."""
    if len(sentence.sides) < 2 or any(True for _ in _claims_of(sentence, reading)):
        return ""
    if not sentence.tried:
        return "no word of this sentence is in the vocabulary of acts"
    if fitting := next((tried for tried in sentence.tried if tried.fits), None):
        return f"«{fitting.word}» fits {fitting.frame}, told once with another sentence"
    nearest = max(sentence.tried, key=lambda tried: _nearness(tried.why))
    return f"nearest: «{nearest.word}» as {nearest.frame}, but {nearest.why}"


def _nearness(why: str) -> int:
    """How far a frame got before it failed: its words, then its places, then its sides."""
    steps = (
        WORDLESS,
        "a barred word",
        "nothing in slot",
        "nobody in slot",
        "a noun with nobody",
    )
    return next((n for n, step in enumerate(steps) if why.startswith(step)), len(steps))


def _lines(sentences: tuple[Explained, ...], reading: Reading, every: bool) -> Iterator[str]:
    for sentence in sentences:
        yield ""
        yield " ".join(sentence.text.split())
        yield f"  sides: {', '.join(sentence.sides) or 'none'}"
        yield from (f"  = {told}" for told in _claims_of(sentence, reading))
        if missing := _missing(sentence, reading):
            yield f"  ! {missing}"
        near, wordless = (sentence.tried, {}) if every else _parted(sentence)
        for tried in near:
            yield f"  {'+' if tried.fits else '-'} {tried.word} / {tried.frame}: {tried.why}"
        for word, frames in wordless.items():
            yield f"  - {word}: {len(frames)} frames find no word of theirs (--all names them)"


def _parted(sentence: Explained) -> tuple[Sequence[Tried], dict[str, list[str]]]:
    """What was tried in a sentence, and apart from it, by the word that triggers them, the frames that find
    no word of theirs.
    """
    near: list[Tried] = []
    wordless: dict[str, list[str]] = {}
    for tried in sentence.tried:
        if tried.why.startswith(WORDLESS):
            wordless.setdefault(tried.word, []).append(f"{tried.frame}: {tried.why}")
        else:
            near.append(tried)
    return near, wordless


def _page(name: str, sentences: tuple[Explained, ...], reading: Reading) -> str:
    parts = [f"<!DOCTYPE html><meta charset='utf-8'><title>{escape(name)}</title><style>{STYLE}</style>"]
    parts.append(f"<h1>{escape(name)}</h1>")
    for sentence in sentences:
        parts.append(f"<p class='said'>{escape(sentence.text)}</p>")
        parts.append(f"<p class='sides'>sides: {escape(', '.join(sentence.sides) or 'none')}</p><ul>")
        parts += [f"<li class='claim'>{escape(told)}</li>" for told in _claims_of(sentence, reading)]
        if missing := _missing(sentence, reading):
            parts.append(f"<li class='missing'>{escape(missing)}</li>")
        near, wordless = _parted(sentence)
        for tried in near:
            kind = "fits" if tried.fits else "fails"
            parts.append(
                f"<li class='{kind}'>{escape(tried.word)} / {escape(tried.frame)}: {escape(tried.why)}</li>"
            )
        for word, frames in wordless.items():
            listed = "".join(f"<li>{escape(frame)}</li>" for frame in frames)
            summary = f"{escape(word)}: {len(frames)} frames find no word of theirs"
            parts.append(f"<li><details><summary>{summary}</summary><ul>{listed}</ul></details></li>")
        parts.append("</ul>")
    return "\n".join(parts)
