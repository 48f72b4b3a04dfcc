"""Calendars as programs read them (iCalendar, RFC 5545): moments, folded and escaped.

Pure: no Django, no clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

#: octets of a line at most, without its end
LINE = 75
PRODUCT = "-//KoproGo//Neighbours//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a beginning and an end; ``uid`` names it for ever."""

    uid: str
    begin: datetime
    end: datetime
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    is_certain: bool = True


def calendar(name: str, entries: Iterable[Entry], *, stamp: datetime) -> bytes:
    """Return a calendar with these entries; ``stamp``: when it was written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for entry in entries:
        lines += _entry(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _entry(entry: Entry, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.uid)}"
    yield f"DTSTAMP:{_moment(stamp)}"
    yield f"DTSTART:{_moment(entry.begin)}"
    yield f"DTEND:{_moment(entry.end)}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    if entry.place:
        yield f"LOCATION:{_escaped(entry.place)}"
    if entry.text:
        yield f"DESCRIPTION:{_escaped(entry.text)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"STATUS:{'CONFIRMED' if entry.is_certain else 'TENTATIVE'}"
    yield "END:VEVENT"


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # Signs that no calendar may hold are left out.
    kept = ("".join(sign for sign in line if sign >= " ") for line in lines)
    return "\\n".join(kept)


def _folded(line: str) -> bytes:
    """Return the line in pieces of 75 octets, none of which splits a sign."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
