"""The weights of the natasha wheel, read where they lie and never copied or imported.

The wheel (MIT licence, github.com/natasha) carries three uncompressed tar files of one network family and one
of word vectors, product-quantised. Their arrays are mapped into memory, so that the processes of one machine
share them.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from legation.errors import LegationError

Floats = NDArray[np.float32]

VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
NAMES = "model/slovnet_ner_news_v1.tar"
MORPHOLOGY = "model/slovnet_morph_news_v1.tar"
SYNTAX = "model/slovnet_syntax_news_v1.tar"


class MissingModel(LegationError):
    """The natasha wheel, whose model files Legation reads, is not installed or is not the pinned one."""


class Vectors(Struct, frozen=True):
    """Product-quantised word vectors: word `w` is `codes[range(100), indexes[w]]`, laid end to end."""

    indexes: NDArray[np.uint8]
    codes: Floats

    def of(self, words: NDArray[np.int64]) -> Floats:
        """The vectors of these word numbers: words × 300."""
        quantiser = np.arange(len(self.codes))
        parts: Floats = self.codes[quantiser, self.indexes[words]]
        return parts.reshape(len(words), -1)


class Pack(Struct, frozen=True):
    """One model file: its arrays by their path in it (`encoder.layers.0.conv.weight`) and its labels."""

    arrays: dict[str, Floats]
    labels: tuple[str, ...]


def path_of(name: str) -> Path:
    """Where a file of the natasha wheel lies; raises MissingModel where it does not."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or spec.origin is None:
        raise MissingModel(
            "The Russian models are missing: the wheel natasha is missing; `pip install natasha==1.6.0`."
        )
    path = Path(spec.origin).parent / "data" / name
    if not path.is_file():
        raise MissingModel(
            f"The Russian models are missing: {name} is not in the natasha wheel; 1.6.0 has it."
        )
    return path


def _mapped(path: Path, at: int, shape: tuple[int, ...], kind: type[np.generic]) -> NDArray[Any]:
    return np.memmap(path, dtype=kind, mode="r", offset=at, shape=shape)


@cache
def vectors() -> Vectors:
    """The word vectors, mapped from the wheel."""
    path = path_of(VECTORS)
    with tarfile.open(path) as tar:
        at = tar.getmember("pq.bin").offset_data
    words, _, parts, centroids = np.fromfile(path, dtype=np.uint32, count=4, offset=at).tolist()
    indexes = _mapped(path, at + 16, (words, parts), np.uint8)
    codes = np.fromfile(path, dtype=np.float32, offset=at + 16 + words * parts, count=parts * centroids * 3)
    return Vectors(np.asarray(indexes), codes.reshape(parts, centroids, 3))


@cache
def words() -> dict[str, int]:
    """The number of each word in the vectors; `<unk>` stands for all others. All models share it."""
    listed = _lines(NAMES, "vocabs/word.gz")
    return dict(zip(listed, range(len(listed)), strict=True))


@cache
def shapes() -> dict[str, int]:
    """The number of each word shape; all models share it."""
    return {shape: number for number, shape in enumerate(_lines(NAMES, "vocabs/shape.gz"))}


def pack(name: str, labels: str) -> Pack:
    """A model's arrays and the labels that it gives (`tag` or `rel`)."""
    path = path_of(name)
    with tarfile.open(path) as tar:
        described = tar.extractfile("model.json")
        assert described is not None  # noqa: S101 - a member of the pinned wheel
        arrays = {
            where: np.fromfile(
                path,
                dtype=np.float32,
                offset=tar.getmember(f"arrays/{weight['array']}.bin").offset_data,
                count=int(np.prod(weight["shape"])),
            ).reshape(weight["shape"])
            for where, weight in _weights(json.load(described), "")
        }
    return Pack(arrays, tuple(_lines(name, f"vocabs/{labels}.gz")))


def _lines(name: str, member: str) -> list[str]:
    path = path_of(name)
    with tarfile.open(path) as tar:
        found = tar.extractfile(member)
        assert found is not None  # noqa: S101 - a member of the pinned wheel
        return gzip.decompress(found.read()).decode("utf-8").splitlines()


def _weights(node: Any, where: str) -> list[tuple[str, dict[str, Any]]]:
    """Every stored array of a model's description, with its path."""
    if isinstance(node, list):
        return [found for n, child in enumerate(node) for found in _weights(child, f"{where}.{n}")]
    if not isinstance(node, dict):
        return []
    if "array" in node:
        return [(where.removeprefix("."), node)]
    return [found for key, child in node.items() for found in _weights(child, f"{where}.{key}")]
