"""Every code of the rules is a sentence, every event has words, figures are exact."""

from dataclasses import replace

import pytest

from buildings import services
from buildings.models import Lot
from governance.errors import meeting as errors
from governance.errors.base import GovernanceError
from governance.event_words import Names, say
from governance.meeting.events import BODIES, Code
from governance.meeting.fold import fold
from governance.meeting.roll import ASBL
from governance.models import MeetingEvent
from governance.queries.console import names_in_log
from governance.queries.meeting import as_event, meeting_of
from governance.queries.roll import names_of
from governance.refusals.meeting import CODES, sentence, why_refused
from governance.services.log import add_event
from governance.services.roll import proxy_body
from governance.templatetags.meeting import big
from tests import cast
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    line,
    opened,
    proxy,
    voter,
    with_roll,
)


def test_every_code_is_a_sentence():
    assert set(CODES) == set(Code)
    said = [sentence(errors.EventRefused(code)) for code in Code]
    assert [text for text in said if not text.endswith((".", ")"))] == []
    assert len(set(said)) == len(said)


def test_every_refusal_of_a_meeting_is_a_sentence():
    found = [
        error
        for error in vars(errors).values()
        if isinstance(error, type)
        and issubclass(error, GovernanceError)
        and error not in (GovernanceError, errors.EventRefused)
    ]
    assert len(found) == 10
    assert [error for error in found if not sentence(error(None)).endswith(".")] == []


def test_every_event_has_words(acacias):
    people = {"p": "Ann", "h": "Ann & Bob"}
    item = type("Item", (), {"position": 3, "title": "Roof"})
    names = Names(people=people, lots={"1": "A", "2": "B"}, points={"i": item})
    values = {
        "person": "p",
        "head": "h",
        "principal": "h",
        "holder": "p",
        "chair": "p",
        "secretary": "Sophie",
        "way": "room",
        "session": 1,
        "item": "i",
        "reason": "Because",
        "text": "Text",
        "choices": {"1": "for", "2": "none"},
        "channel": "paper",
        "operator": "Sophie",
        "heads": ["h"],
        "name": "Ann",
    }
    said = {}
    for kind, fields in BODIES.items():
        body = {name: values.get(name) for name in fields}
        if kind == "amended":
            body["text"] = {"fr": "Texte"}
        said[kind] = say(MeetingEvent(kind=kind, body=body), names)
    assert said["ballot"] == (
        "Ballots on point 3, “Roof”: for: A; taken back: B. "
        "Typed in from paper by Sophie. Because"
    )
    assert said["amended"].startswith(
        "The text of point 3, “Roof” was amended to “Texte”"
    )
    assert [kind for kind, text in said.items() if len(text) < 9] == []


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("arrived", {"person": "p", "way": "remote"}, "Ann takes part from afar."),
        ("left", {"person": "x"}, "somebody left."),
        ("opened", {"session": 2}, "The second session was opened."),
        (
            "remark",
            {"text": "Cold", "person": None},
            "Remark for the minutes (The meeting): Cold",
        ),
    ],
)
def test_other_words(kind, body, text, acacias):
    names = Names(people={"p": "Ann"}, lots={}, points={})
    assert say(MeetingEvent(kind=kind, body=body), names) == text


def test_many_lots_are_counted_and_not_named(acacias):
    lots = {str(number): f"L{number}" for number in range(7)}
    item = type("Item", (), {"position": 1, "title": "Roof"})
    names = Names(people={"p": "Ann"}, lots=lots, points={"i": item})
    body = {
        "item": "i",
        "choices": dict.fromkeys(lots, "against"),
        "channel": "phone",
        "person": "p",
    }
    assert "against: 7 lots" in say(MeetingEvent(kind="ballot", body=body), names)
    typed = body | {"channel": "room", "operator": "Sophie"}
    assert "Typed in by Sophie." in say(MeetingEvent(kind="ballot", body=typed), names)


def test_the_names_of_a_log(acacias):
    assembly = opened()
    names = names_in_log(assembly)
    assert names.person(voter(OMAR)) == "Omar Haddad"
    assert names.lots[line(assembly, "A")] == "A"


# Proxies that were refused


def register(assembly, code, **values):
    given = proxy(assembly, code, **values)
    add_event(assembly, "proxy-registered", proxy_body(given), by=None)
    meeting = meeting_of(assembly)
    return why_refused(meeting, meeting.proxies[-1], names_of(assembly))


def test_a_proxy_of_the_syndic(acacias):
    assert register(with_roll(), JEAN, is_syndic=True) == (
        "The syndic cannot hold a proxy."
    )


def test_the_limit_with_its_figures(four_owners):
    assembly = with_roll()
    for code in (CLARA, JEAN, "H4"):
        given = proxy(assembly, code, holder=OMAR)
        add_event(assembly, "proxy-registered", proxy_body(given), by=None)
    assert register(assembly, "H5", holder=OMAR) == (
        "Omar Haddad holds 3 proxies already. More than three are possible only while "
        "all votes in one hand are at most a tenth of all: with this one they would be "
        "1,000 of 1,000, and a tenth is 100 (art. 3.87 §7)."
    )


@pytest.fixture
def four_owners(acacias):
    """Two more holdings, which take 50 shares each from Clara."""
    Lot.objects.filter(code="B").update(shares=200)
    for code in ("H4", "H5"):
        owner = services.create_owner(
            code=code.lower(), last_name=code, language="fr", by=None
        )
        one = services.create_holding(
            code=code, members=[services.Member(owner, 1)], by=None
        )
        lot = services.create_lot(code=f"L{code}", shares=50, by=None)
        services.hand_over_lot(lot, holding=one, since=cast.SINCE, by=None)
    return acacias


def test_the_limit_of_an_association_of_members(four_owners):
    assembly = with_roll()
    for code in (CLARA, JEAN, "H4", "H5"):
        given = proxy(assembly, code, holder=OMAR)
        add_event(assembly, "proxy-registered", proxy_body(given), by=None)
    rows = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    roll = replace(meeting_of(assembly).roll, rules=ASBL)
    meeting = fold(roll, map(as_event, rows))
    assert why_refused(meeting, meeting.proxies[-1], names_of(assembly)) == (
        "Omar Haddad holds three proxies already: nobody holds more."
    )


# Words as large as the screen


def test_big_words_are_broken_into_lines():
    found = big("  Paint the hall and the stairs  ", 20)
    assert [line for _y, line in found["lines"]] == ["Paint the hall and", "the stairs"]
    assert (found["text"], found["size"]) == ("Paint the hall and the stairs", 83)
