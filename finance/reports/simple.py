"""The simplified view of the books (art. 3.89 §5 15°), for fewer than 20 lots.

The same ledger, told in four parts: receipts and expenses, treasury and its movements,
both funds, claims and debts.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from finance import chart
from finance.models import Opening
from finance.reports.balance_sheet import Position, position
from finance.reports.layout import Report, Row, Section, total_of
from koprogo.ledger.models import Account, Entry, Line

ZERO = Decimal("0.00")
# What is at a bank or in the cash box; 58 is on its way.
MONEY = ("53", "54", "55", "56", "57")
RECEIPTS = ("name", "receipts", "expenses")
TREASURY = ("name", "opening", "receipts", "expenses", "closing")
FUNDS = ("name", "amount")
CLAIMS = ("name", "amount")
#: account → (received, paid)
Moved = Mapping[str, tuple[Decimal, Decimal]]


def simple_view(*, since: date, until: date) -> Report:
    """Return the four parts for the days from ``since`` to ``until``: five statements."""
    end = position(on=until)
    accounts = list(Account.objects.order_by("code"))
    names = {one.code: one.name or chart.standard_label(one.code) for one in accounts}
    # The planner cannot know how few accounts a pattern stands for: it is told.
    money = [one.pk for one in accounts if one.code.startswith(MONEY)]
    return Report(
        name="simple",
        title=_("Simplified accounts"),
        since=since,
        until=until,
        sections=[
            _receipts(_by_purpose(since, until, money), names),
            _treasury(since, until, money, names),
            _funds(end),
            _claims(end),
        ],
    )


def _receipts(moved: Moved, names: Mapping[str, str]) -> Section:
    """What came in and went out, by what it was for."""
    groups = {
        chart.OWNERS: _("Payments of co-owners"),
        (chart.SUPPLIERS,): _("Suppliers"),
    }
    named = {code: name for codes, name in groups.items() for code in codes}
    rows: dict[str, list[Decimal]] = {}
    for code, (received, paid) in moved.items():
        sums = rows.setdefault(named.get(code, names[code]), [ZERO, ZERO])
        sums[0] += received
        sums[1] += paid
    lines = [
        Row({"name": name, "receipts": received, "expenses": paid})
        for name, (received, paid) in rows.items()
        if received or paid
    ]
    return Section(
        RECEIPTS,
        lines,
        title=_("Receipts and expenses"),
        totals=[total_of(lines, RECEIPTS, _("Together"))],
    )


def _by_purpose(since: date, until: date, money: Sequence[int]) -> Moved:
    """Return (received, paid) by the other account of what moved money.

    What was there when the books began, and what moves between own accounts, did not
    come in or go out. What was in suspense counts for what it turned out to be.
    """
    inside = Line.objects.filter(entry__date__gte=since, entry__date__lte=until)
    moved = inside.filter(account__in=money).values("entry")
    waited = inside.filter(account__code=chart.SUSPENSE).values("entry")
    rows = (
        inside.filter(Q(entry__in=moved) | Q(entry__in=waited))
        .exclude(account__in=money)
        .exclude(account__code=chart.INTERNAL_TRANSFER)
        .exclude(entry__in=_openings())
        .order_by("account__code")
        .values_list("account__code")
        .annotate(
            received=Sum("credit"),
            paid=Sum("debit"),
            left=Sum(
                F("credit") + F("debit"), filter=~Q(entry__in=moved), default=ZERO
            ),
        )
    )
    found = {code: (received, paid) for code, received, paid, _left in rows}
    if chart.SUSPENSE in found:
        left = next(row[-1] for row in rows if row[0] == chart.SUSPENSE)
        found[chart.SUSPENSE] = _still_waiting(*found[chart.SUSPENSE], left)
    return found


def _still_waiting(
    received: Decimal, paid: Decimal, left: Decimal
) -> tuple[Decimal, Decimal]:
    """Return (received, paid) of the suspense without what ``left`` it for good.

    What came in an earlier period and left in this one stands on the other side.
    """
    came, went = received - left, paid - left
    return max(came, ZERO) + max(-went, ZERO), max(went, ZERO) + max(-came, ZERO)


def _openings() -> QuerySet[Entry]:
    """Return the entries with which the books began, and their mirrors."""
    begun = Opening.objects.values("entry")
    return Entry.objects.filter(Q(pk__in=begun) | Q(reverses__in=begun)).values("pk")


def _treasury(
    since: date, until: date, money: Sequence[int], names: Mapping[str, str]
) -> Section:
    before, inside = Q(entry__date__lt=since), Q(entry__date__gte=since)
    rows = (
        Line.objects.filter(account__in=money, entry__date__lte=until)
        .order_by("account__code")
        .values_list("account__code")
        .annotate(
            opening=Sum(F("debit") - F("credit"), filter=before, default=ZERO),
            received=Sum("debit", filter=inside, default=ZERO),
            paid=Sum("credit", filter=inside, default=ZERO),
        )
    )
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
        for code, opening, received, paid in rows
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
