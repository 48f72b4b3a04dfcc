"""Random buildings, sales and costs, and a naive oracle in exact fractions."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from finance.charging.costs import ByAmounts, ByKey, ByLot, ByMeters, CostItem
from finance.charging.tenures import Tenure, cut
from koprogo.money import from_cents

LONG_AGO = date(2000, 1, 1)
SINCE, UNTIL = date(2024, 1, 1), date(2025, 1, 1)  # a leap year
DAYS = (UNTIL - SINCE).days

cents = st.integers(-(10**9), 10**9)
days_of_period = st.integers(0, DAYS - 1).map(lambda day: SINCE + timedelta(days=day))


@st.composite
def sales(draw, lots):
    """Tenures of every lot, sold on up to three days at and around the period."""
    near = st.integers(-3, DAYS + 3).map(lambda day: SINCE + timedelta(days=day))
    tenures = []
    for lot in range(1, lots + 1):
        deeds = sorted(draw(st.sets(near, max_size=3)))
        bounds = [LONG_AGO, *deeds, None]
        for number, since in enumerate(bounds[:-1]):
            # Few holdings: some have several lots, some sell and come back.
            holding = draw(st.integers(1, 6))
            tenures.append(Tenure(lot, holding, since, bounds[number + 1]))
    return tenures


@st.composite
def bases(draw, lots, pieces):
    parts = st.lists(st.integers(0, 400), min_size=lots, max_size=lots)
    kind = draw(st.sampled_from(["key", "lot", "meters"]))
    if kind == "key":
        found = draw(parts.filter(any))
        return ByKey({lot + 1: part for lot, part in enumerate(found)})
    if kind == "lot":
        on = draw(st.none() | days_of_period)
        return ByLot(draw(st.integers(1, lots)), on)
    quantities = st.lists(st.integers(0, 10**6), min_size=pieces, max_size=pieces)
    return ByMeters(draw(quantities.filter(any)))


@st.composite
def periods(draw):
    """A covered period before, in, across or after the statement, or none."""
    if draw(st.booleans()):
        return None, None
    first = draw(st.integers(-400, DAYS + 30))
    length = draw(st.integers(1, 800))
    return SINCE + timedelta(days=first), SINCE + timedelta(days=first + length)


@st.composite
def cost_items(draw, lots, pieces):
    since, until = draw(periods())
    item = {
        "id": draw(st.integers(1, 99)),
        "since": since,
        "until": until,
        "occupant_percent": draw(st.integers(0, 100)),
        "withdrawal": draw(st.booleans()),
    }
    if draw(st.integers(0, 3)) == 0:
        amounts = draw(st.lists(cents, min_size=lots, max_size=lots))
        fixed = {lot + 1: from_cents(amount) for lot, amount in enumerate(amounts)}
        total = sum(fixed.values(), Decimal("0.00"))
        return CostItem(amount=total, by=ByAmounts(fixed), **item)
    amount = from_cents(draw(cents))
    return CostItem(amount=amount, by=draw(bases(lots, pieces)), **item)


@st.composite
def years(draw):
    """Pieces and costs of a year."""
    lots = draw(st.integers(1, 6))
    pieces = cut(draw(sales(lots)), since=SINCE, until=UNTIL)
    costs = st.lists(cost_items(lots, len(pieces)), max_size=6)
    return pieces, draw(costs)


def naive_split(whole, shares):
    """Largest remainder as one would do it with pencil and paper, cent by cent."""
    sign = -1 if whole < 0 else 1
    exact = [Fraction(abs(whole) * share, sum(shares)) for share in shares]
    parts = [int(one) for one in exact]
    while sum(parts) < abs(whole):
        missing = [one - part for one, part in zip(exact, parts, strict=True)]
        parts[missing.index(max(missing))] += 1
    return [sign * part for part in parts]


def naive_window(cost):
    if isinstance(cost.by, ByLot) and cost.by.on:
        return {cost.by.on}
    year = {SINCE + timedelta(days=day) for day in range(DAYS)}
    if cost.since is None:
        return year
    return {day for day in year if cost.since <= day < cost.until} or year


def naive_charge(pieces, cost):
    """Return the cents of one cost by piece, counting the days one by one."""
    lots = list(dict.fromkeys(piece.lot_id for piece in pieces))
    own = {
        lot: [place for place, piece in enumerate(pieces) if piece.lot_id == lot]
        for lot in lots
    }
    whole = int(cost.amount * 100)
    if isinstance(cost.by, ByAmounts):
        by_lot = [int(cost.by.amounts[lot] * 100) for lot in lots]
    elif isinstance(cost.by, ByLot):
        by_lot = [whole if lot == cost.by.lot_id else 0 for lot in lots]
    elif isinstance(cost.by, ByKey):
        by_lot = naive_split(whole, [cost.by.parts[lot] for lot in lots])
    else:
        used = [sum(cost.by.quantities[place] for place in own[lot]) for lot in lots]
        by_lot = naive_split(whole, used)
    window = naive_window(cost)
    found = [0] * len(pieces)
    for lot, amount in zip(lots, by_lot, strict=True):
        if isinstance(cost.by, ByMeters):
            measures = [cost.by.quantities[place] for place in own[lot]]
        else:
            measures = [
                sum(pieces[place].since <= day < pieces[place].until for day in window)
                for place in own[lot]
            ]
        if any(measures):
            split = naive_split(amount, measures)
            for place, part in zip(own[lot], split, strict=True):
                found[place] = part
    return found
