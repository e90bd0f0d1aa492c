"""How the server hears its readers: by compiled code, and no request may have a head without end."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64 * 1024  # bytes of a request before its body; uvicorn's slower reader has the same bound


class Hearing(HttpToolsProtocol):
    """uvicorn's quick reader of requests, which by itself would keep whatever a head holds."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._in_head, self._heard = True, 0

    def data_received(self, data: bytes) -> None:
        """More of a request; refused where its head grows too long."""
        super().data_received(data)
        self._heard = self._heard + len(data) if self._in_head else 0
        if self._heard > LARGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of this request is too long.")

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; another may follow."""
        self._in_head, self._heard = True, 0
        super().on_message_complete()
