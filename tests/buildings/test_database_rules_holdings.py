"""What can never be true of a holding, and of who holds a lot when."""

from datetime import date

import pytest

from buildings.models import Holding, HoldingMember, Lot, Owner, Ownership
from koprogo.ledger.models import Party
from koprogo.tenancy import enter
from tests import cast
from tests.sql import (
    ACCEPTED,
    checked_as_at_commit,
    expecting,
    refused,
    refused_at_commit,
)

pytestmark = pytest.mark.usefixtures("scratch")

DAY = date(2030, 5, 1)
DAY_BEFORE = date(2030, 4, 30)


# Holdings: full + bare = parts and full + usufruct = parts, at commit


def write_holding(parts, *members):
    """``members``: (owner, full, bare, usufruct)."""
    holding = Holding.objects.create(
        code="H9", parts=parts, party=Party.objects.create()
    )
    HoldingMember.objects.bulk_create(
        HoldingMember(
            holding=holding,
            owner=Owner.objects.get(code=code),
            full=full,
            bare=bare,
            usufruct=usufruct,
        )
        for code, full, bare, usufruct in members
    )
    return holding


@pytest.mark.parametrize(
    ("parts", "members"),
    [
        (1, [("omar", 1, 0, 0)]),
        (3, [("omar", 1, 0, 0), ("clara", 2, 0, 0)]),
        (1, [("omar", 0, 1, 0), ("clara", 0, 0, 1)]),
        (2, [("omar", 1, 0, 1), ("clara", 0, 1, 0)]),
    ],
)
def test_a_holding_is_whole(parts, members):
    with checked_as_at_commit():
        write_holding(parts, *members)


@pytest.mark.parametrize(
    ("parts", "members"),
    [
        (1, []),
        (2, [("omar", 1, 0, 0)]),
        (1, [("omar", 1, 0, 0), ("clara", 1, 0, 0)]),
        (1, [("omar", 0, 1, 0)]),
        (1, [("omar", 0, 0, 1)]),
        (2, [("omar", 1, 1, 0), ("clara", 0, 0, 2)]),
    ],
)
def test_a_holding_that_is_not_whole_is_refused(parts, members):
    with refused_at_commit("holding: .* bare and .* usufruct of . parts"):
        write_holding(parts, *members)


def test_a_holding_stays_whole():
    couple = HoldingMember.objects.filter(holding__code="H3")
    with refused_at_commit("holding: 1 bare and 1 usufruct of 2 parts"):
        couple.first().delete()
    with refused_at_commit("holding: 3 bare and 3 usufruct of 2 parts"):
        HoldingMember.objects.filter(pk=couple.first().pk).update(full=2)
    with refused_at_commit("holding: 2 bare and 2 usufruct of 4 parts"):
        Holding.objects.filter(code="H3").update(parts=4)
    with checked_as_at_commit():
        Holding.objects.filter(code="H3").update(parts=4)
        couple.update(full=2)


def test_a_holding_is_checked_in_its_own_tenant():
    write_holding(2, ("omar", 1, 0, 0))
    with (
        enter(cast.tenant(cast.BELLEVUE).pk, by=None),
        refused_at_commit("holding: 1 bare and 1 usufruct of 2 parts"),
    ):
        pass


def test_a_holding_that_nobody_needs_can_go():
    holding = write_holding(1, ("omar", 1, 0, 0))
    with checked_as_at_commit():
        holding.members.all().delete()
        holding.delete()


@pytest.mark.parametrize(
    ("parts", "members", "constraint"),
    [
        (0, [], "holding_parts"),
        (1, [("omar", 0, 0, 0)], "member_holds_something"),
        (2, [("omar", 1, 0, 0), ("omar", 1, 0, 0)], "member_once"),
    ],
)
def test_a_member_holds_something_once(parts, members, constraint):
    with refused(constraint):
        write_holding(parts, *members)


def test_debts_do_not_move_with_a_holding():
    """Neither does a holding take another account, nor a member another holding."""
    with refused("rows of buildings_holding are added and never changed"):
        Holding.objects.filter(code="H1").update(party=Party.objects.create())
    with refused("rows of buildings_holdingmember are added and never changed"):
        HoldingMember.objects.filter(holding__code="H1").update(
            holding=cast.holding("H2")
        )


# Ownership: [since, until), never two at once


@pytest.mark.parametrize(
    ("until", "since", "constraint"),
    [
        (DAY, DAY, ACCEPTED),
        (DAY, DAY_BEFORE, "ownership_no_overlap"),
        (None, DAY, "ownership_no_overlap"),
    ],
)
def test_the_buyer_has_the_day_of_the_deed(until, since, constraint):
    lot = cast.lot("A")
    Ownership.objects.filter(lot=lot).update(until=until)
    with expecting(constraint):
        Ownership.objects.create(lot=lot, holding=cast.holding("H2"), since=since)


@pytest.mark.parametrize(
    ("since", "until", "constraint"),
    [
        (DAY_BEFORE, DAY, ACCEPTED),
        (DAY, DAY, "ownership_dates_in_order"),
        (DAY, DAY_BEFORE, "ownership_dates_in_order|range lower bound"),
    ],
)
def test_a_period_has_a_day_at_least(since, until, constraint):
    lot = Lot.objects.create(code="N", shares=0, position=9)
    with expecting(constraint):
        Ownership.objects.create(
            lot=lot, holding=cast.holding("H1"), since=since, until=until
        )
