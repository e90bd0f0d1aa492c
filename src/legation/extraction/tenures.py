"""Who held which office: tenures, and all that the text says of persons and their posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from legation.extraction.people import whose_life
from legation.extraction.scene import Scene
from legation.extraction.tenures_holders import holdings
from legation.extraction.tenures_people import Holding
from legation.extraction.tenures_scope import Owner, owner_of, post_class
from legation.extraction.tenures_times import held_when
from legation.extraction.tenures_words import Words
from legation.record import Mention, Tenure, Token
from legation.vocabulary.acts import acts
from legation.vocabulary.leaders import side_of
from legation.vocabulary.reporting import folded as outlet_name
from legation.vocabulary.reporting import reporting

ORGANS = frozenset({"ведомство", "министерство", "служба", "мид", "минобороны"})
SPELLED_APART = 2  # letters by which two spellings of one full name may differ
LEADERS = frozenset({"leader", "president", "premier", "monarch", "pope"})
CHIEFS = frozenset({"глава", "руководитель", "начальник", "шеф"})
ENVOYS = frozenset(
    "посол посланник консул представитель постпред посольство атташе диппредставительство дипмиссия миссия "
    "консульство генконсульство торгпредство представительство".split()
)
STEPS = 4  # up from a post's first word to the noun that stands in the clause
SPOKEN = frozenset({"слово", "мнение", "данные", "оценка", "сообщение", "утверждение"})


class Post(Struct, frozen=True):
    """A holding with whose the post is, its class and the words of its name."""

    holding: Holding
    owner: Owner
    kind: str
    words: frozenset[str]


def posts_held(scene: Scene) -> tuple[Post, ...]:
    """Every person and post that the document joins, state's or not, mention by mention."""
    words = Words(scene)
    return tuple(Post(h, owner_of(words, h), *post_class(words, h)) for h in holdings(words))


def tenures(
    scene: Scene, acting: frozenset[str] | None = None, visitors: Mapping[str, str] = MappingProxyType({})
) -> tuple[Tenure, ...]:
    """Every office that belongs in the record, once per person and office.

    `acting` are the names of those who act or speak in the document's events and statements; posts that are
    no state's count only for them and for whom a passage is about. Where it is not given, the subjects of the
    document's verbs stand in. `visitors` are those of whom it is told that they visited another state, with
    their own.
    """
    posts = posts_held(scene)
    acting = (_acting(scene, posts) if acting is None else acting) | _lives(scene)
    groups = offices_of([post for post in posts if _in_record(post, acting)])
    sides: dict[str, list[str]] = {}
    for post in (p for group in groups for p in group if p.owner.room == "public" and len(p.owner.of) == 3):
        sides.setdefault(post.holding.person.name, []).append(post.owner.of)
    for name, state in visitors.items():
        sides.setdefault(name, []).append(state)
    named = {p.owner.of for p in posts if p.owner.named and p.owner.room == "public" and len(p.owner.of) == 3}
    only = named.pop() if len(named) == 1 else ""
    return tuple(
        _tenure(scene, group, next(iter(sides.get(group[0].holding.person.name, ())), ""), only)
        for group in groups
        if not _is_told_elsewhere(group, groups)
    )


def _acts_for(post: Post) -> bool:
    """Whether the post is held for another: «исполняющий обязанности»."""
    return post.holding.text.lower().startswith(("исполняющ", "временно исполняющ", "врио", "и. о.", "и.о."))


def _is_told_elsewhere(group: list[Post], groups: list[list[Post]]) -> bool:
    """«правительство Чавеса» where he is the president."""
    if any(p.holding.rule != "a reign" for p in group):
        return False
    name = group[0].holding.person.name
    return any(g[0].holding.person.name == name and g[0].kind in LEADERS for g in groups if g is not group)


def offices_of(posts: Iterable[Post]) -> list[list[Post]]:
    """The posts by person and office, each office once with every place that tells of it."""
    groups: list[list[Post]] = []
    for post in posts:
        if post.holding.stage == "none":
            continue
        group = next((g for g in groups if any(_same(post, other) for other in g)), None)
        if group is None:
            groups.append([post])
        else:
            group.append(post)
    return groups


def _in_record(post: Post, acting: frozenset[str]) -> bool:
    room = post.owner.room
    return room == "public" or (room == "other" and post.holding.person.name in acting)


def _lives(scene: Scene) -> frozenset[str]:
    """The persons whose lives the passages tell: their posts are what such a text is about."""
    named: dict[int, list[tuple[int, str]]] = {}
    for mention in scene.mentions:
        if mention.kind == "person" and mention.how in ("name", "surname"):
            passage = scene.markup.passage_of(mention.first)
            named.setdefault(passage, []).append((mention.first, mention.name))
    return frozenset(name for told in named.values() if (name := whose_life(told)))


def _acting(scene: Scene, posts: tuple[Post, ...]) -> frozenset[str]:
    """The persons who act or speak in the document: the subjects of its verbs, those whose words it gives."""
    tokens = scene.markup.tokens

    def acts(first: int, last: int) -> bool:
        spoken = first > 1 and tokens[first - 1].lemma in SPOKEN
        return spoken or any(_is_subject(tokens, n) for n in range(first, last))

    spans = [(m.first, m.last, m.name) for m in scene.mentions if m.kind == "person"]
    spans += [(p.holding.first, p.holding.last, p.holding.person.name) for p in posts]
    return frozenset(name for first, last, name in spans if acts(first, last))


def _is_subject(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether a token, or what it is an apposition to, is the subject of a verb."""
    for _ in range(3):
        if tokens[number].rel == "nsubj" and tokens[tokens[number].head].pos == "VERB":
            return True
        if tokens[number].rel not in ("appos", "flat:name", "flat", "nmod"):
            return False
        number = tokens[number].head
    return False


def _same(one: Post, other: Post) -> bool:
    """Whether two posts of the document are one office of one person."""
    if one.owner.of and other.owner.of and one.owner.of != other.owner.of:
        return False
    if one.holding.person.name != other.holding.person.name:
        spelled = is_spelled_alike(one.holding.person.name, other.holding.person.name)
        return spelled and bool(one.kind or one.words == other.words) and one.kind == other.kind
    if one.kind and one.kind == other.kind and _acts_for(one) == _acts_for(other):
        return True
    if "leader" in (one.kind, other.kind) and {one.kind, other.kind} <= LEADERS:
        return True
    nouns = {one.holding.office.noun, other.holding.office.noun}
    if "a post for a person" in (one.holding.rule, other.holding.rule) and _acts_for(one) != _acts_for(other):
        return one.words <= other.words or other.words <= one.words
    if _acts_for(one) != _acts_for(other) or not (len(nouns) == 1 or nouns <= CHIEFS):
        return False
    if nouns <= CHIEFS and len(nouns) == 2:
        return bool(one.words & other.words) and one.owner.of == other.owner.of
    return one.words <= other.words or other.words <= one.words


def is_spelled_alike(one: str, other: str) -> bool:
    """Whether two full names are two spellings of one: «Яйя Джамме» and «Яхья Джамме»."""
    words, others = one.lower().split(), other.lower().split()
    if len(words) != len(others) or len(words) < 2:
        return False
    far = [Levenshtein.distance(a, b) for a, b in zip(words, others, strict=True)]
    alike = all(a[0] == b[0] and min(len(a), len(b)) > n for a, b, n in zip(words, others, far, strict=True))
    return alike and sum(far) <= SPELLED_APART


def side_understood(scene: Scene, number: int, only: str) -> tuple[str, str]:
    """The side of a post that names none, and what it is understood from.

    It is the one side of its sentence, the one state whose posts the document names (`only`), or the state of
    which its passage mostly speaks.
    """
    sentence = scene.markup.sentences[scene.markup.sentence_of[number]]
    last = _words_begin(scene, number, sentence.last)
    told = [
        m
        for m in scene.mentions
        if m.state and sentence.first <= m.first < last and not _posted_to(scene.markup.tokens, m)
    ]
    here = {m.state for m in told if m.first <= number or not _is_counterpart(scene.markup.tokens, m)}
    if any(m.kind != "place" for m in told) and _faces_another(scene, number):
        return _other_side(scene, number, here)
    if len(here) == 1:
        return here.pop(), "the one side of its sentence"
    if len(here) > 1 and (acting := _who_acts(scene, number)):
        return acting, "who acts in what the holder tells"
    if only and sentence.passage not in scene.dyads:
        return only, "the one state whose posts the document names"
    if not here and (about := scene.focus.get(sentence.passage, "")):
        return about, "the side that the passage is about"
    if not here and (before := _side_before(scene, sentence.first)):
        return before, "the one side of the sentence before"
    side = side_of_passage(scene, number)
    return (side, "the side of which the passage speaks most") if side else ("", "")


def _faces_another(scene: Scene, number: int) -> bool:
    """Whether the holder is whom somebody of another state deals with: «принял президента X»."""
    tokens = scene.markup.tokens
    head = number
    for _ in range(STEPS):
        if tokens[head].rel not in ("amod", "flat:name", "appos", "det"):
            break
        head = tokens[head].head
    above = tokens[tokens[head].head]
    return tokens[head].rel in ("obj", "iobj") and above.lemma in acts().words("faced")


def _other_side(scene: Scene, number: int, here: set[str]) -> tuple[str, str]:
    """The side of whom those of these sides deal with: where their envoy serves, or the passage's other."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[number]]
    others = {
        m.state
        for m in scene.mentions
        if m.state and sentence.first <= m.first < number and _posted_to(markup.tokens, m)
    } - here
    if len(others) == 1:
        return others.pop(), "where the envoy serves who deals with the holder"
    sides = set(scene.dyads.get(sentence.passage, ()))
    if len(here) == 1 and here < sides and len(sides) == 2:
        return (sides - here).pop(), "the other side of the passage"
    return "", ""


def _who_acts(scene: Scene, number: int) -> str:
    """The state whose act a spokesman tells: «Власти Перу ввели …, сообщил министр X»."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[number]]
    verb = markup.tokens[number].head
    for n in range(sentence.first, number):
        mention = scene.mention_at(n)
        token = markup.tokens[n]
        if token.rel == "nsubj" and token.head != verb and markup.tokens[token.head].pos == "VERB":
            return mention.state if mention is not None and mention.kind != "person" else ""
    return ""


def _side_before(scene: Scene, first: int) -> str:
    """The one side of the sentence before, within its passage."""
    number = scene.markup.sentence_of[first]
    before = scene.markup.sentences[number - 1] if number else None
    if before is None or before.passage != scene.markup.sentences[number].passage:
        return ""
    sides = {m.state for m in scene.mentions if m.state and before.first <= m.first < before.last}
    return sides.pop() if len(sides) == 1 else ""


def _organ_meant(scene: Scene, post: Post) -> str:
    """The state of the organ that «официальный представитель ведомства» means: the one named last before."""
    office, tokens = post.holding.office, scene.markup.tokens
    if office.last != office.head + 2 or tokens[office.head + 1].lemma not in ORGANS:
        return ""
    number = scene.markup.sentence_of[office.head]
    first = scene.markup.sentences[max(0, number - 1)].first
    near = [m for m in scene.mentions if m.kind == "body" and m.state and first <= m.first < office.first]
    near = [m for m in near if m.how != "outlet" and outlet_name(m.name) not in reporting().outlets]
    return near[-1].state if near else ""


def _is_counterpart(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """«после встречи с американскими сенаторами»: with whom the holder meets is not whose he is."""
    before = [t.lemma for t in tokens[max(0, mention.first - 2) : mention.first]]
    return bool({"с", "со", "против", "к"} & set(before))


def _words_begin(scene: Scene, number: int, last: int) -> int:
    """The token where what the holder says begins: its sides are those that they speak of."""
    tokens, words = scene.markup.tokens, reporting()
    for n in range(number, last):
        if "that" not in words.verbs.get(tokens[n].lemma, ()) and tokens[n].lemma not in words.phrases:
            continue
        for k in range(n + 1, min(n + 4, last)):
            if tokens[k].lemma in ("что", "чтобы") or tokens[k].text in (":", "«", '"'):
                return k
    return last


def side_of_passage(scene: Scene, number: int) -> str:
    """The state of which a passage mostly speaks."""
    passage = scene.markup.passage_of(number)
    counts = Counter(
        m.state or m.name
        for m in scene.mentions
        if m.kind in ("state", "body") and (m.kind == "state" or m.state)
        if scene.markup.passage_of(m.first) == passage
    )
    if not counts:
        return ""
    most = max(counts.values())
    return min(name for name, count in counts.items() if count == most) if 2 * most > counts.total() else ""


def _posted_to(tokens: tuple[Token, ...], mention: Mention) -> bool:
    """«посла в Китае», «посол Перу в Китае»: where an envoy is sent is not whose he is."""
    first = mention.first
    before = {token.lemma for token in tokens[max(0, first - 4) : max(0, first - 1)]}
    return first > 1 and tokens[first - 1].lemma in ("в", "на", "при") and bool(before & ENVOYS)


def _known(scene: Scene, post: Post) -> str:
    """The state whose leader a holder is known to be."""
    year = scene.markup.year_of(post.holding.first)
    return side_of(post.holding.person.name.split(), year, in_office=True)


def _tenure(scene: Scene, group: list[Post], elsewhere: str, only: str) -> Tenure:
    best = min(group, key=lambda p: (p.kind == "leader", not p.owner.named))
    tokens = scene.markup.tokens
    of = best.owner.of or next((p.owner.of for p in group if p.owner.of), "")
    derived = {}
    if not of and elsewhere and best.owner.room == "public":
        of, derived = elsewhere, {"of": "another office or a visit that the text tells of the person"}
    known = "" if any(p.owner.named for p in group) or best.owner.room != "public" else _known(scene, best)
    if known and known != of:
        of, derived = known, {"of": "the office that the person holds or held"}
    if not of and best.owner.room == "public" and (organ := _organ_meant(scene, best)):
        of, derived = organ, {"of": "the organ named last before it"}
    if not of and best.owner.room == "public":
        of, why = side_understood(scene, best.holding.first, only)
        derived = {"of": why} if of else {}
    if all(p.holding.rule == "a post near a name" for p in group):
        office = best.holding.office
        said = scene.evidence(tokens[office.first].start, tokens[office.last - 1].end).quote
        derived["person"] = f"«{said}» stands near the name, and no other holder is named"
    evidence = scene.evidence(tokens[best.holding.first].start, tokens[best.holding.last - 1].end)
    return Tenure(
        document=scene.markup.document.id,
        evidence=(evidence,),
        person=best.holding.person.name,
        office=best.holding.text,
        of=of,
        when=held_when(scene, [p.holding for p in group]),
        derived=derived,
        rule=best.holding.rule + "/" + best.holding.stage,
    )
