"""Whether what is said concerns two or more sides."""

from __future__ import annotations

from legation.extraction.scene import Scene
from legation.extraction.statements_grammar import Saying
from legation.extraction.statements_speaker import Speaker


class Scope:
    """What the record takes in, judged by the sides that the words and their passage speak of."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def is_out(self, saying: Saying, speaker: Speaker) -> bool:
        return False

    def spoken_of(self, start: int, end: int) -> tuple[str, ...]:
        """The states that a stretch speaks of."""
        found = {m.state for m in self.scene.mentions if m.state and start <= m.start < end}
        return tuple(sorted(found))
