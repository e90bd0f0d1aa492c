"""What OpenAPI says of an answer is how it looks; and no question, however odd, breaks the server."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from legation.app import lists

LISTS = tuple(of.path for of in lists.LISTS)
ODD = st.one_of(st.text(max_size=20), st.sampled_from(["KAZ", "2016", "-1", "0", "'", "%", "~", "a~b"]))
KINDS: dict[str, tuple[type, ...]] = {
    **{"object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float)},
    **{"boolean": (bool,), "null": (type(None),)},
}


def _fits(schema: dict[str, Any], value: Any, told: dict[str, Any], where: str = "") -> None:
    """As much of JSON Schema as our descriptions use; `where` names what does not fit."""
    if "$ref" in schema:
        return _fits(told["components"]["schemas"][schema["$ref"].rpartition("/")[2]], value, told, where)
    for words in ("anyOf", "oneOf"):
        if words in schema:
            assert any(_holds(one, value, told) for one in schema[words]), f"{where}: {value!r}"
            return None
    kinds = schema.get("type")
    if kinds:
        allowed = tuple(
            type for kind in (kinds if isinstance(kinds, list) else [kinds]) for type in KINDS[kind]
        )
        assert isinstance(value, allowed), f"{where}: {value!r}"
    if "enum" in schema:
        assert value in schema["enum"], where
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            assert name in value, f"{where}.{name} is missing"
        if "properties" in schema and not schema.get("additionalProperties"):
            for name, one in value.items():
                assert name in schema["properties"], f"{where}.{name} is not described"
                _fits(schema["properties"][name], one, told, f"{where}.{name}")
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for one in value:
            _fits(schema["items"], one, told, f"{where}[]")
    return None


def _holds(schema: dict[str, Any], value: Any, told: dict[str, Any]) -> bool:
    try:
        _fits(schema, value, told)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize(
    "path",
    [
        *(f"/{name}" for name in LISTS),
        *("/search?q=визит", "/candidates", "/judgements", "/holdings", "/news", "/brief/{a}/{b}"),
        *("/items/{id}", "/documents/{id}"),
    ],
)
def test_an_answer_is_as_described(reader: TestClient, path: str) -> None:
    told = reader.get("/api/v1/openapi.json").json()
    template, _, query = path.partition("?")
    where = template.replace("{a}", "KAZ").replace("{b}", "JPN")
    if "{id}" in where:
        kind = "events" if "items" in where else "documents"
        where = where.replace("{id}", reader.get(f"/api/v1/{kind}").json()["items"][0]["id"])
    answer = reader.get(f"/api/v1{where}" + (f"?{query}" if query else ""))
    assert answer.status_code == 200
    described = told["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    _fits(described, answer.json(), told, template)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from((*LISTS, "search", "candidates", "export/jsonl", "news")), data=st.data())
def test_an_odd_question_gets_an_answer_or_a_problem(
    reader: TestClient, name: str, data: st.DataObject
) -> None:
    told = reader.get("/api/v1/openapi.json").json()["paths"]
    path = next(p for p in told if p == f"/{name}" or p.replace("{name}", "jsonl") == f"/{name}")
    names = [p["name"] for p in told[path]["get"]["parameters"] if p["in"] == "query"]
    chosen = data.draw(st.dictionaries(st.sampled_from(names), ODD, max_size=4))
    query = urlencode({k: v.encode("utf-8", "replace") for k, v in chosen.items()})
    answer = reader.get(f"/api/v1/{name}?{query}")
    assert answer.status_code in (200, 400, 404, 422)
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail"}
