"""Whether an act happened: from tense, negation, and the words that plan, propose, deny or doubt it."""

from __future__ import annotations

from legation.extraction.acts.clause import Clause, slot_of
from legation.extraction.acts.slots import preposition
from legation.extraction.scene import Scene
from legation.record import Markup, Token
from legation.vocabulary.acts import Frame, acts
from legation.vocabulary.hedging import hedges

STEPS = 5
NEGATIONS = frozenset({"не", "not", "n't", "never"})
_PERFORMED = frozenset({"endorse", "invite"})  # «хочу поблагодарить», «хотел бы пригласить» do it
_NOT_MERELY = frozenset("только лишь просто раз первый единожды однажды".split())
_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")
_CHAMPIONS = frozenset({"выступить", "выступать"})
_MANAGED = frozenset({"смочь"})  # in the past it was done: «консул смог увидеться с арестованными»
_TRIED = frozenset({"пытаться", "попытаться", "попытка"})
_DONE_BY_TRYING = frozenset({"ASSAULT", "REQUEST"})  # who tries to attack or to talk round does it
_EXCLUDED = frozenset({"исключать", "исключить", "исключаться"})  # what is not excluded may be
_IF = "если"
_WILL_BE = frozenset({"будет", "будут", "буду", "будем", "будете"})
_LASTING = frozenset(
    {"CONSULT", "COOPERATE", "AID", "COERCE", "MOBILIZE", "ASSAULT", "SANCTION", "PROTEST", "RETREAT"}
)
_AT_ONCE = frozenset({"withdraw", "expel", "convict"})  # «Иордания отзывает посла»: done by being told
_JUDGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})  # deeds that others condemn or approve
_COMPLEMENT = frozenset(
    {
        "about",
        "к+dat",
        "от+gen",
        "на+acc",
        "против+gen",
        "за+acc",
        "для+gen",
        "gen",
        "dat",
        "ins",
        "с+ins",
        "acc",
    }
)


def status_of(scene: Scene, clause: Clause, frame: Frame) -> str:
    """The status of the act that this clause tells, as RECORD.md names it."""
    if frame.status:
        return frame.status
    markup = scene.markup
    verdicts = [_own(markup, clause.trigger)]
    judged = frame.type in _JUDGED
    carrying = [n for n in clause.light if not (judged and markup.tokens[n].lemma in acts().words("judging"))]
    for light in carrying:
        verdicts += [_own(markup, light), _governor(markup, light, clause.trigger)]
    at = carrying[0] if carrying else clause.trigger
    above = _above(markup, at, judged)
    if frame.act in _PERFORMED and _wishes(markup, at):
        above, verdicts = [v for v in above if v != "proposed"], [v for v in verdicts if v != "proposed"]
    verdicts += above
    if frame.type in _DONE_BY_TRYING and _tried(markup, at):
        verdicts = [verdict for verdict in verdicts if verdict != "proposed"]
    said = _tense(markup, at, frame)
    denied = sum(v == "denied" for v in verdicts) % 2 == 1
    for verdict in ("alleged",):
        if verdict in verdicts:
            return verdict
    if denied:
        return "denied"
    for verdict in ("proposed", "planned"):
        if verdict in verdicts:
            return verdict
    conditional = hangs_on(markup, at) if judged else _has_if(markup, at)
    return "proposed" if said == "planned" and conditional else said


def hangs_on(markup: Markup, number: int) -> bool:
    """Whether a verb has a condition: «Иран закроет пролив, если на него нападут», «… в случае нападения»."""
    return _has_if(markup, number) or any(_is_case(markup, child) for child in markup.children[number])


def _has_if(markup: Markup, number: int) -> bool:
    for child in markup.children[number]:
        if is_condition(markup, child):
            return True
        below = [c for c in markup.children[child] if markup.tokens[c].rel == "acl:relcl"]
        if any(is_condition(markup, c) for c in below):  # as the parse has it behind an object
            return True
    return False


def _is_case(markup: Markup, number: int) -> bool:
    """«в случае нападения», and not «в этом случае»."""
    told = markup.tokens[number].lemma in acts().words("cases") and slot_of(markup, number).startswith("в+")
    return told and any(markup.tokens[c].rel == "nmod" for c in markup.children[number])


def is_condition(markup: Markup, number: int) -> bool:
    """Whether a clause opens with «если»."""
    return any(
        markup.tokens[c].rel == "mark" and markup.tokens[c].lemma == _IF for c in markup.children[number]
    )


def _tried(markup: Markup, number: int) -> bool:
    """Whether what governs the act is the trying: «пытались напасть на сухогруз»."""
    token = markup.tokens[number]
    return token.rel in ("xcomp", "nmod", "acl") and markup.tokens[token.head].lemma in _TRIED


def _wishes(markup: Markup, number: int) -> bool:
    return markup.tokens[markup.tokens[number].head].lemma in ("хотеть", "хотеться", "позволить", "разрешить")


def _own(markup: Markup, number: int) -> str:
    """What the word's own modifiers say of it: «не», «бы», «якобы», «предстоящий», «если»."""
    verdict = ""
    if is_condition(markup, number):  # «если Белоруссия не освободит поляков»: nothing is denied
        return "proposed"
    for child in markup.children[number]:
        token = markup.tokens[child]
        if denies(markup, child) and token.rel in ("advmod", "obl", "discourse", "cc"):
            return "denied"
        if token.rel in ("advmod", "mark", "discourse", "parataxis", "aux", "amod", "acl", "det"):
            verdict = hedges().modifiers.get(token.lemma, verdict)
            if token.lemma == "would" and markup.tokens[number].rel in ("ccomp", "conj"):
                verdict = "planned"  # «said that it would …»: the future of what is reported
        if token.rel in ("amod", "acl") and token.feats.get("VerbForm") == "Part":
            verdict = hedges().governors.get(token.lemma, verdict)
    if verdict == "planned" and _told_as_past(markup.tokens[number]):  # «поздравил вскоре после избрания»
        return ""
    return verdict


def _above(markup: Markup, number: int, judged: bool) -> list[str]:
    """What the words that govern the act say of it; one that is `judged` is not put forward by being so."""
    found: list[str] = []
    at = number
    for _ in range(STEPS):
        token = markup.tokens[at]
        if token.head == at:
            break
        above = markup.tokens[token.head]
        if above.lemma in acts().words("tidings"):  # «не получил сведений о визите»: of him, not of the visit
            if hedges().governors.get(markup.tokens[above.head].lemma) == "denied":
                found.append("denied")  # «опроверг сообщения о визите»
            break
        if judged and above.lemma in acts().words("judging"):  # «не поддержал вторжение»
            break
        if token.rel == "conj":
            at = token.head
            continue
        if not _governs(markup, at, token):
            break
        verdict = _governor(markup, token.head, at)
        if above.lemma in _EXCLUDED and _negated(markup, token.head):
            found.append("proposed")
        elif verdict:
            found.append(verdict)
            if _negated(markup, token.head):
                found.append("denied")
        elif token.rel in ("xcomp", "csubj", "csubj:pass") and _negated(markup, token.head):
            found.append("denied")
        elif above.pos not in ("NOUN", "ADJ") and token.rel not in ("xcomp", "csubj", "csubj:pass", "ccomp"):
            if token.rel in ("obj", "nsubj:pass") and above.lemma not in acts().words("light"):
                break
            if token.rel in ("nsubj", "nsubj:pass", "obj") and _negated(markup, token.head):
                found.append("denied")
        if token.rel == "ccomp" and above.lemma in acts().words("sayings"):
            break  # «нужно отметить, что X помогает»: what is needed is the saying
        at = token.head
    return found


def _governor(markup: Markup, number: int, act: int) -> str:
    """What a word says of the act below it; «выступил за» proposes, «выступил с» does it."""
    lemma = markup.tokens[number].lemma
    if lemma in _CHAMPIONS and slot_of(markup, act) == "с+ins":
        return ""
    if lemma in _MANAGED and markup.tokens[number].feats.get("Tense") == "Past":
        return ""
    return hedges().governors.get(lemma, "")


def _governs(markup: Markup, number: int, token: Token) -> bool:
    if token.rel in ("xcomp", "csubj", "obj", "nsubj", "nsubj:pass", "iobj"):
        return True
    if token.rel == "ccomp":
        return True
    if token.rel == "csubj:pass":  # «планируется провести», but not «не уточняется, когда он прибудет»
        return token.feats.get("VerbForm") == "Inf"
    if token.rel == "acl":
        return token.feats.get("VerbForm") in ("Inf", "Fin")
    if token.rel == "nmod" and token.feats.get("VerbForm") == "Inf":  # «в готовности соблюдать»
        return markup.tokens[token.head].lemma in hedges().governors
    if token.rel in ("obl", "nmod"):
        return slot_of(markup, number) in _COMPLEMENT
    return False


def _negated(markup: Markup, number: int) -> bool:
    return any(denies(markup, c) for c in markup.children[number])


def denies(markup: Markup, number: int) -> bool:
    """Whether a word is a negation that denies: «не», but not that of «не только» and «не раз»."""
    token = markup.tokens[number]
    if token.lemma not in NEGATIONS and token.lemma not in ("нет", "ни"):
        return False
    after = markup.tokens[number + 1].lemma if number + 1 < len(markup.tokens) else ""
    return after not in _NOT_MERELY


def _told_as_past(token: Token) -> bool:
    """Whether a verb has the form of the past, whatever the parse calls it: «мобилизовала»."""
    return token.pos == "VERB" and token.feats.get("VerbForm") == "Fin" and token.text.endswith(_PAST)


def _is_headline(markup: Markup, number: int) -> bool:
    """Whether an English sentence has no full stop: headlines tell in the present what was done."""
    last = markup.tokens[markup.sentences[markup.sentence_of[number]].last - 1]
    return last.text not in (".", "!", "?", '"', "”") and markup.tokens[number].feats.get("Aspect") != "Prog"


def _happens_within(markup: Markup, number: int) -> int | None:
    """The verb of what is done in the course of an act: «подпишут в ходе визита», «встретились во время
    форума».
    """
    token, words = markup.tokens[number], acts().words("circumstances")
    if token.rel == "obl" and preposition(markup, number).rpartition(" ")[2] in words:
        return token.head
    above = markup.tokens[token.head]
    return above.head if token.rel == "nmod" and above.rel == "obl" and above.lemma in words else None


def _tense(markup: Markup, number: int, frame: Frame) -> str:
    """`happened`, `planned` or `ongoing` from the tense of the word or of the verb that it stands under."""
    token = markup.tokens[number]
    for _ in range(STEPS):
        if token.pos in ("VERB", "AUX") or token.feats.get("Tense"):
            break
        if token.pos == "ADJ" and token.feats.get("Variant") == "Short":
            break
        above = markup.tokens[token.head]
        if token.rel == "nmod" and above.lemma in acts().words("portions"):  # «пятый раунд переговоров»
            number, token = token.head, above
            continue
        if (verb := _happens_within(markup, number)) is not None:  # «подпишут в ходе визита»
            return "planned" if markup.tokens[verb].feats.get("Tense") == "Fut" else "happened"
        if token.rel not in ("obj", "nsubj", "nsubj:pass", "xcomp") or above is token:
            return "happened"
        if above.lemma not in acts().words("light") and above.lemma not in acts().words("occur"):
            return "happened"
        number, token = token.head, above
    if _told_as_past(token):
        return "happened"
    if token.feats.get("VerbForm") == "Conv" and _told_as_past(markup.tokens[token.head]):
        return "happened"  # «обсуждая с ним торговлю, президент отметил»
    if token.feats.get("Tense") == "Fut" or any(
        markup.tokens[c].text.lower() in _WILL_BE for c in markup.children[number]
    ):
        return "planned"
    if token.feats.get("Tense") == "Pres" and token.lemma.isascii() and _is_headline(markup, number):
        return "happened"
    if token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm") != "Inf":
        lasting = frame.type in _LASTING and frame.act not in _AT_ONCE
        return frame.present or ("ongoing" if lasting else "happened")
    if token.feats.get("VerbForm") == "Inf" and token.rel in ("xcomp", "conj"):
        above = markup.tokens[token.head]
        if above.feats.get("Tense") == "Fut":
            return "planned"
    return "happened"
