"""Which names are one actor: input beside answer."""

import pytest

from legation.resolution.bodies import Body, join_bodies, join_places
from legation.resolution.joining import Joins
from legation.resolution.persons import Person, join_persons
from legation.resolution.spelling import alike, declined, fold, root, stem

SAME_WORD = [
    ("Такаичи", "Такаити"),
    ("Takaichi", "Такаити"),
    ("Йошихиде", "Ёсихидэ"),
    ("Шинзо", "Синдзо"),
    ("Jinping", "Цзиньпин"),
    ("Zhang", "Чжан"),
    ("Тоқаев", "Токаев"),
    ("Nazarbayev", "Назарбаев"),
    ("Нуrtleу", "Нуртлеу"),
    ("Артём", "Артем"),
    ("Komatsu", "Комацу"),
    ("Kotzias", "Кодзиас"),
    ("Çavuşoğlu", "Чавушоглу"),
    ("Vučić", "Вучич"),
    ("Milošević", "Милошевич"),
    ("Waszczykowski", "Ващиковский"),
    ("Szijjártó", "Сийярто"),
    ("Nguyễn", "Нгуен"),
    ("Trọng", "Чонг"),
    ("Geun", "Кын"),
    ("Shoukry", "Шукри"),
    ("Rinkēvičs", "Ринкевичс"),
]
OTHER_WORD = [
    ("Путин", "Мутин"),
    ("Иванов", "Ивашов"),
    ("Си", "Ли"),
    ("Ким", "Кан"),
    ("Tran", "Тан"),
    ("Pham", "Фан"),
    ("Kang", "Хан"),
    ("Dačić", "Додик"),
]


@pytest.mark.parametrize(("one", "other"), SAME_WORD)
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) > 0.96


@pytest.mark.parametrize(("one", "other"), OTHER_WORD)
def test_words_that_are_two(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) < 0.88


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("токаева", "токаев"),
        ("павлу", "павел"),
        ("лаврову", "лавров"),
        ("ротарской", "ротарская"),
        ("сугой", "суга"),
    ],
)
def test_case_forms(form: str, name: str) -> None:
    assert declined(form, name)


def test_stems_hide_endings_and_roots_hide_suffixes() -> None:
    assert stem("переговорами") == stem("переговоры")
    assert root("курдские") == root("курды")


def groups_of(names: list[tuple[str, str]]) -> set[frozenset[str]]:
    joins = Joins()
    join_persons([Person(f"{n}|{s}", n, s, frozenset(), 3) for n, s in names], joins)
    found: dict[str, set[str]] = {}
    for key, head in joins.groups(f"{n}|{s}" for n, s in names).items():
        found.setdefault(head, set()).add(key.split("|")[0])
    return {frozenset(group) for group in found.values()}


PEOPLE = [
    (
        "initials and bare surnames go to the full name",
        [("Сергей Лавров", "RUS"), ("Сергей Викторович Лавров", "RUS"), ("С. Лавров", ""), ("Лавров", "RUS")],
        [["Сергей Лавров", "Сергей Викторович Лавров", "С. Лавров", "Лавров"]],
    ),
    (
        "two people of one surname stay apart, and a bare surname joins neither",
        [("Сергей Иванов", "RUS"), ("Игорь Иванов", "RUS"), ("Иванов", "RUS")],
        [["Сергей Иванов"], ["Игорь Иванов"], ["Иванов"]],
    ),
    (
        "initials part two people of one surname",
        [("Билл Клинтон", "USA"), ("Хиллари Клинтон", "USA"), ("Б. Клинтон", "")],
        [["Билл Клинтон", "Б. Клинтон"], ["Хиллари Клинтон"]],
    ),
    (
        "the order of the words and the spelling do not matter",
        [("Санаэ Такаити", "JPN"), ("Такаити Санаэ", ""), ("Санаэ Такаичи", "JPN")],
        [["Санаэ Такаити", "Такаити Санаэ", "Санаэ Такаичи"]],
    ),
    (
        "case forms that the reading left are the same person",
        [("Касым-Жомарт Токаев", "KAZ"), ("Касым-Жомарта Токаева", ""), ("К.Токаев", "KAZ")],
        [["Касым-Жомарт Токаев", "Касым-Жомарта Токаева", "К.Токаев"]],
    ),
    (
        "father and daughter, predecessor and successor",
        [
            ("Нурсултан Назарбаев", "KAZ"),
            ("Дарига Назарбаева", "KAZ"),
            ("Ким Чен Ир", "PRK"),
            ("Ким Чен Ын", "PRK"),
        ],
        [["Нурсултан Назарбаев"], ["Дарига Назарбаева"], ["Ким Чен Ир"], ["Ким Чен Ын"]],
    ),
]


@pytest.mark.parametrize(("why", "names", "expected"), PEOPLE)
def test_people(why: str, names: list[tuple[str, str]], expected: list[list[str]]) -> None:
    assert groups_of(names) == {frozenset(group) for group in expected}, why
    assert groups_of(names[::-1]) == {frozenset(group) for group in expected}, why


BODIES = [
    (("Европейский банк реконструкции и развития", ""), ("ЕБРР", ""), True),
    (("Организация Объединённых Наций", ""), ("ООН", ""), True),
    (("МИД РФ", ""), ("Министерство иностранных дел России", "RUS"), True),
    (("МИД", "RUS"), ("МИД", "DEU"), False),
    (("Правительство РК", ""), ("Правительство Республики Казахстан", ""), True),
    (("японское правительство", "JPN"), ("Правительство Японии", ""), True),
    (("Сумитомо корпорейшн", ""), ("Sumitomo Corporation", ""), True),
    (("«Газпром»", ""), ("ОАО «Газпром»", ""), True),
    (("Посольство Японии", ""), ("Посольство Италии", ""), False),
    (("Toyota", ""), ("Тойота", ""), True),
]


@pytest.mark.parametrize(("one", "other", "same"), BODIES)
def test_bodies(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    bodies = [Body(f"{n}|{s}", n, s, 1) for n, s in (one, other)]
    joins = Joins()
    join_bodies(bodies, joins)
    assert (joins.root(bodies[0].key) == joins.root(bodies[1].key)) is same


def test_a_gloss_explains_a_short_abbreviation() -> None:
    bodies = [Body("ФСЛ", "ФСЛ", "", 1), Body("full", "Фонд северных лесов", "", 1)]
    unsure, told = Joins(), Joins()
    join_bodies(bodies, unsure)
    join_bodies(bodies, told, frozenset({("фсл", "фонд северных лесов")}))
    assert unsure.root("ФСЛ") != unsure.root("full")
    assert told.root("ФСЛ") == told.root("full")


def test_a_place_and_its_case_form_are_one() -> None:
    joins = Joins()
    join_places(
        [Body("a", "Самарканд", "", 1), Body("b", "Самарканде", "", 1), Body("c", "Ташкент", "", 1)], joins
    )
    assert joins.root("a") == joins.root("b") != joins.root("c")


def test_different_blocks_a_chain_of_same() -> None:
    joins = Joins(different=[("a", "c")])
    assert joins.propose("a", "b", 5, [])
    assert not joins.propose("b", "c", 5, [])
