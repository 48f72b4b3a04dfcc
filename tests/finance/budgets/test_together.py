"""Two people at the same moment, with real transactions."""

from contextlib import suppress
from functools import partial

import pytest

from finance.errors import FinanceError
from finance.models import Budget, Call
from finance.services import issue_call
from finance.services.instalments import make_instalments
from koprogo.tenancy import enter
from tests import cast
from tests.finance.budgets.books import adopt, adopted, draft, line
from tests.together import outcomes


def at_once(*acts):
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


@pytest.fixture
def inside(own_database):
    """Commit what a test prepares in Les Acacias."""
    return lambda: enter(cast.tenant().pk, by=None)


def make(budget, *, replacing=()):
    make_instalments(budget, first=1, works=False, replacing=replacing, by=None)


def test_each_instalment_is_made_once(inside):
    with inside():
        budget = adopted()
    act = partial(make, budget)
    assert at_once(act, act, act) == ["done"] * 3
    with inside():
        found = Call.objects.order_by("instalment").values_list("instalment", flat=True)
        assert list(found) == [1, 2, 3, 4]


def test_a_budget_is_adopted_once(inside):
    with inside():
        budget = draft()
    act = partial(adopt, budget)
    assert at_once(act, act) == ["AlreadyAdopted", "done"]


def test_who_makes_and_who_adopts_wait_for_each_other(inside):
    """Either the calls are made of the old budget, or it counts no more."""
    with inside():
        old, new = adopted(), draft(line("2.00"), title="New")
    found = at_once(partial(make, old), partial(adopt, new))
    assert found in (["done", "done"], ["NotInForce", "done"])
    with inside():
        made = Call.objects.filter(budget=old).count()
        assert made == (4 if found == ["done", "done"] else 0)
        assert Budget.objects.adopted().count() == 2


def test_a_draft_that_is_issued_meanwhile_is_not_replaced(inside):
    with inside():
        old = adopted()
        make(old)
        new = adopted(line("2000.00"), title="New")
        shown = list(Call.objects.drafts().values_list("uuid", flat=True))
        first = Call.objects.get(instalment=1)

    def issue():
        with suppress(Call.DoesNotExist):  # it is gone
            issue_call(first, by=None)

    found = at_once(partial(make, new, replacing=shown), issue)
    with inside():
        standing = Call.objects.filter(pk=first.pk).first()
        if found == ["DraftsChanged", "done"]:
            assert standing.is_issued
            assert Call.objects.drafts().filter(budget=old).count() == 3
        else:
            assert standing is None
            assert Call.objects.drafts().filter(budget=new).count() == 4
