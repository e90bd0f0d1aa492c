"""What kind of file a page is in, by its first bytes and its name."""

from __future__ import annotations

import re

BY_NAME = {
    "txt": "text/plain",
    "text": "text/plain",
    "md": "text/plain",
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "text/html",
    "shtml": "text/html",
    "jsonl": "application/jsonl",
    "ndjson": "application/jsonl",
}
_HTML = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


def kind_of(name: str, head: bytes) -> str:
    """The media type of a file called `name` that begins with `head`; `text/plain` where nothing tells."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix in BY_NAME:
        return BY_NAME[suffix]
    return "text/html" if _HTML.search(head) else "text/plain"
