"""Copies of one text are one source."""

from legation.resolution.copies import families, tables_for, texts_of

ITEM = (
    "Министр транспорта прибыл во вторник в столицу соседней страны, "
    "чтобы открыть новый мост через пограничную реку. "
    "Мост строили четыре года, он сократит дорогу на восемьдесят километров. "
    "На церемонии выступили главы областей. "
    "Первым по мосту прошёл грузовик с яблоками, за ним автобус со школьниками из обоих городов."
)
CHANGED = ITEM.replace("во вторник", "вчера").replace("с яблоками", "с фруктами")
LEAD = ITEM[:230] + (
    " Наш корреспондент поговорил с жителями: они ждут, что подешевеют овощи, и боятся шума. "
    "Торговцы готовят склады, "
    "таможенники учат язык соседей, а рыбаки жалуются, что опоры распугали рыбу "
    "и что лодкам стало тесно у берега."
)
OTHER = (
    "Посол вручил верительные грамоты президенту и рассказал о планах на осень: "
    "выставка ковров, концерт и приезд "
    "делегации врачей. Стороны давно хотели возобновить прямые рейсы между столицами, "
    "теперь об этом объявят летом."
)


def found(*texts: tuple[str, str, str]) -> dict[str, tuple[str, str]]:
    documents = [{"id": name, "published": day, "text": text} for name, day, text in texts]
    return {
        row["document"]: (row["family"], row["copy"]) for row in families(texts_of(tables_for(documents, [])))
    }


def test_exact_near_and_partial_copies_are_one_family() -> None:
    rows = found(
        ("a", "2020-01-01", ITEM),
        ("b", "2020-01-02", CHANGED),
        ("c", "2020-01-02", ITEM),
        ("d", "2020-01-03", LEAD),
        ("e", "2020-01-01", OTHER),
    )
    assert rows == {
        "a": ("da", "original"),
        "b": ("da", "near"),
        "c": ("da", "exact"),
        "d": ("da", "partial"),
        "e": ("de", "alone"),
    }


def test_an_article_inside_a_glued_page_is_found() -> None:
    page = f"{OTHER}\n\n{CHANGED}"
    documents = [
        {"id": "a", "published": "2020-01-01", "text": ITEM},
        {"id": "b", "published": "", "text": page},
    ]
    cut = len(OTHER)
    passages = [
        {"document": "b", "number": 0, "start": 0, "end": cut, "published": ""},
        {"document": "b", "number": 1, "start": cut, "end": len(page), "published": "2020-01-05"},
    ]
    rows = {
        (r["document"], r["passage"]): (r["family"], r["copy"])
        for r in families(texts_of(tables_for(documents, passages)))
    }
    assert rows["b", 1] == ("da", "near")
    assert rows["b", 0][1] == "alone"


def test_a_digest_does_not_make_two_items_one_source() -> None:
    rows = found(
        ("a", "2020-01-01", ITEM), ("b", "2020-01-01", OTHER), ("c", "2020-01-02", f"{ITEM} {OTHER}")
    )
    assert rows["a"][0] != rows["b"][0]
