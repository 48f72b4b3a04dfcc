"""The simplified view of the books (art. 3.89 §5 15°), for fewer than 20 lots.

The same ledger, told in four parts: receipts and expenses, treasury and its movements,
both funds, claims and debts.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from finance import chart
from finance.reports.balance_sheet import Position, position
from finance.reports.layout import Report, Row, Section, total_of
from koprogo.ledger.models import Line

ZERO = Decimal("0.00")
MONEY = r"^5[3-7]"  # what is at a bank or in the cash box; 58 is on its way
RECEIPTS = ("name", "receipts", "expenses")
TREASURY = ("name", "opening", "receipts", "expenses", "closing")
FUNDS = ("name", "amount")
CLAIMS = ("name", "amount")


def simple_view(*, since: date, until: date) -> Report:
    """Return the four parts for the days from ``since`` to ``until``: five statements."""
    end = position(on=until)
    return Report(
        name="simple",
        title=_("Simplified accounts"),
        since=since,
        until=until,
        sections=[
            _receipts(since, until),
            _treasury(since, until),
            _funds(end),
            _claims(end),
        ],
    )


def _receipts(since: date, until: date) -> Section:
    """What came in and went out, by what it was for; transfers are neither."""
    moved = _by_purpose(since, until)
    groups = {
        chart.OWNERS: _("Payments of co-owners"),
        (chart.SUPPLIERS,): _("Suppliers"),
    }
    named = {code: name for codes, name in groups.items() for code in codes}
    others = chart.labels(code for code in moved if code not in named)
    rows: dict[str, list[Decimal]] = {}
    for code, (received, paid) in moved.items():
        sums = rows.setdefault(named.get(code) or others[code], [ZERO, ZERO])
        sums[0] += received
        sums[1] += paid
    lines = [
        Row({"name": name, "receipts": received, "expenses": paid})
        for name, (received, paid) in rows.items()
    ]
    return Section(
        RECEIPTS,
        lines,
        title=_("Receipts and expenses"),
        totals=[total_of(lines, RECEIPTS, _("Together"))],
    )


def _by_purpose(since: date, until: date) -> dict[str, tuple[Decimal, Decimal]]:
    """Return (received, paid) by the other account of what moved money."""
    money = Line.objects.filter(entry=OuterRef("entry"), account__code__regex=MONEY)
    rows = (
        Line.objects.filter(
            Exists(money), entry__date__gte=since, entry__date__lte=until
        )
        .exclude(
            Q(account__code__regex=MONEY) | Q(account__code=chart.INTERNAL_TRANSFER)
        )
        .exclude(
            Q(entry__opening__isnull=False) | Q(entry__reverses__opening__isnull=False)
        )
        .order_by("account__code")
        .values_list("account__code")
        .annotate(received=Sum("credit"), paid=Sum("debit"))
    )
    return {code: (received, paid) for code, received, paid in rows}


def _treasury(since: date, until: date) -> Section:
    before, inside = Q(entry__date__lt=since), Q(entry__date__gte=since)
    rows = (
        Line.objects.filter(account__code__regex=MONEY, entry__date__lte=until)
        .order_by("account__code")
        .values_list("account__code")
        .annotate(
            opening=Sum(F("debit") - F("credit"), filter=before, default=ZERO),
            received=Sum("debit", filter=inside, default=ZERO),
            paid=Sum("credit", filter=inside, default=ZERO),
        )
    )
    found = list(rows)
    names = chart.labels(code for code, *_sums in found)
    lines = [
        Row(
            {
                "name": names[code],
                "opening": opening,
                "receipts": received,
                "expenses": paid,
                "closing": opening + received - paid,
            }
        )
        for code, opening, received, paid in found
    ]
    return Section(
        TREASURY,
        lines,
        title=_("Treasury and its movements"),
        totals=[total_of(lines, TREASURY, _("Together"))],
    )


def _funds(end: Position) -> Section:
    rows = [
        Row(
            {
                "name": chart.standard_label(chart.WORKING_FUND),
                "amount": end.working_fund,
            }
        ),
        Row(
            {
                "name": chart.standard_label(chart.RESERVE_FUND),
                "amount": end.reserve_fund,
            }
        ),
    ]
    return Section(FUNDS, rows, title=_("The two funds"))


def _claims(end: Position) -> Section:
    lines = (
        (_("Owed by co-owners"), _above(end.owners.values())),
        (_("Credits of co-owners"), -_above(-net for net in end.owners.values())),
        (_("Owed to suppliers"), -_above(-net for net in end.suppliers.values())),
        (_("Credits of suppliers"), _above(end.suppliers.values())),
    )
    rows = [Row({"name": name, "amount": amount}) for name, amount in lines]
    return Section(CLAIMS, rows, title=_("Claims and debts"))


def _above(balances: Iterable[Decimal]) -> Decimal:
    return sum((net for net in balances if net > 0), ZERO)
