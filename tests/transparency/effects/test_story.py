"""A whole assembly of the members: convened, voted, minuted, and carried out."""

from decimal import Decimal

import pytest

from buildings.models import Grant, Role
from governance.errors.decisions import NotAdopted
from tests import cast
from tests.transparency.allocations.making import proposed, registered
from tests.transparency.effects.making import carried_out, held
from transparency.models import Endowment, Office, Schedule
from transparency.queries.allocations import allocation_list, commitments
from transparency.queries.tariffs import price_on

EFFECTS = ["asbl-allocation", "asbl-tariff", "asbl-board", "asbl-coordinator"]


def test_what_the_members_decide_is_what_happens(asbl):
    made, zoe = proposed(), registered(cast.user("zoe"))
    budget, tariff, board, coordinator = held(*EFFECTS)
    assert [one.effect for one in (budget, tariff, board, coordinator)] == EFFECTS
    carried_out(budget, allocation=made)
    carried_out(tariff, audience="co_ownership", kind="voted", price="4")
    carried_out(board, owner=zoe)
    carried_out(coordinator, owner=zoe, until="2099-01-01")

    found = allocation_list().get(pk=made.pk)
    assert found.decision == budget.uuid
    assert sum(one.amount for one in commitments(found)) == Decimal("72000.00")
    assert Endowment.objects.get().decision == budget.uuid
    schedule = Schedule.objects.get(decision=tariff.uuid)
    assert price_on("co_ownership", schedule.since) == Decimal("4.00")
    assert set(Office.objects.values_list("decision", "role")) == {
        (board.uuid, Role.BOARD),
        (coordinator.uuid, Role.COORDINATOR),
    }
    assert Grant.objects.filter(user=cast.user("zoe")).count() == 2


def test_what_the_members_reject_is_not_carried_out(asbl):
    [budget] = held("asbl-allocation", against=9)
    assert not budget.is_adopted
    assert budget.effect == ""
    made = proposed()
    budget.effect = "asbl-allocation"
    with pytest.raises(NotAdopted):
        carried_out(budget, allocation=made)
    made.refresh_from_db()
    assert made.adopted_at is None
