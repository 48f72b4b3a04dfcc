"""The figures of a portfolio are those of the building's own pages, as of a moment."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import Summary
from buildings.services.summary import renew
from buildings.tasks import refresh_all
from finance import services
from finance.models import CallLetter
from finance.queries import arrears
from koprogo import slots
from koprogo.audit.tasks import seal_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.finance import letters
from tests.finance.factories import draft, issued, item, late, payment

TODAY = timezone.localdate
FIGURES = [
    field.name
    for field in Summary._meta.fields
    if field.name not in ("tenant", "updated_at")
]


def figures(slug=cast.ACACIAS):
    return Summary.objects.values(*FIGURES).get(tenant__slug=slug)


def test_what_a_building_tells_its_syndic(acacias):
    late()
    payment("H1", "600.00")
    payment("H2", "100.00", bank_account="550")
    draft()
    buildings.refresh_summary(on=TODAY())
    assert figures() == {
        "lots": 4,
        "owners": 4,
        "complete": True,
        "working": Decimal("600.00"),
        "reserve": Decimal("100.00"),
        "overdue": Decimal("400.00"),
        "late_holders": 2,
        "drafts": 1,
        "letters_waiting": 0,
    }
    assert figures()["overdue"] == arrears(on=TODAY())


def test_it_is_computed_anew_and_stands_once(acacias):
    buildings.refresh_summary(on=TODAY())
    first = Summary.objects.get()
    buildings.update_lot(cast.lot("A"), shares=1, by=None)
    found = buildings.refresh_summary(on=TODAY())
    assert (first.complete, found.complete) == (True, False)
    assert found.updated_at > first.updated_at
    assert Summary.objects.count() == 1


def test_the_same_amount_is_late_a_day_later(acacias):
    call = issued()
    for days, holders in ((0, 0), (1, 3)):
        found = buildings.refresh_summary(on=call.due_on + timedelta(days=days))
        assert (found.late_holders, found.overdue) == (holders, 1000 * bool(holders))


def test_letters_that_wait(acacias):
    call = issued()
    letters.rows(call)
    sent, waiting, failed = CallLetter.objects.order_by("pk")
    for letter, state in ((sent, "sent"), (waiting, "waiting"), (failed, "failed")):
        letter.delivery = Delivery.objects.create(
            event="call-letter:1",
            recipient=f"owner:{letter.pk}",
            channel="post",
            language="fr",
            state=state,
            sent_at=timezone.now() if state == "sent" else None,
        )
        letter.save()
    assert buildings.refresh_summary(on=TODAY()).letters_waiting == 2
    services.cancel_call(call, by=None)
    assert buildings.refresh_summary(on=TODAY()).letters_waiting == 0


def test_a_tenant_that_is_no_building_has_none(db):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        assert buildings.refresh_summary(on=TODAY()) is None
    assert Summary.objects.count() == 0


def test_the_nightly_task_reaches_every_building(db):
    assert refresh_all() == 2
    assert {one.tenant.slug for one in Summary.objects.all()} == {
        cast.ACACIAS,
        cast.BELLEVUE,
    }
    assert figures(cast.BELLEVUE)["lots"] == 1


def test_a_building_is_renewed_once_its_changes_are_sealed(db):
    seal_all()
    Summary.objects.all().delete()
    with enter(cast.tenant().pk, by=None):
        payment("H1", "10.00")
    assert Summary.objects.count() == 0
    seal_all()
    assert figures()["working"] == Decimal("10.00")
    assert Summary.objects.count() == 1  # nothing happened in Bellevue


def test_figures_that_fail_keep_nobody_from_being_sealed(db, monkeypatch, caplog):
    def broken(on):
        raise ZeroDivisionError

    monkeypatch.setattr(slots, "summary_figures", [broken])
    assert seal_all() > 0
    assert seal_all() == 0
    assert [record.message for record in caplog.records] == [
        f"renew of tenant {cast.tenant(slug).pk} failed"
        for slug in (cast.ACACIAS, cast.BELLEVUE)
    ]


@pytest.mark.parametrize("lots", [1, 3])
def test_it_costs_the_same_for_few_and_many(
    acacias, lots, django_assert_max_num_queries
):
    buildings.refresh_summary(on=TODAY())
    for number in range(lots):
        issued(item("10.00"), title=str(number))
        payment("H1", "1.00")
    with django_assert_max_num_queries(15):
        buildings.refresh_summary(on=TODAY())


def test_a_tenant_is_renewed_by_its_key(db):
    renew(cast.tenant(cast.BELLEVUE).pk)
    assert figures(cast.BELLEVUE)["owners"] == 1
