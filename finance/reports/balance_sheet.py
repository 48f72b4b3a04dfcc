"""What the association has and owes on a day, and both funds with their money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from finance import chart
from finance.closing import OF_RESERVE, OF_WORKS, is_ordinary
from finance.reports.layout import Report, Row, Section, total_of
from koprogo.ledger.models import Line
from koprogo.ledger.queries import trial_balance

ZERO = Decimal("0.00")
COLUMNS = ("code", "name", "amount")
FUNDS = ("name", "fund", "money")
OWNERS = "410"


@dataclass(frozen=True, slots=True)
class Position:
    """The balances of a day, EUR: debit minus credit by account and by third party."""

    on: date
    accounts: Mapping[str, Decimal]
    owners: Mapping[int, Decimal]
    suppliers: Mapping[int, Decimal]

    def of(self, *beginnings: str) -> Decimal:
        """Return what stands on the accounts that begin like this."""
        return sum(
            (net for code, net in self.accounts.items() if code.startswith(beginnings)),
            ZERO,
        )

    @property
    def working_fund(self) -> Decimal:
        return -self.of(chart.WORKING_FUND)

    @property
    def reserve_fund(self) -> Decimal:
        """160, and 700 not yet carried to it; withdrawals are taken from 160."""
        return -self.of(chart.RESERVE_FUND, *OF_RESERVE)

    @property
    def works(self) -> Decimal:
        """Called for works, and not spent on them; below zero: spent, and not called."""
        return -self.of(chart.WORKS_CARRIED, *OF_WORKS)

    @property
    def result(self) -> Decimal:
        """What is not settled yet: income and provisions less costs."""
        return -sum(
            (net for code, net in self.accounts.items() if is_ordinary(code)), ZERO
        ) - self.of(chart.RESULT)


def position(*, on: date) -> Position:
    """Return the balances of the end of a day: two statements."""
    owners: dict[int, Decimal] = {}
    suppliers: dict[int, Decimal] = {}
    rows = Line.objects.filter(
        account__code__in=(*chart.OWNERS, chart.SUPPLIERS),
        party__isnull=False,
        entry__date__lte=on,
    ).values_list("account__code", "party_id")
    for code, party, net in rows.annotate(net=Sum(F("debit") - F("credit"))):
        known = suppliers if code == chart.SUPPLIERS else owners
        known[party] = known.get(party, ZERO) + net
    accounts = {row.account: row.net for row in trial_balance(on=on)}
    return Position(on, accounts, owners, suppliers)


def balance_sheet(*, on: date) -> Report:
    """Return both sides and the two funds: three statements.

    Who owes and who is in credit stand apart: one owner's credit pays nobody's debt.
    """
    found = position(on=on)
    sides = _sides(found)
    names = chart.labels([*sides, *_other_funds(found), *chart.FUNDS])
    has, owes = [*_people(found.owners, found.suppliers, 1)], []
    for code, net in sides.items():
        row = Row({"code": code, "name": names[code], "amount": abs(net)})
        (has if net > 0 else owes).append(row)
    owes = [
        *_funds(found, names),
        *_people(found.owners, found.suppliers, -1),
        *owes,
    ]
    return Report(
        name="balance-sheet",
        title=_("Balance sheet"),
        until=on,
        sections=[
            _side(_("What the association has"), has),
            _side(_("Its funds, and what it owes"), owes),
            _two_funds(found),
        ],
        notes=[
            _(
                "The reserve fund is what was paid in for it before this year, with the "
                "calls of the year that are not carried to it yet."
            )
        ],
    )


def _sides(found: Position) -> dict[str, Decimal]:
    """Return the balances of classes 2 to 5 without what third parties owe or are owed.

    What stands on their accounts without a name stays: nothing is left out of the sum.
    """
    named = {
        chart.SUPPLIERS: sum(found.suppliers.values(), ZERO),
        chart.OWNERS_WORKING: sum(found.owners.values(), ZERO),
    }
    sides = {code: net for code, net in found.accounts.items() if "2" <= code[0] <= "5"}
    # Owners are known by both accounts together, and so is what has no name.
    owners = sides.pop(chart.OWNERS_RESERVE, ZERO)
    if owners:
        sides[chart.OWNERS_WORKING] = sides.get(chart.OWNERS_WORKING, ZERO) + owners
    return {
        code: net - named.get(code, ZERO)
        for code, net in sides.items()
        if net != named.get(code, ZERO)
    }


def _side(title: str, rows: list[Row]) -> Section:
    rows.sort(key=lambda row: str(row.cells.get("code") or ""))
    return Section(
        COLUMNS, rows, title=title, totals=[total_of(rows, COLUMNS, _("Together"))]
    )


def _people(owners, suppliers, sign: int) -> Iterable[Row]:
    """Yield what owners and suppliers together owe (1), or are owed (-1)."""
    for code, balances, owed, credit in (
        (OWNERS, owners, _("Owed by co-owners"), _("Credits of co-owners")),
        (chart.SUPPLIERS, suppliers, _("Credits of suppliers"), _("Owed to suppliers")),
    ):
        net = sum((sign * one for one in balances.values() if sign * one > 0), ZERO)
        if net:
            name = owed if sign > 0 else credit
            yield Row({"code": code, "name": name, "amount": net})


def _other_funds(found: Position) -> list[str]:
    """Return the accounts of class 1 that are neither a fund nor of the year."""
    known = (
        chart.WORKING_FUND,
        chart.RESERVE_FUND,
        chart.WORKS_CARRIED,
        chart.RESULT,
    )
    return [
        code
        for code, net in found.accounts.items()
        if code.startswith("1") and not code.startswith(known) and net
    ]


def _funds(found: Position, names: Mapping[str, str]) -> list[Row]:
    rows = [
        (chart.WORKING_FUND, names[chart.WORKING_FUND], found.working_fund),
        (chart.WORKS_CARRIED, _("Works in progress"), found.works),
        (chart.RESULT, _("Result that is not settled yet"), found.result),
        (chart.RESERVE_FUND, names[chart.RESERVE_FUND], found.reserve_fund),
        *((code, names[code], -found.accounts[code]) for code in _other_funds(found)),
    ]
    return [
        Row({"code": code, "name": name, "amount": amount})
        for code, name, amount in rows
        if amount or code in chart.FUNDS
    ]


def _two_funds(found: Position) -> Section:
    """Each fund beside its own account at the bank (art. 3.86 §3)."""
    rows = [
        Row(
            {
                "name": chart.standard_label(fund),
                "fund": amount,
                "money": found.of(bank),
            }
        )
        for fund, amount, bank in (
            (chart.WORKING_FUND, found.working_fund, chart.BANK_WORKING),
            (chart.RESERVE_FUND, found.reserve_fund, chart.BANK_RESERVE),
        )
    ]
    return Section(FUNDS, rows, title=_("The two funds and their money"))
