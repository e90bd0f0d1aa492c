"""Why an act was read or not: for each sentence the words that frames hang on, what fits, what lacks."""

from __future__ import annotations

from msgspec import Struct

from legation.extraction.acts import matches
from legation.extraction.acts.completed import complete
from legation.extraction.acts.custody import give_holders
from legation.extraction.acts.found import Failure
from legation.extraction.acts.telling import swallowed
from legation.extraction.scene import Scene


class Tried(Struct, frozen=True):
    """One frame held against one word: whether it fits, and who takes part, or why it does not."""

    word: str
    frame: str
    fits: bool
    why: str


class Explained(Struct, frozen=True):
    """One sentence with its mentions of actors and all frames tried in it, in the order of the text."""

    start: int
    end: int
    text: str
    sides: tuple[str, ...]
    tried: tuple[Tried, ...]


def explain(scene: Scene) -> tuple[Explained, ...]:
    """For each sentence of the document the words that triggered frames, which fit, and why others failed."""
    failures: list[Failure] = []
    found = matches(scene, failures.append)
    complete(scene, found)
    give_holders(scene, found)
    gone = swallowed(scene, found)
    markup = scene.markup
    tried: dict[int, list[tuple[int, Tried]]] = {}
    for match in found:
        parties = ", ".join(dict.fromkeys(p.state or p.name or "somebody" for p in match.parties))
        why = f"{match.frame.type}/{match.frame.act} with {parties}"
        why += f"; sides from the {match.filled}" if match.filled else ""
        why += "; told as part of another act" if match.trigger in gone else ""
        word = markup.tokens[match.trigger].text
        entry = (match.trigger, Tried(word, match.frame.name, match.trigger not in gone, why))
        tried.setdefault(markup.sentence_of[match.trigger], []).append(entry)
    for failure in failures:
        word = markup.tokens[failure.trigger].text
        entry = (failure.trigger, Tried(word, failure.frame, False, failure.why))
        tried.setdefault(markup.sentence_of[failure.trigger], []).append(entry)
    return tuple(
        Explained(
            start=sentence.start,
            end=sentence.end,
            text=markup.document.text[sentence.start : sentence.end],
            sides=_sides(scene, sentence.first, sentence.last),
            tried=tuple(entry for _, entry in sorted(tried.get(number, []), key=lambda pair: pair[0])),
        )
        for number, sentence in enumerate(markup.sentences)
    )


def _sides(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    mentions = [m for n in range(first, last) if (m := scene.mention_at(n)) is not None]
    return tuple(dict.fromkeys(m.state or m.name for m in mentions))
