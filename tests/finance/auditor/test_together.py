"""Two people, or one twice, at the same moment, with real transactions."""

from functools import partial

import pytest

from buildings.models import LibraryDocument
from finance.errors import FinanceError
from finance.models import AccountsCheck, AuditorQuestion, ConflictOfInterest
from finance.services import auditing
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.finance.auditor.making import (
    FEW,
    answered,
    asked,
    axel,
    begun,
    concluded,
    declared,
    this_year,
)
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


def test_a_check_is_opened_once(inside):
    with inside():
        year = this_year()
    act = partial(auditing.open_check, year, criteria=FEW, by=axel())
    assert at_once(act, act) == ["AlreadyChecking", "done"]
    with inside():
        assert AccountsCheck.objects.count() == 1


def test_one_signature_makes_one_report(inside):
    with inside():
        check = concluded(begun())
    act = partial(auditing.sign, check, by=axel())
    assert at_once(act, act, act) == ["CheckSigned", "CheckSigned", "done"]
    with inside():
        assert LibraryDocument.objects.count() == 1


def test_two_ticks_are_one(inside):
    with inside():
        check = begun()
        invoice = check.vouchers.first().invoice.uuid
    act = partial(auditing.look_at, check, invoice=invoice, by=axel())
    assert at_once(act, act) == ["done", "done"]
    with inside():
        looks = AuditEvent.objects.filter(action="check.looked_at")
        assert looks.count() == 1


def test_a_tick_comes_before_the_signature_or_not_at_all(inside):
    with inside():
        check = concluded(begun())
        voucher = check.vouchers.select_related("invoice").first()
    look = partial(auditing.look_at, check, invoice=voucher.invoice.uuid, by=axel())
    found = at_once(look, partial(auditing.sign, check, by=axel()))
    with inside():
        voucher.refresh_from_db()
        assert found == (
            ["done", "done"] if voucher.ticked_at else ["CheckSigned", "done"]
        )


def test_a_larger_sample_is_drawn_once(inside):
    with inside():
        check = begun()
    act = partial(auditing.enlarge_sample, check, random=5, by=axel())
    assert at_once(act, act) == ["done", "done"]
    with inside():
        assert check.vouchers.count() == 5


def test_a_question_is_asked_and_answered_once(inside):
    with inside():
        check = begun()
    assert at_once(partial(asked, check), partial(asked, check)) == ["done", "done"]
    with inside():
        question = AuditorQuestion.objects.get()
    act = partial(answered, question)
    assert at_once(act, act) == ["AlreadyAnswered", "done"]
    with inside():
        assert Delivery.objects.count() == 2


def test_an_interest_is_declared_once(inside):
    with inside():
        declared("Somebody else")
    assert at_once(declared, declared) == ["AlreadyDeclared", "done"]
    with inside():
        assert ConflictOfInterest.objects.count() == 2
