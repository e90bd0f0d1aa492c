"""`legation explain` tells why a sentence was read as it was."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from legation.app.cli.commands import app

TEXT = "Президент Турции Реджеп Тайип Эрдоган посетил Россию. Отношения Турции и России развиваются."


def told(tmp_path: Path, *options: str, text: str = TEXT) -> str:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", str(page), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_word_the_frame_and_the_parties_are_named(tmp_path: Path) -> None:
    shown = told(tmp_path)
    assert "+ посетил" in shown
    assert "CONSULT/visit" in shown
    assert "sides: TUR" in shown
    assert "tenure: «Президент Турции Реджеп Тайип Эрдоган»" in shown


def test_machines_get_the_same(tmp_path: Path) -> None:
    sentences = json.loads(told(tmp_path, "--json"))["sentences"]
    assert any(tried["fits"] for tried in sentences[0]["tried"] if tried["word"] == "посетил")


def test_a_page_is_never_trusted_in_html(tmp_path: Path) -> None:
    shown = told(tmp_path, "--html", text="Турция и Россия <script>alert(1)</script> подписали договор.")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_what_was_missing_is_told_everywhere(tmp_path: Path) -> None:
    text = "Турция и Россия давно соседи. Президент Турции Реджеп Тайип Эрдоган посетил Россию."
    missing = "no word of this sentence is in the vocabulary of acts"
    assert f"  ! {missing}" in told(tmp_path, text=text)
    assert f"<li class='missing'>{missing}</li>" in told(tmp_path, "--html", text=text)
    sentences = json.loads(told(tmp_path, "--json", text=text))["sentences"]
    assert [sentence["missing"] for sentence in sentences] == [missing, ""]
    assert any(claim.startswith("event: ") for claim in sentences[1]["claims"])


def test_frames_without_a_word_of_theirs_are_counted_and_named_where_asked(tmp_path: Path) -> None:
    text = "Парламент Эквадора принял закон о печати."
    shown = told(tmp_path, text=text)
    assert "frames find no word of theirs (--all names them)" in shown
    assert "no word of the frame in slot" not in shown
    assert "- принял / принять осуждение: no word of the frame" in told(tmp_path, "--all", text=text)
    assert "<details><summary>принял: " in told(tmp_path, "--html", text=text)
