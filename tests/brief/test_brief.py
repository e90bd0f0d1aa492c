"""The brief: every line has its note, two runs give one file, and Word's own reader opens it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from legation.brief.compose import Section, compose
from legation.brief.write import WRITERS, document, markdown, page
from legation.errors import BadInput
from legation.store.record import Record

PAIR = ["KAZ", "JPN"]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_two_runs_give_the_same_file(filled: Record, suffix: str, language: str) -> None:
    once, again = (WRITERS[suffix](compose(filled, PAIR, language=language)) for _ in range(2))
    assert once == again


def test_every_line_has_a_note_and_every_note_its_words(filled: Record) -> None:
    brief = compose(filled, PAIR)
    lines = [line for section in brief.sections for line in _all(section)]
    assert lines
    for line in lines:
        assert line.notes
        assert all(1 <= n <= len(brief.notes) for n in line.notes)
    for note in brief.notes:
        assert note.quote in " ".join(filled.document(note.name).text.split())


def _all(section: Section) -> list:  # type: ignore[type-arg]
    return [*section.lines, *(line for part in section.sub for line in _all(part))]


def test_word_opens_it(filled: Record) -> None:
    brief = compose(filled, PAIR)
    opened = docx.Document(io.BytesIO(document(brief)))
    headings = [p.text for p in opened.paragraphs if p.style and p.style.name.startswith("Heading 1")]
    assert headings == [*(s.title for s in brief.sections), "Примечания"]
    assert len([p for p in opened.paragraphs if re.match(r"\d+\. ", p.text)]) == len(brief.notes)


def test_html_and_markdown_link_their_notes(filled: Record) -> None:
    brief = compose(filled, PAIR, language="en")
    made = page(brief)
    assert set(re.findall(r'href="#(n\d+)"', made)) == set(re.findall(r'id="(n\d+)"', made))
    assert markdown(brief).startswith("# Brief: Kazakhstan – Japan")


def test_since_leaves_out_what_was_before(filled: Record) -> None:
    whole, late = compose(filled, PAIR), compose(filled, PAIR, since="2010")
    assert len(late.sections[0].lines) <= len(whole.sections[0].lines)
    assert all(not line.lead.startswith("199") for line in late.sections[0].lines)


@pytest.mark.parametrize(("states", "language"), [([], "ru"), (PAIR, "xx")])
def test_what_cannot_be_briefed_is_told(filled: Record, states: list[str], language: str) -> None:
    with pytest.raises(BadInput):
        compose(filled, states, language=language)


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_pages_of_it(filled: Record, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(document(compose(filled, PAIR)))
    command = ["libreoffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "brief.docx")], check=True, timeout=120)
    assert (tmp_path / "brief.pdf").stat().st_size > 1000
