"""Which language a page is in."""

import pytest

from legation.reading.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министр прибыл в Анкару", "ru"),
        ("Послы Қазақстан и Түркия встретились в Анкаре, сообщает пресс-служба министерства", "ru"),
        ("Сыртқы істер министрі Анкараға барып, екіжақты келіссөздер жүргізді", "kk"),
        ("Міністр закордонних справ прибув до Анкари для переговорів", "uk"),
        ("Министърът на външните работи пристигна в Анкара на официално посещение", "bg"),
        ("Договор подписали канцлер Меркель и президент Макрон в Ахене", "ru"),
        ("Президентът Радев прие в неделя в София посланика на Република Сърбия", "bg"),
        ("Ирландия, Испания и Норвегия признали Палестину.", "ru"),
        ("Куба и Перу договорились о поставках сахара и нефти", "ru"),
        ("Премиерот Заев се сретна со Столтенберг во Брисел", "mk"),
        ("Президент Македонии Георге Иванов заявил, что не подпишет соглашение", "ru"),
        ("The minister arrived in Ankara on Monday for two days of talks", "en"),
        ("On 2 May 2016 the Norwegian Foreign Minister Kari Lund visited Finland.", "en"),
        ("Am Montag traf der Minister in Ankara zu Gesprächen ein.", "de"),
        ("外務大臣は来週アンカラを訪問する。", "ja"),
        ("外交部长下周访问安卡拉", "zh"),
        ("12.05.2021", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language
