"""Judgements and readings sent from the pages."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import PAGES, Writer, waited_for


def say(writer: Writer, **form: object) -> int:
    answer = writer.client.post("/judge", data={"token": writer.token, **form}, follow_redirects=False)
    return answer.status_code


def test_a_correction_shows_with_its_name_and_reason_and_can_be_taken_back(writer: Writer) -> None:
    event = writer.record.events(states=["KAZ", "JPN"])[0]
    said = {
        "verdict": "set",
        "id": event.id,
        "field": "place",
        "value": "Нара",
        "who": "Анна",
        "why": "archive",
    }
    assert say(writer, **said) == 303
    assert writer.settled().events(states=["KAZ", "JPN"])[0].place == "Нара"
    page = waited_for(lambda: (t := writer.client.get(f"/event/{event.id}").text) and "Нара" in t and t)
    assert "Анна" in page
    assert "archive" in page
    assert "set by a person" in page
    assert say(writer, undoes=writer.record.judgements()[0].id) == 303
    assert writer.settled().events(states=["KAZ", "JPN"])[0].place == event.place


def test_a_rejected_claim_leaves_the_record(writer: Writer) -> None:
    event = writer.record.events(states=["KAZ", "JPN"])[0]
    assert say(writer, verdict="wrong", id=event.id) == 303
    assert event.id not in [e.id for e in writer.settled().events()]


def test_a_pair_is_decided_and_taken_back(writer: Writer) -> None:
    (candidate,) = writer.record.candidates()
    assert candidate.a in writer.client.get("/same").text
    assert say(writer, verdict="different", id=[candidate.a, candidate.b]) == 303
    assert "No pair waits" in writer.client.get("/same").text
    (judgement,) = writer.record.judgements()
    assert set(judgement.subjects) == {candidate.a, candidate.b}
    assert say(writer, undoes=judgement.id) == 303
    assert "taken back" in writer.client.get("/judgements").text


def test_what_cannot_be_judged_is_told(writer: Writer) -> None:
    id = writer.record.events()[0].id
    assert say(writer, verdict="maybe", id=id) == 400
    assert say(writer, verdict="same", id=id) == 400
    assert say(writer, verdict="set", id=id, field="when") == 400
    assert say(writer, verdict="wrong", id="nothing") == 404
    assert writer.record.judgements() == []


def test_files_that_are_sent_are_read_and_taken_away(writer: Writer) -> None:
    files = [("files", (name, Path(PAGES / "dropped.txt").read_bytes())) for name in ("a.txt", "a.txt")]
    files.append(("files", ("empty.txt", b"")))
    answer = writer.client.post("/read", data={"token": writer.token}, files=files, follow_redirects=False)
    where = answer.headers["location"]
    told = waited_for(
        lambda: (t := writer.client.get(f"{where}?json=1").json())["stage"] in ("done", "failed") and t
    )
    assert told["stage"] == "done", told
    assert (told["read"], told["known"], told["failed"]) == (1, 1, 1)
    assert any("empty.txt" in failure for failure in told["failures"])
    assert "Done." in writer.client.get(where).text
    assert writer.record.events(states=["MNG", "CHN"])
    waited_for(lambda: not any(p.is_file() for p in Path(writer.record.path).parent.rglob("*.txt")))
