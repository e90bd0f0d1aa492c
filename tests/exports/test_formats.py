"""Every format is read back by what its users read it with."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import BadInput
from legation.exports.cells import cell
from legation.exports.formats import FORMATS, export
from legation.exports.tables import KINDS
from legation.store.record import Record
from legation.vocabulary.codes import columns

QUADS = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}


@pytest.fixture(scope="module")
def written(filled: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All formats, written once."""
    folder = tmp_path_factory.mktemp("exports")
    for name in FORMATS:
        export(filled, name, folder / name)
    return folder


def test_writing_twice_gives_the_same_bytes(written: Path, filled: Record, tmp_path: Path) -> None:
    for name, format in FORMATS.items():
        export(filled, name, tmp_path / name)
        if format.folder:
            for file in sorted((written / name).iterdir()):
                assert file.read_bytes() == (tmp_path / name / file.name).read_bytes(), name
        else:
            assert (written / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_json_lines_hold_everything_with_its_evidence(written: Path, filled: Record) -> None:
    things = [json.loads(line) for line in (written / "jsonl").read_text().splitlines()]
    assert len(things) == sum(filled.count(kind) for kind in KINDS)
    for thing in things:
        for told in thing.get("claims", ()):
            text = filled.document(told["document"]).text
            assert all(text[e["start"] : e["end"]] == e["quote"] for e in told["evidence"])


def test_csv_and_parquet_hold_the_same_rows(written: Path, filled: Record) -> None:
    events = pl.read_parquet(written / "parquet" / "events.parquet")
    assert len(events) == filled.count("event")
    assert events.schema["states"] == pl.List(pl.String)
    for table in sorted((written / "parquet").iterdir()):
        assert len(pl.read_parquet(table)) == len(
            pd.read_csv(written / "csv" / f"{table.stem}.csv", dtype=str, keep_default_na=False)
        )


def test_duckdb_opens_the_tables(written: Path, filled: Record) -> None:
    import duckdb

    events = duckdb.read_parquet(str(written / "parquet" / "events.parquet")).set_alias("e")
    evidence = duckdb.read_parquet(str(written / "parquet" / "evidence.parquet")).set_alias("q")
    found = events.join(evidence, "e.id = q.item").aggregate("count(DISTINCT e.id)").fetchall()
    assert found == [(filled.count("event"),)]


def test_polecat_loads_as_its_users_load_it(written: Path) -> None:
    table = pd.read_csv(written / "polecat", sep="\t", na_values="None", dtype={"Event ID": str})
    assert tuple(table.columns) == columns("polecat")
    assert len(table.columns) == 40
    assert set(table["Quad Code"]) <= QUADS
    assert pd.to_datetime(table["Event Date"], errors="coerce").notna().all()
    assert table["Intensity"].between(-10, 10).all()


def test_icews_loads_as_its_users_load_it(written: Path) -> None:
    table = pd.read_csv(written / "icews", sep="\t", quoting=csv.QUOTE_NONE, dtype={"CAMEO Code": str})
    assert tuple(table.columns) == columns("icews")
    assert len(table.columns) == 20
    assert table["CAMEO Code"].str.fullmatch(r"\d{3,4}").all()
    assert not (table["Source Name"] == table["Target Name"]).any()


def test_gdelt_and_its_mentions_join(written: Path) -> None:
    gdelt = written / "gdelt"
    events = pd.read_csv(gdelt / "events.export.CSV", sep="\t", header=None, names=columns("gdelt2_events"))
    said = pd.read_csv(gdelt / "events.mentions.CSV", sep="\t", header=None, names=columns("gdelt2_mentions"))
    assert (len(events.columns), len(said.columns)) == (61, 16)
    assert set(said["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    assert events["GLOBALEVENTID"].is_unique
    assert set(events["QuadClass"]) <= {1, 2, 3, 4}
    assert (said["SentenceID"] >= 1).all()


def test_phoenix_has_26_columns(written: Path) -> None:
    table = pd.read_csv(written / "phoenix", sep="\t", header=None, dtype=str)
    assert len(table.columns) == 26


def test_plover_lines_name_the_characters_and_the_auxiliary_modes(written: Path, filled: Record) -> None:
    lines = [json.loads(line) for line in (written / "plover-jsonl").read_text().splitlines()]
    assert lines
    for line in lines:
        text = filled.document(line["text_info"]["document"]).text
        assert all(text[e["start"] : e["end"]] == e["text"] for e in line["event_text"])
        status, kind = line["comment"]["status"], line["comment"]["type"]
        if status == "planned":
            assert "future" in line["auxiliary_modes"]
            assert line["event"] == "AGREE" or kind not in ("CONSULT", "SUPPORT", "COOPERATE", "AID")
        assert (status == "denied") == ("negation" in line["auxiliary_modes"])


def test_turtle_and_json_ld_are_one_graph_that_keeps_the_shapes(written: Path) -> None:
    import pyshacl
    import rdflib
    from rdflib.compare import to_isomorphic

    turtle = rdflib.Graph().parse(written / "turtle", format="turtle")
    ld = rdflib.Graph().parse(written / "json-ld", format="json-ld")
    assert len(turtle) > 100
    assert to_isomorphic(turtle) == to_isomorphic(ld)
    shapes = rdflib.Graph().parse(data=files("legation.exports").joinpath("shapes.ttl").read_text())
    conforms, _, why = pyshacl.validate(turtle, shacl_graph=shapes)
    assert conforms, why


def test_graphs_have_no_loose_ends(written: Path) -> None:
    name = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.parse(written / "graphml").getroot()
    nodes = {node.get("id") for node in root.iter(f"{name}node")}
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{name}edge")]
    assert edges
    assert {end for edge in edges for end in edge} <= nodes
    table = pd.read_csv(written / "graph-csv" / "edges.csv")
    assert list(zip(table["Source"], table["Target"], strict=True)) == edges


def test_calendar_lines_are_as_the_standard_asks(written: Path) -> None:
    lines = (written / "ical").read_bytes().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT")


def test_follow_the_money_entities_point_at_each_other(written: Path) -> None:
    entities = [json.loads(line) for line in (written / "ftm").read_text().splitlines()]
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        for name in ("holder", "post", "proof"):
            assert set(entity["properties"].get(name, ())) <= ids


def test_unknown_formats_and_missing_folders_are_told(filled: Record) -> None:
    with pytest.raises(BadInput, match="no format"):
        export(filled, "stata")
    with pytest.raises(BadInput, match="-o FOLDER"):
        export(filled, "csv")


@given(st.text())
@settings(max_examples=200)
def test_no_cell_is_a_formula(words: str) -> None:
    assert not cell(words).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        (-2.5, "-2.5"),
        (2e9, "2000000000"),
        (["a", "b"], "a; b"),
    ],
)
def test_cells(value: object, shown: str) -> None:
    assert cell(value) == shown
