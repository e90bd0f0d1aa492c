"""What stands around a word: the slots that frames name, read off the syntax.

Slots are free of voice: the agent of «подписал», «был подписан», «подписание» is always `agent`.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from legation.extraction.scene import Scene
from legation.record import Markup, Token
from legation.vocabulary.acts import acts

_RELATIVE = frozenset({"который", "кто", "who", "whom", "which", "that"})
_REPORTED = frozenset({"it", "they", "he", "she", "we", "i"})
_ENGLISH = {"of": "gen", "by": "agent", "concerning": "about", "regarding": "about"}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"})
_CASE_OF = {
    "к": "dat", "ко": "dat", "от": "gen", "ото": "gen", "у": "gen", "из": "gen", "до": "gen", "для": "gen",
    "против": "gen", "при": "loc", "о": "loc", "об": "loc", "обо": "loc", "между": "ins", "над": "ins",
    "перед": "ins", "через": "acc", "среди": "gen", "по": "dat", "без": "gen", "ради": "gen",
}  # fmt: skip
_PLAIN = {"ко": "к", "ото": "от", "об": "о", "обо": "о", "во": "в", "со": "с", "передо": "перед"}
_PHRASES = {
    "с сторона": "agent",
    "в отношение": "против+gen",
    "в адрес": "против+gen",
    "по отношение": "к+dat",
    "по повод": "about",
    "относительно": "about",
    "касательно": "about",
    "вместе с": "с+ins",
    "совместно с": "с+ins",
    "наряду с": "с+ins",
    "в сотрудничество с": "с+ins",
    "при участие": "с+ins",
    "с участие": "с+ins",
    "при посредничество": "с+ins",
    "при поддержка": "с+ins",
    "в поддержка": "к+dat",
    "в польза": "для+gen",
    "от имя": "agent",
}
_CASES = {"Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc", "Nom": "nom"}
_CARRIED = frozenset({"obj", "nsubj", "nsubj:pass", "iobj", "xcomp"})
_CARRIED_SLOTS = frozenset({"за+acc", "с+ins", "в+acc", "на+acc", "к+dat", "about", "ins", "dat", "gen"})
DEEP = 6
WINDOW = 7  # tokens that a torn noun may lie behind its verb, or an actor behind a torn noun


class Clause(Struct):
    """A trigger with its slots: slot → tokens that head the fillers; `light` are verbs that carry it."""

    trigger: int
    noun: bool
    slots: dict[str, list[int]] = field(default_factory=dict)
    light: list[int] = field(default_factory=list)

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


def chain(markup: Markup, number: int) -> list[int]:
    """A filler and the fillers coordinated with it."""
    found, waiting = [number], [number]
    while waiting:
        for child in markup.children[waiting.pop()]:
            token = markup.tokens[child]
            if token.rel == "conj" and token.pos in NOMINAL and child not in found:
                found.append(child)
                waiting.append(child)
    return found


def antecedent(markup: Markup, number: int) -> int:
    """For a relative pronoun what it stands for, for any other token itself.

    English «X says it is willing»: the subject of a reported clause that is a pronoun is who reports.
    """
    if markup.tokens[number].lemma in _REPORTED:
        return _who_reports(markup, number)
    if markup.tokens[number].lemma not in _RELATIVE:
        return number
    at = number
    for _ in range(DEEP):
        token = markup.tokens[at]
        if token.rel in ("acl:relcl", "acl"):
            return token.head
        if token.head == at:
            return number
        at = token.head
    return number


def _who_reports(markup: Markup, number: int) -> int:
    tokens = markup.tokens
    verb = tokens[number].head
    for _ in range(DEEP):
        if (
            tokens[verb].rel not in ("ccomp", "advcl", "conj", "xcomp", "acl:relcl")
            or tokens[verb].head == verb
        ):
            break
        verb = tokens[verb].head
        for child in markup.children[verb]:
            named = tokens[child].rel in ("nsubj", "nsubj:pass") and tokens[child].pos != "PRON"
            if named and child != number:
                return child
    return number


def _preposition(markup: Markup, number: int) -> str:
    """The preposition of a noun with the nouns fixed to it, as lemmas; empty where there is none."""
    for child in markup.children[number]:
        if markup.tokens[child].rel == "case" and markup.tokens[child].pos != "PART":
            words = [markup.tokens[child].lemma]
            words += [
                markup.tokens[c].lemma for c in markup.children[child] if markup.tokens[c].rel == "fixed"
            ]
            return " ".join(_PLAIN.get(word, word) for word in words)
    return ""


def slot_of(markup: Markup, number: int) -> str:
    """The slot in which an oblique or attribute stands: `dat`, `с+ins`, `about` …"""
    token = markup.tokens[number]
    preposition = _preposition(markup, number)
    case = _CASES.get(token.feats.get("Case", ""), "")
    if not preposition:
        return case
    if preposition.isascii():
        return _ENGLISH.get(preposition, preposition)
    if preposition in _PHRASES:
        return _PHRASES[preposition]
    if preposition in ("о", "про", "насчет"):
        return "about"
    first = preposition.split(" ", 1)[0]
    if first == "с":
        case = "gen" if case == "gen" else "ins"
    elif first in ("в", "на"):
        case = "acc" if case in ("acc", "gen") else "loc"  # «на пять лет»: a numeral governs the genitive
    elif first == "за":
        case = "ins" if case == "ins" else "acc"
    else:
        case = _CASE_OF.get(first, case)
    return f"{first}+{case}"


def subjects(markup: Markup, number: int, deep: int = DEEP) -> list[int]:
    """The grammatical subject of a verb or predicate: its own, shared, controlled or of the clause above."""
    for child in markup.children[number]:
        if markup.tokens[child].rel in ("nsubj", "nsubj:pass"):
            return [antecedent(markup, n) for n in chain(markup, child)]
    token = markup.tokens[number]
    if token.head == number or deep == 0:
        return _before(markup, number) if deep == DEEP else []
    above = markup.tokens[token.head]
    if token.rel == "conj" and above.pos in ("VERB", "ADJ", "AUX"):
        return subjects(markup, token.head, deep - 1)
    if token.feats.get("VerbForm") == "Conv" or token.rel in ("xcomp", "csubj"):
        return _controller(markup, token, deep)
    if token.rel in ("acl", "amod") and token.feats.get("VerbForm") == "Part":
        return [antecedent(markup, n) for n in chain(markup, token.head)]
    if token.rel == "acl" and token.feats.get("VerbForm") == "Inf":
        return _owner(markup, token.head, deep)
    if token.feats.get("VerbForm") == "Fin" and deep == DEEP:
        return _before(markup, number)
    if token.rel == "parataxis" or (token.rel == "advcl" and token.feats.get("VerbForm") == "Inf"):
        return subjects(markup, token.head, deep - 1)
    return []


def _before(markup: Markup, number: int) -> list[int]:
    """For a finite verb without a subject of its own, the last subject before it that agrees."""
    verb = markup.tokens[number]
    if verb.feats.get("VerbForm") != "Fin" or verb.feats.get("Person") in ("1", "2"):
        return []
    first = markup.sentences[markup.sentence_of[number]].first
    torn = _nominative_before(markup, number, first)
    if torn is not None:
        return chain(markup, torn)
    for at in range(number - 1, first - 1, -1):
        token = markup.tokens[at]
        if token.rel == "nsubj" and token.pos != "PRON":
            several = chain(markup, at)
            plural = len(several) > 1 or token.feats.get("Number") == "Plur"
            if plural == (verb.feats.get("Number") == "Plur"):
                genders = {verb.feats.get("Gender"), token.feats.get("Gender")} - {None}
                return several if plural or len(genders) < 2 else []
    return []


def _nominative_before(markup: Markup, number: int, first: int) -> int | None:
    """A subject that the parse hangs elsewhere: the nominative right before the verb, with no clause
    between.
    """
    found: int | None = None
    for at in range(number - 1, first - 1, -1):
        token = markup.tokens[at]
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in (";", ":", "—", "«", "»", '"'):
            break
        names = token.rel in ("appos", "flat:name", "flat", "amod", "conj")
        if token.pos in ("NOUN", "PROPN") and token.feats.get("Case") == "Nom" and not names:
            found = at
    if found is None or markup.tokens[found].feats.get("Number") != markup.tokens[number].feats.get("Number"):
        return None
    return found


def _controller(markup: Markup, token: Token, deep: int) -> list[int]:
    """Who does what an infinitive or gerund says: «просит США вывести» the object, «намерен вывести» the
    subject.
    """
    above = markup.tokens[token.head]
    if token.feats.get("VerbForm") == "Inf" and above.lemma in acts().words("bid"):
        for child in markup.children[token.head]:
            rel = markup.tokens[child].rel
            if rel in ("obj", "iobj") or (
                rel == "obl" and slot_of(markup, child) in ("dat", "от+gen", "acc", "gen")
            ):
                return [antecedent(markup, n) for n in chain(markup, child)]
    return subjects(markup, token.head, deep - 1)


def _owner(markup: Markup, noun: int, deep: int) -> list[int]:
    """Whose decision, wish or threat it is: «решение Парижа ввести», «принял решение ввести»."""
    for child in markup.children[noun]:
        if markup.tokens[child].rel == "nmod" and slot_of(markup, child) == "gen":
            return chain(markup, child)
    above = markup.tokens[noun]
    if above.rel in ("obj", "obl", "iobj", "xcomp") and deep:
        return subjects(markup, above.head, deep - 1)
    return []


def _complements(markup: Markup, clause: Clause, number: int, passive: bool) -> None:
    for child in markup.children[number]:
        token = markup.tokens[child]
        several = [antecedent(markup, n) for n in chain(markup, child)]
        if token.rel == "obj":
            clause.add("patient", several)
        elif token.rel == "iobj":
            clause.add(slot_of(markup, child) or "dat", several)
        elif token.rel == "obl:agent":
            clause.add("agent", several)
        elif token.rel in ("obl", "nmod", "obl:tmod", "xcomp") and token.pos in NOMINAL:
            slot = slot_of(markup, child)
            clause.add("agent" if slot == "ins" and passive else slot, several)
            if slot == "в+loc" and token.text.isupper():  # an abbreviation has no case of its own
                clause.add("в+acc", several)
            if slot == "acc" and token.rel == "obl" and not clause.at("patient"):
                clause.add("patient", several)


def of_verb(scene: Scene, number: int) -> Clause:
    """The slots around a verb or a predicate adjective."""
    markup = scene.markup
    clause = Clause(number, False)
    token = markup.tokens[number]
    passive = is_passive(markup, number)
    clause.add("patient" if passive else "agent", subjects(markup, number))
    _complements(markup, clause, number, passive)
    for child in markup.children[number]:
        if markup.tokens[child].rel == "ccomp":
            clause.add("said", [n for n in subjects(markup, child) if n not in clause.at("agent")])
    above = markup.tokens[token.head]
    if token.rel == "conj" and above.pos == "VERB" and not passive and not clause.at("patient"):
        shared = [c for c in markup.children[token.head] if markup.tokens[c].rel == "obj"]
        clause.add("patient", [n for c in shared if c > number for n in chain(markup, c)])
    if token.rel == "conj" and passive and not clause.at("agent"):
        shared = [c for c in markup.children[token.head] if markup.tokens[c].rel == "obl:agent"]
        clause.add("agent", [n for c in shared for n in chain(markup, c)])
    return clause


def _attributes(scene: Scene, clause: Clause, number: int) -> None:
    markup = scene.markup
    for child in markup.children[number]:
        token = markup.tokens[child]
        several = [antecedent(markup, n) for n in chain(markup, child)]
        if token.rel in ("nmod", "obl", "iobj", "obl:agent", "appos") and token.pos in NOMINAL:
            slot = slot_of(markup, child)
            if slot == "ins" or token.rel == "obl:agent":
                clause.add("agent", several)
            elif slot == "в+loc" and token.text.isupper():
                clause.add(slot, several)
                clause.add("в+acc", several)
            elif token.rel != "appos" or slot != _CASES.get(markup.tokens[number].feats.get("Case", "")):
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
    if _preposition(markup, number) or markup.tokens[number].feats.get("Case") not in ("Acc", "Gen"):
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
        slot = slot_of(markup, at) if _preposition(markup, at) else slot_of(markup, mention.head)
        if "+" in slot and not clause.at(slot):
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
