"""What can never be true of a mandate, of a firm's people and of a role."""

from datetime import date

import pytest

from buildings.models import Firm, FirmMember, Grant, Mandate
from tests import cast
from tests.sql import ACCEPTED, expecting

pytestmark = pytest.mark.usefixtures("scratch")

DAY = date(2030, 5, 1)
DAY_BEFORE = date(2030, 4, 30)


def mandate(since, until, tenant="asbl"):
    return Mandate.objects.create(
        firm=Firm.objects.first(), tenant=cast.tenant(tenant), since=since, until=until
    )


@pytest.mark.parametrize(
    ("since", "until", "constraint"),
    [
        (date(2026, 5, 1), date(2029, 5, 1), ACCEPTED),
        (date(2026, 5, 1), date(2029, 5, 2), "mandate_three_years"),
        (date(2028, 2, 29), date(2031, 2, 28), ACCEPTED),
        (date(2028, 2, 29), date(2031, 3, 1), "mandate_three_years"),
        (date(2026, 5, 1), date(2026, 5, 2), ACCEPTED),
        (date(2026, 5, 1), date(2026, 5, 1), "mandate_dates"),
        (date(2026, 5, 1), date(2026, 4, 30), "mandate_dates|range lower bound"),
    ],
)
def test_a_mandate_lasts_three_years_at_most(since, until, constraint):
    with expecting(constraint):
        mandate(since, until)


@pytest.mark.parametrize(
    ("since", "constraint"), [(DAY, ACCEPTED), (DAY_BEFORE, "mandate_one_syndic")]
)
def test_one_syndic_at_a_time(since, constraint):
    mandate(date(2029, 1, 1), DAY)
    with expecting(constraint):
        mandate(since, date(2031, 1, 1))


def grant(role="council", since=DAY, until=None, person="zoe"):
    return Grant.objects.create(
        user=cast.user(person),
        tenant=cast.tenant(),
        role=role,
        since=since,
        until=until,
    )


@pytest.mark.parametrize(
    ("role", "constraint"),
    [
        ("co_owner", ACCEPTED),
        ("committee", ACCEPTED),
        ("manager", "grant_role"),
        ("assistant", "grant_role"),
        ("accountant", "grant_role"),
        ("king", "grant_role"),
    ],
)
def test_a_firms_roles_come_with_its_mandate_only(role, constraint):
    with expecting(constraint):
        grant(role)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"since": DAY}, ACCEPTED),
        ({"since": DAY_BEFORE}, "grant_once"),
        ({"since": DAY_BEFORE, "role": "auditor"}, ACCEPTED),
        ({"since": DAY_BEFORE, "person": "bea"}, ACCEPTED),
        ({"since": DAY, "until": DAY}, "grant_dates"),
    ],
)
def test_a_role_is_granted_once_at_a_time(fields, constraint):
    grant(since=date(2029, 1, 1), until=DAY)
    with expecting(constraint):
        grant(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "assistant"}, ACCEPTED),
        ({"role": "co_owner"}, "firm_member_role"),
        ({"role": "manager", "until": DAY}, "firm_member_dates"),
    ],
)
def test_firm_member(fields, constraint):
    with expecting(constraint):
        FirmMember.objects.create(
            firm=Firm.objects.first(), user=cast.user("zoe"), since=DAY, **fields
        )
