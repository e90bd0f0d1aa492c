"""Files of the kinds that a desk receives, made in code so that a test shows what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

Placed = tuple[float, float, str]  # points from the lower left, and words


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return out.getvalue()


def pdf(sheets: Iterable[Iterable[Placed]], *, image: bool = False, facts: str = "") -> bytes:
    """A PDF whose pages hold the words at their places, in the order given."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the list of pages come last

    def keep(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(content: bytes, head: bytes = b"") -> int:
        return keep(b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content))

    letters = bytes(range(32, 256)).decode("cp1251", "replace")
    pairs = "\n".join(f"<{byte:02X}> <{ord(letter):04X}>" for byte, letter in enumerate(letters, 32))
    cmap = stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        + f"{len(letters)} beginbfchar\n{pairs}\nendbfchar\n".encode()
        + b"endcmap end end"
    )
    font = keep(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode %d 0 R>>" % cmap)
    resources = b"/Font<</F1 %d 0 R>>" % font
    if image:
        dot = stream(
            b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        )
        resources += b"/XObject<</I1 %d 0 R>>" % dot
    pages = []
    for sheet in sheets:
        shown = b"".join(
            b"BT /F1 10 Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj ET\n" % (x, y, words.encode("cp1251").hex().encode())
            for x, y, words in sheet
        )
        content = stream(shown)
        pages.append(
            keep(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s>>/Contents %d 0 R>>"
                % (resources, content)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % n for n in pages))
    info = keep(facts.encode()) if facts else 0
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    told = b"/Info %d 0 R" % info if info else b""
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, told, start)
    return bytes(out)


def column(lines: Iterable[str], x: float = 60, top: float = 780, step: float = 14) -> list[Placed]:
    """Lines one below the other."""
    return [(x, top - step * number, line) for number, line in enumerate(lines)]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, notes: str = "", core: str = "") -> bytes:
    """A DOCX with this body of WordprocessingML."""
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    if notes:
        files["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>"
    if core:
        files["docProps/core.xml"] = core
    return zipped(files)


def paragraph(words: str) -> str:
    """A paragraph of WordprocessingML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(body: str) -> bytes:
    """An ODT with this body."""
    body = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {ODF}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(chapters: dict[str, str]) -> bytes:
    """An EPUB with these chapters, read in the order given."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Ежегодник</dc:title><dc:language>ru-RU</dc:language><dc:publisher>Вестник</dc:publisher>"
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    pages = {
        f"OEBPS/{name}": f"<?xml version='1.0' encoding='utf-8'?><html><body>{body}</body></html>"
        for name, body in chapters.items()
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/content.opf": package,
            **pages,
        }
    )
