"""What finance.md §3 promises of any books, recomputed beside the services.

Where it can, a check compares with what the other side knows: the bank of the test, or
what the steps of the year have added up.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.apps import apps
from django.db.models import F, Sum

from buildings.models import KeyPart
from finance import chart
from finance.models import (
    AccountCharge,
    Basis,
    CallDocument,
    CallItem,
    CallLine,
    ChargeCost,
    ChargeStatement,
    Cost,
    DeferralStep,
    Invoice,
    Payment,
)
from finance.queries.accounts import settlements
from finance.queries.charging import net_provisions
from finance.queries.invoices import invoice_list
from finance.queries.reconciliation import bank_states
from finance.queries.reserve import reserve_fund
from finance.queries.result import ordinary_lines, result_balances
from finance.queries.statement import statements_of
from finance.reports.balance_sheet import balance_sheet
from koprogo.ledger.models import Entry, Line
from koprogo.ledger.queries import (
    account_balances,
    findings,
    party_balances,
    trial_balance,
)
from koprogo.money import from_cents
from koprogo.tenancy.models import TenantRow
from tests.finance.year.bank import RESERVE, WORKING, send, states
from tests.finance.year.building import Scene

ZERO = Decimal("0.00")
NET = Sum(F("debit") - F("credit"), default=ZERO)
MONTH = timedelta(days=31)


def quick(scene: Scene) -> None:
    """What is checked every month."""
    entries_balance()
    money(scene)
    reserve_is_called_less_withdrawn(scene)


def all_hold(scene: Scene) -> None:
    """Check everything that holds on any day."""
    quick(scene)
    balances_balance(scene)
    reserve_is_what_stands(scene)
    bank_is_reconciled(scene)
    numbers_have_no_gaps()
    calls_add_up()
    statements_add_up()
    people_add_up(scene)
    suppliers_add_up(scene)
    deferrals_add_up(scene)
    assert findings() == []


# 1. Balance


def entries_balance() -> None:
    net = Line.objects.values("entry").annotate(net=NET).exclude(net=0)
    assert list(net) == []


def balances_balance(scene: Scene) -> None:
    """The trial balance and the balance sheet, on several days."""
    for day in days(scene):
        assert sum((row.net for row in trial_balance(on=day)), ZERO) == 0
        has, owes, _funds = balance_sheet(on=day).sections
        assert _total(has) == _total(owes)


def days(scene: Scene) -> set[date]:
    """Return the first month's end, the year's last day and today; none to come."""
    today = scene.clock.day
    return {
        min(day, today) for day in (scene.since + MONTH, scene.year.last_day, today)
    }


def _total(section) -> Decimal:
    return sum((row.cells["amount"] for row in section.rows), ZERO)


# 2. Divisions


def calls_add_up() -> None:
    """The lines of each item are the item; those of each document, the document."""
    items = CallItem.objects.filter(call__issued_at__isnull=False)
    sums = CallLine.objects.order_by().values_list("item").annotate(sum=Sum("amount"))
    assert dict(sums) == dict(items.values_list("pk", "amount"))
    asked = (
        CallLine.objects.order_by().values_list("document").annotate(s=Sum("amount"))
    )
    documents = CallDocument.objects.values_list("pk", F("working") + F("reserve"))
    assert dict(asked) == dict(documents)


def statements_add_up() -> None:
    """Every cost that stands is divided to the cent, within a cent of what is exact."""
    divisions = ChargeCost.objects.filter(
        statement__in=ChargeStatement.objects.standing()
    ).select_related("cost", "statement")
    for division in divisions:
        assert from_cents(sum(division.cents)) == division.cost.amount
        if division.cost.basis == Basis.KEY:
            _is_nearly_exact(division)
    for statement in ChargeStatement.objects.standing():
        _is_whole(statement)


def _is_nearly_exact(division: ChargeCost) -> None:
    """What a lot bears of a cost is its parts of the key, whoever held it and when."""
    parts = dict(
        KeyPart.objects.filter(version=division.cost.version_id).values_list(
            "lot", "parts"
        )
    )
    borne: Counter = Counter()
    pieces = division.statement.pieces.order_by("position").values_list(
        "lot", flat=True
    )
    for lot, cents in zip(pieces, division.cents, strict=True):
        borne[lot] += cents
    for lot, cents in borne.items():
        share = Fraction(parts.get(lot, 0), sum(parts.values()))
        exact = Fraction(division.cost.amount) * 100 * share
        assert abs(cents - exact) < 1


def _is_whole(statement: ChargeStatement) -> None:
    """The documents hold all costs and all provisions, and are on the accounts."""
    inside = {
        "entry__date__gte": statement.since,
        "entry__date__lt": statement.until,
    }
    costs = Cost.objects.ordinary().filter(**inside)
    called = net_provisions(statement.since, statement.until, "lot_id")
    sums = statement.documents.aggregate(
        costs=Sum("costs", default=ZERO), provisions=Sum("provisions", default=ZERO)
    )
    assert sums == {
        "costs": costs.aggregate(sum=Sum("amount", default=ZERO))["sum"],
        "provisions": sum((net for *_lot, net in called), ZERO),
    }
    charged = AccountCharge.objects.filter(entry=statement.entry_id)
    assert charged.aggregate(sum=Sum("working", default=ZERO))["sum"] == (
        sums["costs"] - sums["provisions"]
    )


# 3. Sub-ledgers


def money(scene: Scene) -> None:
    """The books have what the bank has, and nothing is left to explain or on its way."""
    codes = (WORKING, RESERVE, chart.SUSPENSE, chart.INTERNAL_TRANSFER)
    nothing = {chart.SUSPENSE: ZERO, chart.INTERNAL_TRANSFER: ZERO}
    assert account_balances(*codes) == scene.bank.balances | nothing


def bank_is_reconciled(scene: Scene) -> None:
    """Imported balances and what is in transit are the books; owners paid what came."""
    for account, state in bank_states().items():
        assert {one.difference for one in state.statements} <= {ZERO}
        if state.last is not None:
            closing = state.last.statement.closing
            assert state.ledger == closing + state.last.in_transit
            assert closing == scene.bank.balances[account]
    refunds = AccountCharge.objects.standing().filter(
        kind=AccountCharge.Kind.CORRECTION
    )
    back = refunds.aggregate(sum=Sum("working", default=ZERO))
    paid = Payment.objects.standing().aggregate(sum=Sum("amount", default=ZERO))
    assert paid["sum"] - back["sum"] == scene.received


def people_add_up(scene: Scene) -> None:
    """Of each holder: statement of account = ledger = dues less what was received."""
    holdings = scene.holdings()
    booked = party_balances(chart.OWNERS, parties=[one.party_id for one in holdings])
    settled = settlements([one.pk for one in holdings])
    since = scene.since - MONTH
    for told in statements_of(holdings, since=since, until=scene.clock.day):
        owed = booked.get(told.holding.party_id, ZERO)
        assert told.closing == told.opening + told.debit - told.credit == owed
        mine = settled[told.holding.pk]
        due = sum((item.open for item in mine.items), ZERO)
        assert due - mine.credit == owed
    assert sum(account_balances(*chart.OWNERS).values()) == sum(booked.values(), ZERO)


def suppliers_add_up(scene: Scene) -> None:
    """440 is what the steps owe; without the opening, it is what invoices leave open."""
    owed = -account_balances(chart.SUPPLIERS)[chart.SUPPLIERS]
    assert owed == scene.owed
    by_party = party_balances(
        [chart.SUPPLIERS], parties=[one.party_id for one in scene.suppliers]
    )
    assert -sum(by_party.values(), ZERO) == owed
    left = invoice_list().aggregate(sum=Sum("left", default=ZERO))["sum"]
    opening = Line.objects.filter(
        account__code=chart.SUPPLIERS, entry__opening__isnull=False
    ).aggregate(net=NET)["net"]
    assert left - opening == owed


def deferrals_add_up(_scene: Scene) -> None:
    """490 holds what waits for other periods, and nothing else."""
    waiting = DeferralStep.objects.filter(
        entry=None, line__invoice__in=Invoice.objects.standing()
    ).aggregate(sum=Sum("amount", default=ZERO))["sum"]
    assert account_balances(chart.DEFERRED) == {chart.DEFERRED: waiting}


# 5. Numbers


def numbers_have_no_gaps() -> None:
    series: dict[tuple, list[int]] = {}
    rows = Entry.objects.order_by("number").values_list("journal", "year", "number")
    for journal, year, number in rows:
        series.setdefault((journal, year), []).append(number)
    for numbers in series.values():
        assert numbers == list(range(1, len(numbers) + 1))


# 6. Settlement and closing


def settled(scene: Scene) -> None:
    """The ordinary result is zero, and provisions called are provisions deducted."""
    left = ordinary_lines(since=scene.since, until=scene.until).aggregate(net=NET)
    assert left["net"] == 0
    called = net_provisions(scene.since, scene.until, "lot_id")
    deducted = ChargeStatement.objects.standing().aggregate(
        sum=Sum("documents__provisions", default=ZERO)
    )
    assert deducted["sum"] == sum((net for *_lot, net in called), ZERO)


def closed(scene: Scene) -> None:
    """Nothing is left on the accounts of the result; the reserve is all on 160."""
    last_day = scene.year.last_day
    assert result_balances(on=last_day) == {}
    held = account_balances(chart.RESERVE_FUND, on=last_day)[chart.RESERVE_FUND]
    assert -held == reserve_fund(on=last_day)


# 7. Replay


def replayed(scene: Scene) -> None:
    """Every file again, the last first: nothing is booked, kept, counted or changed."""
    before = everything()
    for data in reversed(scene.bank.files):
        assert states(send(data)) == {"known"}
    assert everything() == before


def everything() -> dict[str, tuple]:
    """Count the rows of this building, and what stands on each account."""
    models = [one for one in apps.get_models() if issubclass(one, TenantRow)]
    rows = {one._meta.label: (one.objects.count(),) for one in models}
    sums = {row.account: (row.net,) for row in trial_balance(on=date.max)}
    return rows | sums


# 8. The reserve


def reserve_is_called_less_withdrawn(scene: Scene) -> None:
    assert reserve_fund(on=scene.clock.day) == scene.called - scene.withdrawn


def reserve_is_what_stands(scene: Scene) -> None:
    """160 and 700 not yet carried, on any day; withdrawals are taken from 160."""
    for day in days(scene):
        held = account_balances(
            chart.RESERVE_FUND, chart.RESERVE_CALLED, chart.RESERVE_CARRIED, on=day
        )
        assert reserve_fund(on=day) == -sum(held.values())
