"""A statement of charges, computed from the books: nothing is written here.

The rule is pure (finance/charging); this reads what it needs, in a number of statements
that depends neither on the lots nor on the costs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from buildings.models import KeyPart, Ownership
from finance import chart
from finance.charging.charges import CannotCharge, ChargedCost, charge, document
from finance.charging.costs import (
    ByAmounts,
    ByKey,
    ByLot,
    ByMeters,
    CostItem,
    part_of,
)
from finance.charging.tenures import Piece, Tenure, UnheldOn, cut
from finance.errors.charge_statements import (
    CannotDivide,
    CostsUnexplained,
    ProvisionsUnexplained,
)
from finance.models import (
    Basis,
    CallItem,
    CallLine,
    ChargeCost,
    ChargeStatement,
    Cost,
    DeferralStep,
    ExemptLot,
    FixedAmount,
)
from finance.queries.consumption import Consumed, consumed
from koprogo.ledger.models import Line
from koprogo.money import from_cents

ZERO = Decimal("0.00")
# Costs and income that have a row each: not what was called, nor what is carried on.
COSTS_AND_INCOME = r"^(6[0-8]|7[1-9])"

By = ByKey | ByLot | ByAmounts | ByMeters
#: (holding, lot) → EUR
ByLots = Mapping[tuple[int, int], Decimal]
#: version of a key → lot → parts; line of an invoice → lot → EUR
Parts = Mapping[int, Mapping[int, int]]
Amounts = Mapping[int, Mapping[int, Decimal]]


@dataclass(frozen=True, slots=True)
class HolderSums:
    """The document of one holding to be, EUR."""

    costs: Decimal
    private: Decimal
    occupant: Decimal
    provisions: Decimal


@dataclass(frozen=True, slots=True)
class Computed:
    """A statement as the books, the owners and the readings make it now."""

    pieces: Sequence[Piece]
    costs: Sequence[ChargedCost]
    documents: Mapping[int, HolderSums]
    #: what was called in the period, less what was cancelled
    provisions: ByLots

    @property
    def charged(self) -> ByLots:
        """What each holding bears for each lot."""
        sums: dict[tuple[int, int], int] = defaultdict(int)
        by_piece = [0] * len(self.pieces)
        for cost in self.costs:
            by_piece = [sum(pair) for pair in zip(by_piece, cost.cents, strict=True)]
        for piece, cents in zip(self.pieces, by_piece, strict=True):
            sums[piece.holding_id, piece.lot_id] += cents
        return {key: from_cents(cents) for key, cents in sums.items()}


def compute(statement: ChargeStatement) -> Computed:
    """Divide everything that the period cost, and deduct what was called in it.

    Raises:
        CannotDivide: a cost has no one who bears it; the error says why.
        MeterUnread: a reading is missing, or cannot be right.
        CostsUnexplained, ProvisionsUnexplained: the books have more than that.
    """
    since, until = statement.since, statement.until
    pieces = cut(_tenures(since, until), since=since, until=until)
    costs = list(costs_of(statement))
    provisions = _provisions(since, until)
    _explain_books(costs, provisions, since, until)
    items = _items(costs, pieces, since, until)
    try:
        charges = charge(pieces, items, since=since, until=until)
    except CannotCharge as error:
        named = {cost.pk: cost for cost in costs}
        raise CannotDivide(named[error.cost_id], error.reason) from None
    called: dict[int, Decimal] = defaultdict(Decimal)
    for (holding_id, _lot_id), amount in provisions.items():
        called[holding_id] += amount
    sums = {one.holding_id: one for one in charges.holdings}
    return Computed(
        pieces=pieces,
        costs=charges.costs,
        documents={
            one.holding_id: HolderSums(
                costs=one.costs,
                private=_eur(sums, one.holding_id, "private"),
                occupant=_eur(sums, one.holding_id, "occupant"),
                provisions=one.provisions,
            )
            for one in document(charges, called)
        },
        provisions=provisions,
    )


def costs_of(statement: ChargeStatement) -> QuerySet[Cost]:
    """Return what the period cost: entries of its days, but for works of their own.

    A period is settled once, so nothing of it is settled already (the database keeps
    standing statements apart, and lets nothing new into their days).
    """
    return (
        Cost.objects.ordinary()
        .filter(entry__date__gte=statement.since, entry__date__lt=statement.until)
        .select_related("entry__reverses", "line")
        .order_by("entry__date", "entry_id", "position")
    )


def _eur(sums, holding_id: int, kind: str) -> Decimal:
    return from_cents(getattr(sums[holding_id], kind)) if holding_id in sums else ZERO


def _tenures(since: date, until: date) -> Iterable[Tenure]:
    held = Ownership.objects.filter(Q(until=None) | Q(until__gt=since))
    rows = held.filter(since__lt=until).order_by("lot__position", "lot_id", "since")
    for row in rows.values_list("lot_id", "holding_id", "since", "until"):
        yield Tenure(*row)


def _provisions(since: date, until: date) -> ByLots:
    rows = net_provisions(since, until, "document__holding_id", "lot_id")
    rows = rows.order_by("document__holding_id", "lot__position", "lot_id")
    return {(holding_id, lot_id): net for holding_id, lot_id, net in rows}


def net_provisions(since: date, until: date, *columns: str) -> QuerySet:
    """Return rows of ``columns`` and the provisions called in the period, EUR, less
    those cancelled in it.

    A call of a period that is settled may be cancelled later: it is given back by the
    statement of the day of its mirror, where the books have it.
    """
    called = Q(document__call__date__gte=since, document__call__date__lt=until)
    undone = Q(
        document__call__entry__mirror__date__gte=since,
        document__call__entry__mirror__date__lt=until,
    )
    net = Sum("amount", filter=called, default=ZERO) - Sum(
        "amount", filter=undone, default=ZERO
    )
    lines = CallLine.objects.filter(item__purpose=CallItem.Purpose.PROVISION)
    found = lines.filter(called | undone).order_by().values_list(*columns)
    return found.annotate(net=net).exclude(net=0)


def _explain_books(
    costs: Sequence[Cost], provisions: ByLots, since: date, until: date
) -> None:
    """Refuse amounts of the books that nobody would bear or get back."""
    booked = Line.objects.filter(entry__date__gte=since, entry__date__lt=until)
    net = F("debit") - F("credit")
    found = booked.aggregate(
        costs=Sum(net, filter=Q(account__code__regex=COSTS_AND_INCOME), default=ZERO),
        called=Sum(-net, filter=Q(account__code=chart.PROVISIONS_CALLED), default=ZERO),
    )
    works = Cost.objects.exclude(works=None).filter(
        entry__date__gte=since, entry__date__lt=until
    )
    explained = sum((cost.amount for cost in costs), ZERO)
    explained += works.aggregate(sum=Sum("amount", default=ZERO))["sum"]
    if found["costs"] != explained:
        raise CostsUnexplained(found["costs"] - explained)
    if found["called"] != (known := sum(provisions.values(), ZERO)):
        raise ProvisionsUnexplained(found["called"] - known)


def _items(
    costs: Sequence[Cost], pieces: Sequence[Piece], since: date, until: date
) -> list[CostItem]:
    keys = _key_parts({cost.version_id for cost in costs if cost.version_id})
    fixed = _fixed_amounts([cost for cost in costs if cost.basis == Basis.FIXED])
    exempt = _exempt_lots({cost.line_id for cost in costs if cost.line_id})
    groups = {cost.meters_id for cost in costs if cost.basis == Basis.METERS}
    measured = consumed(groups, pieces)
    items = []
    for cost in costs:
        item = charge_item(cost, _basis(cost, keys, fixed, since))
        if not cost.withdrawal:
            item = replace(item, exempt=exempt[cost.line_id])
        if cost.basis == Basis.METERS:
            item = _measured(item, cost, measured, since, until)
        items.append(item)
    return items


def _basis(cost: Cost, keys: Parts, fixed: Amounts, since: date) -> By:
    """Return what divides a cost; what the meters measured is found afterwards."""
    match cost.basis:
        case Basis.KEY:
            return ByKey(keys[cost.version_id])
        case Basis.FIXED:
            return ByAmounts(fixed[cost.pk])
    return _by_days(cost, since)


def _measured(
    item: CostItem, cost: Cost, measured: Consumed, since: date, until: date
) -> CostItem:
    window = item.window(since, until)
    try:
        quantities = measured.quantities(cost.meters_id, *window)
    except UnheldOn as unheld:
        raise CannotDivide(cost, unheld) from None
    return replace(item, by=ByMeters(quantities))


def _day_of(cost: Cost, since: date) -> date:
    """Return the day on which whoever held the lot bears a private cost.

    What takes one back is for whoever bore it, if that is still in this statement.
    """
    undone = cost.entry.reverses
    if undone is not None and undone.date >= since:
        return undone.date
    return cost.entry.date


def _key_parts(versions: set[int]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {pk: {} for pk in versions}
    rows = KeyPart.objects.filter(version__in=versions)
    for version_id, lot_id, parts in rows.values_list("version_id", "lot_id", "parts"):
        found[version_id][lot_id] = parts
    return found


def _exempt_lots(lines: set[int]) -> Mapping[int | None, frozenset[int]]:
    """Return which lots a judgment exempts from each line.

    From its cost, and not from what the reserve gives back for it: all have paid into
    the reserve, so who is exempted gets his part of it back.
    """
    found: dict[int | None, frozenset[int]] = defaultdict(frozenset)
    rows = ExemptLot.objects.filter(line__in=lines)
    for line_id, lot_id in rows.values_list("line_id", "lot_id"):
        found[line_id] |= {lot_id}
    return found


def _fixed_amounts(costs: Sequence[Cost]) -> Amounts:
    """Return what each lot bears of each of these costs, by primary key."""
    lines = {cost.line_id for cost in costs}
    if not lines:
        return {}
    of_lines: dict[int, dict[int, Decimal]] = {pk: {} for pk in lines}
    rows = FixedAmount.objects.filter(line__in=lines)
    for line_id, lot_id, amount in rows.values_list("line_id", "lot_id", "amount"):
        of_lines[line_id][lot_id] = amount
    slices = _slices(lines)
    return {
        cost.pk: _signed(_part(cost, of_lines[cost.line_id], slices), cost)
        for cost in costs
    }


def _slices(lines: set[int]) -> list[tuple[int, date, Decimal]]:
    """Return in what parts lines were booked and deferred: (line, first day, EUR)."""
    columns = ("line_id", "since", "amount")
    now = Cost.objects.filter(
        line__in=lines,
        entry=F("line__invoice__entry"),
        since__isnull=False,
        withdrawal=False,
    )
    waiting = DeferralStep.objects.filter(line__in=lines).order_by()
    return list(
        now.order_by()
        .values_list(*columns)
        .union(waiting.values_list(*columns), all=True)
    )


def _part(
    cost: Cost,
    amounts: Mapping[int, Decimal],
    slices: Iterable[tuple[int, date, Decimal]],
) -> Mapping[int, Decimal]:
    """Return what of the amounts of a line is of a cost that covers a part of it."""
    line = cost.line
    if (cost.since, cost.until) == (line.since, line.until) or cost.since is None:
        return amounts
    earlier = (
        abs(amount)
        for line_id, since, amount in slices
        if line_id == line.pk and since < cost.since
    )
    sign = 1 if line.amount > 0 else -1
    return part_of(
        amounts, before=sign * sum(earlier, ZERO), part=sign * abs(cost.amount)
    )


def _signed(amounts: Mapping[int, Decimal], cost: Cost) -> Mapping[int, Decimal]:
    """Return the amounts of the line with the sign that the cost gives them.

    A credit note, a mirror and a withdrawal from the reserve turn them round.
    """
    if (cost.amount < 0) == (cost.line.amount < 0):
        return amounts
    return {lot_id: -amount for lot_id, amount in amounts.items()}


def unsettled_before(statement: ChargeStatement) -> tuple[int, Decimal]:
    """Return how many costs of earlier days no statement settles, and their sum (EUR)."""
    settled = ChargeCost.objects.filter(
        cost=OuterRef("pk"), statement__in=ChargeStatement.objects.standing()
    )
    earlier = Cost.objects.ordinary().filter(entry__date__lt=statement.since)
    found = earlier.filter(~Exists(settled)).aggregate(
        many=Count("pk"), sum=Sum("amount", default=ZERO)
    )
    return found["many"], found["sum"]


def metered_periods(statement: ChargeStatement) -> list[tuple[int, date, date]]:
    """Return for which groups and days the costs of the period need readings."""
    costs = costs_of(statement).filter(basis=Basis.METERS)
    return [(cost.meters_id, *window_of(cost, statement)) for cost in costs]


def window_of(cost: Cost, statement: ChargeStatement) -> tuple[date, date]:
    """Return the days that count for a cost of a statement; it comes with its entry."""
    since, until = statement.since, statement.until
    return charge_item(cost, _by_days(cost, since)).window(since, until)


def charge_item(cost: Cost, by: By) -> CostItem:
    """Return a cost as the rule takes it."""
    return CostItem(
        id=cost.pk,
        amount=cost.amount,
        by=by,
        since=cost.since,
        until=cost.until,
        occupant_percent=cost.occupant_percent,
        withdrawal=cost.withdrawal,
    )


def _by_days(cost: Cost, since: date) -> ByLot | ByMeters:
    """Return a basis that knows which days count, and not who bears how much."""
    if cost.basis == Basis.LOT:
        return ByLot(cost.lot_id, _day_of(cost, since))
    return ByMeters(())
