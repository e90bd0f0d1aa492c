"""POLECAT, ICEWS, GDELT 2.0 and Phoenix: the tab-separated event tables that others load as they are."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from legation.exports.coding import UNKNOWN, Coded, Coder, Side, one_line
from legation.exports.target import Target
from legation.record.resolved import Telling
from legation.settings import version
from legation.store.filters import Filters
from legation.store.record import Record
from legation.vocabulary.codes import QUADS, cameo_country, columns, cow
from legation.vocabulary.states import name_of

TOLD_AS_FACT = ("happened", "ongoing")
GDELT_CONFIDENCE = 100  # every mention was read from words that stand in the text
WEB = 1  # GDELT's MentionType of a page with an address
OTHER = 5  # … of one without


def polecat(record: Record, filters: Filters, target: Target) -> None:
    """POLECAT: one row an event, 40 columns, header, None where missing."""
    with target.whole() as out:
        out.write(_line(columns("polecat"), quoted=True))
        for coded in _events(record, filters, target):
            row = _polecat_row(coded)
            out.write(_line([row.get(name) or "None" for name in columns("polecat")], quoted=True))


def icews(record: Record, filters: Filters, target: Target) -> None:
    """ICEWS: one row a directed pair, 20 columns, header, no quoting."""
    with target.whole() as out:
        out.write(_line(columns("icews")))
        sentences = _Sentences(record)
        for coded in _events(record, filters, target):
            for source, goal in coded.pairs:
                row = _icews_row(coded, source, goal, sentences.number(coded.first))
                out.write(_line([row.get(name, "") for name in columns("icews")]))


def phoenix(record: Record, filters: Filters, target: Target) -> None:
    """Phoenix: one row a directed pair, 26 columns, no header."""
    with target.whole() as out:
        sentences = _Sentences(record)
        for coded in _events(record, filters, target):
            for source, goal in coded.pairs:
                row = _phoenix_row(coded, source, goal, sentences.number(coded.first))
                out.write(_line([row.get(name, "") for name in columns("phoenix")]))


def gdelt(record: Record, filters: Filters, target: Target) -> None:
    """GDELT 2.0: events (61 columns) and mentions (16), no header."""
    with target.part("events.export.CSV") as events, target.part("events.mentions.CSV") as mentions:
        sentences = _Sentences(record)
        for coded in _events(record, filters, target):
            for source, goal in coded.pairs:
                row = _gdelt_row(coded, source, goal)
                events.write(_line([row.get(name, "") for name in columns("gdelt2_events")]))
                for told in coded.event.claims:
                    said = _gdelt_mention(row, told, sentences)
                    mentions.write(_line([said.get(name, "") for name in columns("gdelt2_mentions")]))


def _events(record: Record, filters: Filters, target: Target) -> Iterator[Coded]:
    """Those that these tables can tell: they have no word for what is denied, alleged or only proposed."""
    coder = Coder(record)
    for event in record.each("event", **filters):
        coded = coder.coded(event)
        if event.status not in TOLD_AS_FACT and coded.type != "AGREE":
            target.left_out[f"{event.status} {event.type}: the format has no way to say so"] += 1
        elif not coded.day:
            target.left_out["no day: neither the act nor its pages are dated"] += 1
        elif not coded.pairs:
            target.left_out["no side that the format could name"] += 1
        else:
            yield coded


def _line(cells: Iterable[Any], quoted: bool = False) -> bytes:
    words = [one_line(str(cell)) for cell in cells]
    if quoted:
        words = ['"' + w.replace('"', '""') + '"' if '"' in w else w for w in words]
    return ("\t".join(words) + "\n").encode("utf-8", "replace")


def _number(*parts: str, digits: int = 15) -> int:
    """A number that stays the same for the same thing, small enough for a signed 64-bit column."""
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    limit: int = 10**digits
    return int.from_bytes(digest, "big") % limit


def _polecat_row(coded: Coded) -> dict[str, str]:
    event = coded.event
    senders = coded.senders or (UNKNOWN,)
    goals = coded.recipients or coded.senders[1:]
    if not coded.recipients:
        senders = senders[:1] if len(coded.senders) > 1 else senders
    return {
        "Event ID": event.id,
        "Event Date": coded.day,
        "Event Type": coded.type,
        "Event Mode": coded.code.mode,
        "Intensity": f"{coded.code.score:.1f}",
        "Quad Code": QUADS[coded.quad],
        "Contexts": coded.code.context,
        **_polecat_side("Actor", senders),
        **_polecat_side("Recipient", goals),
        "Placename": event.place,
        "City": event.place,
        "Raw Placename": event.place,
        "Source": coded.first.publisher or coded.first.document_name,
        "Publication Date": coded.first.published[:10],
        "Story People": "; ".join(p for side in (*coded.senders, *coded.recipients) for p in side.people),
        "Story Locations": event.place,
        "Language": "Russian",
        "Version": f"Legation {version()}",
    }


def _polecat_side(which: str, sides: Iterable[Side]) -> dict[str, str]:
    found = [side for side in sides if side.name]
    names = [name for side in found for name in (side.people or (side.name,))]
    sectors = ["GOV" if side.state and side.name == name_of(side.state, "en") else "" for side in found]
    kept = list(dict.fromkeys(s for s in sectors if s))
    return {
        f"{which} Name": "; ".join(names),
        f"{which} Country": "; ".join(side.state for side in found if side.state),
        f"{which} COW": "; ".join(cow(side.state) for side in found if cow(side.state)),
        f"Primary {which} Sector": kept[0] if kept else "",
        f"{which} Sectors": "; ".join(kept),
        f"{which} Name Raw": "; ".join(names),
    }


def _icews_row(coded: Coded, source: Side, goal: Side, sentence: int) -> dict[str, Any]:
    return {
        "Event ID": _number(coded.event.id, source.name, goal.name, digits=9),
        "Event Date": coded.day,
        "Source Name": _who(source),
        "Source Sectors": _icews_sector(source),
        "Source Country": name_of(source.state, "en") if source.state else "",
        "Event Text": coded.cameo.text,
        "CAMEO Code": coded.cameo.code,
        "Intensity": f"{coded.cameo.score:.1f}",
        "Target Name": _who(goal),
        "Target Sectors": _icews_sector(goal),
        "Target Country": name_of(goal.state, "en") if goal.state else "",
        "Story ID": _number(coded.first.document, digits=9),
        "Sentence Number": sentence,
        "Publisher": coded.first.publisher,
        "City": coded.event.place,
    }


def _icews_sector(side: Side) -> str:
    return "Government" if side.state and side.name == name_of(side.state, "en") else ""


def _who(side: Side) -> str:
    return side.people[0] if len(side.people) == 1 else side.name


def _phoenix_row(coded: Coded, source: Side, goal: Side, sentence: int) -> dict[str, Any]:
    year, month, day = coded.day.split("-")
    urls = sorted({told.url for told in coded.event.claims if told.url})
    outlets = sorted({told.publisher for told in coded.event.claims if told.publisher})
    return {
        "EventID": f"{coded.day.replace('-', '')}-{_number(coded.event.id, source.name, goal.name)}",
        "Date": coded.day.replace("-", ""),
        **{"Year": year, "Month": int(month), "Day": int(day)},
        **_phoenix_side("Source", source),
        **_phoenix_side("Target", goal),
        "EventCode": coded.cameo.code,
        "EventRootCode": coded.cameo.root,
        "QuadClass": coded.cameo.quad,
        "GoldsteinScore": f"{coded.cameo.score:.1f}",
        "LocationName": coded.event.place,
        "SentenceID": f"{coded.first.document}_{sentence}",
        "URLs": ";".join(urls),
        "NewsSources": ";".join(outlets),
    }


def _phoenix_side(which: str, side: Side) -> dict[str, str]:
    state = cameo_country(side.state) if side.state else ""
    role = "GOV" if _icews_sector(side) else ""
    return {
        f"{which}ActorFull": state + role,
        f"{which}ActorEntity": state,
        f"{which}ActorRole": role,
    }


def _gdelt_row(coded: Coded, source: Side, goal: Side) -> dict[str, Any]:
    event, day = coded.event, date.fromisoformat(coded.day)
    compact = coded.day.replace("-", "")
    told = min((t.published for t in event.claims if len(t.published) == 10), default=coded.day)
    length = 366 if day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0) else 365
    return {
        "GLOBALEVENTID": _number(event.id, source.name, goal.name),
        **{"SQLDATE": compact, "MonthYear": compact[:6], "Year": compact[:4]},
        "FractionDate": f"{day.year + day.timetuple().tm_yday / length:.4f}",
        **_gdelt_side("Actor1", source),
        **_gdelt_side("Actor2", goal),
        "IsRootEvent": 1,
        "EventCode": coded.cameo.code,
        "EventBaseCode": coded.cameo.code[:3],
        "EventRootCode": coded.cameo.root,
        "QuadClass": coded.cameo.quad,
        "GoldsteinScale": f"{coded.cameo.score:.1f}",
        "NumMentions": len(event.claims),
        "NumSources": event.sources,
        "NumArticles": len({t.document for t in event.claims}),
        "AvgTone": "",
        **{f"{who}Geo_Type": 0 for who in ("Actor1", "Actor2")},
        "ActionGeo_Type": 4 if event.place else 0,
        "ActionGeo_FullName": event.place,
        "DATEADDED": f"{told.replace('-', '')}000000",
        "SOURCEURL": coded.first.url or coded.first.document_name,
    }


def _gdelt_side(which: str, side: Side) -> dict[str, str]:
    state = cameo_country(side.state) if side.state else ""
    role = "GOV" if _icews_sector(side) else ""
    return {
        f"{which}Code": state + role,
        f"{which}Name": side.name.upper(),
        f"{which}CountryCode": state,
        f"{which}Type1Code": role,
    }


def _gdelt_mention(row: dict[str, Any], told: Telling, sentences: _Sentences) -> dict[str, Any]:
    published = (told.published if len(told.published) == 10 else "").replace("-", "") or row["SQLDATE"]
    return {
        "GLOBALEVENTID": row["GLOBALEVENTID"],
        "EventTimeDate": f"{row['SQLDATE']}000000",
        "MentionTimeDate": f"{published}000000",
        "MentionType": WEB if told.url else OTHER,
        "MentionSourceName": urlsplit(told.url).hostname or told.publisher or told.document_name,
        "MentionIdentifier": told.url or told.document_name,
        "SentenceID": sentences.number(told),
        "Actor1CharOffset": -1,
        "Actor2CharOffset": -1,
        "ActionCharOffset": told.evidence[0].start,
        "InRawText": 1,
        "Confidence": GDELT_CONFIDENCE,
        "MentionDocLen": sentences.length(told),
        "MentionDocTone": "",
        "MentionDocTranslationInfo": "",
    }


class _Sentences:
    """The numbers, from 1, of the sentences in which evidence stands."""

    def __init__(self, record: Record) -> None:
        @lru_cache(64)
        def starts(document: str) -> tuple[int, list[int]]:
            from legation.language.russian.segmentation import sentences_in

            text = record.source(document)[0].text
            return len(text), [start for start, _ in sentences_in(text)]

        self._starts = starts

    def number(self, told: Telling) -> int:
        return max(bisect_right(self._starts(told.document)[1], told.evidence[0].start), 1)

    def length(self, told: Telling) -> int:
        return self._starts(told.document)[0]
