"""The demo's neighbours without the books of their building, which take minutes."""

from datetime import date, timedelta

from buildings import services
from buildings.models import Role
from community import demo
from finance.demo import firms, guests, people, register
from finance.demo.bellevue import BELLEVUE
from finance.demo.bellevue.people import GUESTS
from finance.demo.calendar import last_quarters
from finance.demo.stage import Stage
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

ORIGIN = "http://testserver"


def play(today: date) -> dict:
    """Write who lives in Bellevue, and what its neighbours do; return them by key."""
    users, quarters = people.create_users(), last_quarters(today, 4)
    syndic, since = users[people.MANAGER], quarters[0].first_day
    firm = firms.open_firm(firms.LAMBERT, users=users, since=since)
    next_year = quarters[-1].later(4).first_day
    stage = Stage(today, quarters, syndic, syndic, syndic, ORIGIN, users)
    building = register.write(
        BELLEVUE.tables, users=users, since=today - timedelta(days=300), by=syndic
    )
    with enter(building.pk, by=syndic):
        services.start_mandate(
            building, firm=firm, since=since, until=next_year, by=syndic
        )
        for key, role in (
            (people.COUNCIL, Role.COUNCIL),
            (people.OCCUPANT, Role.OCCUPANT),
        ):
            services.grant_role(
                users[key],
                tenant=building.tenant,
                role=role,
                since=since,
                by=syndic,
            )
        guests.invite(GUESTS, stage=stage)
        demo.play(building.slug, stage)
    demo.play_beside(today, users)
    return users


def inside(slug: str):
    return enter(Tenant.objects.get(slug=slug).pk, by=None)
