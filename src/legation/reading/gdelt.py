"""The tables that GDELT gives out: known by their columns, since their files have no heads.

Columns after the codebooks of GDELT 2.1 (GKG) and 2.0 (events, mentions); GKG 1.0 has heads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from msgspec import Struct

# GKG 2.1, in the order of its columns; a text is no part of it, but some who fetch the articles add one.
GKG = (
    "GKGRECORDID",
    "V21DATE",
    "V2SOURCECOLLECTIONIDENTIFIER",
    "V2SOURCECOMMONNAME",
    "V2DOCUMENTIDENTIFIER",
    "V1COUNTS",
    "V21COUNTS",
    "V1THEMES",
    "V2ENHANCEDTHEMES",
    "V1LOCATIONS",
    "V2ENHANCEDLOCATIONS",
    "V1PERSONS",
    "V2ENHANCEDPERSONS",
    "V1ORGANIZATIONS",
    "V2ENHANCEDORGANIZATIONS",
    "V15TONE",
    "V21ENHANCEDDATES",
    "V2GCAM",
    "V21SHARINGIMAGE",
    "V21RELATEDIMAGES",
    "V21SOCIALIMAGEEMBEDS",
    "V21SOCIALVIDEOEMBEDS",
    "V21QUOTATIONS",
    "V21ALLNAMES",
    "V21AMOUNTS",
    "V21TRANSLATIONINFO",
    "V2EXTRASXML",
)
EXTRAS = "V2EXTRASXML"
_RECORD = re.compile(r"\d{14}-T?\d+")
_STAMP = re.compile(r"\d{14}")
_TITLE = re.compile(r"<PAGE_TITLE>(.{0,1000}?)</PAGE_TITLE>", re.S)
_PUBLISHED = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")


class Table(Struct, frozen=True):
    """A table of GDELT's: what it is called, and in which column (from 1) the addresses of articles stand."""

    name: str
    addresses: int
    is_plain: bool = True  # its files have no heads

    @property
    def remedy(self) -> str:
        """What to do with a table that holds no texts."""
        return (
            f"fetch its articles: cut -f{self.addresses} FILE | xargs legation fetch; "
            "or add a column with their texts and name it, for example --map text=28"
        )


TABLES = {27: Table("GDELT GKG", 5), 61: Table("GDELT events", 61), 16: Table("GDELT mentions", 6)}
HEADED = {  # as BigQuery exports it, and the first GKG
    "gkgrecordid": Table("GDELT GKG", 5, is_plain=False),
    "cameoeventids": Table("GDELT GKG 1.0", 11, is_plain=False),
}


def table_of(row: Sequence[str]) -> Table | None:
    """Which of GDELT's tables has such a row as its first, if any; a GKG may have columns added to it."""
    if len(row) >= len(GKG) and _RECORD.fullmatch(row[0]) and _STAMP.fullmatch(row[1]):
        return TABLES[len(GKG)]
    if len(row) == 61 and row[0].isdecimal() and re.fullmatch(r"\d{8}", row[1]):
        return TABLES[61]
    if len(row) == 16 and row[0].isdecimal() and _STAMP.fullmatch(row[1]) and _STAMP.fullmatch(row[2]):
        return TABLES[16]
    return next((HEADED[head.strip().lower()] for head in row if head.strip().lower() in HEADED), None)


def heads_of(row: Sequence[str]) -> list[str]:
    """Names for the columns of a GKG; those added to it are called by their numbers."""
    return [*GKG, *map(str, range(len(GKG) + 1, len(row) + 1))]


def with_extras(record: dict[str, str]) -> dict[str, str]:
    """The row with the title and the time of publication that GDELT found on the page, if it did."""
    extras = record.get(EXTRAS, "")
    title, published = _TITLE.search(extras), _PUBLISHED.search(extras)
    found = dict(record)
    if title:
        found["title"] = html.unescape(title[1]).strip()
    if published:
        found["published"] = published[1]
    return found
