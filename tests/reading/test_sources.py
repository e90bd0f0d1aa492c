"""Files and folders → pages; what cannot be opened is one clear line, and nothing else is lost."""

import json
import os
from pathlib import Path

import pytest

from legation.reading import sources
from legation.reading.limits import Limits
from legation.reading.sources import pages_in
from legation.record import Failure, Page


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_folder_is_read_to_the_bottom_in_the_order_of_names_and_hidden_files_are_passed_by(
    tmp_path: Path,
) -> None:
    folder = write(
        tmp_path,
        {"б.txt": "два", "а.txt": "один", "ниже/в.html": "<html>", ".скрыт": "нет", ".git/x.txt": "нет"},
    )
    pages = list(pages_in([folder]))
    assert [(page.name, page.media_type) for page in pages if isinstance(page, Page)] == [
        ("а.txt", "text/plain"),
        ("б.txt", "text/plain"),
        ("ниже/в.html", "text/html"),
    ]


def test_a_broken_line_of_json_is_one_failure_with_its_number(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "Министр прибыл.", "url": "https://example.org/1", "published": "2024-03-01"}),
        '{"text": "Министр',
        json.dumps({"html": "<p>Посол отозван.</p>", "title": "Посол"}),
        "",
        json.dumps({"title": "без текста"}),
        json.dumps(["не запись"]),
        json.dumps({"text": "Конец."}),
    ]
    write(tmp_path, {"items.jsonl": "\n".join(lines)})
    found = list(pages_in([tmp_path / "items.jsonl"]))
    shown = [(each.name, type(each).__name__) for each in found]
    assert shown == [
        ("items.jsonl:1", "Page"),
        ("items.jsonl:2", "Failure"),
        ("items.jsonl:3", "Page"),
        ("items.jsonl:5", "Failure"),
        ("items.jsonl:6", "Failure"),
        ("items.jsonl:7", "Page"),
    ]
    first, third = found[0], found[2]
    assert isinstance(first, Page)
    assert isinstance(third, Page)
    assert (first.text, first.url, first.published) == (
        "Министр прибыл.",
        "https://example.org/1",
        "2024-03-01",
    )
    assert third.media_type == "text/html"
    assert "no “text” or “html” in it" in str(found[3])


def test_what_is_too_large_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1000 * 1000)
    (failure,) = pages_in([path])
    assert isinstance(failure, Failure)
    assert str(failure) == (
        "large.txt: 50.0 MB, more than the 16.8 MB that one page may have; split it into pages"
    )


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": '{"text": "' + "я" * 600 + '"}\n{"text": "Министр прибыл."}'})
    first, second = pages_in([tmp_path], Limits(page_bytes=500))
    assert isinstance(first, Failure)
    assert isinstance(second, Page)
    assert second.name == "a.jsonl:2"


def test_a_path_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Министр прибыл."})
    missing, page = pages_in([tmp_path / "none", tmp_path / "a.txt"])
    assert isinstance(missing, Failure)
    assert missing.reason == "no such file or folder"
    assert isinstance(page, Page)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "нельзя", "b.txt": "можно"})
    (tmp_path / "a.txt").chmod(0)
    failure, page = pages_in([tmp_path])
    assert str(failure) == "a.txt: cannot be opened: Permission denied; check its permissions"
    assert isinstance(page, Page)


def test_an_error_of_the_disk_is_a_failure_of_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.txt": "один", "b.txt": "два"})

    def kind_of(name: str, head: bytes) -> str:
        if name == "a.txt":
            raise OSError(5, "Input/output error")
        return "text/plain"

    monkeypatch.setattr(sources, "kind_of", kind_of)
    failure, page = pages_in([tmp_path])
    assert "Input/output error" in str(failure)
    assert isinstance(page, Page)


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (failure,) = pages_in([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.reason == "not a plain file"


def test_what_fetch_notes_beside_its_archives_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path, {"seen.db": "SQLite format 3\0", "seen.db-wal": "7", "a.txt": "Министр прибыл."})
    assert [page.name for page in pages_in([tmp_path])] == ["a.txt"]
    (given,) = pages_in([tmp_path / "seen.db"])  # who gives it by its name is told what it is
    assert isinstance(given, Page)
