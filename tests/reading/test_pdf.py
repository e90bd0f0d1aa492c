"""PDF: no sentence of the body is taken for a running line, and no running line for the body."""

import pytest
from evaluation.hostile.desk_files import Placed, column, pdf

from legation.reading.kinds import PDF
from legation.reading.read import read
from legation.record import Document, Page

LEFT, MIDDLE, RIGHT, TOP, FOOT = 60, 290, 500, 810, 30


def document(*sheets: list[Placed], image: bool = False) -> Document:
    return read(Page(name="page.pdf", content=pdf(sheets, image=image), media_type=PDF))


def body(sheet: int, *, first: str = "", last: str = "", rows: int = 12) -> list[Placed]:
    """A page of prose with its own first and last line."""
    middle = [
        f"{'Стороны' * (sheet % 2)} обсудили вопрос {row * 7 + sheet} повестки дня," for row in range(rows)
    ]
    return column([line for line in (first, *middle, last) if line])


@pytest.mark.parametrize(
    "line",
    [
        "Товарооборот Японии и Казахстана в 201{n} году составил {n} млрд долларов.",
        "Министр прибыл в Астану {n} мая 2016 года и встре-",
        "тился с президентом {n} мая 2016 года и",
        "Товарооборот стран вырос до {n}",
        "Стороны подписали соглашение о торговле.",
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_line_that_runs_on_into_the_body_stays(line: str, place: str, count: int) -> None:
    lines = [line.format(n=n) for n in range(2, 2 + count)]
    pages = [body(n, **{place: said}) for n, said in enumerate(lines)]
    found = document(*pages)
    words = [said.removesuffix("-") for said in lines]
    assert [found.text.count(said) for said in words] == [lines.count(said) for said in lines]
    assert found.notes == ()


@pytest.mark.parametrize(
    "line",
    [
        "5 мая 2016 года",
        "{n} мая 2016 года",
        "May {n}",
        "201{n}",
        "Приложение № {n}",
        "Глава {n}",
        "Заседание {n} открыл министр.",
        "Товарооборот вырос на {n} процентов",
    ],
)
def test_a_heading_with_a_figure_that_is_no_page_number_stays(line: str) -> None:
    lines = [line.format(n=n) for n in (4, 5)]
    found = document(*[[(LEFT, TOP, said), *column([f"Речь номер {at * 9} открыла заседание,"] * 9, top=760)]
                       for at, said in enumerate(lines)])  # fmt: skip
    changes = lines[0] != lines[1]
    assert all(said in found.text for said in lines) == changes


@pytest.mark.parametrize(
    ("heads", "notes"),
    [
        ([(LEFT, TOP, "Вестник")], ["Вестник"]),
        ([(LEFT, TOP, "ВЕСТНИК"), (RIGHT, TOP, "№ 5 (2016)")], ["ВЕСТНИК", "№ 5 (2016)"]),
        ([(LEFT, TOP, "Дипломатический вестник"), (RIGHT, TOP, "{n}")], ["Дипломатический вестник"]),
        ([(LEFT, TOP, "ВЕСТНИК"), (RIGHT, TOP, "№ 5"), (MIDDLE, FOOT, "– {n} –")], ["ВЕСТНИК", "№ 5"]),
        ([(LEFT, TOP, "Вестник"), (LEFT, FOOT, "Страница {n} из 40")], ["Вестник"]),
        ([(MIDDLE, FOOT, "-{n}-")], []),
    ],
)
@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("told", ["before the body", "after the body"])
def test_running_lines_never_stand_within_a_sentence(
    heads: list[Placed], notes: list[str], count: int, told: str
) -> None:
    pages = []
    for sheet in range(count):
        runs = [(x, y, words.format(n=sheet + 41)) for x, y, words in heads]
        text = column(
            ["тился с послом, затем прибыл и", "провел беседу,", "а позже снова встре-"], top=760, step=16
        )
        pages.append([*runs, *text] if told == "before the body" else [*text, *runs])
    found = document(*pages)
    said = "тился с послом, затем прибыл и провел беседу, а позже снова встре"
    assert found.text == said * count + "-"
    assert found.notes == tuple(f"running line left out: {line}" for line in sorted(notes))


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Вестник МИД, с. {n}", "Вестник МИД, с. #"),
        ("ВЕСТНИК МИД РОССИИ {n}", "ВЕСТНИК МИД РОССИИ #"),
        ("{n} Вестник", "# Вестник"),
        ("Вестник № 5 | {n}", "Вестник № 5 | #"),
    ],
)
def test_a_head_may_hold_the_page_number(line: str, note: str) -> None:
    found = document(*[[(LEFT, TOP, line.format(n=n)), *body(n)[3:]] for n in (15, 16, 17)])
    assert "ест" not in found.text.lower().replace("повестки", "")
    assert found.notes == (f"running line left out: {note}",)


def test_left_and_right_pages_have_their_own_heads() -> None:
    heads = ("Дипломатический вестник", "Внешняя торговля")
    pages = [[(LEFT, TOP, heads[n % 2]), *body(n)[3:]] for n in range(5)]
    found = document(*pages)
    assert not any(head in found.text for head in heads)


def test_the_first_of_equal_lines_that_no_gap_sets_apart_stays() -> None:
    found = document(*[body(n, first="Протокол переговоров") for n in range(4)])
    assert found.text.count("Протокол переговоров") == 1
    assert found.notes == ("running line left out: Протокол переговоров",)


def test_pages_that_are_images_are_noted() -> None:
    found = document(body(1), [], [], image=True)
    assert found.notes == (
        "2 of 3 pages (2–3) have no text, only images; run text recognition (OCR) on the file to read them",
    )
    assert document(body(1), []).notes == ()
    stamped = document(body(1), [(LEFT, TOP, "Копия")], image=True)
    assert stamped.notes == (
        "1 of 2 pages (2) has hardly any text, only images; "
        "run text recognition (OCR) on the file to read them",
    )


def test_a_damaged_page_is_noted() -> None:
    before, after = pdf([body(1), body(2)]).rsplit(b"/Resources<<", 1)
    content = before + b"/Resources 7" + after
    found = read(Page(name="page.pdf", content=content, media_type=PDF))
    assert found.notes == ("1 of 2 pages (2) has not been read, being damaged; print the file to a new PDF",)


@pytest.mark.parametrize(
    ("upper", "lower", "words"),
    [
        ("Премьер Японии посетил Санкт-", "Петербург вчера.", "Санкт-Петербург вчера"),
        ("Делегация вылетела в Нью-", "Йорк и Вашингтон.", "Нью-Йорк и"),
        ("Саммит открылся в Рио-де-", "Жанейро в среду.", "Рио-де-Жанейро в"),
        ("Переговоры вел Башар аль-", "Асад, заявило ведомство.", "аль-Асад, заявило"),
        ("Над морем пролетел Ту-", "160, заявило ведомство.", "Ту-160, заявило"),
        ("Стороны отметили 20-", "летие отношений.", "20-летие отношений"),
        ("План на 2015-", "2016 годы принят.", "2015-2016 годы"),
        ("ЗАЯВЛЕНИЕ О СОТРУД-", "НИЧЕСТВЕ СТОРОН", "О СОТРУДНИЧЕСТВЕ СТОРОН"),
        ("Он встре-", "Вестник министерства", "встре- Вестник"),
        ("Министр заявил -", "Россия согласна.", "заявил - Россия"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(upper: str, lower: str, words: str) -> None:
    before = "Стороны обсудили торговлю и энергетику,"
    assert words in document(column([before, upper, lower])).text


def test_a_short_column_is_read_by_itself_however_the_file_tells_it() -> None:
    left = [
        *("Премьер-ми-", "нистр Японии Синдзо Абэ по-", "сетил Санкт-Петербург и про-"),
        *("вел беседу с послом рес-", "публики, участники беседы от-", "метили рост торговли."),
    ]
    right = ["Президент Узбекистана Ислам", "Каримов принял в столице рес-", "публики посла Японии."]
    for short, long in ((left, right), (right, left)):
        cells = [
            (x, y, words)
            for row in zip(
                *(column(side, x) + [None] * 6 for side, x in ((short, 60), (long, 320))), strict=False
            )
            for x, y, words in filter(None, row)
        ]
        text = document(cells).text
        assert "провел беседу с послом республики, участники беседы отметили рост торговли." in text
        assert "Президент Узбекистана Ислам Каримов принял в столице республики посла Японии." in text


def test_a_small_table_is_read_row_by_row() -> None:
    rows = [("Страна", "Товарооборот"), ("Япония", "1,5 млрд долларов"), ("Узбекистан", "200 млн долларов")]
    table = [(x, 700 - 14 * n, row[side]) for n, row in enumerate(rows) for side, x in ((0, 60), (1, 320))]
    text = document([*column(["Министерство сообщило о торговле стран:"], top=714), *table]).text
    assert (
        text.index("Товарооборот") < text.index("Япония") < text.index("1,5 млрд") < text.index("Узбекистан")
    )


def test_a_table_that_fills_a_page_is_read_row_by_row() -> None:
    rows = [
        (x, 780 - 30 * n, words)
        for n in range(9)
        for x, words in ((60, str(n + 1)), (100, f"Страна под номером {n}"), (400, f"{n},5 млрд"))
    ]
    text = document(rows).text
    assert text.index("0,5 млрд") < text.index("Страна под номером 1") < text.index("1,5 млрд")


def test_three_columns_are_read_one_after_the_other() -> None:
    cells = [
        (x, 780 - 14 * n, f"{side} столбец, строка {n}")
        for n in range(8)
        for x, side in ((40, "левый"), (220, "средний"), (400, "правый"))
    ]
    text = document(cells).text
    assert text.index("левый столбец, строка 7") < text.index("средний столбец, строка 0")
    assert text.index("средний столбец, строка 7") < text.index("правый столбец, строка 0")


def test_print_without_blanks_is_read_in_time() -> None:
    sheet = [(60 + (n % 40) * 12, 800 - (n // 40) * 0.3, "слово") for n in range(2000)]
    assert document(sheet, sheet).text.count("слово") == 4000
