"""Short ways to costs, provisions and a statement of 2025, through the services."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from buildings import services as buildings
from buildings.models import AllocationKey
from finance import services
from finance.fiscal_year import fiscal_year
from finance.models import ChargeStatement
from finance.services.charge_statements import (
    compute_statement,
    draft_statement,
    post_statement,
)
from finance.services.costs import CostDraft, write_costs
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Line
from tests import cast
from tests.finance.factories import item

SINCE, DEED, UNTIL = date(2025, 1, 1), date(2025, 10, 1), date(2026, 1, 1)
JULY = date(2025, 7, 1)
CLEANING, INSURANCE, WITHDRAWAL = "6105000", "6102002", "6816001"


def eur(text):
    return Decimal(text)


def key(code="shares"):
    return AllocationKey.objects.get(code=code)


def cost(amount, *, on=JULY, account=CLEANING, label="Cleaning", **of):
    """Book a cost, EUR, below zero a credit note; by the shares unless told otherwise."""
    entry = booked(account, eur(amount), on=on, text=label)
    if not {"lot", "meters", "line"} & of.keys():
        of.setdefault("key", key())
    draft = CostDraft(account=account, amount=eur(amount), label=label, **of)
    [row] = write_costs(entry, [draft])
    return row


def booked(account, amount, *, on=JULY, against="499", text="Test"):
    """Post ``amount`` (debit; below zero, credit) without saying who bears it."""
    sides = (
        (ledger.debit, ledger.credit) if amount > 0 else (ledger.credit, ledger.debit)
    )
    return ledger.post(
        journal="purchases",
        year=fiscal_year(on, first_month=1),
        date=on,
        text=text,
        lines=[sides[0](account, abs(amount)), sides[1](against, abs(amount))],
        by=None,
    )


def called(*items, on=date(2025, 2, 1), title="Provision"):
    """Issue a call of that day."""
    call = services.draft_call(title=title, due_on=on, items=items, by=None)
    return services.issue_call(call, by=None, on=on)


def provisions(amount, **kwargs):
    return called(item(amount), **kwargs)


def sold(lot="B", *, to, on=DEED):
    """Clara sells to somebody new, or to a holding that is there; return the holding."""
    return buildings.hand_over_lot(cast.lot(lot), holding=to, since=on, by=None).holding


def somebody(name="Martin"):
    owner = buildings.create_owner(last_name=name, language="fr", by=None)
    return buildings.create_holding(members=[buildings.Member(owner, full=1)], by=None)


def drafted(*, since=SINCE, until=UNTIL, title="Charges 2025", due_on=None):
    return draft_statement(
        title=title,
        since=since,
        until=until,
        due_on=due_on or timezone.localdate(),
        by=None,
    )


def computed(**kwargs):
    return compute_statement(drafted(**kwargs), by=None)


def posted(**kwargs) -> ChargeStatement:
    return post_statement(computed(**kwargs), by=None)


def documents(statement):
    """Return what each holding owes: code → (costs, provisions, balance)."""
    rows = statement.documents.order_by("pk").values_list(
        "holding__code", "costs", "provisions", "balance"
    )
    return {code: tuple(map(str, sums)) for code, *sums in rows}


def parts(statement, cost):
    """Return the cents of a cost by (lot, holding), in the order of the deed."""
    division = statement.costs.get(cost=cost)
    pieces = statement.pieces.order_by("position")
    names = pieces.values_list("lot__code", "holding__code")
    return dict(zip(names, division.cents, strict=True))


def ordinary_result(since=SINCE, until=UNTIL):
    """Return what the accounts 6 and 7 leave, but for works, reserve and what is carried."""
    lines = Line.objects.filter(entry__date__gte=since, entry__date__lt=until)
    lines = lines.filter(account__code__regex="^[67]").exclude(
        account__code__regex="^(67|69|700|702)"
    )
    return sum((line.debit - line.credit for line in lines), eur("0.00"))
