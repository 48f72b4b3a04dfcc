"""What the ASBL's books say, as it is published: no giver, no payer, no person.

A month bears what is booked on its days: a closed quarter never changes.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import override

from buildings.models import Participation
from koprogo.ledger.models import Line
from koprogo.ledger.queries import trial_balance
from transparency import chart
from transparency.models import Contribution, Endowment
from transparency.public import rows
from transparency.public.months import Month, month_of
from transparency.public.tables import SMALLEST_GROUP
from transparency.queries.allocations import allocation_list, commitments

ZERO = Decimal("0.00")
NET = F("debit") - F("credit")
#: whoever pays these is counted: a few are not told apart from the others
COUNTED = ("persons", "add-ons")
_OF_ACCOUNT = {account: kind for kind, account in chart.OF_KIND.items()}
_REVENUES = {
    chart.CONTRIBUTIONS: "contributions",
    chart.PERSONS: "persons",
    chart.ADD_ONS: "add-ons",
    chart.OF_KIND["gifts"]: "gifts",
}


def _result_lines(begin: str) -> QuerySet[Line]:
    """Return the lines of an account class; not those that close a year."""
    closing = Line.objects.filter(account__code=chart.CARRIED_FORWARD)
    return (
        Line.objects.filter(account__code__startswith=begin)
        .exclude(entry__in=closing.values("entry"))
        .annotate(month=TruncMonth("entry__date"), code=F("account__code"))
        .order_by()
    )


def costs() -> Iterator[rows.Cost]:
    """Yield what each month bears of each voucher. One statement."""
    voucher = "entry__voucher_entry__voucher__"
    found = (
        _result_lines("6")
        .values(
            "month",
            "code",
            supplier=F(f"{voucher}supplier"),
            description=F(f"{voucher}description"),
            voucher=F(f"{voucher}pk"),
        )
        .annotate(amount=Sum(NET))
        .exclude(amount=0)
    )
    for row in found:
        yield rows.Cost(
            month=month_of(row["month"]),
            kind=_cost_kind(row["code"]),
            supplier=row["supplier"] or "",
            description=row["description"] or "",
            amount=row["amount"],
        )


def _cost_kind(code: str) -> str:
    """Return the kind of an account; a sub-account is of the kind that it extends."""
    beginnings = [code[:length] for length in range(len(code), 0, -1)]
    return next((_OF_ACCOUNT[one] for one in beginnings if one in _OF_ACCOUNT), "other")


def revenue() -> Iterator[rows.Revenue]:
    """Yield what each month brings, by kind. Two statements.

    What fewer than five persons, or co-ownerships with add-ons, pay in a month is among
    the contributions: it would tell who they are.
    """
    payers = _payers()
    sums: dict[tuple[Month, str], Decimal] = {}
    found = _result_lines("7").values("month", "code").annotate(amount=-Sum(NET))
    for row in found:
        month = month_of(row["month"])
        kind = _REVENUES.get(row["code"], "other")
        if kind in COUNTED and payers.get((month, kind), 0) < SMALLEST_GROUP:
            kind = "contributions"
        sums[month, kind] = sums.get((month, kind), ZERO) + row["amount"]
    for (month, kind), amount in sums.items():
        if amount:
            yield rows.Revenue(month, kind, amount)


def _payers() -> dict[tuple[Month, str], int]:
    is_person = Q(participation__kind=Participation.Kind.PERSON)
    months = (
        Contribution.objects.order_by()
        .values("month")
        .annotate(
            persons=Count("pk", filter=is_person & Q(base__gt=0)),
            add_ons=Count("pk", filter=Q(add_ons__gt=0)),
        )
    )
    payers = {}
    for row in months:
        payers[month_of(row["month"]), "persons"] = row["persons"]
        payers[month_of(row["month"]), "add-ons"] = row["add_ons"]
    return payers


def reserve() -> Iterator[rows.ReserveMovement]:
    """Yield each entry on the legal reserve. One statement."""
    moved = Line.objects.filter(account__code=chart.RESERVE).order_by()
    entries = moved.values("entry", date=F("entry__date"), text=F("entry__text"))
    for row in entries.annotate(amount=-Sum(NET)).exclude(amount=0):
        yield rows.ReserveMovement(row["date"], row["text"], row["amount"])


def endowments() -> Iterator[rows.Endowment]:
    for one in Endowment.objects.all():
        yield rows.Endowment(one.given_on, one.decision_text, one.amount)


def balance(on: date) -> Iterator[rows.BalanceLine]:
    """Yield the balance sheet of a day; the result of open years is one line of it."""
    nets = {each.account: each.net for each in trial_balance(on=on)}
    yield from balance_of(nets)


def balance_of(nets: dict[str, Decimal]) -> Iterator[rows.BalanceLine]:
    """Yield the balance sheet from balances by account, debit minus credit.

    What the ASBL has of its own, and its result, stand on the side of what it owes,
    also when they are below zero.
    """
    result = -sum((net for code, net in nets.items() if code[0] in "67"), start=ZERO)
    with override("en"):
        for code, net in sorted(nets.items()):
            if net and code[0] not in "67":
                own = code[0] == "1"
                is_asset = net > 0 and not own
                yield rows.BalanceLine(
                    account=code,
                    name=str(chart.ACCOUNTS.get(code, code)),
                    side="assets" if is_asset else "liabilities",
                    amount=net if is_asset else -net,
                )
        if result:
            name = str(chart.RESULT_NAME)
            yield rows.BalanceLine(chart.RESULT, name, "liabilities", result)


def budget() -> Iterator[rows.BudgetLine]:
    """Yield the lines that members adopted, with what was spent. Two statements."""
    for allocation in allocation_list().filter(adopted_at__isnull=False):
        for one in commitments(allocation):
            line = one.line
            yield rows.BudgetLine(
                decided=allocation.adopted_on,
                line=line.purpose,
                title=line.title or (line.idea.title if line.idea else ""),
                percent=line.percent,
                amount=one.amount,
                spent=one.spent,
            )
