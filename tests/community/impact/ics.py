"""A strict reader of iCalendar (RFC 5545), for what we write: it refuses what is not so."""

import re

NAME = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*")
MOMENT = re.compile(r"[0-9]{8}T[0-9]{6}Z")
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"}
TEXTS = {"UID", "SUMMARY", "LOCATION", "DESCRIPTION", "X-WR-CALNAME"}
LONGEST = 75


def parsed(body: bytes) -> list[dict[str, str]]:
    """Return the events, texts without their escapes."""
    assert body.endswith(b"\r\n")
    raw = body[:-2].split(b"\r\n")
    assert all(len(line) <= LONGEST for line in raw)
    assert b"\n" not in b"".join(raw)
    lines = body[:-2].decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines[1] == "VERSION:2.0"
    assert any(line.startswith("PRODID:") for line in lines)
    return _events(lines[1:-1])


def _events(lines: list[str]) -> list[dict[str, str]]:
    events: list[dict[str, str]] = []
    inside = False
    for line in lines:
        name, colon, value = line.partition(":")
        assert colon
        assert NAME.fullmatch(name), line
        if name in ("BEGIN", "END"):
            assert value == "VEVENT"
            assert inside == (name == "END")
            inside = name == "BEGIN"
            if inside:
                events.append({})
            continue
        if inside:
            assert name not in events[-1], name
            events[-1][name] = _text(value) if name in TEXTS else value
    assert not inside
    for event in events:
        assert event.keys() >= ONCE
        for name in ("DTSTAMP", "DTSTART", "DTEND"):
            assert MOMENT.fullmatch(event[name])
        assert event["DTEND"] > event["DTSTART"]
        assert event["STATUS"] in ("CONFIRMED", "TENTATIVE")
    return events


def _text(value: str) -> str:
    """Return a text without its escapes; a sign that had to be escaped is refused."""
    assert not re.sub(r"\\[\\;,n]", "", value).count("\\")
    assert not re.search(r"[;,]", re.sub(r"\\.", "", value))
    signs = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return re.sub(r"\\.", lambda found: signs[found[0]], value)
