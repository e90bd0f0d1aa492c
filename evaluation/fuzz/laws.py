"""What must hold of any page: what cannot be read is explained, and every stretch lies in its text."""

from __future__ import annotations

import io
from random import Random

from hypothesis import strategies as st

from evaluation.hostile.files import MAKERS, damaged
from legation.errors import UnreadablePage
from legation.extraction import extract
from legation.language import mark
from legation.language.russian.quotations import quotations_in
from legation.reading import kinds
from legation.reading.decoding import decode
from legation.reading.passages import passages_and_furniture
from legation.reading.read import READERS, read
from legation.reading.sources import pages_of_answer
from legation.record import Document, Failure, Page
from legation.record.shadow import shadow_of

# Pieces that the grammars look for: put together at random they make what no writer would.
PIECES = (
    *(
        "5",
        "31",
        "0",
        "1,5",
        "2016",
        "99999",
        "19-20",
        "XX",
        "1990-х",
        "мая",
        "марта",
        "весной",
        "вчера",
        "годах",
    ),
    *(
        "года",
        "г.",
        "с",
        "по",
        "до",
        "в",
        "к",
        "между",
        "лет",
        "млн",
        "млрд",
        "тыс.",
        "долларов",
        "%",
        "тонн",
    ),
    *("полтора", "двадцать", "сто", "около", "более", "«", "»", "“", "”", "„", '"', "—", "– ", "-", "(", ")"),
    *(
        ".",
        ",",
        ":",
        "!",
        "?",
        "…",
        "\n",
        "\n\n",
        "\t",
        " ",
        "И.",
        "А.С.",
        "т.",
        "др.",
        "посол",
        "Казахстана",
    ),
    *(
        "Японии",
        "заявил",
        "сказал он",
        "Президент",
        "ТАСС",
        "\u0301",
        "\xad",
        "\u202e",
        "\x00",
        "\ufeff",
        "США",
    ),
)
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=6), st.sampled_from(PIECES)), max_size=60
).flatmap(lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)]))
kinds_of_files = st.sampled_from([*READERS, kinds.HTML, kinds.PLAIN])
chances = st.integers(min_value=0, max_value=2**32)


def a_reader_explains(content: bytes, kind: str) -> None:
    """Bytes said to be of a kind become a document, or a reason."""
    try:
        document = read(Page(name="x", content=content, media_type=kind))
    except UnreadablePage as reason:
        _is_told(reason)
        return
    _stands(document)


def a_file_unfolds(words: str, seed: int) -> None:
    """A damaged file of any kind unfolds into pages and failures; each page is read or explained."""
    chance = Random(seed)
    kind, content = chance.choice(MAKERS)(words, chance)
    content = damaged(content, chance)
    for page in pages_of_answer(io.BytesIO(content), "x", f"x.{kind}", ""):
        if isinstance(page, Failure):
            assert page.reason
        elif page.text is None:
            a_reader_explains(page.content, page.media_type)


def bytes_become_text(content: bytes) -> None:
    """Any bytes are decoded or refused."""
    try:
        assert isinstance(decode(content).text, str)
    except UnreadablePage as reason:
        _is_told(reason)


def quotations_nest(words: str) -> None:
    """Quotations lie in the text, their insides within them."""
    for quotation in quotations_in(Document(text=words, name="x")):
        assert (
            0
            <= quotation.start
            <= quotation.inner_start
            <= quotation.inner_end
            <= quotation.end
            <= len(words)
        )


def shadows_lead_back(words: str) -> None:
    """Every character of the readable text stands somewhere in the page's."""
    shadow = shadow_of(words)
    places = [shadow.start(at) for at in range(len(shadow.text))]
    assert places == sorted(set(places))
    assert not places or places[-1] < len(words)


def a_text_is_marked(words: str) -> None:
    """Segmentation, dates, amounts, quotations and claims: every stretch lies where it says."""
    passages, furniture = passages_and_furniture(words, "", "", "")
    document = Document(text=words, name="x", passages=passages, furniture=furniture)
    _stands(document)
    markup = mark(document)
    for token in markup.tokens:
        assert 0 <= token.start < token.end <= len(markup.document.text)
    stretches = [
        *((date.start, date.end) for date in markup.dates),
        *((amount.start, amount.end) for amount in markup.amounts),
        *((quotation.start, quotation.end) for quotation in markup.quotations),
        *((name.start, name.end) for name in markup.names),
    ]
    assert all(0 <= start < end <= len(markup.document.text) for start, end in stretches)
    for claim in extract(markup).claims:
        for evidence in claim.evidence:
            assert words[evidence.start : evidence.end] == evidence.quote


def _is_told(reason: UnreadablePage) -> None:
    assert str(reason)


def _stands(document: Document) -> None:
    last = 0
    for passage in document.passages:
        assert last <= passage.start <= passage.end <= len(document.text)
        last = passage.end
    for stretch in document.furniture:
        assert 0 <= stretch.start <= stretch.end <= len(document.text)
