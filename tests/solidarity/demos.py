"""The demo's fund on the cast's database: without the buildings, which take minutes."""

from datetime import date, timedelta

from buildings import services
from buildings.models import Role
from finance.demo import people
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity import demo
from tests import cast
from transparency.services.taking_part import join_person

#: who signs in there and belongs to no building in these tests
MEMBERS = ("lieve", "marc", "noor", "selin")
OFFICES = {"amelie": Role.BOARD, "karim": Role.BOARD, "pieter": Role.TREASURER}


def play(today: date) -> dict:
    """Found the fund anew, beside the cast's; return the people of the demo by key."""
    Tenant.objects.filter(kind=Tenant.Kind.FUND).update(
        kind=Tenant.Kind.CO_OWNERSHIP, slug="another"
    )
    users, since = people.create_users(), today - timedelta(days=90)
    firm = services.create_firm(name="Delvaux")
    services.employ(users["bruno"], firm=firm, role=Role.MANAGER, since=since)
    asbl = cast.tenant(cast.ASBL)
    with enter(asbl.pk, by=None):
        for key in MEMBERS:
            join_person(user=users[key], by=None)
        for key, role in OFFICES.items():
            services.grant_role(
                users[key], tenant=asbl, role=role, since=since, by=None
            )
    demo.play(today, users)
    return users
