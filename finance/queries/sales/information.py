"""The information of art. 3.94 §1 and §2, as of a day: from the books, nothing typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buildings.models import Building, Firm, Holding, Lot
from buildings.queries import syndic_of
from finance import chart
from finance.arrears import Claim
from finance.models import AccountCharge, Sale
from finance.queries.accounts import Account, account_of
from finance.queries.lateness import claims, interest_rates, late_holdings
from finance.queries.reserve import reserve_fund, working_fund
from finance.queries.sales.burdens import Burdens, burdens_of
from finance.queries.sales.fund import FundPart, fund_parts
from finance.queries.sales.listing import lots_of
from finance.queries.sales.papers import Papers, papers_of
from finance.reminding import Level
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.queries import Balance, trial_balance

ZERO = Decimal("0.00")
RECOVERY = (AccountCharge.Kind.REMINDER, AccountCharge.Kind.INTEREST)


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """An account of the balance sheet, EUR: debit minus credit."""

    account: str
    name: str
    amount: Decimal

    @property
    def owed(self) -> Decimal:
        return -self.amount


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """Balances on the evening of ``on``; ``closed``: of a year that was closed.

    ``result``: costs minus income that were not carried to the balance sheet, EUR.
    """

    on: date
    closed: bool
    lines: Sequence[BalanceLine]
    result: Decimal

    @property
    def income(self) -> Decimal:
        """The result with the other sign: more income than costs."""
        return -self.result

    @property
    def total(self) -> Decimal:
        """What is owned, and costs: as much as where it comes from."""
        amounts = [*(line.amount for line in self.lines), self.result]
        return sum((amount for amount in amounts if amount > 0), ZERO)


@dataclass(frozen=True, slots=True)
class Information:
    """What the syndic tells the notary about one sale on a day; amounts in EUR."""

    building: Building
    firm: Firm | None
    sale: Sale
    seller: Holding
    lots: Sequence[Lot]
    on: date
    working_fund: Decimal
    fund_parts: Sequence[FundPart]
    reserve_fund: Decimal
    account: Account
    arrears: Claim | None
    burdens: Burdens
    papers: Papers
    balance: BalanceSheet

    @property
    def shares(self) -> int:
        return sum(lot.shares for lot in self.lots)

    @property
    def part(self) -> Decimal:
        """What of the working fund the seller gets back."""
        return sum((one.amount for one in self.fund_parts), ZERO)

    @property
    def credit(self) -> Decimal:
        """What the account of the seller shows in his favour."""
        return -self.account.balance

    @property
    def overdue(self) -> Decimal:
        """What is past its due date, costs of recovery and interest charged included."""
        return self.arrears.overdue if self.arrears else ZERO

    @property
    def recovery(self) -> Decimal:
        items = self.arrears.items if self.arrears else ()
        return sum((one.open for one in items if one.kind in RECOVERY), ZERO)

    @property
    def interest(self) -> Decimal:
        """The interest until today that is not charged yet."""
        return self.arrears.interest if self.arrears else ZERO


def information_of(sale: Sale, *, on: date) -> Information:
    """Return what the books say of a sale; ``on`` is today, in the active language."""
    building = Building.objects.select_related("tenant").get()
    lots = lots_of(sale)
    [account] = account_of(Holding.objects.filter(pk=sale.seller_id), on=on)
    return Information(
        building=building,
        firm=syndic_of(building.pk, on=on),
        sale=sale,
        seller=account.holding,
        lots=lots,
        on=on,
        working_fund=working_fund(),
        fund_parts=fund_parts(lots, on=on),
        reserve_fund=reserve_fund(),
        account=account,
        arrears=_arrears(account.holding, on=on),
        burdens=burdens_of(sale, lots, on=on),
        papers=papers_of(sale, on=on),
        balance=_balance_sheet(on=on),
    )


def _arrears(seller: Holding, *, on: date) -> Claim | None:
    """Return what is overdue, with the interest on it; None: nothing is."""
    late = late_holdings(on=on, holdings=[seller.pk])
    levels = {seller.pk: Level(1, 1, with_interest=True)}
    found = claims(late, on=on, levels=levels, rates=interest_rates())
    return found.get(seller.pk)


def _balance_sheet(*, on: date) -> BalanceSheet:
    """Return the balances of the last year that was closed; of today, while there is
    none.
    """
    closed = FiscalYear.objects.filter(closed_at__isnull=False, until__lte=on).last()
    day = closed.last_day if closed else on
    balances = [one for one in trial_balance(on=day) if one.net]
    sheet = [one for one in balances if not _is_result(one)]
    names = chart.labels([one.account for one in sheet])
    return BalanceSheet(
        on=day,
        closed=closed is not None,
        lines=[BalanceLine(one.account, names[one.account], one.net) for one in sheet],
        result=sum((one.net for one in balances if _is_result(one)), ZERO),
    )


def _is_result(balance: Balance) -> bool:
    return balance.account >= "6"
