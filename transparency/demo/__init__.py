"""The ASBL of the demo: three years of growth through two tiers, with its reports.

Everything happens through the services, month after month, as of the day on which the
demo is loaded; who joined is written by the hundred (``growth``).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import override

from buildings.models import Building, Role
from buildings.services import grant_role
from buildings.services.building import found_asbl
from koprogo.accounts.models import User
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from transparency.demo import books, budget, growth, reports
from transparency.demo.buildings import join_here
from transparency.queries.quarters import next_to_close
from transparency.services.contributions import bill_month
from transparency.services.founding import open_asbl
from transparency.services.publishing import publish
from transparency.services.quarters import close_quarter
from transparency.services.tariffs import cross_if_reached

__all__ = ["play"]

SLUG = "koprogo"


def play(today: date, users: Mapping[str, User]) -> None:
    """Found the ASBL and let its three years pass, where it runs the platform."""
    if not settings.ASBL_PLATFORM:
        return
    months = growth.months(today)
    association = found_asbl(
        name="KoproGo ASBL",
        slug=SLUG,
        by=None,
        kbo="0999002208",
        street="Rue des Associations 12",
        postal_code="1000",
        city="Bruxelles",
        languages=["fr", "nl", "de", "en"],
        working_iban="BE64999002200152",
    )
    with enter(association.pk, by=None), override("fr"):
        open_asbl(since=months[0], by=None)
        _offices(association, users, since=months[0])
        bills = list(books.bills(months))
        for place, month in enumerate(months):
            _month(place, month, bills, users, today)
        _forget_old_news()
        budget.play(users, today)
        reports.play(users)
        publish()


def _offices(association: Building, users: Mapping[str, User], *, since: date) -> None:
    for key, role in (
        ("amelie", Role.BOARD),
        ("karim", Role.BOARD),
        ("pieter", Role.TREASURER),
    ):
        grant_role(
            users[key], tenant=association.tenant, role=role, since=since, by=None
        )


def _month(
    place: int, month: date, bills, users: Mapping[str, User], today: date
) -> None:
    """What happens in one month: who joins, what is billed, paid and entered."""
    treasurer, board = users["pieter"], users["amelie"]
    before = growth.PARTICIPANTS[place - 1] if place else 0
    arriving = growth.PARTICIPANTS[place] - before
    if place == 0:
        arriving -= join_here(users, on=month)
    growth.arrive(arriving, before=before, month=month, today=today)
    last = min(growth.last_day(month), today)
    cross_if_reached(today=last, by=None)
    for bill in bills:
        if bill.dated == month and bill.dated + timedelta(days=14) <= today:
            books.enter(bill, treasurer=treasurer, board=board)
    bill_month(month, by=treasurer)
    if month.replace(day=10) <= today:
        books.receive(month, by=treasurer)
    if place and month.month % 3 == 1:
        year, number = next_to_close()
        close_quarter(year=year, number=number, by=treasurer)


def _forget_old_news() -> None:
    """Members were told of the past prices when they fell, not today."""
    Job.objects.filter(name="transparency.tell_price").delete()
