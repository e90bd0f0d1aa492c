"""Russian: Document → Markup."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import pymorphy3
from navec import Navec
from razdel import sentenize, tokenize
from slovnet import NER, Morph, Syntax

from legation.record import Document, Markup, Name, Passage, Sentence, Token


@cache
def _models() -> tuple[Any, Any, Any, Any]:
    spec = importlib.util.find_spec("natasha")
    assert spec is not None  # noqa: S101
    assert spec.origin is not None  # noqa: S101
    data = Path(spec.origin).parent / "data"
    navec = Navec.load(str(data / "emb/navec_news_v1_1B_250K_300d_100q.tar"))
    models = (
        NER.load(str(data / "model/slovnet_ner_news_v1.tar")),
        Morph.load(str(data / "model/slovnet_morph_news_v1.tar")),
        Syntax.load(str(data / "model/slovnet_syntax_news_v1.tar")),
    )
    for model in models:
        model.navec(navec)
    return (*models, pymorphy3.MorphAnalyzer())


_POS = {"PROPN": "NOUN", "DET": "ADJF", "AUX": "VERB"}


@cache
def _lemma(form: str, pos: str) -> str:
    readings = _models()[3].parse(form)
    wanted = {"NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJF", "VERB": "VERB", "AUX": "VERB"}.get(pos)
    best = next((r for r in readings if wanted and wanted in r.tag), readings[0])
    return str(best.normal_form).replace("ё", "е")


def mark(document: Document) -> Markup:
    """Everything that the language stage finds in a Russian document."""
    ner, morph, syntax, _ = _models()
    text = document.text
    passages = document.passages or (Passage(start=0, end=len(text)),)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, passage in enumerate(passages):
        first_of_passage = len(tokens)
        for s in sentenize(text[passage.start : passage.end]):
            base = passage.start + s.start
            parts = list(tokenize(s.text))
            if not parts:
                continue
            words = [p.text for p in parts]
            tagged = next(morph.map([words])).tokens
            parsed = next(syntax.map([words])).tokens
            first = len(tokens)
            for own, (part, tag, tree) in enumerate(zip(parts, tagged, parsed, strict=True)):
                head = int(tree.head_id) - 1
                tokens.append(
                    Token(
                        start=base + part.start,
                        end=base + part.stop,
                        text=part.text,
                        lemma=_lemma(part.text.lower(), tag.pos),
                        pos=tag.pos,
                        feats=dict(tag.feats),
                        head=first + (own if head < 0 else head),
                        rel=tree.rel,
                    )
                )
            sentences.append(
                Sentence(start=base, end=base + len(s.text), first=first, last=len(tokens), passage=number)
            )
        starts = {t.start: n for n, t in enumerate(tokens[first_of_passage:], first_of_passage)}
        for span in ner(text[passage.start : passage.end]).spans:
            start, end = passage.start + span.start, passage.start + span.stop
            inside = [n for at, n in starts.items() if start <= at < end]
            if inside:
                names.append(Name(start=start, end=end, first=inside[0], last=inside[-1] + 1, type=span.type))
    return Markup(document=document, tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names))
