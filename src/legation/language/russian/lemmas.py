"""Lemmas: pymorphy3's readings of a word form, chosen by the tagger's tag and remembered.

pymorphy3 (MIT) reads some ten thousand forms a second; a form met again with the same tag is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from legation.vocabulary.morphology import analyser

REMEMBERED = 300_000
FORMER = "экс-"  # what begins so is a person
LONGEST = 100  # letters; what is longer is no word, and would fill the memory if it were remembered
CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


class Analysis(NamedTuple):
    """What a form with a tag is: its lemma, its UPOS and its UD features."""

    lemma: str
    pos: str
    feats: dict[str, str]


_known: dict[tuple[str, str], str] = {}
_by_tag: dict[str, dict[str, Analysis]] = {}  # by form as it is written, capitals kept
_newest: list[str] = []  # the forms that came into it, so that it can be held to its bound

# UD part of speech → the parts of speech of OpenCorpora that pymorphy3 speaks of, best first.
PARTS: dict[str, tuple[str, ...]] = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "COMP", "PRTF", "PRTS"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "ADV": ("ADVB", "COMP", "PRED", "GRND"),
    "NUM": ("NUMR", "ADJF"),
    "DET": ("ADJF", "NPRO"),
    "PRON": ("NPRO", "ADJF", "NOUN"),
    "ADP": ("PREP",),
    "CCONJ": ("CONJ",),
    "SCONJ": ("CONJ",),
    "PART": ("PRCL", "CONJ"),
    "INTJ": ("INTJ",),
}
FORMS = {"Part": ("PRTF", "PRTS"), "Conv": ("GRND",), "Inf": ("INFN",), "Fin": ("VERB",)}
CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
UD_CASES = {theirs: ours for ours, theirs in CASES.items()} | {"gen2": "Gen", "acc2": "Acc", "loc2": "Loc"}
PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")  # how verbs of the past end
OTHERS = {
    "Masc": "masc",
    "Fem": "femn",
    "Neut": "neut",
    "Sing": "sing",
    "Plur": "plur",
    "Anim": "anim",
    "Inan": "inan",
    "Past": "past",
    "Pres": "pres",
    "Fut": "futr",
    "Perf": "perf",
    "Imp": "impf",
    "Imperative": "impr",
    "1": "1per",
    "2": "2per",
    "3": "3per",
}


_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")


def analysed(forms: Sequence[str], tags: Sequence[str]) -> list[Analysis]:
    """What each form with its tag is; the features are shared and must not be changed."""
    found = []
    for form, tag in zip(forms, tags, strict=True):
        try:
            found.append(_by_tag[tag][form])
        except KeyError:
            found.append(_analysis(form, tag))
    return found


def _analysis(form: str, tag: str) -> Analysis:
    mended = _possible(form, tag)
    pos, feats = parsed_tag(mended)
    another_part = pos != parsed_tag(tag)[0]
    found = Analysis(lemma(form, mended if another_part else tag, feats), pos, feats)
    if len(form) <= LONGEST:
        if len(_newest) >= REMEMBERED:
            _newest.clear()
            _by_tag.clear()
        _newest.append(form)
        _by_tag.setdefault(tag, {})[form] = found
    return found


def _possible(form: str, tag: str) -> str:
    """The tag, mended where the form cannot have it: «экстрадировал» is no passive, «президенты» no genitive.

    A finite passive ends in «ся» or «сь». A noun of the dictionary has a case and number of one of its
    readings: where none fits, those of the only reading that there is.
    """
    pos, feats = parsed_tag(tag)
    if (pos == "PUNCT" and form.isalpha()) or (pos == "ADJ" and form.lower().startswith(FORMER)):
        return _noun_of(form, tag)
    if feats.get("Voice") == "Pass" and feats.get("VerbForm") == "Fin":
        return tag if form.lower().endswith(("ся", "сь")) else tag.replace("Voice=Pass", "Voice=Act")
    if pos == "VERB" and feats.get("VerbForm") == "Fin" and feats.get("Tense") == "Past":
        return _not_past(form, tag)
    if pos in ("NOUN", "ADJ") and (finite := _finite(form)):
        return finite
    case, number = feats.get("Case", ""), feats.get("Number", "")
    if pos not in ("NOUN", "PROPN") or not case or not number or CYRILLIC.isdisjoint(form):
        return tag
    word = form.lower()
    if len(word) > LONGEST or not analyser().word_is_known(word):
        return tag
    readings = [reading.tag for reading in analyser().parse(word)]
    nouns = {(UD_CASES.get(r.case, ""), "Plur" if r.number == "plur" else "Sing") for r in readings}
    if (case, number) in nouns or len(nouns) != 1 or any(r.POS != "NOUN" for r in readings):
        return tag
    (other, count) = min(nouns)
    proper = pos == "PROPN" and any("anim" not in r or PROPER & r.grammemes for r in readings)
    if not other or proper:
        return tag
    return tag.replace(f"Case={case}", f"Case={other}").replace(f"Number={number}", f"Number={count}")


def _finite(form: str) -> str:
    """The tag of a rare verb taken for a noun or an adjective: «поколотили» is nothing but a finite verb."""
    word = form.lower()
    if not word.endswith(PAST) or len(word) > LONGEST or not analyser().word_is_known(word):
        return ""
    readings = [reading.tag for reading in analyser().parse(word)]
    first = readings[0]
    if any(reading.POS != "VERB" for reading in readings) or first.tense != "past":
        return ""
    number = "Plur" if first.number == "plur" else "Sing"
    gender = {"masc": "|Gender=Masc", "femn": "|Gender=Fem", "neut": "|Gender=Neut"}.get(first.gender, "")
    aspect = "Perf" if first.aspect == "perf" else "Imp"
    return f"VERB|Aspect={aspect}{gender}|Mood=Ind|Number={number}|Tense=Past|VerbForm=Fin|Voice=Act"


def _noun_of(form: str, tag: str) -> str:
    """The tag of a word taken for a mark or an adjective, mended where the dictionary knows a noun:
    «Соболезнования …», «экс-председатель».
    """
    word = form.lower()
    if len(word) > LONGEST or not analyser().word_is_known(word):
        return tag
    for reading in analyser().parse(word):
        if reading.tag.POS == "NOUN":
            number = "Plur" if reading.tag.number == "plur" else "Sing"
            return f"NOUN|Case={UD_CASES.get(reading.tag.case, 'Nom')}|Number={number}"
    return tag


def _not_past(form: str, tag: str) -> str:
    """The tag of a past, mended where the dictionary knows the form in another tense alone: «отзовёт»."""
    word = form.lower()
    if word.endswith(_PAST) or len(word) > LONGEST or not analyser().word_is_known(word):
        return tag
    tenses = {reading.tag.tense for reading in analyser().parse(word)}
    if len(tenses) != 1 or not tenses & {"pres", "futr"}:
        return tag
    mended = tag.replace("Tense=Past", "Tense=Fut" if "futr" in tenses else "Tense=Pres")
    return "|".join(part for part in mended.split("|") if not part.startswith("Gender="))


@cache
def parsed_tag(tag: str) -> tuple[str, dict[str, str]]:
    """A tag of the tagger as UPOS and UD features; the features are shared and must not be changed."""
    pos, _, rest = tag.partition("|")
    return pos, dict(feature.split("=", 1) for feature in rest.split("|") if feature)


def lemma(form: str, tag: str, feats: dict[str, str]) -> str:
    """The lemma of a word form with this tag: lower-case, «ё» as «е»; a participle's is its verb.

    `tag` is the tagger's whole tag (`NOUN|Animacy=Inan|Case=Gen…`), `feats` its features.
    """
    if len(form) > LONGEST:
        return form.lower()
    key = form.lower(), tag
    found = _known.get(key)
    if found is None:
        if len(_known) >= REMEMBERED:
            _known.clear()
        found = _known[key] = _chosen(key[0], tag.partition("|")[0], feats)
    return found


def _chosen(form: str, part: str, feats: dict[str, str]) -> str:
    if part in ("PUNCT", "SYM", "X") or CYRILLIC.isdisjoint(form):
        return form
    wanted = PARTS.get(part, ())
    if part in ("VERB", "AUX") and (exact := FORMS.get(feats.get("VerbForm", ""))):
        wanted = exact + tuple(p for p in wanted if p not in exact)
    grammemes = {CASES.get(value) or OTHERS.get(value, "") for value in feats.values()} - {""}
    best, most = None, (-1, -1.0, -1.0)
    for order, reading in enumerate(analyser().parse(form)):
        place = wanted.index(reading.tag.POS) if reading.tag.POS in wanted else len(wanted) + 2
        agreed = sum(g in reading.tag for g in grammemes)
        proper = part == "PROPN" and any(g in reading.tag for g in PROPER)
        merit = (len(wanted) + 2 - place, agreed + proper, reading.score - order * 1e-6)
        if merit > most:
            best, most = reading, merit
    return str(best.normal_form if best is not None else form).replace("ё", "е")
