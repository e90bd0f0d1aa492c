"""Where no act is read: furniture, questions, and passages about sport."""

from __future__ import annotations

from collections import Counter

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import is_official
from legation.extraction.acts.pronouns import THIRD, thing_meant
from legation.extraction.scene import Scene, once
from legation.vocabulary.acts import acts
from legation.vocabulary.siding import siding

SPORT = 0.02  # of a passage's words; matches and medals fill three per cent and more of a sports report
FEW = 2  # words of sport that any passage may hold
TITLE = 4  # words of a name in quotation marks
ASKED = 5  # steps above a word in which the verb of its clause stands
HARD = frozenset(
    {"COERCE", "SANCTION", "ASSAULT", "RETREAT", "PROTEST"}
)  # told of athletes too when states act
OPEN = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
)  # … and these where states or their officials act
REFUGE = frozenset({"AID", "CONCEDE"})  # … and these where asylum or entry is what is given
ADMITTED = HARD | OPEN | REFUGE  # what is looked for in a passage about sport


def told_of_sport(scene: Scene, match: Match) -> bool:
    """Whether what a passage about sport tells is an act of states all the same: «Эр-Рияд не дал виз
    шахматистам», and not «сборная Перу отказалась играть».
    """
    if match.frame.type in HARD:
        return True
    tokens = scene.markup.tokens
    if match.frame.type in REFUGE and not any(tokens[n].lemma in siding("refuge") for n in match.tokens):
        return False
    if len({p.state for p in match.parties if p.state}) < 2:
        return False
    doers = [p for p in match.sources if p.token >= 0]
    named = {n for p in doers for n in scene.subtree(p.token)}
    named |= {tokens[p.token].head for p in doers if tokens[p.token].rel == "nmod"}  # «тренер Чили»
    of_states = all(p.kind in ("state", "body", "place") or is_official(scene, p.token) for p in doers)
    return of_states and not any(tokens[n].lemma in acts().words("sport") for n in named)


def hidden(scene: Scene) -> list[tuple[int, int]]:
    """The stretches in which no act is read: furniture."""
    return [(f.start, f.end) for f in scene.markup.document.furniture]


def sports(scene: Scene) -> frozenset[int]:
    """The numbers of the passages that are about sport."""
    words, markup = acts().words("sport"), scene.markup
    counts = Counter(markup.passage_of(n) for n in markup.among(words))
    many = {passage: count for passage, count in counts.items() if count > FEW}
    totals = Counter(
        sentence.passage
        for sentence in (markup.sentences if many else ())
        if sentence.passage in many
        for token in markup.tokens[sentence.first : sentence.last]
        if token.pos != "PUNCT"
    )
    return frozenset(passage for passage, count in many.items() if count > SPORT * totals[passage])


def titles(scene: Scene) -> list[tuple[int, int]]:
    """The stretches that are names in quotation marks, where no act is told: «Убийство на переправе»."""
    text, found = scene.markup.document.text, []
    for quotation in scene.markup.quotations:
        inner = text[quotation.inner_start : quotation.inner_end]
        named = inner[:1].isupper() and len(inner.split()) <= TITLE and inner[-1:] not in ".!?…,"
        before = text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:]
        if quotation.kind == "marks" and named and before not in ("", ":", ".", "—", "–"):
            found.append((quotation.start, quotation.end))
    return found


@once
def words_of(scene: Scene, sentence: int) -> frozenset[str]:
    """The lemmas of a sentence and of the things that its pronouns mean, of those that a theme may name."""
    markup = scene.markup
    own = markup.sentences[sentence]
    lemmas = markup.lemmas[own.first : own.last]
    meant = [
        markup.lemmas[thing_meant(scene, own.first + n)] for n, word in enumerate(lemmas) if word in THIRD
    ]
    return acts().themes.intersection([*lemmas, *meant])


def is_question(scene: Scene, sentence: int) -> bool:
    """Whether a sentence asks rather than tells."""
    return scene.markup.tokens[scene.markup.sentences[sentence].last - 1].text == "?"


@once
def _asks(scene: Scene, sentence: int) -> bool:
    """Whether «ли» stands in a sentence."""
    own = scene.markup.sentences[sentence]
    return any(token.text == "ли" for token in scene.markup.tokens[own.first : own.last])


def is_asked(scene: Scene, token: int) -> bool:
    """Whether a word stands in a clause that asks «ли»."""
    if not _asks(scene, scene.markup.sentence_of[token]):
        return False
    tokens, children = scene.markup.tokens, scene.markup.children
    for _ in range(ASKED):
        if any(tokens[c].text == "ли" for c in children[token]):
            return True
        if tokens[token].head == token or (tokens[token].pos == "VERB" and tokens[token].rel != "xcomp"):
            return False
        token = tokens[token].head
    return False
