"""What the addresses of the ASBL name, for the tables of roles."""

from django.utils import timezone

from buildings.models import Participation
from koprogo.tenancy import enter
from tests import cast
from tests.transparency import budget_things
from tests.transparency.books import things as book_things
from tests.transparency.reports import things as report_things
from transparency.services.taking_part import join_person
from transparency.services.terms import grant_reduction
from transparency.tariff import effective_from


def things(name="mia"):
    """Somebody takes part as a person, with a reduction from the next month on."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        row: Participation = join_person(user=cast.user(name), by=None)
        reduction = grant_reduction(
            row,
            kind="contributor",
            contributor=row.name,
            reason="Translates",
            since=effective_from(timezone.localdate()),
            by=None,
        )
        of_books = book_things.things(row)
        of_reports = report_things.things()
    return {
        "participation_id": row.uuid,
        "reduction_id": reduction.uuid,
        "add_on": "ai",
        "building": cast.ACACIAS,
        **of_books,
        **of_reports,
        **budget_things.things(name),
    }
