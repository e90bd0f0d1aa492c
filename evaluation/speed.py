"""How fast pages are read, as ratios against the usual Russian pipeline in the same run, on one core.

    python -m evaluation.speed [--rounds 5] [--save]

The texts are the samples, repeated; with ../shared beside the clone, its news texts instead. The peer is what
natasha 1.6 runs: razdel, slovnet's names, morphology and syntax, pymorphy3's lemmas. Each figure is the
median of the rounds.
With --save the table goes to evaluation/speed.md. BLAS is held to one thread.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy is loaded: one core is measured

from evaluation.gold import ROOT, SHARED
from evaluation.saved import save
from legation.extraction import Scene, agreements, cast_of, events, extract, figures, statements, tenures
from legation.language.russian import mark, weights
from legation.language.russian.lemmas import analysed
from legation.language.russian.segmentation import sentences_in, words_in
from legation.language.russian.tagger import tagger
from legation.record import Document
from legation.vocabulary.morphology import analyser

TEXTS = 150  # texts in a round


def texts() -> list[str]:
    """The texts of a round."""
    paths = sorted((SHARED / "gold").glob("*/texts/*.txt")) or sorted((ROOT / "samples" / "ru").glob("*.txt"))
    found = [path.read_bytes().decode("utf-8") for path in paths]
    return (found * (TEXTS // len(found) + 1))[:TEXTS]


@cache
def peer() -> tuple[Any, Any, Any]:
    """slovnet's runtime for the weights that natasha carries."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    navec = Navec.load(str(weights.path_of(weights.VECTORS)))
    kinds = zip((NER, Morph, Syntax), (weights.NAMES, weights.MORPHOLOGY, weights.SYNTAX), strict=True)
    return tuple(kind.load(str(weights.path_of(name))).navec(navec) for kind, name in kinds)


@lru_cache(maxsize=100_000)
def peer_lemma(word: str, part: str) -> str:
    """A lemma as natasha's vocabulary gives it: the first reading of the same part of speech, remembered."""
    readings = analyser().parse(word)
    best = next((r for r in readings if r.tag.POS and r.tag.POS[:3] == part[:3]), readings[0])
    return str(best.normal_form)


def peer_names(found: list[str]) -> int:
    """Names alone, by slovnet; tokens to tags, the tokens being its own."""
    ner, _, _ = peer()
    return sum(1 for _ in ner.map(found))


def peer_pipeline(found: list[str]) -> int:
    """Sentences, tokens, names, morphology, syntax and lemmas, as natasha 1.6 runs them."""
    from razdel import sentenize, tokenize

    ner, morph, syntax = peer()
    for text in found:
        words = [[token.text for token in tokenize(sentence.text)] for sentence in sentenize(text)]
        for markup in morph.map(words):
            for token in markup.tokens:
                peer_lemma(token.text.lower(), token.pos)
        list(syntax.map(words))
        ner(text)
    return len(found)


def own_names(found: list[str]) -> int:
    """Names alone, by the own runtime, text by text."""
    for text in found:
        words = [word for _, word in words_in(text)]
        tagger().names(words, [(0, len(words))])
    return len(found)


def own_pipeline(found: list[str]) -> int:
    """Everything that the language stage does short of dates, amounts and quotations."""
    for text in found:
        words: list[str] = []
        spans = []
        for start, end in sentences_in(text):
            first = len(words)
            words += [word for _, word in words_in(text[start:end])]
            spans.append((first, len(words)))
        tagged = tagger().tag(words, spans, [(0, len(words))])
        analysed(words, tagged.tags)
    return len(found)


def own_claims(found: list[str]) -> int:
    """Pages to claims: everything that Legation reads."""
    return sum(len(extract(mark(Document(text=text, name="text"))).claims) >= 0 for text in found)


def seconds(works: Sequence[Callable[[list[str]], int]], found: list[str], rounds: int) -> dict[str, float]:
    """The median time of each work, after one round to warm up. The works take turns, so that a machine which
    is slower for a while is so for all of them.
    """
    times: dict[str, list[float]] = {work.__name__: [] for work in works}
    for number in range(rounds + 1):
        for work in works:
            start = time.perf_counter()
            work(found)
            if number:
                times[work.__name__].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def cold(found: list[str]) -> float:
    """Names with nothing remembered: a new tagger and no known tokens."""
    tagger.cache_clear()
    tagger()
    start = time.perf_counter()
    own_names(found)
    return time.perf_counter() - start


def stages(found: list[str]) -> list[tuple[str, float]]:
    """Where the time goes, in seconds, stage by stage."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[Any], Any], given: Any) -> Any:
        start = time.perf_counter()
        result = work(given)
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - start
        return result

    for text in found:
        markup = timed("mark: words, names, syntax, dates, amounts", mark, Document(text=text, name="text"))
        scene = Scene(markup=markup, mentions=timed("cast", cast_of, markup))
        for extractor in (events, statements, figures, agreements, tenures):
            timed(extractor.__name__, extractor, scene)
    return sorted(spent.items(), key=lambda item: -item[1])


def table(rounds: int) -> str:
    """All figures as one Markdown table."""
    found = texts()
    tokens = sum(len(words_in(text)) for text in found)
    first = statistics.median(cold(found) for _ in range(rounds))
    taken = seconds((own_names, own_pipeline, own_claims, peer_names, peer_pipeline), found, rounds)
    rows = [
        ("names, warm", taken["own_names"], taken["peer_names"], "6"),
        ("names, cold", first, taken["peer_names"], "3"),
        ("names, morphology, syntax, lemmas", taken["own_pipeline"], taken["peer_pipeline"], "6"),
        ("pages to claims", taken["own_claims"], taken["peer_pipeline"], "2.5"),
    ]
    lines = [
        f"{len(found)} texts, {tokens} tokens, median of {rounds}, one core; {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "",
        "| what | tokens a second | the peer's | ratio | to reach |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, mine, peers, goal in rows:
        lines.append(
            f"| {name} | {tokens / mine:,.0f} | {tokens / peers:,.0f} | {peers / mine:.1f} | {goal} |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines += ["", f"Peak memory of this process, the peer's models included: {peak:.0f} MB.", ""]
    lines += ["| stage | share |", "| --- | --- |"]
    spent = stages(found)
    total = sum(share for _, share in spent)
    lines += [f"| {name} | {100 * share / total:.0f} % |" for name, share in spent]
    return "\n".join(lines)


def main() -> int:
    """Print the table, and save it where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--save", action="store_true", help="write the table to evaluation/speed.md")
    args = parser.parse_args()
    found = table(args.rounds)
    print(found)
    if args.save:
        save("Against the usual pipeline", found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
