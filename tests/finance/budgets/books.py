"""Short ways to a budget, its adoption, and costs in the books of Les Acacias."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from buildings.models import AllocationKey
from finance.models import Rhythm
from finance.queries.budgets import LineDraft
from finance.services import issue_call
from finance.services.budgets import adopt_budget, draft_budget
from finance.services.costs import CostDraft, write_costs
from finance.services.instalments import make_instalments
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account, FiscalYear

HEATING, FIRE, WORKS, RESERVE = "6103000", "6140000", "671", "700"
KINDS = {WORKS: "extraordinary", RESERVE: "reserve"}


def this_year():
    return timezone.localdate().year


def open_year(number=None):
    number = number or this_year()
    found = FiscalYear.objects.filter(year=number).first()
    return found or ledger.open_year(
        since=date(number, 1, 1), until=date(number + 1, 1, 1), by=None
    )


def line(amount, *, account=FIRE, key="shares", label=""):
    return LineDraft(
        kind=KINDS.get(account, "ordinary"),
        label=label or account,
        account=Account.objects.get(code=account),
        key=AllocationKey.objects.get(code=key),
        amount=Decimal(amount),
    )


def draft(*lines, year=None, title="Budget", call_months=Rhythm.QUARTER):
    return draft_budget(
        year=year or open_year(),
        title=title,
        call_months=call_months,
        lines=lines or [line("1000.00")],
        by=None,
    )


def adopt(budget, *, decision="General assembly, item 8"):
    return adopt_budget(
        budget, decision=decision, decided_on=timezone.localdate(), by=None
    )


def adopted(*lines, **kwargs):
    return adopt(draft(*lines, **kwargs))


def spend(amount, *, account=FIRE, on=None, key="shares", **cost):
    """Book a cost, paid by money that nobody has explained; return its entry."""
    day, value = on or timezone.localdate(), Decimal(amount)
    sides = [(account, value), ("499", -value)]
    entry = ledger.post(
        journal="misc",
        year=day.year,
        date=day,
        text="Cost",
        lines=[
            (ledger.debit if net > 0 else ledger.credit)(code, abs(net))
            for code, net in sides
        ],
        by=None,
    )
    if cost.get("basis", "key") == "key":
        cost["key"] = AllocationKey.objects.get(code=key)
    write_costs(entry, [CostDraft(account, value, "Cost", **cost)])
    return entry


def things():
    """Return what stands in addresses: a budget in force, a draft, and their year."""
    made = adopted(line("1000.00"), line("60.00", account=RESERVE))
    return {
        "budget_id": made.uuid,
        "budget_draft_id": draft(title="Draft").uuid,
        "year": made.year.year,
    }


def bodies(real):
    """Return bodies of the API that the services accept, by method and address."""
    cost = {"account": FIRE, "key": str(real["key"]), "amount": "12.05"}
    budget = {
        "title": "Budget",
        "call_months": 3,
        "lines": [cost, {**cost, "kind": "reserve", "account": ""}],
    }
    decision = {"decision": "AG, item 8", "decided_on": real["date"]}
    return {
        "POST budgets/": {**budget, "year": f"{real['year']}-01-01"},
        "PUT budgets/{budget_id}/": budget,
        "POST budgets/{budget_id}/adopt/": decision,
        "POST budgets/{budget_id}/instalments/": {"first": 1, "works": True},
        "POST reserve/{year}/opt-out/": decision,
        "PATCH book-settings/": {"simple_view": None, "interest_percent": "4.50"},
    }


def lively():
    """Return pages of budgets that have something to show; below the building."""
    year = this_year()
    spend("21500.00", on=date(year - 1, 6, 1))
    old = adopted(line("21000.00"), line("1100.00", account=RESERVE))
    calls = make_instalments(old, first=1, works=False, replacing=(), by=None)
    issue_call(calls[0], by=None)
    made = adopted(
        line("12400.00"),
        line("6100.00", account=HEATING, key="lift"),
        line("3000.00", account=WORKS),
        line("1100.00", account=RESERVE),
        title="Adjusted budget",
    )
    spend("11200.00", on=date(year, 1, 15))
    spend("7350.50", account=HEATING, on=date(year, 3, 2))
    spend("410.00", account="6130000", on=date(year, 4, 1))
    one, prepared = f"budgets/{made.uuid}/", draft(title="Draft").uuid
    ends = ("", "follow-up/", "instalments/", "instalments/make/")
    return [
        "budgets/",
        "budgets/new/",
        "budgets/reserve/",
        f"budgets/reserve/{year}/opt-out/",
        "settings/books/",
        *(one + end for end in ends),
        *(f"budgets/{prepared}/{end}" for end in ("", "edit/", "adopt/", "discard/")),
    ]
