"""A brief as Markdown, HTML or DOCX. Two runs give the same bytes."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any

from legation.brief.chart import chart_of
from legation.brief.compose import Brief, Line, Note, Section, words

EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every part of the archive that a DOCX is
INK = "1F3A52"
STYLE = """
body{font:16px/1.55 Georgia,"DejaVu Serif",serif;max-width:48rem;margin:2.5rem auto;padding:0 1rem}
body{color:#1d232b}
h1{font-size:1.7rem;margin-bottom:.2rem;color:#1f3a52} .asof{color:#5a6472;margin-top:0}
h2{font-size:1.15rem;border-bottom:1px solid #ccd3db;padding-bottom:.2rem;margin-top:1.8rem;color:#1f3a52}
h3{font-size:1rem;margin-bottom:.2rem} ul{padding-left:1.1rem;margin:.4rem 0} li{margin:.25rem 0}
b{font-variant-numeric:tabular-nums} sup a{text-decoration:none;color:#2f6f8f} img{max-width:100%}
ol{font-size:.85rem;color:#39424e} .none{color:#7a8390}
"""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold


def markdown(brief: Brief) -> str:
    """Markdown with numbered notes at the end."""
    said = words(brief.language)
    out = [f"# {_md(brief.title)}", "", _md(brief.subtitle), ""]
    for section in brief.sections:
        out += [f"## {section.title}", "", *_md_lines(section, said["none"])]
        for part in section.sub:
            out += [f"### {_md(part.title)}", "", *_md_lines(part, said["none"])]
    out += [f"## {said['notes']}", ""]
    out += [f"{n}. {_md(_noted(note))}" for n, note in enumerate(brief.notes, 1)]
    return "\n".join(out) + "\n"


def _md_lines(section: Section, none: str) -> list[str]:
    if section.sub:
        return []
    lines = [f"- **{_md(line.lead)}** {_md(line.text)} {_marks(line)}".rstrip() for line in section.lines]
    return [*(lines or [f"_{none}_"]), ""]


def _marks(line: Line) -> str:
    return "".join(f"[{n}]" for n in line.notes)


def _md(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _noted(note: Note) -> str:
    facts = ", ".join(part for part in (note.publisher, note.published, note.name, note.url) if part)
    return f"{facts}: «{note.quote}»"


def page(brief: Brief) -> str:
    """An HTML page that needs nothing else."""
    said = words(brief.language)
    drawn = chart_of(brief)
    picture = ""
    if drawn:
        told = base64.b64encode(drawn).decode()
        picture = f'<img alt="{escape(said["chart"])}" src="data:image/png;base64,{told}">'
    body = "".join(_html_section(section, said["none"]) for section in brief.sections)
    notes = "".join(f'<li id="n{n}">{escape(_noted(note))}</li>\n' for n, note in enumerate(brief.notes, 1))
    return (
        f'<!doctype html>\n<html lang="{brief.language}"><head><meta charset="utf-8">'
        f"<title>{escape(brief.title)}</title><style>{STYLE}</style></head><body>\n"
        f'<h1>{escape(brief.title)}</h1><p class="asof">{escape(brief.subtitle)}</p>{picture}\n{body}'
        f"<h2>{escape(said['notes'])}</h2><ol>\n{notes}</ol></body></html>\n"
    )


def _html_section(section: Section, none: str, level: int = 2) -> str:
    lines = "".join(
        f"<li><b>{escape(line.lead)}</b> {escape(line.text)}"
        + "".join(f'<sup><a href="#n{n}">{n}</a></sup> ' for n in line.notes)
        + "</li>\n"
        for line in section.lines
    )
    held = f"<ul>\n{lines}</ul>" if lines else "" if section.sub else f'<p class="none">{escape(none)}</p>'
    parts = "".join(_html_section(part, none, level + 1) for part in section.sub)
    return f"<h{level}>{escape(section.title)}</h{level}>{held}{parts}\n"


def document(brief: Brief) -> bytes:
    """A DOCX file for Word and LibreOffice."""
    import docx
    from docx.shared import Cm, Pt, RGBColor

    made = docx.Document()
    said = words(brief.language)
    for name, size in (("Normal", 10.5), ("Heading 1", 13), ("Heading 2", 11), ("Title", 20)):
        style = made.styles[name]
        style.font.size, style.font.name = (
            Pt(size),
            "Liberation Serif" if name == "Normal" else "Liberation Sans",
        )
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(INK)
            fonts = style.element.rPr.rFonts
            for theme in [key for key in fonts.attrib if "Theme" in key]:
                del fonts.attrib[theme]
    for leaf in made.sections:
        leaf.page_width, leaf.page_height = Cm(21), Cm(29.7)
        leaf.left_margin = leaf.right_margin = Cm(2.3)
        leaf.top_margin = leaf.bottom_margin = Cm(2)
    made.add_heading(_xml(brief.title), 0)
    made.add_paragraph(_xml(brief.subtitle))
    if drawn := chart_of(brief):
        made.add_picture(io.BytesIO(drawn), width=Cm(16))
    for section in brief.sections:
        made.add_heading(_xml(section.title), 1)
        _docx_lines(made, section, said["none"])
        for part in section.sub:
            made.add_heading(_xml(part.title), 2)
            _docx_lines(made, part, said["none"])
    made.add_heading(said["notes"], 1)
    for number, note in enumerate(brief.notes, 1):
        paragraph = made.add_paragraph(_xml(f"{number}. {_noted(note)}"))
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.runs[0].font.size = Pt(8.5)
    _dated(made, brief)
    held = io.BytesIO()
    made.save(held)
    return _settled(held.getvalue())


def _docx_lines(made: Any, section: Section, none: str) -> None:
    if not section.lines and not section.sub:
        made.add_paragraph().add_run(none).italic = True
    for line in section.lines:
        paragraph = made.add_paragraph(style="List Bullet")
        paragraph.add_run(_xml(f"{line.lead} ")).bold = True
        paragraph.add_run(_xml(line.text))
        if line.notes:
            paragraph.add_run(" " + ", ".join(map(str, line.notes))).font.superscript = True


def _dated(made: Any, brief: Brief) -> None:
    """The file's own facts: of the newest document, never of the clock."""
    day = datetime.fromisoformat(brief.day or "2000-01-01").replace(tzinfo=UTC)
    facts = made.core_properties
    facts.author, facts.title, facts.comments = "Legation", _xml(brief.title)[:255], ""
    facts.created = facts.modified = facts.last_printed = day
    facts.last_modified_by, facts.revision, facts.language = "Legation", 1, brief.language


def _settled(held: bytes) -> bytes:
    """The archive with its parts in order and without the time of packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _in_order(old.namelist()):
            facts = zipfile.ZipInfo(name, EPOCH)
            facts.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(facts, old.read(name))
    return out.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


def _xml(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


WRITERS: dict[str, Callable[[Brief], str | bytes]] = {".md": markdown, ".html": page, ".docx": document}
