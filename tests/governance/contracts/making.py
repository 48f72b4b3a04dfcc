"""Contracts of Les Acacias with their evaluations, through the services."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from buildings.models import LibraryDocument
from finance.months import add_months
from finance.queries.supplier_costs import last_year_over
from governance.models import SupplyContract
from governance.queries.contract_reviews import (
    ReviewDraft,
    year_of_contracts,
)
from governance.services import contract_reviews as reviews
from governance.services import contracts as services
from tests import cast
from tests.finance.invoices import making as bills
from tests.governance import factories
from tests.governance.council.making import (
    DECIDED,
    contract,
    days,
    today,
)

SINCE = date(2020, 1, 1)
GOOD = ReviewDraft("good", "continue", "Came at once.")


def supply(title="Lift maintenance", *, supplier="Ascenseurs SA", **terms):
    """A contract since 2020 of undetermined length, by default."""
    terms = {
        "kind": "lift",
        "reference": "",
        "since": SINCE,
        "until": None,
        "renewal_months": None,
        "notice_months": 3,
        "agreed_cost": Decimal("1200.00"),
        "indexation": "",
        "interest": "",
        "document": None,
        "decided": None,
        **terms,
    }
    return services.record_contract(
        supplier=bills.supplier(supplier), title=title, **terms, by=cast.user("sophie")
    )


def near(title="Cleaning", *, in_days=20, **terms):
    """A contract that is renewed for a year unless notice is given in so many days."""
    end = days(in_days + 1)
    terms = {"until": end, "renewal_months": 12, "notice_months": 0, **terms}
    return supply(title, kind="cleaning", since=add_months(end, -12), **terms)


def ended(contract, *, on=0, reason="Too dear"):
    return services.end_contract(contract, on=days(on), reason=reason, by=None)


def year():
    """The last fiscal year that is over."""
    return last_year_over(cast.building(), on=today())


def of_year(number=None):
    return year_of_contracts(number or year(), cast.building())


def evaluate(*contracts, said=GOOD, number=None):
    """Say the same of these contracts, or of all of the year."""
    contracts = contracts or [row.contract for row in of_year(number).rows]
    return reviews.review_contracts(
        number or year(), dict.fromkeys(contracts, said), by=cast.user("sophie")
    )


def report(number=None):
    return reviews.make_report(number or year(), on=today(), by=cast.user("sophie"))


def agenda(**values):
    """An ordinary assembly that is prepared, with its point on the contracts."""
    found = factories.draft(
        starts_at=timezone.now() + timedelta(days=60), kind="ordinary", **values
    )
    return factories.point(found, "Contracts", subject="contracts-evaluation")


def bill(amount, on, *, supplier="Ascenseurs SA", **more):
    """A booked invoice; its number is never that of another one."""
    number = f"{on}/{amount}/{supplier}"
    return bills.posted(
        bills.a_line(amount, **more),
        supplier=bills.supplier(supplier),
        number=number,
        date=on,
    )


def paper(**values) -> LibraryDocument:
    return contract(**values)


# What stands in addresses


def things():
    return {"contract_id": supply(supplier="Levage SA").uuid}


def lively():
    """Everything there is; return the pages of a syndic below the building."""
    first = supply(decided=DECIDED, interest="A firm of his sister", document=paper())
    near()
    supply("Insurance", kind="insurance", supplier="Ethias", since=days(10))
    ended(supply("Lift, before", since=date(2010, 1, 1)))
    evaluate()
    before = year() - 1
    evaluate(number=before)
    report(before)
    agenda()
    evaluate(number=before - 1)
    reviews.ask_report(before - 1, on=today(), by=cast.user("sophie"))
    one = f"assemblies/contracts/{first.uuid}"
    of_the_year = f"assemblies/contracts/evaluations/{year()}"
    return [
        "assemblies/contracts/",
        "assemblies/contracts/new/",
        f"{one}/",
        f"{one}/edit/",
        f"{one}/end/",
        f"{of_the_year}/",
        f"{of_the_year}/edit/",
        f"{of_the_year}/report/",
        f"assemblies/contracts/evaluations/{before}/",
        f"assemblies/contracts/evaluations/{before - 1}/",
    ]


def pages_of_a_co_owner():
    found = near()
    evaluate(supply())
    return [
        "assemblies/contracts/",
        f"assemblies/contracts/{found.uuid}/",
        f"assemblies/contracts/evaluations/{year()}/",
    ]


# For requests that use something up


def _unreported(_method):
    """The last year without a report, with every contract evaluated."""
    number = next(
        one for one in range(year(), 1990, -1) if not of_year(one).is_reported
    )
    if not of_year(number).rows:
        days_of_it = {"since": date(number, 1, 1), "until": date(number + 1, 1, 1)}
        supply(supplier="Levage SA", **days_of_it)
    evaluate(number=number)
    return {"year": number}


def _reported(method):
    """A year with its report, and an agenda that takes it."""
    found = _unreported(method)
    report(found["year"])
    agenda()
    return found


MAKERS = {
    _unreported: ("evaluations/{year}/report/",),
    _reported: ("evaluations/{year}/attach/",),
}


def bodies(real):
    terms = {
        "kind": "lift",
        "title": "Lift",
        "supplier": str(real["supplier_id"]),
        "since": real["date"],
    }
    return {
        "POST assemblies/contracts/": terms,
        "PUT assemblies/contracts/{contract_id}/": terms,
        "POST assemblies/contracts/{contract_id}/end/": {
            "on": days(3).isoformat(),
            "reason": "Too dear",
        },
        "PUT assemblies/contracts/evaluations/{year}/reviews/{contract_id}/": {
            "quality": "good",
            "proposal": "continue",
        },
    }


def kept() -> list[str]:
    """The titles of all contracts."""
    return list(SupplyContract.objects.values_list("title", flat=True))
