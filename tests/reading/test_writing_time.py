"""The time that an undated article speaks from, as far as its own words show it."""

import pytest

from legation.reading.writing_time import written_in

ITEM = "18 марта 2013 года в Риме начались переговоры. Они продлятся до конца месяца."
YESTERDAY = "Переговоры завершились вчера, 18 марта 2013 года. Стороны довольны."
THIS_YEAR = "Товарооборот вырос на треть. В уходящем 2017 году открыты три завода."
HISTORY = (
    "Отношения установлены 26 января 1992 года. 19 декабря 2008 года подписана конвенция, "
    "а 2 марта 2010 года соглашение."
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (ITEM, "2013-03-18"),
        (YESTERDAY, "2013-03-19"),
        (THIS_YEAR, "2017"),
        (HISTORY, ""),
        ("Посол покинет пост 20 января 2017 года.", ""),
        ("Без дат.", ""),
        ("С начала 2011 года задержано 438 судов — против 352 за весь прошлый год.", "2011"),
        ("С начала 2011 года задержано 438 судов, в 2013 году — ни одного.", ""),
    ],
)
def test_what_an_article_says_of_its_own_time(text: str, written: str) -> None:
    assert written_in(text) == written
