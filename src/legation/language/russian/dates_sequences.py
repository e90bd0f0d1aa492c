"""Lists and stretches of named times: what one part leaves unsaid, its neighbour says.

«6–9 апреля 1994 года и 5–8 декабря 1999 года» are two stretches, «в 1994 и 1999 годах» two years, «с 24 по
26 августа» one stretch.
"""

from __future__ import annotations

from legation.language.russian.dates_grammar import (
    BARE_YEAR_AFTER,
    MONTH_AFTER,
    Element,
    Saying,
    element_at,
    sentence_start,
)
from legation.language.russian.dates_points import Point
from legation.language.russian.numerals_pieces import Pieces
from legation.record import Token
from legation.vocabulary.calendar import calendar

CLOSES_BARE_YEAR = frozenset({"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "ADV", "PRON", "PART", "PUNCT", "DET"})


def sequence_at(pieces: Pieces, tokens: tuple[Token, ...], i: int) -> list[Saying]:
    """The times of the sequence that begins at this piece, in order; none where none does."""
    first = element_at(pieces, i)
    if first is None:
        return []
    lead = pieces.word(i - 1)
    elements, links = [first], [""]
    while len(elements) < 12:
        link, j = _link(pieces, elements[-1].stop, lead, links)
        if not link:
            break
        following = element_at(pieces, j)
        if following is None:
            break
        elements.append(following)
        links.append(link)
    while elements and elements[-1].needs:
        if elements[-1].needs == "year" and _bare_year(pieces, tokens, elements):
            break
        elements.pop()
        links.pop()
    if not elements or not _bound(elements, links) or _unlikely(pieces, tokens, elements):
        return []
    return _sayings(_completed(elements, links), links)


def _link(pieces: Pieces, j: int, lead: str, links: list[str]) -> tuple[str, int]:
    """What joins two parts of a sequence, and the piece after it."""
    word = pieces.word(j)
    if pieces.is_dash(j) or (word == "/" and pieces.glued(j)):
        return "-", j + 1
    if word in {"по", "до", "на"} and lead in {"с", "со", "от", "период"} and "-" not in links:
        return "-", j + 1
    if word in {"и", "или"}:
        again = j + 2 if pieces.word(j + 1) == "в" and lead == "в" else j + 1
        return ("-" if lead == "между" and word == "и" else ","), again
    return (",", j + 1) if word == "," else ("", j)


def _bare_year(pieces: Pieces, tokens: tuple[Token, ...], elements: list[Element]) -> bool:
    """Whether a sequence that ends in four digits without «год» speaks of a year."""
    year, last = elements[-1].point.year or 0, elements[-1]
    first = elements[0].first
    before, after = pieces.word(first - 1), pieces.word(last.stop)
    if not 1500 <= year <= 2100:
        return False
    if before == "(" or pieces.word(last.first - 1) == "(":
        return after in {")", ",", ";", "-", "–", "—"}
    if len(elements) > 1 and elements[-2].point.year is not None and not elements[-2].needs:
        return not _is_counted(pieces, tokens, last.stop) and year > elements[-2].point.year
    if last.stop > last.first + 1:  # «в 2016-м»
        return True
    if before not in BARE_YEAR_AFTER or before == "(":
        return False
    if after in {"%", "$", "€"} or last.stop >= len(pieces) or pieces.kind(last.stop) == "n":
        return last.stop >= len(pieces)
    token = tokens[pieces.tokens[last.stop]]
    if token.pos in CLOSES_BARE_YEAR:
        return not (before in {"около", "на", "до", "от", "по"} and year % 100 == 0)
    return token.feats.get("Case") in {"Nom", "Ins"} and token.feats.get("Number") == "Sing"


def _is_counted(pieces: Pieces, tokens: tuple[Token, ...], j: int) -> bool:
    """Whether the piece is a noun in the genitive plural, which the number before it counts."""
    if j >= len(pieces):
        return False
    token = tokens[pieces.tokens[j]]
    plural = token.feats.get("Case") == "Gen" and token.feats.get("Number") == "Plur"
    return pieces.word(j) in {"%", "$", "€"} or (token.pos in {"NOUN", "ADJ"} and plural)


def _bound(elements: list[Element], links: list[str]) -> bool:
    """Whether every open part finds its month or year in the parts after it."""
    for n, element in enumerate(elements):
        rest = elements[n + 1 :]
        if element.needs == "month":
            closing = next((e for e in rest if e.needs != "month"), None)
            if closing is None or not closing.point.day:
                return False
            if links[n + 1] == "," and not any(e.needs == "month" or e.point.day for e in rest):
                return False
        elif element.needs == "year" and rest:
            closing = next((e for e in rest if e.needs != "year"), None)
            if closing is not None and (closing.point.month or closing.point.season):
                return False
    return True


def _unlikely(pieces: Pieces, tokens: tuple[Token, ...], elements: list[Element]) -> bool:
    """A bare «май» or «лето» that nothing marks as a time; «улица 8 Марта»."""
    first, only = elements[0], len(elements) == 1
    before = pieces.word(first.first - 1)
    words = calendar().words
    named = first.first > 0 and tokens[pieces.tokens[first.first - 1]].lemma in words["streets"]
    if first.point.day and named and pieces.capital(first.stop - 1):
        return True
    if before == "." and pieces.word(first.first - 2) in words["streets"]:
        return True
    if first.point.season and not first.point.has_year:
        form = pieces.word(first.first)
        plain = form in {"весной", "летом", "осенью", "зимой"}
        return not plain and not (before in {"с", "к", "до", "на"} and form not in {"лета", "лете"})
    if first.point.day or first.point.has_year or not only:
        return False
    return (
        before not in MONTH_AFTER
        and before not in words["edges"]
        and not (sentence_start(pieces, first.first) and pieces.word(first.stop) in {".", ":"})
    )


def _completed(elements: list[Element], links: list[str]) -> list[Element]:
    """The elements with what each leaves unsaid taken from the one after it (months of «2006 и 2010 гг.»
    from the one before)."""
    done = list(elements)
    for n in range(len(done) - 2, -1, -1):
        point, following = done[n].point, done[n + 1].point
        if done[n].needs == "month":
            point = point._replace(month=following.month)
        if point.year is None and not point.ref:
            earlier = links[n + 1] == "-" and point.month > following.month > 0
            year = None if following.year is None else following.year - earlier
            point = point._replace(year=year, ref=following.ref, shift=following.shift)
        done[n] = done[n]._replace(point=point)
    for n in range(1, len(done)):
        point, previous = done[n].point, done[n - 1].point
        bare = not point.month and not point.season and point.year is not None
        if bare and done[n].plural and links[n] == "," and previous.month and not previous.day:
            done[n] = done[n]._replace(point=point._replace(month=previous.month))
    return done


def _sayings(elements: list[Element], links: list[str]) -> list[Saying]:
    """One saying for each part of a list; two parts joined by a dash are one stretch."""
    found: list[Saying] = []
    n = 0
    while n < len(elements):
        element = elements[n]
        if n + 1 < len(elements) and links[n + 1] == "-" and _in_order(element.point, elements[n + 1].point):
            after = elements[n + 1]
            found.append(Saying(element.first, after.stop, element.point, after.point, "span"))
            n += 2
        else:
            found.append(Saying(element.first, element.stop, element.point))
            n += 1
    return found


def _in_order(first: Point, last: Point) -> bool:
    if first.year is None or last.year is None:
        return True
    return (first.year, first.month, first.day) <= (last.year, last.month or 12, last.day or 31)
