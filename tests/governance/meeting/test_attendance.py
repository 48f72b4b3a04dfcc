from datetime import timedelta

import pytest

from governance.meeting.attendance import (
    Change,
    Movement,
    Proxy,
    ProxyRefusal,
    Representation,
)
from governance.meeting.events import Code, Way
from governance.meeting.roll import ASBL, BUILDING, Line, Roll
from tests.governance.meeting.sittings import START, Sitting, building, lots


def after(minutes):
    return START + timedelta(minutes=minutes)


def test_who_comes_and_goes():
    sitting = Sitting(building(1, 1))
    sitting.does("arrived", person="p1", way="remote").arrive("p2")
    sitting.does("left", person="p1").does("returned", person="p1")
    meeting = sitting.meeting
    assert dict(meeting.present) == {"p2": "room", "p1": "remote"}
    assert meeting.movements("p1") == (
        Movement(after(1), Way.REMOTE),
        Movement(after(3), None),
        Movement(after(4), Way.REMOTE),
    )
    assert meeting.changes("h1") == (
        Change(after(1), Representation("p1")),
        Change(after(3), None),
        Change(after(4), Representation("p1")),
    )
    assert (meeting.movements("p9"), meeting.changes("h9")) == ((), ())


def test_who_left_may_arrive_anew_otherwise():
    sitting = Sitting(building(1)).arrive("p1").does("left", person="p1")
    sitting.does("arrived", person="p1", way="remote")
    assert dict(sitting.meeting.present) == {"p1": "remote"}


def test_refused_arrivals_and_departures():
    sitting = Sitting(building(1, 1)).arrive("p1")
    assert sitting.refusal("arrived", person="p1", way="room") == Code.ALREADY_PRESENT
    assert sitting.refusal("returned", person="p1") == Code.ALREADY_PRESENT
    assert sitting.refusal("returned", person="p2") == Code.NEVER_ARRIVED
    assert sitting.refusal("left", person="p2") == Code.NOT_PRESENT


def test_outsiders_come_with_a_proxy_that_stands():
    sitting = Sitting(building(1, 1))
    arrival = {"person": "aunt", "way": "room"}
    assert sitting.refusal("arrived", **arrival) == Code.UNKNOWN_PERSON
    assert sitting.proxy("h1", "aunt", syndic=True) == ProxyRefusal.SYNDIC
    assert sitting.refusal("arrived", **arrival) == Code.UNKNOWN_PERSON
    assert sitting.proxy("h1", "aunt") is None
    standing = sitting.meeting.proxies[-1].id
    sitting.does("proxy-withdrawn", proxy=standing, reason="changed his mind")
    assert sitting.refusal("arrived", **arrival) == Code.UNKNOWN_PERSON
    assert sitting.proxy("h1", "aunt") is None
    sitting.does("arrived", **arrival)
    assert dict(sitting.meeting.represented) == {
        "h1": Representation("aunt", "proxy-3")
    }


def test_a_principal_who_comes_himself():
    sitting = Sitting(building(1, 1)).arrive("p2")
    assert sitting.proxy("h1", "p2") is None
    by_proxy = Representation("p2", "proxy-1")
    own = {"h2": Representation("p2")}
    assert sitting.meeting.represented == {"h1": by_proxy} | own
    sitting.arrive("p1")
    assert sitting.meeting.represented == {"h1": Representation("p1")} | own
    sitting.does("left", person="p1")
    assert sitting.meeting.represented == {"h1": by_proxy} | own
    sitting.does("left", person="p2")
    assert sitting.meeting.represented == {}
    assert sitting.meeting.absent == ("h1", "h2")
    assert sitting.meeting.changes("h1") == (
        Change(after(2), by_proxy),
        Change(after(3), Representation("p1")),
        Change(after(4), by_proxy),
        Change(after(5), None),
    )


def test_a_holder_leaves_while_the_principal_is_there():
    sitting = Sitting(building(1, 1)).arrive("p1", "p2")
    sitting.proxy("h1", "p2")
    sitting.does("left", person="p2")
    assert sitting.meeting.represented == {"h1": Representation("p1")}
    assert len(sitting.meeting.changes("h1")) == 1


def test_a_proxy_withdrawn():
    sitting = Sitting(building(1, 1)).arrive("p2")
    sitting.proxy("h1", "p2")
    assert sitting.meeting.absent == ()
    sitting.does("proxy-withdrawn", proxy="proxy-1", reason="not signed")
    assert sitting.meeting.absent == ("h1",)
    assert sitting.meeting.proxies == (
        Proxy("proxy-1", "h1", "p2", after(2), None, after(3), "not signed"),
    )
    for proxy in ("proxy-1", "proxy-9"):
        body = {"proxy": proxy, "reason": "again"}
        assert sitting.refusal("proxy-withdrawn", **body) == Code.UNKNOWN_PROXY
    assert sitting.proxy("h1", "p2") is None
    assert sitting.meeting.absent == ()


def test_proxies_that_cannot_be_registered():
    sitting = Sitting(building(1, 1))
    sitting.proxy("h1", "p2")
    body = {"proxy": "proxy-0", "principal": "h2", "holder": "p1", "syndic": False}
    assert sitting.refusal("proxy-registered", **body) == Code.KNOWN_PROXY
    body |= {"proxy": "other", "principal": "h9"}
    assert sitting.refusal("proxy-registered", **body) == Code.UNKNOWN_PRINCIPAL


def test_a_refused_proxy_cannot_be_withdrawn():
    sitting = Sitting(building(1, 1))
    assert sitting.proxy("h1", "p1") == ProxyRefusal.SELF
    body = {"proxy": "proxy-0", "reason": "wrong"}
    assert sitting.refusal("proxy-withdrawn", **body) == Code.UNKNOWN_PROXY


def test_why_a_proxy_gives_no_power_in_order():
    suspended = Line("l9", "Undivided", "h9", None, 1)
    roll = Roll(ASBL, (*lots(1, 1, 1, 1, 1, 1), suspended), ())
    sitting = Sitting(roll)
    assert sitting.proxy("h9", "aunt", syndic=True) == ProxyRefusal.SYNDIC
    assert sitting.proxy("h9", "aunt") == ProxyRefusal.SUSPENDED
    assert sitting.proxy("h1", "p1") == ProxyRefusal.SELF
    assert sitting.proxy("h1", "aunt") == ProxyRefusal.OUTSIDER
    assert [sitting.proxy(head, "p4") for head in ("h1", "h2", "h3")] == [None] * 3
    assert sitting.proxy("h1", "p4") == ProxyRefusal.SECOND
    assert sitting.proxy("h5", "p4") == ProxyRefusal.LIMIT
    assert sitting.proxy("h5", "p6") is None
    assert [proxy.stands for proxy in sitting.meeting.proxies] == [
        *[False] * 4,
        *[True] * 3,
        *[False] * 2,
        True,
    ]


def test_an_outsider_may_hold_one_in_a_building():
    assert Sitting(building(1, 1)).proxy("h1", "aunt") is None


# Spec governance.md §2, on both sides of the tenth.
LIMITS = [
    (1000, 40, [15, 15, 15, 15], [None, None, None, None]),
    (1000, 41, [15, 15, 15, 15], [None, None, None, "limit"]),
    (1000, 40, [15, 15, 15, 16], [None, None, None, "limit"]),
    (1000, 50, [50, 50, 50, 50], [None, None, None, "limit"]),
    (1000, 0, [25, 25, 25, 25], [None, None, None, None]),
    (999, 0, [25, 25, 25, 25], [None, None, None, "limit"]),
]


@pytest.mark.parametrize(("total", "own", "principals", "reasons"), LIMITS)
def test_the_limit_of_proxies(total, own, principals, reasons):
    rest = total - own - sum(principals)
    sitting = Sitting(building(own, *principals, rest))
    heads = [f"h{n}" for n, _ in enumerate(principals, start=2)]
    assert [sitting.proxy(head, "p1") for head in heads] == reasons


def test_all_heads_of_the_holder_are_his_own_votes():
    second = Line("l9", "Garage", "h9", "p1", 1)
    roll = Roll(BUILDING, (*lots(40, 15, 15, 15, 15, 899), second), ())
    sitting = Sitting(roll)
    found = [sitting.proxy(f"h{n}", "p1") for n in (2, 3, 4, 5)]
    assert (roll.votes, found) == (1000, [None, None, None, "limit"])


def test_a_suspended_lot_of_the_principal_counts_in_all_votes_only():
    suspended = Line("l9", "Garage", "h2", None, 500)
    roll = Roll(BUILDING, (*lots(40, 15, 15, 15, 15, 400), suspended), ())
    sitting = Sitting(roll)
    found = [sitting.proxy(f"h{n}", "p1") for n in (2, 3, 4, 5)]
    assert (roll.votes, found) == (1000, [None] * 4)


def test_a_proxy_counts_for_the_limit_until_it_is_withdrawn():
    sitting = Sitting(building(50, 50, 50, 50, 50, 750))
    for head in ("h2", "h3", "h4"):
        sitting.proxy(head, "p1")
    # Also while the principal is there himself.
    sitting.arrive("p2")
    assert sitting.proxy("h5", "p1") == ProxyRefusal.LIMIT
    sitting.does("proxy-withdrawn", proxy="proxy-0", reason="is there")
    # What was refused is not accepted later by itself.
    assert sitting.meeting.proxies[3].refused == ProxyRefusal.LIMIT
    assert sitting.proxy("h5", "p1") is None


def test_suspended_heads_are_absent_and_suspended_lines_do_not_vote():
    lines = (
        Line("l1", "Flat", "h1", "p1", 60),
        Line("l2", "Garage", "h1", None, 15),
        Line("l3", "Undivided", "h2", None, 25),
    )
    sitting = Sitting(Roll(BUILDING, lines, ())).arrive("p1")
    assert sitting.meeting.absent == ("h2",)
    quorum = sitting.meeting.quorum
    assert (quorum.owners_present, quorum.owners_total) == (1, 2)
    assert (quorum.shares_present, quorum.shares_total) == (60, 100)
