"""What a place says of an instrument: its parties, its date, its status."""

from __future__ import annotations

from legation.extraction.agreements_names import Instrument
from legation.extraction.scene import Scene
from legation.extraction.tenures_scope import is_of_states
from legation.extraction.when import times_of
from legation.record import Token
from legation.vocabulary.instruments import instruments

STEPS = 5


def sides_of(scene: Scene, named: Instrument) -> tuple[str, ...]:
    """The sides that the name itself names."""
    return _sides(scene, named.first, named.last)


def is_signed(scene: Scene, named: Instrument) -> bool:
    """Whether a word of signing, planned or done, governs the name."""
    tokens, signs = scene.markup.tokens, instruments().telling["signs"]
    return any(tokens[n].lemma in signs for n in above(scene, named))


def parties_of(scene: Scene, named: Instrument) -> tuple[str, ...]:
    """The sides that the name itself names, or those of the sentence that tells of its signing."""
    own = sides_of(scene, named)
    bilateral = any(t.lemma == "мирный" for t in scene.markup.tokens[named.first : named.head])
    if len(own) > 1 or not (is_signed(scene, named) or own or bilateral or named.kind == "concept"):
        return own
    sentence = scene.markup.sentences[scene.markup.sentence_of[named.head]]
    return tuple(sorted({*own, *_sides(scene, sentence.first, sentence.last)}))


def _sides(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    found = set()
    for mention in scene.mentions:
        if first <= mention.first < last:
            if mention.kind == "state" or (mention.kind == "body" and is_of_states(mention)):
                found.add(mention.name)
            elif mention.kind in ("body", "person") and mention.state:
                found.add(mention.state)
    return tuple(sorted(found))


def above(scene: Scene, named: Instrument) -> list[int]:
    """The tokens that govern an instrument, nearest first, with the little words beside them."""
    tokens, children = scene.markup.tokens, scene.markup.children
    chain, at = [], named.head
    for _ in range(STEPS):
        head = tokens[at].head
        if head == at:
            break
        chain.append(head)
        at = head
        if tokens[at].pos == "VERB" and tokens[at].rel not in ("xcomp", "ccomp", "conj", "acl", "advcl"):
            break
    little = ("PART", "ADP", "AUX", "ADV", "VERB", "ADJ")
    below = [c for n in (named.head, *chain) for c in children[n] if tokens[c].pos in little]
    return [*chain, *below]


def status_of(scene: Scene, named: Instrument) -> str:
    """`signed`, `in-force`, `planned`, `proposed` or `not-concluded`, by the words that govern the name."""
    tokens, telling = scene.markup.tokens, instruments().telling
    governors = above(scene, named)
    lemmas = {tokens[n].lemma for n in governors} | {
        t.lemma for t in tokens[max(0, named.first - 3) : named.first]
    }
    signing = [tokens[n] for n in governors if tokens[n].lemma in telling["signs"]]
    if lemmas & telling["untrue"]:
        return "not-concluded"
    if any(_is_future(t) for t in (tokens[n] for n in governors)) or lemmas & telling["planned"]:
        return "planned"
    if lemmas & telling["proposed"] and not any(_is_past(t) for t in signing):
        return "proposed"
    if signing:
        return "signed"
    return "signed" if "новый" in lemmas else "in-force"


def _is_future(token: Token) -> bool:
    return token.feats.get("Tense") == "Fut" or token.lemma == "будущий"


def _is_past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" or token.pos == "NOUN"


def date_of(scene: Scene, named: Instrument) -> str:
    """When the instrument was concluded, where its own words or the verb of signing say it."""
    tokens, telling = scene.markup.tokens, instruments().telling
    for number in [*above(scene, named), *scene.markup.children[named.head]]:
        if tokens[number].lemma in telling["signs"] and tokens[number].pos in ("VERB", "NOUN"):
            times = [d.edtf for d in times_of(scene, number) if d.edtf]
            if times:
                return times[0]
    after = [d for d in scene.markup.dates if named.last <= d.first <= named.last + 2 and d.edtf]
    return after[0].edtf if after and "/" not in after[0].edtf else ""
