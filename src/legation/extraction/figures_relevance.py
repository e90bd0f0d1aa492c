"""Which amounts are figures about a relation between sides.

What a number counts speaks for or against it by weights set by hand, from what RECORD.md rules in and out;
that and the page are weighed together by learned weights (`scope_weights`).
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from legation.extraction.figures_fields import (
    counted_token,
    is_money,
    is_physical,
    is_time,
    lemmas_near,
    pair_of_text,
    sentence_of,
    sides_between,
)
from legation.extraction.page import spoken_on
from legation.extraction.scene import Scene
from legation.record import Amount
from legation.vocabulary.acts import acts
from legation.vocabulary.measures_figures import figure_words
from legation.vocabulary.organisations import organisations
from legation.vocabulary.reporting import reporting
from legation.vocabulary.scope_weights import scope_weights
from legation.vocabulary.states import folded

THIRD = 3  # the weights of reasons are thirds
_INTERNATIONAL = frozenset({"organisation", "bloc", "format", "entity"})
NOWHERE = "no two sides near"
FEW = 10  # sources, speakers and witnesses are fewer
LEAST_HOURS = 12  # what is given to leave or to answer is no shorter
AROUND = 2  # sentences before and after that may name the sides
_GENERIC_PAIRS = frozenset(
    "страна государство сторона народ лидер президент нация экономика стратегия держава правительство "
    "корпорация сосед country state side nation leader people president minister government party economy "
    "neighbour neighbor superpower power ally official".split()
)

# What a sum may be the cost of without being a price.
_WORKS = frozenset(
    "проект контракт сделка договор соглашение строительство программа поставка закупка прокладка газопровод"
    " нефтепровод трубопровод завод станция аэс гэс дорога мост порт работа".split()
)
# What a share is of, beside the measures of trade and output.
_SHARES = frozenset({"доля", "рынок", "опрос", "опросить", "опрошенный", "респондент"})

_DONE_TO = frozenset({"obj", "nsubj:pass", "nsubj"})
_DEEDS = frozenset("AID RETREAT COERCE ASSAULT SANCTION COOPERATE MOBILIZE CONCEDE".split())
_OF_GOODS = frozenset({"тонна", "килограмм", "баррель", "литр", "кубометр"})
_APART = frozenset({"за", "через", "спустя"})
_FROM_WHEN = frozenset({"до", "после", "с", "назад"})

# What only lengths of time are told of.
_OF_TIMES = frozenset({"career", "age"})


@cache
def international_bodies() -> frozenset[str]:
    """The names of organisations of states and of unrecognised entities, as they are looked up."""
    return frozenset(folded(n) for o in organisations() if o.kind in _INTERNATIONAL for n in o.names)


def belongs(scene: Scene, amount: Amount) -> str:
    """Why the amount is a figure, in words, or an empty string where it is none."""
    if is_none(scene, amount):
        return ""
    subject, known = _subject(scene, amount), scope_weights("figures")
    alone = _own_signs(scene, amount, subject)
    if not known.counts({**alone, "here": 1.0, "nowhere": 0.0, "domestic": 0.0}):  # whatever stands around it
        return ""
    around = _around(scene, amount)
    if not known.counts({**alone, **_signs_around(around)}):
        return ""
    return ", ".join(reason for reason in (around.sides, *(reason for _, reason in subject)) if reason)


def signs_of(scene: Scene, amount: Amount) -> dict[str, float]:
    """What is weighed, each from -1 to about 1: the signs of the page; how fit the `counted` thing is;
    whether the number is told `beside` a relation, is `bounded`, counts `anybody`; how many sides stand
    `here`, in its sentence, and whether none stands near (`nowhere`); its `domestic` topics.
    """
    own = _own_signs(scene, amount, _subject(scene, amount))
    return {**own, **_signs_around(_around(scene, amount))}


class Around(Struct, frozen=True):
    """What stands around a number: how near two sides are, in words; how many of them in its sentence; the
    topics that stay at home.
    """

    sides: str
    here: int
    topics: list[str]


def _around(scene: Scene, amount: Amount) -> Around:
    sentence = sentence_of(scene, amount)
    here = _parties(scene, sentence.first, sentence.last)
    return Around(_sides(scene, amount, here), len(here), _topic(scene, amount))


def _signs_around(told: Around) -> dict[str, float]:
    return {
        "here": min(2, told.here) / 2,
        "nowhere": float(told.sides == NOWHERE),
        "domestic": min(3, len(told.topics)) / 3,
    }


def _own_signs(scene: Scene, amount: Amount, subject: list[tuple[int, str]]) -> dict[str, float]:
    """The signs that need no look at what stands around a number."""
    words = [reason for _, reason in subject[1:]]
    return {
        **spoken_on(scene).signs,
        "counted": subject[0][0] / THIRD,
        "beside": float(any(reason.startswith("beside") for reason in words)),
        "bounded": float(any(reason.startswith("bounded") for reason in words)),
        "anybody": float(_counts_anybody(scene, amount)),
    }


def is_none(scene: Scene, amount: Amount) -> bool:
    """Whether a number is none that the record counts, whatever stands beside it: «две страны», «со ссылкой
    на трёх дипломатов», «за восемь месяцев».
    """
    if amount.value == 2 and amount.unit in _GENERIC_PAIRS and amount.comparator == "=":
        return True
    if _is_of_an_election(scene, amount):
        return True
    return _are_sources(scene, amount) or _is_period(scene, amount) or _is_distance(scene, amount)


def _is_of_an_election(scene: Scene, amount: Amount) -> bool:
    """Whether votes are counted and nothing between sides stands with them: those of a ratification count."""
    words = figure_words()
    votes = amount.unit.split("-")[0] in words.nouns["voting"]
    return votes and words.relation.isdisjoint(lemmas_near(scene, amount))


def _are_sources(scene: Scene, amount: Amount) -> bool:
    """«со ссылкой на двух участников встречи», «по словам трёх дипломатов», «сказали два источника»."""
    if amount.value >= FEW or amount.unit not in reporting().people | reporting().spokes:
        return False
    tokens, counted = scene.markup.tokens, counted_token(scene, amount)
    before = {t.lemma for t in tokens[max(0, amount.first - 2) : amount.first]}
    if before & {"ссылка", "ссылаться", "сослаться"}:
        return True
    above = tokens[tokens[counted].head]
    cited = any(above.lemma in nouns for nouns in reporting().sources.values())
    frames = reporting().verbs.get(above.lemma, frozenset())
    speaks = "aside" in frames and tokens[counted].rel.startswith("nsubj")
    return speaks or (cited and tokens[counted].rel.startswith("nmod"))


def _is_period(scene: Scene, amount: Amount) -> bool:
    """«за восемь месяцев оборот достиг 12,6 млрд долларов»: how long the sum was gathered."""
    tokens = scene.markup.tokens
    if not is_time(amount) or not amount.first or tokens[amount.first - 1].lemma != "за":
        return False
    own = sentence_of(scene, amount)
    return any(_is_gathered(a) and own.first <= a.first < own.last for a in scene.markup.amounts)


def _is_gathered(amount: Amount) -> bool:
    """Whether the amount may come together over a time: money, a share, a weight."""
    return is_money(amount) or amount.unit == "%" or is_physical(amount)


def _is_distance(scene: Scene, amount: Amount) -> bool:
    """«за три дня до приговора», «через два дня после визита»: from when to when, no length; years are
    told as one («через 65 лет после войны нет мира»).
    """
    tokens = scene.markup.tokens
    after = counted_token(scene, amount) + 1
    if not is_time(amount) or amount.unit == "год" or not amount.first or after >= len(tokens):
        return False
    return tokens[amount.first - 1].lemma in _APART and tokens[after].lemma in _FROM_WHEN


def _sides(scene: Scene, amount: Amount, here: set[str]) -> str:
    """How near the number two sides are, in words: what one alone counts is its own, but for money given."""
    number = scene.markup.sentence_of[amount.first]
    if len(here) >= 2:
        return "two sides in the sentence"
    around = scene.markup.sentences[max(0, number - AROUND) : number + AROUND + 1]
    near = here | _parties(scene, around[0].first, around[-1].last)
    if pair_of_text(scene) and near:
        return "a pair in the text"
    if len(near) >= 2:
        return "two sides around"
    given = is_money(amount) and any(n in figure_words().measure["aid"] for n in lemmas_near(scene, amount))
    return "a side near" if near and given else NOWHERE


def _counts_anybody(scene: Scene, amount: Amount) -> bool:
    """Whether it counts people and says not who: they are told of in any text of two sides."""
    word = scene.markup.tokens[counted_token(scene, amount)]
    return amount.unit in figure_words().nouns["anybody"] or word.pos == "NUM"


def _parties(scene: Scene, first: int, last: int) -> set[str]:
    """The sides between two tokens, organisations of states and unrecognised entities among them."""
    bodies = {
        m.name
        for m in scene.mentions_between(first, last)
        if m.kind == "body" and not m.state and folded(m.name) in international_bodies()
    }
    return sides_between(scene, first, last) | bodies


def _subject(scene: Scene, amount: Amount) -> list[tuple[int, str]]:
    words = figure_words()
    near = lemmas_near(scene, amount)
    telling = [lemma for lemma in near if lemma in words.relation]
    reasons = [(1, f"beside «{telling[0]}»")] if telling else []
    if amount.comparator != "=" and not is_time(amount):
        reasons.append((1, f"bounded «{amount.comparator}»"))
    if is_money(amount):
        return [(-1 if near_price(near) else 2, "money"), *reasons]
    if amount.unit == "%":
        measured = any(
            lemma in _SHARES or lemma in words.measure[m]
            for lemma in near
            for m in ("trade", "export", "import", "investment", "aid", "loan", "production")
        )
        grown = any(lemma in words.nouns["growth"] for lemma in near[:6])
        return [(2 if measured else 1 if grown else -1, "share"), *reasons]
    if is_time(amount):
        given = (
            amount.unit == "час"
            and amount.value >= LEAST_HOURS
            and any(n in words.nouns["hours"] for n in near)
        )
        return [(2 if given else _duration(scene, amount, reasons), "duration"), *reasons]
    if is_physical(amount):
        measured = any(
            lemma in words.measure[m] for lemma in near for m in ("trade", "export", "import", "production")
        )
        measured = measured or (amount.unit in _OF_GOODS and _acted_on(scene, amount))
        return [(1 if measured else -3, "physical measure"), *reasons]
    noun = amount.unit.split("-")[0]
    if noun in words.nouns["voting"]:
        return [(1, f"counts «{noun}»"), *reasons]
    if noun in words.nouns["people"] and any(lemma in words.nouns["befalls"] for lemma in near):
        return [(1, f"«{noun}» whom something befalls"), *reasons]
    goods = (
        lemma
        for lemma in near
        for m in ("trade", "export", "import", "production")
        if lemma in words.measure[m]
    )
    if noun in words.nouns["goods"] and (made := next(goods, "")):
        return [(1, f"goods beside «{made}»"), *reasons]
    if noun in words.nouns["other"]:
        return [(-2, f"«{noun}» seldom counts"), *reasons]
    known = 1 if noun in words.nouns["relation"] or _acted_on(scene, amount) else -1
    return [(known, f"counts «{noun}»"), *reasons]


def _acted_on(scene: Scene, amount: Amount) -> bool:
    """Whether what is counted is what an act is done to: «вернёт 31 предмет», «ранили шестерых крестьян»."""
    tokens, at = scene.markup.tokens, counted_token(scene, amount)
    if tokens[at].rel not in _DONE_TO:
        return False
    verb = tokens[tokens[at].head].lemma
    return any(frame.type in _DEEDS for frame in acts().by_verb.get(verb, ()))


def _duration(scene: Scene, amount: Amount, reasons: list[tuple[int, str]]) -> int:
    """A length of time counts where it bounds a relation; a penalty, a term or a deadline alone does not."""
    if amount.unit not in {"год", "месяц", "день", "неделя", "year", "month", "day", "week", "decade"}:
        return -2
    sentence = sentence_of(scene, amount)
    telling = len(sides_between(scene, sentence.first, sentence.last)) >= 2 or amount.comparator != "="
    return 1 if reasons or telling or _lasts(scene, amount) else 0


def _lasts(scene: Scene, amount: Amount) -> bool:
    """«в течение двух лет», «на протяжении последних трёх лет»."""
    before = scene.markup.tokens[max(0, amount.first - 3) : amount.first]
    return any(t.lemma in {"течение", "протяжение"} for t in before)


def near_price(lemmas: list[str]) -> bool:
    """Whether the money is what one thing costs."""
    if any(lemma in _WORKS for lemma in lemmas):
        return False
    return any(lemma in {"цена", "стоить", "стоимость", "штука", "билет"} for lemma in lemmas[:8])


def _topic(scene: Scene, amount: Amount) -> list[str]:
    near = set(lemmas_near(scene, amount, 20))
    topics = figure_words().topics
    told = [name for name, words in topics.items() if near & words]
    if "election" in told and near & figure_words().nouns["decided"]:
        told.remove("election")
    if not is_time(amount):
        told = [name for name in told if name not in _OF_TIMES]
    return told
