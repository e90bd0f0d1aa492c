"""Names set right: bodies with their owners, and what only looks like a body."""

from __future__ import annotations

import pytest

from legation.language.russian import mark
from legation.record import Document


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Глава японского МИДа прибыл в Москву.", ["японского МИДа", "Москву"]),
        ("В российском министерстве финансов опровергли эти сведения.", ["российском министерстве финансов"]),
        ("Экипаж корабля «Союз» вернулся на Землю.", ["Землю"]),
        ("Европейское космическое ведомство промолчало.", ["Европейское космическое ведомство"]),
        ("Об этом узнало европейское космическое ведомство.", ["европейское космическое ведомство"]),
        (
            "Выступил глава государственной Комиссии по атомной энергии.",
            ["государственной Комиссии по атомной энергии"],
        ),
        ("Пожар тушили сотрудники МЧС по Томской области.", ["МЧС по Томской области"]),
        ("Он ответил журналистам МИД по итогам встречи.", ["МИД"]),
        ("Прихожан принял архиепископ Лонгин Клинский.", ["Лонгин Клинский"]),
        ("Её вызвали в комитет ООН против пыток.", ["комитет ООН против пыток"]),
        ("Он играет за сборную Дании по хоккею.", ["сборную Дании по хоккею"]),
        ("Экипаж шаттла «Колумбия» погиб.", []),
        ("Второй болид Феррари сошёл с трассы.", ["Феррари"]),
    ],
)
def test_bodies_with_their_owners_and_no_vessels(text: str, names: list[str]) -> None:
    marked = mark(Document(text=text, name="sentence"))
    assert [text[name.start : name.end] for name in marked.names] == names


def test_a_name_is_of_one_kind_through_the_document() -> None:
    text = (
        "Журналист Олег Тарвидас приехал в Ригу. Вместе с Олегом Тарвидасом приехала жена.\n\n"
        "Тарвидас остановился в гостинице. О Тарвидасе писали газеты."
    )
    marked = mark(Document(text=text, name="text"))
    people = [text[name.start : name.end] for name in marked.names if name.type == "PER"]
    assert people == ["Олег Тарвидас", "Олегом Тарвидасом", "Тарвидас", "Тарвидасе"]
