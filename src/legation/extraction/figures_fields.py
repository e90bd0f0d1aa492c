"""What a figure measures, of what, when, and between whom."""

from __future__ import annotations

import re
from bisect import bisect_left

from legation.extraction.cast_nominative import nominative_phrase, plural
from legation.extraction.scene import Scene
from legation.extraction.when import when_of
from legation.extraction.when_clauses import head_of
from legation.extraction.when_told import day_of_speech
from legation.record import Amount, Mention, Sentence
from legation.vocabulary.english_times import english_times
from legation.vocabulary.measures import measures
from legation.vocabulary.measures_figures import figure_words
from legation.vocabulary.numerals import numeral_words
from legation.vocabulary.reporting import folded as outlet_name
from legation.vocabulary.reporting import reporting

_CURRENCY = re.compile(r"[A-Z]{3}")
PARTED = 4  # tokens that a comma is worth between an amount and what it measures
NEAR = 12  # tokens around an amount that may say what it measures
GROWN = 6  # lemmas nearest to a per cent among which «вырасти», «рост» is told of it
LEAST = 0.2  # share that the lesser of the pair must have
WHOLE = 40  # tokens around an amount of money, whose purpose may be told at the other end of the sentence
BESIDE = 4  # tokens between a time and the number that it belongs to
LONGEST_NAME = 12  # tokens of `of`
PAIR = 0.7  # share of a text's mentions of states that two sides must hold to be its pair
CLOSE_PAIR = 0.9  # the same where a sentence names one of them and the other is understood


def is_money(amount: Amount) -> bool:
    """Whether the unit is a currency."""
    return _CURRENCY.fullmatch(amount.unit) is not None


def is_time(amount: Amount) -> bool:
    """Whether the unit is a unit of time."""
    return amount.unit in measures().times.values() or amount.unit in english_times().time


def is_physical(amount: Amount) -> bool:
    """Whether the unit is a weight, length, volume or power."""
    known = measures().physical.values()
    return (
        amount.unit in known
        or amount.unit.startswith("квадратный")
        or amount.unit in english_times().physical
    )


def sentence_of(scene: Scene, amount: Amount) -> Sentence:
    """The sentence that the amount stands in."""
    return scene.markup.sentences[scene.markup.sentence_of[amount.first]]


def lemmas_near(scene: Scene, amount: Amount, near: int = NEAR, parted: int = 0) -> list[str]:
    """The lemmas of the amount's sentence, nearest first, no farther than `near` tokens.

    `parted` is how many tokens a comma after the amount is worth: what follows it is told of the next.
    """
    sentence, tokens = sentence_of(scene, amount), scene.markup.tokens
    around = range(max(sentence.first, amount.first - near), min(sentence.last, amount.last + near))
    far = {n: min(abs(n - amount.first), abs(n - amount.last + 1)) for n in around}
    commas = 0
    for n in range(amount.last, around.stop):
        commas += tokens[n].text in {",", ";"}
        far[n] += commas * parted
    return [tokens[n].lemma for n in sorted(around, key=far.__getitem__)]


def measure_of(scene: Scene, amount: Amount) -> str:
    """RECORD.md's measure."""
    if is_time(amount):
        return "duration"
    if amount.unit == "%" and scene.is_english:
        return "share"
    words = figure_words().measure
    if not (is_money(amount) or amount.unit == "%" or is_physical(amount)):
        return _of_goods(scene, amount)
    near = lemmas_near(scene, amount, WHOLE, PARTED)
    if amount.unit == "%" and not any(lemma in figure_words().nouns["growth"] for lemma in near[:GROWN]):
        return "share"  # of a whole; by how much trade grew is told of trade
    for lemma in near:
        for name in ("export", "import", "trade", "investment", "loan", "aid", "production"):
            if lemma in words[name]:
                if amount.unit == "%" and name in {"aid", "loan", "production"}:
                    return "share"
                return name
    return "share" if amount.unit == "%" else "other"


def _of_goods(scene: Scene, amount: Amount) -> str:
    """Goods that are made or traded are measured so; all else is counted."""
    words = figure_words()
    if amount.unit.split("-")[0] in words.nouns["goods"]:
        for lemma in lemmas_near(scene, amount, parted=PARTED):
            for name in ("export", "import", "production"):
                if lemma in words.measure[name]:
                    return name
    return "count"


def period_of(scene: Scene, amount: Amount) -> str:
    """The time for which the figure holds; a duration has one only where the words bound it."""
    sentence = sentence_of(scene, amount)
    for date in scene.markup.dates_between(sentence.first, sentence.last):
        if date.first <= amount.first < date.last and date.kind == "span":
            return date.edtf
    if is_time(amount):
        return ""
    token = _first_of_list(scene, counted_token(scene, amount))
    return (
        _date_beside(scene, amount)
        or when_of(scene, token)[0]
        or _only_date(scene, sentence)
        or day_of_speech(scene, token)
    )


def _only_date(scene: Scene, sentence: Sentence) -> str:
    """The one time that a sentence tells, which bounds what it counts: «С марта по июнь захвачены 118
    греков, из них 19 были убиты».
    """
    told = scene.markup.dates_between(sentence.first, sentence.last)
    return told[0].edtf if len(told) == 1 and told[0].kind == "span" else ""


def _first_of_list(scene: Scene, token: int) -> int:
    """«изъяты шесть пулемётов, … и два ножа»: what is said of the first of a list is said of all."""
    tokens = scene.markup.tokens
    for _ in range(20):
        above = tokens[token].head
        if tokens[token].rel != "conj" or above == token or tokens[above].pos not in {"NOUN", "PROPN", "NUM"}:
            break
        token = above
    return token


def _date_beside(scene: Scene, amount: Amount) -> str:
    """The time just before the number, where a sentence tells several: «в 2016 году 854 рубля, в 2017 …»."""
    sentence = sentence_of(scene, amount)
    dates = [d for d in scene.markup.dates_between(sentence.first, sentence.last) if d.edtf]
    before = [d for d in dates if 0 <= amount.first - d.last <= BESIDE]
    if len(dates) < 2 or not before:
        return ""
    date = before[-1]
    amounts = scene.markup.amounts
    before_it = amounts[bisect_left(amounts, amount.first, key=lambda a: a.first) - 1]
    between = date.last <= before_it.first < amount.first
    return "" if between or date.kind == "anniversary" else date.edtf


def counted_token(scene: Scene, amount: Amount) -> int:
    """The token of the counted noun, or of the unit."""
    tokens = scene.markup.tokens
    nouns = [n for n in range(amount.first, amount.last) if tokens[n].pos == "NOUN"]
    named = [n for n in nouns if tokens[n].lemma == amount.unit]
    counted = not (is_money(amount) or is_time(amount) or is_physical(amount) or amount.unit == "%")
    if counted and nouns:
        return (named or nouns)[-1]
    return head_of(tokens, amount.first, amount.last)


def sides_between(scene: Scene, first: int, last: int, telling: bool = True) -> set[str]:
    """The sides that mentions name between two tokens; without `telling`, no outlet's that only reports."""
    low = bisect_left(scene.mentions, first, key=lambda m: m.first)
    high = bisect_left(scene.mentions, last, lo=low, key=lambda m: m.first)
    return {m.state for m in scene.mentions[low:high] if m.state and (telling or not _is_outlet(m))}


def _is_outlet(mention: Mention) -> bool:
    return mention.kind == "body" and (
        mention.how == "outlet" or outlet_name(mention.name) in reporting().outlets
    )


def pair_of_text(scene: Scene, share: float = PAIR) -> tuple[str, ...]:
    """The two sides that the text is about, where two hold this share of its mentions."""
    top, total = scene.states_told[:2], sum(n for _, n in scene.states_told)
    if len(top) < 2 or sum(n for _, n in top) < share * total or top[1][1] < LEAST * total:
        return ()
    return tuple(sorted(code for code, _ in top))


def sides_of(scene: Scene, amount: Amount) -> tuple[str, ...]:
    """The sides that the figure is about: those of its sentence, else the pair that the text is about."""
    sentence = sentence_of(scene, amount)
    here = sides_between(scene, sentence.first, sentence.last, telling=False)
    if len(here) < 2:
        pair = pair_of_text(scene, CLOSE_PAIR if here else PAIR)
        if pair and here <= set(pair):
            here |= set(pair)
    return tuple(sorted(here))


def what_is_counted(scene: Scene, amount: Amount) -> str:
    """A short nominative phrase: the counted noun with its complements, or what governs a measure."""
    markup = scene.markup
    tokens, text = markup.tokens, markup.document.text
    head = counted_token(scene, amount)
    if is_money(amount) or is_time(amount) or amount.unit == "%" or is_physical(amount):
        governor = tokens[head].head
        if governor == head or tokens[governor].pos not in {"NOUN", "PROPN"}:
            subjects = [c for c in markup.children[governor] if tokens[c].rel.startswith("nsubj")]
            governor = subjects[0] if subjects else governor
        if tokens[governor].pos not in {"NOUN", "PROPN"}:
            return amount.unit
        head = governor
        first, last = head, head + 1
    elif tokens[head].lemma != amount.unit and tokens[head].lemma in numeral_words().scales:
        return plural(amount.unit)  # «716 тысяч», whose noun stands before
    elif any(tokens[n].pos == "CCONJ" for n in range(amount.first, head)):
        return plural(amount.unit)  # «84 британских и 15 датских судов», whose noun is of both
    else:
        first = next((n for n in range(amount.first, head + 1) if _describes(scene, n, head)), head)
        last = head + 1
    limit = min(head + LONGEST_NAME, sentence_of(scene, amount).last)
    below = set(scene.subtree(head))
    while last < limit and last in below and tokens[last].pos not in {"PUNCT", "VERB", "SCONJ", "CCONJ"}:
        if amount.first <= last < amount.last and last > head:
            break
        last += 1
    while last > head + 1 and tokens[last - 1].pos in {"ADP", "PUNCT", "NUM", "ADJ", "PART"}:
        last -= 1
    phrase = nominative_phrase(tokens, first, last, text)
    if (
        head != counted_token(scene, amount)
        or tokens[head].feats.get("Number") != "Sing"
        or amount.value <= 1
    ):
        return phrase
    words = phrase.split(" ")
    if head - first < len(words):
        words[head - first] = plural(words[head - first])
    return " ".join(words)


def _describes(scene: Scene, number: int, head: int) -> bool:
    token = scene.markup.tokens[number]
    return number == head or (token.pos == "ADJ" and token.head == head and not token.text[:1].isdigit())
