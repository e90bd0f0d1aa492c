"""A checked draft as a page: each sentence in the colour of its verdict, what the record says below."""

from __future__ import annotations

from html import escape

from legation.checking.verdicts import Checked, CheckedSentence, Finding

COLOURS = {
    "supported": ("#e3f4e6", "#1a6b2d"),
    "contradicted": ("#fbe0de", "#a1221a"),
    "partly-supported": ("#fdf2d0", "#7a5800"),
    "not-in-the-record": ("#eceef1", "#4a5160"),
}
STYLE = """
body{font:16px/1.6 Georgia,serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1d232b}
h1{font-size:1.3rem} .counts span{display:inline-block;margin-right:1rem}
mark{border-radius:3px;padding:.1em .15em} ol{font:14px/1.5 system-ui,sans-serif;padding-left:1.4rem}
ol q{color:#333} .verdict{font-weight:600} p{white-space:pre-wrap} sup{font:11px system-ui,sans-serif}
"""


def marked_up(checked: Checked) -> str:
    """The draft as an HTML page that needs nothing else."""
    rules = "".join(
        f".{name}{{background:{ground};border-bottom:2px solid {ink}}}"
        for name, (ground, ink) in COLOURS.items()
    )
    counts = "".join(f"<span>{escape(name)}: {n}</span>" for name, n in checked.counts.items())
    body, at, notes = [], 0, []
    for number, sentence in enumerate(checked.sentences, 1):
        body.append(escape(checked.text[at : sentence.start]))
        body.append(
            f'<mark class="{sentence.verdict}" title="{sentence.verdict}">{escape(sentence.text)}</mark>'
            f'<sup><a href="#n{number}">{number}</a></sup>'
        )
        notes.append(_note(number, sentence))
        at = sentence.end
    body.append(escape(checked.text[at:]))
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(checked.name)}</title><style>{STYLE}{rules}</style></head><body>\n"
        f'<h1>{escape(checked.name)}</h1><div class="counts">{counts}</div>\n'
        f"<p>{''.join(body)}</p>\n<ol>{''.join(notes)}</ol>\n</body></html>\n"
    )


def _note(number: int, sentence: CheckedSentence) -> str:
    findings = "".join(f"<li>{_finding(f)}</li>" for f in sentence.findings)
    return f'<li id="n{number}"><span class="verdict">{sentence.verdict}</span><ul>{findings}</ul></li>\n'


def _finding(finding: Finding) -> str:
    sources = "; ".join(
        f"{escape(s.name)}{escape(_day(s.published))}: <q>{escape(s.quote)}</q>" for s in finding.sources[:3]
    )
    return f"{escape(told(finding))} {sources}"


def _day(published: str) -> str:
    return f" ({published})" if published else ""


def told(finding: Finding) -> str:
    """What a finding says, in a line."""
    claim = finding.claim or "the sentence"
    if finding.verdict == "contradicted":
        return f"{claim}: another {finding.how}: the draft has {finding.draft}, the record {finding.record}."
    if finding.verdict == "partly-supported":
        named = f" ({finding.draft})" if finding.draft else ""
        return f"{claim}: the record does not tell {finding.how}{named}."
    if finding.verdict == "not-in-the-record":
        return f"{claim}: not in the record."
    return f"{claim}: so says the record."
