"""`show --why` says of each reason what was compared, and what was kept apart."""

from pathlib import Path

from tests.resolution.test_resolve import event, page

from legation.app.cli.reasons import NOTES, doubt_explained, explained
from legation.pipeline import resolve_record
from legation.record.outcome import Outcome
from legation.record.resolved import ResolvedEvent
from legation.resolution.comparing import FEATURES
from legation.store.doubts import doubts_of
from legation.store.record import open_record

MET = page(
    "Министры обсудили рыбу.", "2021-05-04", event(when="2021-05-04", place="Осло", actors=("Эрик Берг",))
)
AGAIN = page("Берг принял гостя.", "2021-05-05", event(when="2021-05", place="Рим", actors=("Эрик Берг",)))
NEAR = page("Стороны подписали бумагу.", "2021-05-06", event("sign", "SUPPORT", when="2021-05-06"))
OTHER = page("Подписан документ о рыбе и китах.", "2021-05-06", event("sign", "SUPPORT", when=""))


def test_every_feature_has_its_words() -> None:
    assert set(NOTES) == set(FEATURES)


def test_reasons_for_and_against_say_what_was_compared(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        pages = [
            Outcome(name=d.name, fingerprint=d.id, document=d, reading=r)
            for d, r in (MET, AGAIN, NEAR, OTHER)
        ]
        record.file(pages, "1")
        resolve_record(record)
        met = record.show(MET[1].claims[0].id)
        assert isinstance(met, ResolvedEvent)
        assert len(met.claims) == 2
        why = {reason.feature: reason for told in explained(record, met).claims for reason in told.why}
        assert {why["time"].note, why["place"].note} <= {
            *("2021-05-04 | 2021-05", "2021-05 | 2021-05-04"),
            *("Осло | Рим", "Рим | Осло"),
        }
        assert why["place"].weight < 0 < why["time"].weight
        for near in doubts_of(record, [NEAR[1].claims[0].id]):
            assert all(reason.note for reason in doubt_explained(record, near).why)
