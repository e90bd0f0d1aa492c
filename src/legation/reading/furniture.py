"""Which lines of a page are not its text: credits, captions, buttons, menus, tags, forms, rubrics."""

from __future__ import annotations

import re
from functools import cache

from legation.reading.dating import DATE, date_line
from legation.reading.layout import Line
from legation.reading.publishers import outlet_named
from legation.vocabulary.morphology import analyser
from legation.vocabulary.page_words import folded, furniture_words
from legation.vocabulary.posts_english import english_posts

SHORT = 30  # words; a longer line that opens with «Рекомендуем …» is a sentence
CAPTION = 25  # words
_ENDS = " \t\xa0.:…!*•·|»«\"'-–—→>"
_TAG_LINE = re.compile(r"(?:#[\wёЁ]+[\s,]*){1,}")
_RULE = re.compile(r"[\s*=_~•·—–+#.-]{3,}|\*+")
_COUNT = re.compile(r"[\d\s.,:/|]{1,20}")
_WIKI_HEADING = re.compile(r"=+\s*(?P<words>[^=]+?)\s*=+")
_LISTS = (
    "источники",
    "источники информации",
    "ссылки",
    "примечания",
    "см. также",
    "комментарии",
    "литература",
)
_NAMED_ENTRY = re.compile(
    r"[«\"“]?[A-ZА-ЯЁ][^\s]*(?:[\s-]+(?:[A-ZА-ЯЁ][^\s]*|фон|де|да|дос|аль|эль|бен|ибн|оглы|кызы|ван|дер|и)){0,5}[»\"”.]?"
)
_YEAR_AT_END = re.compile(r"[\s,]\s*(?:1[89]|20)\d\d(?:\s*(?:г\.?|год))?\.?$")
# Headings that have no verb and are the text's own: of a communiqué, an article, a lecture.
_HEADING = re.compile(
    r"(?:о|об|обо|по|к|из|за|в|на|совместн\w+|заявлени\w+|коммюнике|деклараци\w+|меморандум\w*|соглашени\w+|договор\w*"
    r"|конвенци\w+|протокол\w*|выступлени\w+|интервью|пресс-релиз|стать[яи]|брифинг\w*|речь|обращени\w+|указ\w*"
    r"|ответ\w*|комментари\w+|сообщени\w+|информаци\w+|справк\w+|хроника|лекция|глава|тема|раздел|часть|введение"
    r"|заключение|план)\b|(?:\d+|[IVX]+)[.)]",
    re.I,
)
_OTHER_OUTLET = re.compile(rf"(?P<outlet>[^.:;!?\n]{{2,40}}?),?\s+{DATE.pattern}\s*:\s+\S", re.I)
_FINITE = {"VERB", "PRTS", "PRED", "ADJS", "INFN", "GRND"}
_WORD = re.compile(r"[А-Яа-яЁё-]+")
_ENGLISH_VERBS = frozenset(
    "is are was were has have had will would can could may must said says agreed met signed held visited "
    "announced told called expressed welcomed discussed stated noted took made gave".split()
)
SENTENCE = 8  # words of an English line that ends with a full stop and is no caption


def why_furniture(line: Line) -> str:
    """Why the line is no text of the page, as far as the line on its own shows; empty for text."""
    words = folded(line.text)
    lists = furniture_words()
    why = lists.whole.get(words) or lists.whole.get(words.strip(_ENDS), "")
    if why:
        return why
    if line.words <= SHORT:
        for opening, reason in lists.starts.get(words[:3], ()):
            if words.startswith(opening):
                return reason
    for inside, reason in lists.inside:
        if inside in words and (line.words <= SHORT or words.count(inside) > 1):
            return reason
    if date_line(line.text):
        return "date marker"
    if _TAG_LINE.fullmatch(line.text):
        return "tags"
    elsewhere = _OTHER_OUTLET.match(line.text) if line.words <= SHORT else None
    if elsewhere and outlet_named(elsewhere["outlet"]):
        return "related"
    if _RULE.fullmatch(line.text):
        return "rule"
    return "counter" if _COUNT.fullmatch(line.text) and not line.text.isspace() else ""


def opens_a_list_of_links(line: Line) -> bool:
    """Whether everything below the line is a list of sources or links: «== Источники ==»."""
    heading = _WIKI_HEADING.fullmatch(line.text)
    return bool(heading) and folded(heading["words"]) in _LISTS  # type: ignore[index]


def is_caption(line: Line, *, near_title: bool) -> bool:
    """Whether a line that stands alone is the caption of a picture: a name, or a phrase without a verb.

    Between a title and the text any such phrase is one; further down only a bare name or a dated phrase.
    """
    words = line.text.strip("'’")
    if not words or line.words > CAPTION or words[0] in '—–-«"“•*' or words[-1] in ":;,":
        return False
    if not near_title:
        bare_name = _NAMED_ENTRY.fullmatch(words) and 2 <= line.words <= 4 and not words.isupper()
        return bool(bare_name or (_YEAR_AT_END.search(words) and not has_verb(words)))
    if _HEADING.match(words) or words.isupper():
        return False
    return not _is_byline(words) and not has_verb(words)


def _is_byline(words: str) -> bool:
    """«Иван Петров, министр иностранных дел»: a name, a comma, a post in small letters."""
    name, comma, post = words.partition(",")
    english = any(english_posts().is_noun(word.lower()) for word in post.split())
    return bool(comma and (post.strip()[:1].islower() or english) and _NAMED_ENTRY.fullmatch(name.strip()))


def has_verb(words: str) -> bool:
    """Whether a phrase holds a verb that makes it a sentence (a finite form, a short participle …).

    A capital inside a phrase is a name, whatever verb it looks like.
    """
    first, *others = [word for word in _WORD.findall(words) if word.strip("-")] or [""]
    if not first and _is_english_sentence(words):
        return True
    forms = (first.lower(), *(form for form in others if form.islower()))
    return any(_is_verb(form) for form in forms if len(form) > 1)


def _is_english_sentence(words: str) -> bool:
    """Whether a line in Latin letters is a sentence: it ends as one, or holds a verb of everyday English."""
    told = words.split()
    ends = words[-1:] in ".!?" and len(told) >= SENTENCE
    return ends or any(word.strip(",.;") in _ENGLISH_VERBS for word in told)


@cache
def _is_verb(form: str) -> bool:
    words = analyser()
    return bool(words.word_is_known(form)) and str(words.parse(form)[0].tag.POS) in _FINITE
