"""Texts built against the reader itself: each function gives one, from a source of chance."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

SENTENCES = (
    "Министр иностранных дел прибыл в Анкару с двухдневным визитом.",
    "Стороны подписали соглашение о торговле на 1,5 млрд долларов.",
    "«Мы рассчитываем на продолжение диалога», — заявил посол Иван Петров.",
    "АНКАРА, 5 мая 2016 года. /ТАСС/. Президент принял премьер-министра Монголии.",
    "Вчера, 16 августа, парламент ратифицировал договор 1998 года.",
    "Товарооборот вырос на 12 % и достиг 300 тыс. тонн.",
)
WORDS = (
    "посол",
    "визит",
    "Монголия",
    "Анкара",
    "договор",
    "«",
    "»",
    "—",
    "5",
    "мая",
    "2016",
    "млн",
    "США",
    "не",
    "и",
)
FURNITURE = (
    "Источник",
    "Фото: архив",
    "Читайте также",
    "***",
    "12 мая 2021, 18:38",
    "Поделиться",
    "#тег",
    "== Ссылки ==",
)
NAMES = (
    "'; DROP TABLE claims; --",
    "../../../../etc/passwd",
    '=HYPERLINK("http://example.org";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "%s%s%n\x00\x1b[2J\x1b]0;x\x07",
    "NULL",
    "Robert\u202etxt.exe",
)
STRANGE = "\u202e\u202d\u200b\u200f\xad\ufeff\u0301\u0336\U0001f600\ud7ff\uffff\u2028\x00\x1b\x07\r"


def long_word(chance: Random) -> str:
    """A word without end."""
    return chance.choice("абвя1«.-%") * chance.choice((1_000, 20_000, 100_000))


def long_sentence(chance: Random) -> str:
    """A sentence without an end."""
    return " ".join(
        chance.choice(WORDS) for _ in range(chance.choice((300, 300, 1_000, 3_000, 3_000, 10_000)))
    )


def nested_quotes(chance: Random) -> str:
    """Quotation marks in quotation marks, closed or not."""
    depth = chance.choice((10, 500, 10_000))
    opened, closed = chance.choice((("«", "»"), ("(", ")"), ("“", "”"), ('"', '"'), ("[", "]")))
    return opened * depth + " Мир " + closed * chance.choice((0, depth, depth // 2))


def impossible_dates(chance: Random) -> str:
    """Days and years that no calendar has."""
    forms = (
        "{d} мая {y} года",
        "{d}.{m}.{y}",
        "{y}-{m}-{d}",
        "с {d} по {m} мая {y} г.",
        "в {y}-х годах",
        "{d}–{m} декабря {y}",
    )
    return ". ".join(
        chance.choice(forms).format(
            d=chance.choice((0, 31, 32, 99, 99999)),
            m=chance.choice((0, 2, 13, 99)),
            y=chance.choice((0, 1, 9999, 99999)),
        )
        for _ in range(chance.choice((3, 300)))
    )


def endless_numbers(chance: Random) -> str:
    """Numbers of a thousand digits, in figures and in words."""
    digits = "".join(chance.choice("0123456789,. ") for _ in range(chance.choice((20, 1_000, 5_000))))
    words = "миллиард " * chance.choice((1, 200))
    return f"Экспорт составил {digits} {words}долларов, или {digits} %."


def hostile_names(chance: Random) -> str:
    """Names that are code somewhere else."""
    return ". ".join(f"Министр {chance.choice(NAMES)} прибыл в {chance.choice(NAMES)}" for _ in range(20))


def strange_characters(chance: Random) -> str:
    """Marks that turn, hide and pile up."""
    words = chance.choice(SENTENCES)
    return "".join(letter + chance.choice(STRANGE) * chance.choice((0, 1, 50)) for letter in words)


def many_lines(chance: Random) -> str:
    """Lines and nothing but lines: furniture, datelines, titles."""
    lines = (*FURNITURE, *SENTENCES, "Заголовок", "")
    return "\n".join(chance.choice(lines) for _ in range(chance.choice((50, 200, 1_000))))


def one_line_again(chance: Random) -> str:
    """The same line over and over."""
    return (chance.choice((*FURNITURE, *SENTENCES)) + "\n") * chance.choice((100, 1_000))


def phrase_again(chance: Random) -> str:
    """A few words and marks over and over, in one line: what one rule passes, again and again."""
    phrase = "".join(
        chance.choice((*WORDS, *"-–—.,:;!?…«»\"'()/1")) + chance.choice(("", " "))
        for _ in range(chance.choice((1, 2, 3, 6)))
    )
    return phrase * chance.choice((300, 3_000, 10_000))


def dashes_and_dots(chance: Random) -> str:
    """Marks without words."""
    return "".join(chance.choice("-–—.,:;!?…«»\"'()/ \n\t|=*#") for _ in range(chance.choice((100, 20_000))))


def plain(chance: Random) -> str:
    """A page as it should be, to be broken by others."""
    return "\n\n".join(chance.choice(SENTENCES) for _ in range(chance.choice((3, 12))))


TEXTS: tuple[Callable[[Random], str], ...] = (
    long_word,
    long_sentence,
    nested_quotes,
    impossible_dates,
    endless_numbers,
    hostile_names,
    strange_characters,
    many_lines,
    one_line_again,
    phrase_again,
    dashes_and_dots,
    plain,
    plain,
)
