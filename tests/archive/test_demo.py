"""Résidence Bellevue: 182 lots and two years of books, out and in again."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils import timezone

from finance.months import add_months
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import findings, trial_balance
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests.archive.conftest import brought_in, exported
from tests.archive.reading import as_it_arrives, closed_or_not, rows_of
from tests.finance.demos import BELLEVUE, load_demo

MONTHS = [
    add_months(date(timezone.localdate().year - 2, 1, 31), number)
    for number in range(37)
]


def balances():
    """The trial balance on the last day of each month."""
    return [trial_balance(on=day) for day in MONTHS]


def numbers():
    entries = Entry.objects.order_by("journal__code", "year", "number")
    return list(entries.values_list("uuid", "journal__code", "year", "number"))


@pytest.fixture(scope="module")
def bellevue(elsewhere):
    """The archive, and what the books said."""
    with elsewhere():
        load_demo()
        tenant = Tenant.objects.get(slug=BELLEVUE)
        with enter(tenant.pk, by=None):
            return exported(tenant), balances(), numbers()


def test_the_books_say_the_same_at_the_end_of_every_month(bellevue, elsewhere):
    data, before, entries = bellevue
    with elsewhere():
        tenant = brought_in(data)
        with enter(tenant.pk, by=None):
            assert balances() == before
            assert numbers() == entries
            assert findings() == []
            after = closed_or_not(rows_of(exported(tenant)))
    assert sum(one != two for one, two in pairwise(before)) > 12
    rows = as_it_arrives(rows_of(data))
    assert {label: after[label][: len(found)] for label, found in rows.items()} == rows
