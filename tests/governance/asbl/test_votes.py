"""What the members decide: each majority on both sides of its boundary."""

import pytest

from governance.meeting.attendance import ProxyRefusal
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.log import add_event
from koprogo import slots
from koprogo.tenancy.models import Tenant
from tests.governance.asbl.making import (
    ABSTAIN,
    AGAINST,
    FOR,
    come,
    convened,
    decided,
    item,
    line,
    listed,
    opened,
    person,
    proxy,
    refusals,
    roll_of,
)

pytestmark = pytest.mark.usefixtures("asbl")


def outcome(subject, present=12, **votes):
    return decided(item(opened(subject, present=present)), **votes).adopted


# Ordinary decisions


@pytest.mark.parametrize(
    ("votes", "adopted"),
    [
        ({FOR: 7, AGAINST: 5}, True),
        ({FOR: 6, AGAINST: 6}, False),
        ({FOR: 1, ABSTAIN: 11}, True),
        ({FOR: 1, AGAINST: 1, ABSTAIN: 10}, False),
        ({ABSTAIN: 12}, False),
        ({}, False),
    ],
)
def test_more_for_than_against_and_abstentions_do_not_count(votes, adopted):
    assert outcome("asbl-ordinary", **votes) is adopted


def test_two_of_twelve_decide_for_there_is_no_quorum():
    assembly = opened("asbl-ordinary", present=2)
    meeting = meeting_of(assembly)
    assert (meeting.quorum.is_reached, meeting.quorum.owners_present) == (True, 2)
    assert decided(item(assembly), **{FOR: 2}).adopted is True


def test_one_member_has_one_vote_and_no_cap_takes_it():
    """Alone in the room he decides: art. 3.87 §6 is about buildings."""
    result = decided(item(opened("asbl-ordinary", present=1)), **{FOR: 1})
    assert (result.adopted, result.cuts, result.tally.votes_for) == (True, (), 1)


# Exclusion of a member


@pytest.mark.parametrize(
    ("votes", "adopted"),
    [
        ({FOR: 8, AGAINST: 4}, True),
        ({FOR: 7, AGAINST: 4}, False),
        ({FOR: 7, AGAINST: 5}, False),
        ({FOR: 2, AGAINST: 1, ABSTAIN: 9}, True),
    ],
)
def test_a_member_is_excluded_by_two_thirds(votes, adopted):
    assert outcome("asbl-exclusion", **votes) is adopted


def test_an_exclusion_asks_no_part_of_the_members_to_be_there():
    assert outcome("asbl-exclusion", present=3, **{FOR: 2, AGAINST: 1}) is True


def test_who_is_excluded_and_barred_does_not_count():
    assembly = opened("asbl-exclusion", present=4)
    services.declare_conflict(
        item(assembly), person=person(4), reason="It is about him", by=None
    )
    result = decided(item(assembly), **{FOR: 2, AGAINST: 2})
    assert (result.tally.votes_for, result.tally.votes_against) == (2, 1)
    assert result.adopted is True


# Statutes, purpose, dissolution


@pytest.mark.parametrize(
    ("present", "votes", "reached", "adopted"),
    [
        (8, {FOR: 8}, True, True),
        (7, {FOR: 7}, False, False),
        (9, {FOR: 6, AGAINST: 3}, True, True),
        (9, {FOR: 5, AGAINST: 3}, True, False),
        (9, {FOR: 2, AGAINST: 1, ABSTAIN: 6}, True, True),
    ],
)
def test_statutes_need_two_thirds_of_the_members_and_of_the_votes(
    present, votes, reached, adopted
):
    result = decided(item(opened("asbl-statutes", present=present)), **votes)
    assert (result.presence.reached, result.adopted) == (reached, adopted)


@pytest.mark.parametrize("subject", ["asbl-purpose", "asbl-dissolution"])
@pytest.mark.parametrize(
    ("present", "votes", "adopted"),
    [
        (10, {FOR: 8, AGAINST: 2}, True),
        (10, {FOR: 7, AGAINST: 2}, False),
        (10, {FOR: 4, AGAINST: 1, ABSTAIN: 5}, True),
        (8, {FOR: 8}, True),
        (7, {FOR: 7}, False),
    ],
)
def test_purpose_and_dissolution_need_four_fifths(subject, present, votes, adopted):
    assert outcome(subject, present=present, **votes) is adopted


def test_who_is_represented_is_there():
    """Five in the room with three proxies: eight of twelve."""
    assembly = listed(convened("asbl-statutes"))
    for principal in (6, 7, 8):
        proxy(assembly, principal, holder=5)
    come(assembly, 1, 2, 3, 4, 5)
    services.open_meeting(assembly, by=None)
    result = decided(item(assembly), **{FOR: 8})
    assert (result.presence.present, result.adopted) == (8, True)


def test_who_left_before_the_vote_without_a_ballot_is_not():
    assembly = opened("asbl-statutes", present=8)
    services.leave(assembly, person(8), by=None)
    result = decided(item(assembly), **{FOR: 7})
    assert (result.presence.present, result.adopted) == (7, False)


# Proxies


def test_nobody_holds_a_fourth_proxy():
    assembly = convened("asbl-ordinary")
    for principal in (2, 3, 4, 5):
        proxy(assembly, principal, holder=1)
    assembly = listed(assembly)
    assert refusals(assembly) == [None, None, None, ProxyRefusal.LIMIT]


def test_a_tenth_of_the_votes_is_a_rule_of_buildings(monkeypatch):
    """Five of a hundred votes are far from a tenth, and still three is the most."""
    monkeypatch.setitem(slots.roll_source, Tenant.Kind.ASBL, roll_of(100))
    assembly = listed(convened("asbl-ordinary"))
    for principal in (2, 3, 4, 5):
        proxy(assembly, principal, holder=1)
    assert refusals(assembly) == [None, None, None, ProxyRefusal.LIMIT]


def test_three_proxies_of_four_members_are_allowed(monkeypatch):
    monkeypatch.setitem(slots.roll_source, Tenant.Kind.ASBL, roll_of(4))
    assembly = listed(convened("asbl-ordinary"))
    for principal in (2, 3, 4):
        proxy(assembly, principal, holder=1)
    assert refusals(assembly) == [None, None, None]


def test_one_that_was_withdrawn_makes_room():
    assembly = listed(convened("asbl-ordinary"))
    first, *_others = [proxy(assembly, number, holder=1) for number in (2, 3, 4)]
    body = {"proxy": str(first.uuid), "reason": "He comes himself"}
    add_event(assembly, "proxy-withdrawn", body, by=None)
    proxy(assembly, 5, holder=1)
    assert refusals(assembly)[-1] is None


def test_only_a_member_holds_a_proxy():
    assembly = listed(convened("asbl-ordinary"))
    proxy(assembly, 2, holder=0)
    assert refusals(assembly) == [ProxyRefusal.OUTSIDER]


def test_a_holder_votes_for_those_who_gave_him_theirs():
    assembly = listed(convened("asbl-ordinary"))
    proxy(assembly, 2, holder=1)
    come(assembly, 1, 3)
    services.open_meeting(assembly, by=None)
    result = decided(item(assembly), **{FOR: 2, AGAINST: 1})
    assert result.adopted is True
    voted = {one.line: one.holder for one in result.lines}
    assert voted[line(assembly, 2)] == person(1)
