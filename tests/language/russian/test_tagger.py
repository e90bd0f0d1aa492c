"""The own runtime gives the tags of slovnet, razdel's tokens, and the best paths of the CRF."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.language.russian.crf import Crf
from legation.language.russian.segmentation import sentences_in, tokens_in
from legation.language.russian.tagger import tagger

SHARED = Path(__file__).resolve().parents[4] / "shared"
OWN = """АСТАНА, 14 мая. Министр иностранных дел Казахстана К.Токаев принял посла Японии Т.Ито.
«Мы ценим это», – сказал он в 9.30. В т.ч. обсуждались 1,5 млрд. долл. США и ул. Абая, д. 5/2.

По словам Н. А. Назарбаева, товарооборот вырос на 12%, до $2,3 млрд... Кто-то из-за рубежа спросил: «Как?!»"""


def shared_texts() -> list[str]:
    """The gold texts and the public benchmark's, where they lie beside the clone."""
    paths = sorted(SHARED.glob("gold/*/texts/*.txt")) + sorted(SHARED.glob("bench/factrueval/devset/*.txt"))
    return [path.read_bytes().decode("utf-8") for path in paths]


@cache
def peers() -> tuple[Any, Any, Any]:
    """slovnet's own runtime for the same weights."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    from legation.language.russian import weights

    navec = Navec.load(str(weights.path_of(weights.VECTORS)))
    loaded = zip((NER, Morph, Syntax), (weights.NAMES, weights.MORPHOLOGY, weights.SYNTAX), strict=True)
    return tuple(kind.load(str(weights.path_of(name))).navec(navec) for kind, name in loaded)  # type: ignore[return-value]


def cut(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text and its sentences as (first, last) word numbers."""
    words: list[str] = []
    spans = []
    for start, end in sentences_in(text):
        first = len(words)
        words += [text[start + a : start + b] for a, b in tokens_in(text[start:end])]
        spans.append((first, len(words)))
    return words, spans


def differences(text: str) -> tuple[int, int]:
    """How many tokens there are, and how many have another tag than slovnet gives."""
    ner, morph, syntax = peers()
    words, spans = cut(text)
    own = tagger().tag(words, spans, [(0, len(words))])
    sentences = [words[a:b] for a, b in spans]
    tags = [token.tag for markup in morph.map(sentences) for token in markup.tokens]
    trees = [token for markup in syntax.map(sentences) for token in markup.tokens]
    batch = next(ner.infer.encoder([words]))
    scores = ner.infer.model(batch.word_id, batch.shape_id, batch.pad_mask)
    path = ner.infer.model.head.crf.decode(scores, ~batch.pad_mask)[0]
    names = [ner.infer.decoder.tags_vocab.items[n] for n in path]
    firsts = [a for a, b in spans for _ in range(a, b)]
    heads = [
        n if tree.head_id == "0" else first + int(tree.head_id) - 1
        for n, (tree, first) in enumerate(zip(trees, firsts, strict=True))
    ]
    theirs = list(zip(names, tags, heads, [tree.rel for tree in trees], strict=True))
    ours = list(zip(own.names, own.tags, own.heads, own.relations, strict=True))
    differing, keys = 0, [tagger().products.key(word) for word in words]
    for n, (a, b) in enumerate(zip(theirs, ours, strict=True)):
        sentence = next(span for span in spans if span[0] <= n < span[1])
        alike = sight(keys, a[2], sentence) == sight(keys, b[2], sentence)
        differing += (a[0], a[1], a[3]) != (b[0], b[1], b[3]) or not alike
    return len(words), differing


def sight(words: list[tuple[int, int]], number: int, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """All that the network sees of a word: itself and three words to either side, as vectors and shapes.

    Where a sentence says the same stretch twice, two heads score alike to the last digit, and which of them
    is taken hangs on rounding: slovnet answers otherwise alone and in a batch. They count as the same head.
    """
    first, last = sentence
    return [words[n] if first <= n < last else (-1, -1) for n in range(number - 3, number + 4)]


def test_an_own_text_has_slovnets_tags() -> None:
    assert differences(OWN) == (len(cut(OWN)[0]), 0)


def test_every_token_of_the_shared_texts_has_slovnets_tags() -> None:
    texts = shared_texts()
    if not texts:
        pytest.skip("the gold texts are not beside this clone (../shared)")
    found = [differences(text) for text in texts]
    assert sum(differing for _, differing in found) == 0
    assert sum(words for words, _ in found) > 60_000


def test_long_passages_are_tagged_as_short_ones() -> None:
    words, spans = cut(OWN)
    times = 130
    own = tagger().tag(words, spans, [(0, len(words))])
    many = [(a + n * len(words), b + n * len(words)) for n in range(times) for a, b in spans]
    repeated = tagger().tag(words * times, many, [(0, len(words) * times)])
    assert repeated.tags == own.tags * times
    assert repeated.relations == own.relations * times
    middle = slice(5 * len(words), 6 * len(words))
    assert all(
        repeated.names[middle] == repeated.names[n * len(words) :][: len(words)] for n in range(5, 100)
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a -то b",
        "a- то",
        "1 ,5 и 1, 5",
        "x _y",
        "- -",
        "... ?!",
        "yahoo ! yahoo!",
        "«»",
        OWN,
        "…\u00a0да",
    ],
)
def test_tokens_are_razdels(text: str) -> None:
    from razdel import tokenize

    assert tokens_in(text) == [(token.start, token.stop) for token in tokenize(text)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="аЯ1 .,-_/«»(!?:)\n\u00a0x$", max_size=30))
def test_tokens_of_any_text_are_razdels(text: str) -> None:
    from razdel import tokenize

    assert tokens_in(text) == [(token.start, token.stop) for token in tokenize(text)]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from("Он сказал да. г. т. е. А. А и др. Да ул. 1. 2) » « ( ) : ; ! … - 5 \n".split(" ")),
        max_size=16,
    )
)
def test_sentences_of_any_text_are_razdels(pieces: list[str]) -> None:
    from razdel import sentenize

    for text in (" ".join(pieces), "".join(pieces), "  ".join(pieces)):
        assert sentences_in(text) == [(s.start, s.stop) for s in sentenize(text) if s.stop > s.start]


def test_shared_texts_are_cut_as_razdel_cuts_them() -> None:
    from razdel import sentenize, tokenize

    texts = shared_texts()
    if not texts:
        pytest.skip("the gold texts are not beside this clone (../shared)")
    for text in texts:
        assert sentences_in(text) == [(s.start, s.stop) for s in sentenize(text)]
        for start, end in sentences_in(text):
            part = text[start:end]
            assert tokens_in(part) == [(token.start, token.stop) for token in tokenize(part)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.floats(0.5, 12))
def test_the_crf_finds_the_best_path(seed: int, length: int, spread: float) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(0, 3, (4, 4)).astype(np.float32)
    scores = random.normal(0, spread, (2 * length, 4)).astype(np.float32)
    scores[:, 1] += np.float32(spread)  # most tokens are outside, as in texts
    starts = np.zeros(2 * length, dtype=bool)
    starts[[0, length]] = True
    found = Crf(transitions).decode(scores, starts)
    for part in (slice(0, length), slice(length, None)):
        best = max(
            worth(scores[part], transitions, path) for path in itertools.product(range(4), repeat=length)
        )
        assert worth(scores[part], transitions, found[part].tolist()) == pytest.approx(best, abs=1e-3)


def worth(scores: Any, transitions: Any, path: Any) -> float:
    """What a path of tags scores."""
    steps = sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))
    return steps + sum(float(scores[n, tag]) for n, tag in enumerate(path))
