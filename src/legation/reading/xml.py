"""XML from outside, parsed so that it can neither reach out nor unfold: no entities, no DTD, no network."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from legation.errors import UnreadablePage
from legation.reading.limits import size


def parse_xml(content: bytes, what: str) -> Any:
    """The root element. Raises `UnreadablePage` naming `what` where the bytes are no XML."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePage(f"{what} is not well-formed XML: {error}; open and save it again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadablePage(f"{what} unfolds without end; it may be a bomb")
    if root is None:
        raise UnreadablePage(f"{what} holds no XML; open and save it again")
    return root


class Parts:
    """The parts of a document that is a ZIP (DOCX, ODT, EPUB), each read within a bound on its bytes."""

    def __init__(self, content: bytes, kind: str, most: int) -> None:
        """Raises `UnreadablePage` where the content is no ZIP."""
        self.kind = kind
        self.left = 4 * most  # text packs well: more than this is a bomb, not a document
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnreadablePage(f"a damaged {kind}: {error}; open and save it again") from error

    def names(self) -> list[str]:
        """The names of all parts."""
        return self._archive.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none. Raises `UnreadablePage` beyond the bound."""
        try:
            with self._archive.open(name) as stream:
                content = stream.read(self.left + 1)
        except KeyError:
            return b""
        except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error) as error:
            raise UnreadablePage(f"a damaged {self.kind}: {error}; open and save it again") from error
        if len(content) > self.left:
            raise UnreadablePage(
                f"a {self.kind} that unfolds to more than {size(self.left)}; it may be a bomb"
            )
        self.left -= len(content)
        return content

    def xml(self, name: str) -> Any:
        """The root element of a part, None where there is none."""
        content = self.read(name)
        return parse_xml(content, f"{name} of the {self.kind}") if content else None
