"""What stands around a word: the slots that frames name, read off the syntax.

Slots are free of voice: the agent of «подписал», «был подписан», «подписание» is always `agent`.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from legation.extraction.acts.astray import object_astray, subject_astray
from legation.extraction.acts.said import who_says
from legation.extraction.acts.slots import (
    CASES,
    DEEP,
    NOMINAL,
    antecedent,
    chain,
    led_to,
    preposition,
    slot_of,
    tells_time,
)
from legation.extraction.acts.subject import subjects
from legation.extraction.scene import Scene
from legation.record import Markup
from legation.vocabulary.acts import acts, is_prepositional

__all__ = ["Clause", "chain", "is_passive", "of_noun", "of_verb", "slot_of", "subjects"]

_STOPS = frozenset(",;:—–()«")
_MORE = frozenset({"более", "больше", "менее", "меньше"})  # «сбросили более двух тонн бомб»
_COMPLETED = frozenset({"ccomp", "xcomp", "csubj", "parataxis"})  # a verb that has them wants no object
_CARRIED = frozenset({"obj", "nsubj", "nsubj:pass", "iobj", "xcomp"})
_CARRIED_SLOTS = frozenset({"за+acc", "с+ins", "в+acc", "на+acc", "к+dat", "about", "ins", "dat", "gen"})
WINDOW = 7  # tokens that a torn noun may lie behind its verb, or an actor behind a torn noun


class Clause(Struct):
    """A trigger with its slots: slot → tokens that head the fillers; `light` are verbs that carry it.

    `words` remembers, for frames held against a finished clause, the tokens of a place, their lemmas, and
    whether one of them may tell by words below it.
    """

    trigger: int
    noun: bool
    slots: dict[str, list[int]] = field(default_factory=dict)
    light: list[int] = field(default_factory=list)
    words: dict[tuple[str, ...], tuple[list[int], frozenset[str], bool]] = field(default_factory=dict)

    def add(self, slot: str, tokens: Iterable[int]) -> None:
        """Put fillers into a slot, each once."""
        there = self.slots.setdefault(slot, [])
        there.extend(token for token in tokens if token not in there and token != self.trigger)

    def at(self, slot: str) -> list[int]:
        """The fillers of a slot."""
        return self.slots.get(slot, [])


def is_passive(markup: Markup, number: int) -> bool:
    """Whether the verb's grammatical subject is the one acted on."""
    token = markup.tokens[number]
    if token.feats.get("Voice") == "Pass" or token.lemma in acts().reflexive:
        return True
    return any(markup.tokens[c].rel in ("nsubj:pass", "aux:pass") for c in markup.children[number])


def _complements(markup: Markup, clause: Clause, number: int, passive: bool) -> None:
    for child in markup.children[number]:
        token = markup.tokens[child]
        several = [antecedent(markup, n) for n in chain(markup, led_to(markup, child))]
        if token.rel == "obj":
            clause.add("patient", several)
        elif token.rel == "iobj":
            slot = slot_of(markup, child) or "dat"
            by = "agent" if passive else "ins"
            clause.add({"gen": "dat", "acc": "patient", "ins": by}.get(slot, slot), several)  # «Эфиопии»
        elif token.rel == "obl:agent":
            clause.add("agent", several)
        elif token.rel in ("obl", "nmod", "obl:tmod", "xcomp") and token.pos in NOMINAL:
            slot = slot_of(markup, child)
            clause.add("agent" if slot == "ins" and passive else slot, several)
            if slot == "в+loc" and token.text.isupper():  # an abbreviation has no case of its own
                clause.add("в+acc", several)
            led_away = slot == "acc" and token.rel == "obl"
            if (led_away or _below_noun(markup, child, slot, passive)) and not clause.at("patient"):
                clause.add("patient", several)
        elif token.rel in ("nummod", "nummod:gov") and token.pos == "NOUN" and not clause.at("patient"):
            lacks = _lacks_subject(markup, number)
            clause.add("agent" if lacks else "patient", several if lacks or child > number else [])
        elif token.lemma in _MORE and token.rel in ("advmod", "nsubj", "obj") and child > number:
            counted = (c for c in markup.children[child] if markup.tokens[c].rel in ("obl", "nmod"))
            clause.add("patient", [c for c in counted if markup.tokens[c].feats.get("Case") == "Gen"])


def _below_noun(markup: Markup, child: int, slot: str, passive: bool) -> bool:
    """Whether somebody hangs on a rare verb as on the noun that it was taken for: «умыкнули волонтёров»."""
    token = markup.tokens[child]
    verb = markup.tokens[token.head].feats.get("VerbForm") == "Fin"
    animate = token.feats.get("Animacy") == "Anim" and child > token.head
    return slot in ("gen", "acc") and token.rel == "nmod" and verb and animate and not passive


def _lacks_subject(markup: Markup, number: int) -> bool:
    """Whether a verb stands in the plural or the neuter without a subject: «погибло 120 тысяч беженцев»."""
    feats = markup.tokens[number].feats
    counted = feats.get("Number") == "Plur" or feats.get("Gender") == "Neut"
    return counted and not any(markup.tokens[c].rel.startswith("nsubj") for c in markup.children[number])


def of_verb(scene: Scene, number: int) -> Clause:
    """The slots around a verb or a predicate adjective."""
    markup = scene.markup
    clause = Clause(number, False)
    token = markup.tokens[number]
    passive = is_passive(markup, number)
    torn = None if passive else _second_subject(markup, number)
    doers, things = ([], []) if passive else subject_astray(scene, number)
    clause.add("patient" if passive else "agent", doers or [n for n in subjects(markup, number) if n != torn])
    clause.add("patient", things)
    if torn is not None and not doers:
        clause.add("patient", chain(markup, torn))
    _complements(markup, clause, number, passive)
    clause.slots["patient"] = [n for n in clause.at("patient") if n not in doers]
    for child in markup.children[number]:
        if markup.tokens[child].rel == "ccomp":
            clause.add("said", [n for n in subjects(markup, child) if n not in clause.at("agent")])
    if token.lemma in acts().words("duty") or token.lemma in acts().words("told-wrongs"):
        clause.add("speaker", who_says(scene, number))
    if not passive and not clause.at("agent") and _nobody_named(markup, number):
        clause.add("agent", [n for n in clause.at("в+loc") if _governs(scene, n)])
    _torn(markup, clause, number, passive)
    if not passive and not clause.at("patient"):
        clause.add("patient", [n for c in _shared_objects(markup, number) for n in chain(markup, c)])
    if not passive and not clause.at("patient"):
        clause.add("patient", object_astray(markup, number))
    if token.rel == "conj" and passive and not clause.at("agent"):
        shared = [c for c in markup.children[token.head] if markup.tokens[c].rel == "obl:agent"]
        clause.add("agent", [n for c in shared for n in chain(markup, c)])
    return clause


def _shared_objects(markup: Markup, number: int) -> list[int]:
    """The object of a verb coordinated with this one, which has none: «помиловал и отпустил пленных»,
    «задержали аспиранта и увезли».
    """
    tokens, token = markup.tokens, markup.tokens[number]
    own = {tokens[c].rel for c in markup.children[number]}
    if token.rel == "conj" and tokens[token.head].pos == "VERB":
        shared = [c for c in markup.children[token.head] if tokens[c].rel == "obj"]
        asks = token.lemma in acts().words("bid") or token.lemma in acts().words("demands")
        full = asks or not own.isdisjoint(_COMPLETED)
        return [c for c in shared if c > number or not full]
    after = next((c for c in markup.children[number] if tokens[c].rel == "conj"), number)
    between = {tokens[n].pos for n in range(number + 1, after) if not tells_time(markup, n)}
    if (
        tokens[after].pos != "VERB"
        or not between <= {"CCONJ", "ADV", "PUNCT"}
        or not own.isdisjoint(_COMPLETED)
    ):
        return []
    return [c for c in markup.children[after] if tokens[c].rel == "obj" and c > after]


def _second_subject(markup: Markup, number: int) -> int | None:
    """Of two subjects the thing behind the verb, which is its object: «корпус захватил британский танкер»."""
    several = [c for c in markup.children[number] if markup.tokens[c].rel == "nsubj"]
    behind = several[-1] if len(several) == 2 else -1
    if (
        behind < number
        or several[0] > number
        or any(markup.tokens[c].rel == "obj" for c in markup.children[number])
    ):
        return None
    return behind if markup.tokens[behind].feats.get("Animacy") != "Anim" else None


def _nobody_named(markup: Markup, number: int) -> bool:
    """Whether a verb leaves out who does it: the plural without a subject («в Москве назвали …»)."""
    token = markup.tokens[number]
    return token.feats.get("VerbForm") == "Fin" and token.feats.get("Number") == "Plur"


def _governs(scene: Scene, number: int) -> bool:
    """Whether a place may stand for those who act there: a state, its capital or an organ, a union."""
    mention = scene.mention_at(number)
    return (
        mention is not None and mention.kind != "person" and (bool(mention.state) or mention.kind == "body")
    )


def _torn(markup: Markup, clause: Clause, number: int, passive: bool) -> None:
    """People close behind a verb whom the parse hangs elsewhere: «принял в Кремле коллегу», «озвучена в
    1997 году премьером», each into the slot that its case says, where that is empty.
    """
    if not passive and not clause.at("patient"):
        clause.add("patient", _torn_before(markup, clause, number))
    last = markup.sentences[markup.sentence_of[number]].last
    for at in range(number + 1, min(last, number + WINDOW + 2)):
        token = markup.tokens[at]
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in _STOPS:
            return
        if token.pos == "CCONJ" and [t.pos for t in markup.tokens[at - 1 : at + 2 : 2]] != ["ADJ", "ADJ"]:
            return  # «Чрезвычайного и Полномочного посла» goes on
        if token.pos not in ("NOUN", "PROPN") or token.rel in ("flat:name", "appos", "conj"):
            continue
        if token.feats.get("Animacy") != "Anim" and not _is_listed(markup, at):
            continue
        if preposition(markup, at) or token.head == number:
            continue
        case = _case_of(markup, at)
        inside = number < token.head < at
        placed = inside and case == "gen" and _says_where(markup, number, at)
        crossing = token.head < number and token.rel == "nmod" and case in ("acc", "gen")
        if ((inside and (case == "acc" or placed)) or crossing) and not passive and not clause.at("patient"):
            clause.add("patient", chain(markup, at))
        elif case == "ins" and passive and not inside and not clause.at("agent"):
            clause.add("agent", chain(markup, at))
        elif case == "dat" and not inside and not clause.at("dat"):
            clause.add("dat", chain(markup, at))


def _torn_before(markup: Markup, clause: Clause, number: int) -> list[int]:
    """Somebody right before a verb whose subject follows it, whom the parse hangs on the time or the place
    told before: «во второй половине дня премьера принял президент Перу».
    """
    token = markup.tokens[number - 1] if number else None
    if token is None or token.rel != "nmod" or not any(n > number for n in clause.at("agent")):
        return []
    person = token.pos == "NOUN" and token.feats.get("Animacy") == "Anim"
    hung = token.feats.get("Case") in ("Gen", "Acc") and not preposition(markup, number - 1)
    above = markup.tokens[token.head]
    circumstance = above.rel == "obl" or (above.rel == "nmod" and markup.tokens[above.head].rel == "obl")
    return [number - 1] if person and hung and circumstance else []


def _case_of(markup: Markup, number: int) -> str:
    """The case of a noun; the accusative where an attribute of it stands there: «отпустил под залог
    итальянского моряка».
    """
    cases = {markup.tokens[c].feats.get("Case") for c in markup.children[number] if c < number}
    return "acc" if "Acc" in cases else CASES.get(markup.tokens[number].feats.get("Case", ""), "")


def _says_where(markup: Markup, verb: int, number: int) -> bool:
    """Whether somebody stands below a noun that only says where a verb's act was, or where it put people:
    who is in the genitive there is the verb's, whose accusative has that form («задержали в порту Бари
    греческого моряка», «объявила в розыск генерала»).
    """
    place = markup.tokens[number].head
    for _ in range(DEEP):
        if markup.tokens[place].rel == "nmod" and markup.tokens[place].head > verb:
            place = markup.tokens[place].head
    token = markup.tokens[place]
    if token.rel != "obl" or token.head != verb:
        return False
    direct = markup.tokens[number].head == place
    if token.lemma in acts().words("lists"):  # «в список нежелательных лиц певца»: the last one
        below = (markup.tokens[c] for c in markup.children[number])
        return not direct or all(t.rel != "nmod" or t.feats.get("Animacy") != "Anim" for t in below)
    return direct and (token.feats.get("Case") == "Loc" or token.lemma in acts().words("put"))


def _is_listed(markup: Markup, number: int) -> bool:
    """Whether a name stands right behind a list: «внесли в чёрный список ВТБ»."""
    token = markup.tokens[number]
    return token.pos == "PROPN" and markup.tokens[token.head].lemma in acts().words("lists")


def _attributes(scene: Scene, clause: Clause, number: int) -> None:
    markup = scene.markup
    for child in markup.children[number]:
        token = markup.tokens[child]
        several = [antecedent(markup, n) for n in chain(markup, led_to(markup, child))]
        if token.rel in ("nmod", "obl", "iobj", "obl:agent", "appos") and token.pos in NOMINAL:
            slot = slot_of(markup, child)
            if slot == "ins" or token.rel == "obl:agent":
                clause.add("agent", several)
            elif slot == "в+loc" and token.text.isupper():
                clause.add(slot, several)
                clause.add("в+acc", several)
            elif token.rel != "appos" or slot != CASES.get(markup.tokens[number].feats.get("Case", "")):
                clause.add(slot, several)
        elif token.rel in ("amod", "det", "nmod") and token.text.lower() in ("его", "ее", "её", "их"):
            clause.add("gen", several)
        elif token.rel in ("amod", "det") and scene.mention_at(child) is not None:
            clause.add("adj", several)
        elif token.rel in ("acl", "amod") and token.feats.get("VerbForm") == "Part" and _carries(token.lemma):
            clause.light.append(child)
            passive = is_passive(markup, child)
            _complements(markup, clause, child, passive)


def _carries(lemma: str) -> bool:
    return lemma in acts().words("light") or lemma in acts().words("occur")


def of_noun(scene: Scene, number: int) -> Clause:
    """The slots around a noun of action, with those of its light verb («провёл встречу с …»)."""
    markup = scene.markup
    clause = Clause(number, True)
    _attributes(scene, clause, number)
    at = number
    token = markup.tokens[at]
    if token.rel == "conj" and markup.tokens[token.head].pos == "NOUN":
        at = token.head
        token = markup.tokens[at]
    if token.rel == "nmod" and markup.tokens[token.head].lemma in acts().words("portions"):
        at = token.head  # «состоялась церемония открытия посольства»
        token = markup.tokens[at]
    above = markup.tokens[token.head]
    if token.head == at:
        return clause
    carried = token.rel in _CARRIED or (token.rel == "obl" and slot_of(markup, at) in _CARRIED_SLOTS)
    if carried and _carries(above.lemma):
        clause.light.append(token.head)
        passive = is_passive(markup, token.head)
        if token.rel != "nsubj" or above.lemma not in acts().words("occur"):
            slot = "agent"
            if not (passive and token.rel.startswith("nsubj")):
                clause.add(slot, [n for n in subjects(markup, token.head) if n != at])
        held = Clause(number, True)
        _complements(markup, held, token.head, passive)
        for slot, fillers in held.slots.items():
            if slot != "patient":
                clause.add(slot, [n for n in fillers if n != at and n != number])
    elif not _light_before(scene, clause):
        clause.add("near", _clause_subject(markup, at))
    _beside(scene, clause)
    return clause


def _light_before(scene: Scene, clause: Clause) -> bool:
    """Where the parse has torn a noun from its light verb close before it: «выразил X соболезнования»."""
    markup = scene.markup
    number = clause.trigger
    if preposition(markup, number) or markup.tokens[number].feats.get("Case") not in ("Acc", "Gen"):
        return False
    first = markup.sentences[markup.sentence_of[number]].first
    for at in range(number - 1, max(first, number - WINDOW) - 1, -1):
        token = markup.tokens[at]
        if token.pos in ("PUNCT", "CCONJ", "SCONJ", "ADP"):
            return False
        if token.pos == "VERB":
            if token.lemma not in acts().words("light") or is_passive(markup, at):
                return False
            clause.light.append(at)
            clause.add("agent", subjects(markup, at))
            held = Clause(number, True)
            _complements(markup, held, at, False)
            for slot, fillers in held.slots.items():
                people = [n for n in fillers if markup.tokens[n].feats.get("Animacy") == "Anim"]
                clause.add("dat" if slot == "patient" else slot, people if slot == "patient" else fillers)
            return True
    return False


def _beside(scene: Scene, clause: Clause) -> None:
    """Actors after a preposition close behind a noun that the parse hangs elsewhere: «визит … в X»."""
    markup = scene.markup
    number = clause.trigger
    last = markup.sentences[markup.sentence_of[number]].last
    for at in range(number + 1, min(last, number + WINDOW + 2)):
        token = markup.tokens[at]
        if token.pos in ("VERB", "PUNCT", "CCONJ") and token.text != ".":
            return
        mention = scene.mention_at(at)
        if mention is None or mention.first != at or markup.tokens[at - 1].pos != "ADP":
            continue
        slot = slot_of(markup, at) if preposition(markup, at) else slot_of(markup, mention.head)
        if is_prepositional(slot) and not clause.at(slot):
            clause.add(slot, [mention.head])


def _clause_subject(markup: Markup, number: int) -> list[int]:
    """The subject of the verb under which a noun stands as a circumstance («в ходе встречи X заявил»)."""
    at = number
    for _ in range(DEEP):
        token = markup.tokens[at]
        if token.head == at:
            return []
        if markup.tokens[token.head].pos in ("VERB", "ADJ"):
            return [n for n in subjects(markup, token.head) if n != at] if token.rel == "obl" else []
        at = token.head
    return []
