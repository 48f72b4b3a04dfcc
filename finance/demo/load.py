"""Puts the demo together: people, firms, and one building after the other.

What waits for the worker when all is written: mails of invitations, codes on paper,
and the words of the libraries.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from buildings import services
from buildings.models import Building, Firm, Role
from finance.demo import firms, people, register
from finance.demo.bellevue import BELLEVUE
from finance.demo.calendar import Quarter, last_quarters
from finance.demo.parkzicht import PARKZICHT
from finance.demo.stage import Scene, Stage
from finance.demo.tilleuls import TILLEULS
from koprogo import slots
from koprogo.accounts.models import User
from koprogo.audit.tasks import seal_all
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

SCENES = (BELLEVUE, PARKZICHT, TILLEULS)
ORIGIN = "http://localhost:8000"


@transaction.atomic
def load(*, today: date, origin: str = ORIGIN) -> bool:
    """Write the demo as of ``today``, unless it is there; return whether it was written.

    The same day gives the same buildings, names, amounts and numbers. ``origin`` is
    the address of the site, for the links in mails.
    """
    if Tenant.objects.filter(slug=BELLEVUE.tables.deed["slug"]).exists():
        return False
    users = people.create_users()
    opened = last_quarters(today, max(scene.quarters for scene in SCENES))[0].first_day
    offices = {
        row.fields["name"]: firms.open_firm(row, users=users, since=opened)
        for row in (firms.LAMBERT, firms.DELVAUX)
    }
    for scene in SCENES:
        firm = offices[scene.firm.fields["name"]]
        _put_on(scene, firm=firm, users=users, today=today, origin=origin)
    for row in (firms.LAMBERT, firms.DELVAUX):
        firms.set_logo(row, offices[row.fields["name"]], users=users)
    seal_all()
    return True


def _put_on(
    scene: Scene, *, firm: Firm, users: Mapping[str, User], today: date, origin: str
) -> None:
    quarters = last_quarters(today, scene.quarters)
    first, manager = quarters[0], users[scene.firm.first(Role.MANAGER)]
    stage = Stage(
        today=today,
        quarters=quarters,
        manager=manager,
        assistant=users[scene.firm.first(Role.ASSISTANT, Role.MANAGER)],
        bookkeeper=users[scene.firm.first(Role.ACCOUNTANT, Role.MANAGER)],
        origin=origin,
        users=users,
    )
    building = register.write(
        scene.tables, users=users, since=first.first_day, by=manager
    )
    with enter(building.pk, by=manager):
        _appoint(firm, building, first, by=manager)
        _grant_roles(scene.roles, building, stage, users)
        scene.play(stage)
        for act in slots.demo_acts:
            act(building.slug, stage)
        services.refresh_summary(on=today)


def _appoint(firm: Firm, building: Building, first: Quarter, *, by: User) -> None:
    """Three years, the longest mandate, from the first call on."""
    since, until = first.first_day, first.later(12).first_day
    services.start_mandate(building, firm=firm, since=since, until=until, by=by)


def _grant_roles(
    roles: Mapping[str, Role],
    building: Building,
    stage: Stage,
    users: Mapping[str, User],
) -> None:
    """The auditor is appointed until the end of next year, the others stay."""
    next_year_ends = date(stage.today.year + 2, 1, 1)
    for key, role in roles.items():
        services.grant_role(
            users[key],
            tenant=building.tenant,
            role=role,
            since=stage.quarters[0].first_day,
            until=next_year_ends if role == Role.AUDITOR else None,
            by=stage.manager,
        )
