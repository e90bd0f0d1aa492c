"""The MCP server over stdio, asked by the SDK's own client."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from legation.store.record import Record

TOOLS = {
    *("timeline", "statements", "figures", "agreements", "offices", "conflicts", "actors"),
    *("search", "evidence", "document", "check"),
}


async def _asked(record: Record) -> tuple[set[str], dict[str, Any], dict[str, Any], bool]:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "legation.app.cli", "mcp", "--record", str(record.path)]
    )
    async with Client(stdio_client(command)) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        told = _json(await client.call_tool("timeline", {"states": ["Казахстан", "JPN"], "limit": 3}))
        shown = _json(await client.call_tool("evidence", {"id": told["found"][0]["id"]}))
        wrong = await client.call_tool("timeline", {"states": ["Нигде"]})
        return tools, told, shown, bool(wrong.is_error)


def _json(result: Any) -> dict[str, Any]:
    assert not result.is_error, result
    found: dict[str, Any] = json.loads(result.content[0].text)
    return found


def test_an_assistant_gets_evidence_with_every_answer(filled: Record) -> None:
    tools, told, shown, refused = asyncio.run(_asked(filled))
    assert tools == TOOLS
    assert told["found"]
    for event in told["found"]:
        assert event["claims"][0]["document"]
        for evidence in event["claims"][0]["evidence"]:
            text = filled.document(event["claims"][0]["document"]).text
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert shown["claims"][0]["evidence"][0]["quote"] in shown["claims"][0]["context"][0]
    assert refused
