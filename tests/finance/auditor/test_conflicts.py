"""The register of conflicts of interest: declared, ended, never deleted."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.utils import timezone

from finance.errors.auditing import (
    AlreadyDeclared,
    AlreadyEnded,
    DeclaredInTheFuture,
    WrongEnd,
)
from finance.models import ConflictOfInterest
from finance.queries.auditing import (
    conflicts_of_year,
    conflicts_on,
)
from finance.services.conflicts import end_conflict
from koprogo.audit.models import AuditEvent
from tests.finance.auditor.making import (
    declared,
    this_year,
)
from tests.finance.invoices.making import supplier

pytestmark = pytest.mark.usefixtures("acacias")


def actions():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_an_interest_is_declared_and_ends():
    conflict = declared()
    ended = end_conflict(conflict, ended_on=timezone.localdate(), by=None)
    assert ended.ended_on == timezone.localdate()
    assert actions()[-2:] == ["conflict.declared", "conflict.ended"]
    assert ConflictOfInterest.objects.count() == 1


def test_an_interest_stands_once():
    declared()
    with pytest.raises(AlreadyDeclared):
        declared()
    declared(role="syndic")
    declared(supplier=supplier("Another"))
    end_conflict(
        ConflictOfInterest.objects.last(), ended_on=timezone.localdate(), by=None
    )
    assert ConflictOfInterest.objects.count() == 3


def test_what_has_not_happened_is_not_declared():
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(DeclaredInTheFuture):
        declared(declared_on=tomorrow)
    conflict = declared()
    for day in (tomorrow, timezone.localdate() - timedelta(days=1)):
        with pytest.raises(WrongEnd):
            end_conflict(conflict, ended_on=day, by=None)
    end_conflict(conflict, ended_on=timezone.localdate(), by=None)
    with pytest.raises(AlreadyEnded):
        end_conflict(conflict, ended_on=timezone.localdate(), by=None)


def test_which_interests_stand_on_a_day_and_in_a_year():
    year, names = this_year(), count(1)
    for since, until in (
        (date(year.year - 1, 1, 1), date(year.year - 1, 12, 31)),
        (date(year.year - 1, 1, 1), year.since),
        (year.since, None),
    ):
        found = declared(f"N{next(names)}", declared_on=since)
        if until:
            end_conflict(found, ended_on=until, by=None)
    assert sorted(one.name for one in conflicts_of_year(year)) == ["N2", "N3"]
    assert sorted(one.name for one in conflicts_on(year.since)) == ["N2", "N3"]
    assert [one.name for one in conflicts_on(timezone.localdate())] == ["N3"]
