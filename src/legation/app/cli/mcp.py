"""`legation mcp`: the record for assistants."""

from __future__ import annotations

from legation.app.cli.options import RECORD_FILE, RecordFile, opened


def mcp(record: RecordFile = RECORD_FILE) -> None:
    """Serve the record to an assistant (MCP, stdio).

    Started by the assistant's program, not by hand; docs/mcp.md has the settings. Nothing is written.
    """
    from legation.app.mcp import server

    with opened(record) as held:
        server(held).run()
