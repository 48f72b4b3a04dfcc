"""Puts the demo together: firms, buildings, roles, and a year of their books."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from buildings import services as buildings
from buildings.models import Building, Firm, Holding, Role
from finance import services
from finance.demo import bellevue, people, story, tilleuls, years
from finance.demo.calendar import Quarter, quarter_of
from finance.demo.register import sell, write
from koprogo.accounts.models import User
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

QUARTERS_BACK = 3

LAMBERT = {
    "name": "Syndic Lambert",
    "kbo": "0999023487",
    "street": "Chaussée d’Alsemberg 210",
    "postal_code": "1190",
    "city": "Bruxelles",
    "email": "bureau@lambert.example",
    "phone": "+32 2 000 00 10",
}
DELVAUX = {
    "name": "Gestion Delvaux",
    "kbo": "0999034573",
    "street": "Rue du Pont 2",
    "postal_code": "5000",
    "city": "Namur",
    "email": "bureau@delvaux.example",
    "phone": "+32 81 00 00 20",
}


@transaction.atomic
def load(*, today: date) -> bool:
    """Write the demo as of ``today``, unless it is there; return whether it was written.

    The same day gives the same buildings, names, amounts and numbers.
    """
    if Tenant.objects.filter(slug=bellevue.SLUG).exists():
        return False
    users = people.create_users()
    _load_bellevue(users, today)
    _load_tilleuls(users, today)
    return True


def _load_bellevue(users: Mapping[str, User], today: date) -> None:
    manager, now = users[people.MANAGER], quarter_of(today)
    building = write(bellevue.TABLES, users=users, by=manager)
    firm = _firm(
        LAMBERT,
        {
            manager: Role.MANAGER,
            users[people.ASSISTANT]: Role.ASSISTANT,
            users[people.ACCOUNTANT]: Role.ACCOUNTANT,
        },
        since=now.later(-QUARTERS_BACK).first_day,
    )
    with enter(building.pk, by=manager):
        _appoint(firm, building, now, by=manager)
        _grant_roles(building, users, now, by=manager)
        third = now.later(-1).first_day
        sell(bellevue.SOLD, to=bellevue.BUYER, since=third, by=manager)
        story.play(
            years.bellevue_calls(now, today),
            years.BELLEVUE_HABITS,
            today=today,
            by=manager,
        )
        _reverse_a_payment(third, by=users[people.ACCOUNTANT])
        _cancel_a_call(today, by=manager)
        coming = years.provisions("next", now.later(1))
        story.draft(coming, by=users[people.ASSISTANT])


def _reverse_a_payment(day: date, *, by: User) -> None:
    """A payment of Goossens was typed on the account of Claes, and taken back."""
    holdings = {
        holding.code: holding for holding in Holding.objects.select_related("party")
    }
    right = holdings["goossens"].payments.filter(date__gt=day).last()
    wrong = story.Receipt(right.date, holdings["claes"], right.amount)
    payment = story.book(wrong, by=by, communication_of=holdings["goossens"])
    services.reverse_payment(payment, by=by)


def _cancel_a_call(today: date, *, by: User) -> None:
    """The repair of the garages' door went to everybody, then to the garages."""
    wrong = story.draft(years.garage_door("shares", today), by=by)
    services.cancel_call(services.issue_call(wrong, by=by, on=today), by=by)
    right = story.draft(years.garage_door("garages", today), by=by)
    services.issue_call(right, by=by, on=today)


def _load_tilleuls(users: Mapping[str, User], today: date) -> None:
    manager, now = users[people.OTHER_MANAGER], quarter_of(today)
    building = write(tilleuls.TABLES, users=users, by=manager)
    since = now.later(-QUARTERS_BACK).first_day
    firm = _firm(DELVAUX, {manager: Role.MANAGER}, since=since)
    with enter(building.pk, by=manager):
        _appoint(firm, building, now, by=manager)
        story.play(
            years.tilleuls_calls(now), years.TILLEULS_HABITS, today=today, by=manager
        )


def _firm(fields: Mapping[str, str], staff: Mapping[User, Role], *, since) -> Firm:
    firm = buildings.create_firm(**fields)
    for user, role in staff.items():
        buildings.employ(user, firm=firm, role=role, since=since)
    return firm


def _appoint(firm: Firm, building: Building, now: Quarter, *, by: User) -> None:
    """Three years, the longest mandate, from the first call on."""
    first = now.later(-QUARTERS_BACK)
    buildings.start_mandate(
        building,
        firm=firm,
        since=first.first_day,
        until=first.later(12).first_day,
        by=by,
    )


def _grant_roles(
    building: Building, users: Mapping[str, User], now: Quarter, *, by: User
) -> None:
    """The auditor is appointed until the end of next year, the others stay."""
    since = now.later(-QUARTERS_BACK).first_day
    for name, role, until in (
        (people.COUNCIL, Role.COUNCIL, None),
        (people.AUDITOR, Role.AUDITOR, date(now.year + 2, 1, 1)),
        (people.OCCUPANT, Role.OCCUPANT, None),
    ):
        buildings.grant_role(
            users[name],
            tenant=building.tenant,
            role=role,
            since=since,
            until=until,
            by=by,
        )
