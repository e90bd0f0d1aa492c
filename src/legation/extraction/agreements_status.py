"""What a place says of an instrument: its parties, its date, its status."""

from __future__ import annotations

from legation.extraction.acts.parties import where_only
from legation.extraction.agreements_names import CLOSING, OPENING, Instrument
from legation.extraction.cast_nominative import nominative_phrase
from legation.extraction.figures_fields import pair_of_text
from legation.extraction.scene import Scene
from legation.extraction.tenures_scope import is_of_states
from legation.extraction.tenures_words import NOUNS
from legation.extraction.when import times_of
from legation.extraction.when_told import told_when
from legation.record import Mention, Token
from legation.vocabulary.instruments import instruments
from legation.vocabulary.posts import cut, stem

STEPS = 5
BRACKETED = 9  # tokens of a place and a day in brackets behind a name
JOINS = frozenset({"между", "и", "с", "со"})  # before a party that is no state
PRIVATE = frozenset({"contract", "memorandum", "agreement"})  # what companies conclude
MUTUAL = frozenset(
    {"treaty", "agreement", "memorandum", "joint-statement", "declaration", "exchange-of-notes"}
)


def sides_of(scene: Scene, named: Instrument) -> tuple[str, ...]:
    """The sides that the name itself names."""
    own = set(_sides(scene, named.first, named.last))
    for mention in _mentions(scene, named):
        if mention.kind == "body" and not mention.state and _is_joined(scene, mention.first):
            own.add(mention.name)
    before_names = {m.name for m in _mentions(scene, named) if _is_firm_named_after(scene, m)}
    return tuple(sorted((own - before_names) | _quoted(scene, named)))


def _is_firm_named_after(scene: Scene, mention: Mention) -> bool:
    """«с турецкой компанией «X»»: the company is X."""
    tokens = scene.markup.tokens
    quoted = mention.last < len(tokens) - 1 and tokens[mention.last].text in OPENING
    return quoted and mention.kind == "body" and mention.how == "group"


def _quoted(scene: Scene, named: Instrument) -> set[str]:
    """Companies that no vocabulary knows: «контракт «A» с компанией «B»», «между «A» и «B»»."""
    found: set[str] = set()
    tokens = scene.markup.tokens
    if named.kind not in PRIVATE:
        return found
    for n in range(named.head + 1, named.last):
        if tokens[n].text not in OPENING or scene.mention_at(n + 1) is not None:
            continue
        before = n - 1
        while before > named.head and (
            tokens[before].pos == "ADJ" or stem(tokens[before].lemma) in instruments().firms
        ):
            before -= 1
        if tokens[before].lemma not in JOINS and (before != named.head or named.kind != "contract"):
            continue
        last = next((k for k in range(n + 1, named.last) if tokens[k].text in CLOSING), n + 1)
        if last > n + 1:
            found.add(nominative_phrase(tokens, n + 1, last, scene.markup.document.text))
    return found


def _mentions(scene: Scene, named: Instrument) -> tuple[Mention, ...]:
    return scene.mentions_between(named.first, named.last)


def _is_joined(scene: Scene, first: int) -> bool:
    return first > 0 and scene.markup.tokens[first - 1].lemma in JOINS


def is_signed(scene: Scene, named: Instrument) -> bool:
    """Whether a word of signing, planned or done, governs the name."""
    tokens, signs = scene.markup.tokens, instruments().telling["signs"]
    return any(tokens[n].lemma in signs for n in above(scene, named))


def governing(scene: Scene, named: Instrument) -> list[int]:
    """The tokens that may tell how the instrument was concluded, those right behind its name first."""
    return [*_told_after(scene, named), *above(scene, named), *scene.markup.children[named.head]]


def is_concluded(scene: Scene, named: Instrument) -> bool:
    """Whether a word of concluding («подписать», not «принять») governs the name."""
    tokens, concludes = scene.markup.tokens, instruments().telling["concludes"]
    return any(tokens[n].lemma in concludes for n in above(scene, named))


def is_dealt_with(scene: Scene, named: Instrument) -> bool:
    """Whether what governs the name prolongs it, reviews it or leaves it: whoever does so is a party."""
    tokens, deals = scene.markup.tokens, instruments().telling["deals"]
    return any(tokens[n].lemma in deals for n in above(scene, named))


def parties_of(scene: Scene, named: Instrument, others: tuple[Instrument, ...] = ()) -> tuple[str, ...]:
    """The sides that the name itself names, or those of the sentence that tells of its signing.

    `others` are the instruments of the text: the sides that their names name are theirs.
    """
    own = sides_of(scene, named)
    bilateral = any(t.lemma == "мирный" for t in scene.markup.tokens[named.first : named.head])
    told = is_signed(scene, named) or is_dealt_with(scene, named)
    if len(own) < 2 and len(between := _between(scene, named)) > 1:
        return between
    if len(own) > 1 or not (told or own or bilateral or named.kind == "concept"):
        return own
    return tuple(sorted({*own, *_around(scene, named, others)}))


def _between(scene: Scene, named: Instrument) -> tuple[str, ...]:
    """The sides of «между X и Y действует договор», and those of who acts «согласно договору»."""
    tokens, children = scene.markup.tokens, scene.markup.children
    by_it = {tokens[c].lemma for c in children[named.head]} & instruments().telling["by"]
    if by_it and tokens[named.head].rel in ("obl", "nmod") and is_dated_behind(scene, named):
        return _around(scene, named)
    verb = tokens[named.head].head
    if tokens[verb].lemma not in instruments().telling["stands"]:
        return ()
    for child in children[verb]:
        if any(tokens[c].lemma == "между" for c in children[child]):
            below = scene.subtree(child)
            return _sides(scene, below[0], below[-1] + 1)
    return ()


def parties_understood(scene: Scene, named: Instrument) -> tuple[str, ...]:
    """The two sides that the passage is about, where the place names no other: «между нашими странами»."""
    passage = scene.markup.passage_of(named.head)
    dyad = scene.dyads.get(passage) or pair_of_text(scene)
    if named.kind not in MUTUAL or any(m.kind == "body" for m in _mentions(scene, named)):
        return ()
    sides = {*sides_of(scene, named), *_around(scene, named)}
    return tuple(sorted(dyad)) if sides <= set(dyad) else ()


def _around(scene: Scene, named: Instrument, others: tuple[Instrument, ...] = ()) -> tuple[str, ...]:
    sentence = scene.markup.sentences[scene.markup.sentence_of[named.head]]
    near = (o for o in others if o.head != named.head and sentence.first <= o.head < sentence.last)
    apart = frozenset(n for other in near for n in range(other.first, other.last))
    return _sides(scene, sentence.first, sentence.last, apart)


def _sides(scene: Scene, first: int, last: int, apart: frozenset[int] = frozenset()) -> tuple[str, ...]:
    found = set()
    for mention in scene.mentions_between(first, last):
        if mention.first not in apart and not _names_a_language(scene, mention.last):
            of_itself = mention.kind == "body" and (is_of_states(mention) or _is_firm(scene, mention))
            if where_only(scene, mention):
                continue
            if mention.kind == "state" or of_itself:
                found.add(mention.name)
            elif mention.kind in ("body", "person") and mention.state:
                found.add(mention.state)
    return tuple(sorted(found))


def _is_firm(scene: Scene, mention: Mention) -> bool:
    """A company, bank or university is a party of itself, not its state; so is a name in quotation marks."""
    before = scene.markup.tokens[mention.first - 1].text if mention.first else ""
    return before in OPENING or any(word in instruments().firms for word in cut(mention.name))


def _names_a_language(scene: Scene, following: int) -> bool:
    tokens = scene.markup.tokens
    return following < len(tokens) and tokens[following].lemma == "язык"


def above(scene: Scene, named: Instrument) -> list[int]:
    """The tokens that govern an instrument, nearest first, with the little words beside them."""
    tokens, children = scene.markup.tokens, scene.markup.children
    chain, at = [], named.head
    for _ in range(STEPS):
        head = tokens[at].head
        if head == at or (at != named.head and _is_doer(scene, at)):
            break
        chain.append(head)
        at = head
        attribute = tokens[at].feats.get("VerbForm") == "Part" and tokens[at].feats.get("Variant") != "Short"
        if (
            tokens[at].pos == "VERB"
            and not attribute
            and tokens[at].rel not in ("xcomp", "ccomp", "conj", "acl", "advcl", "csubj", "csubj:pass")
        ):
            break
    little = ("PART", "ADP", "AUX", "ADV", "VERB", "ADJ")
    below = [c for n in (named.head, *chain) for c in children[n] if tokens[c].pos in little]
    return [*chain, *(c for c in below if tokens[c].rel != "conj" or tokens[c].pos != "VERB")]


def _is_doer(scene: Scene, noun: int) -> bool:
    """Whether a noun over the name is who does what the verb says: «участники конвенции одобрили»."""
    token = scene.markup.tokens[noun]
    somebody = token.feats.get("Animacy") == "Anim" or scene.mention_at(noun) is not None
    return somebody and token.pos in NOUNS and token.rel == "nsubj"


def status_of(scene: Scene, named: Instrument) -> str:
    """`signed`, `in-force`, `planned`, `proposed` or `not-concluded`, by the words that govern the name."""
    tokens, telling = scene.markup.tokens, instruments().telling
    governors = [*above(scene, named), *_told_after(scene, named)]
    opening = scene.markup.sentences[scene.markup.sentence_of[named.head]].first
    before = tokens[max(opening, named.first - 3) : named.first]
    lemmas = {tokens[n].lemma for n in governors} | {t.lemma for t in before}
    signing = [tokens[n] for n in governors if tokens[n].lemma in telling["signs"]]
    if telling["by"] & lemmas and not signing:
        return "in-force"
    if (
        is_missing(scene, named)
        or lemmas & (telling["untrue"] - {"не"})
        or ("не" in lemmas and _is_denied(scene, named))
    ):
        return "not-concluded"
    if any(_is_future(t) for t in (tokens[n] for n in governors)) or lemmas & telling["planned"]:
        return "planned"
    if lemmas & telling["proposed"] and not any(_is_past(t) for t in signing):
        return "in-force" if _is_of_a_day(scene, named) else "proposed"
    if signing:
        return "signed"
    return "signed" if "новый" in lemmas else "in-force"


def _is_denied(scene: Scene, named: Instrument) -> bool:
    """Whether «не» denies the signing; «не подпадает под конвенцию» denies another thing."""
    tokens, telling = scene.markup.tokens, instruments().telling
    words = telling["signs"] | telling["denied"]
    return any(tokens[n].lemma in words and n and tokens[n - 1].lemma == "не" for n in above(scene, named))


def _is_future(token: Token) -> bool:
    return token.feats.get("Tense") == "Fut" or token.lemma == "будущий"


def _is_past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" or token.pos == "NOUN"


def date_of(scene: Scene, named: Instrument, status: str) -> str:
    """When the instrument was or is to be concluded, where its own words or the verb of signing say it."""
    tokens, telling = scene.markup.tokens, instruments().telling
    signing: list[int] = []
    ahead = status in (
        "planned",
        "proposed",
    )  # not «парафированное в июле», but «рассчитывают подписать в ноябре»
    for number in above(scene, named) if ahead else governing(scene, named):
        if tokens[number].lemma in telling["later"]:  # «закон о ратификации договора» is of another day
            break
        if tokens[number].lemma in telling["signs"] and tokens[number].pos in ("VERB", "NOUN"):
            signing.append(number)
    for number in signing:
        times = [d.edtf for d in times_of(scene, number) if d.edtf]
        if times:
            return times[0]
    after = [d for d in scene.markup.dates_between(named.last, _behind(scene, named)) if d.edtf]
    if after and "/" not in after[0].edtf:
        return after[0].edtf
    told = (told_when(scene, number) for number in signing if status in ("signed", "in-force"))
    return next((t if isinstance(t, str) else t.edtf for t in told if t), "")


def is_missing(scene: Scene, named: Instrument) -> bool:
    """«между странами нет договора о выдаче»: that there is none is told, and so which one."""
    tokens = scene.markup.tokens
    return any(tokens[n].lemma == "нет" for n in above(scene, named))


def is_dated_behind(scene: Scene, named: Instrument) -> bool:
    """«согласно соглашению 1998 года»: a time right behind the name, so that it is one instrument."""
    return bool(scene.markup.dates_between(named.last, named.last + 1))


def _is_of_a_day(scene: Scene, named: Instrument) -> bool:
    """«обсудили отношения, основанные на Договоре от 3 сентября 2019 г.»: it has its day, so it was made."""
    return any(len(d.edtf) == 10 for d in scene.markup.dates_between(named.first, _behind(scene, named)))


def _behind(scene: Scene, named: Instrument) -> int:
    """Where the words right behind a name end that may date it: «(Ашхабад, 9 января 1992 г.)»."""
    tokens = scene.markup.tokens
    if named.last < len(tokens) and tokens[named.last].text == "(":
        for number in range(named.last + 1, min(named.last + BRACKETED, len(tokens))):
            if tokens[number].text == ")":
                return number
    return named.last + 3


def _told_after(scene: Scene, named: Instrument) -> list[int]:
    """«договор …, заключённый в июне 2015 года»: the participle that follows the name."""
    tokens = scene.markup.tokens
    if named.last + 1 >= len(tokens) or tokens[named.last].text != ",":
        return []
    following = tokens[named.last + 1]
    return [named.last + 1] if following.feats.get("VerbForm") == "Part" else []
