"""Every figure of the public page, computed from the published tables and nothing else.

The same rows give the same figures, whatever their order. Amounts are EUR, a month is one
of the calendar; the running month is that of ``today``. What is divided by participants
that are hidden is hidden too. Pure: no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from transparency import accounts, tariff
from transparency.public.figures import (
    Figures,
    Kind,
    OfMonth,
    OfQuarter,
    OfSpan,
    Standing,
)
from transparency.public.footprint import grams_a_request
from transparency.public.months import (
    Month,
    first_day,
    from_to,
    later,
    month_of,
    months_of,
    quarter_of,
)
from transparency.public.rows import AUDIENCES, COSTS, REVENUES, Cost, Price, Revenue
from transparency.public.tables import Tables, canonical
from transparency.tariff import Tier

NOTHING = Decimal("0.00")
CENT = Decimal("0.01")
CO_OWNERSHIP = "co-ownership"


@dataclass(frozen=True, slots=True)
class Divisible:
    """What of the surplus can be divided: EUR at the end of the last whole month.

    ``surplus``: of all whole months, without what adopted lines of the budget take;
    ``reserve``: what it holds; ``target``: the costs of three months; ``amount``: what
    can be divided.
    """

    surplus: Decimal
    reserve: Decimal
    target: Decimal

    @property
    def amount(self) -> Decimal:
        return accounts.distributable(
            self.surplus, reserve=self.reserve, target=self.target
        )


def divisible(tables: Tables, *, today: date) -> Divisible:
    """Return what of the surplus the members can divide on a day: nothing twice.

    From the costs, the revenue, the reserve and the budget.
    """
    running = month_of(today)
    costs = [one for one in tables.costs if one.month < running]
    earned = _sum(one.amount for one in tables.revenue if one.month < running)
    before = from_to(later(running, -accounts.RESERVE_MONTHS), later(running, -1))
    return Divisible(
        surplus=earned
        - _sum(one.amount for one in costs)
        - _sum(
            accounts.taken(one.line, amount=one.amount, spent=one.spent)
            for one in tables.budget
        ),
        reserve=_sum(one.amount for one in tables.reserve),
        target=_sum(one.amount for one in costs if one.month in before),
    )


def derive(tables: Tables, *, today: date, as_of: str) -> Figures:
    """Return every figure.

    Raises:
        TwiceTheSame: two rows of a table have the same key.
    """
    published = canonical(tables)
    running = month_of(today)
    before = later(running, -1)
    months = _months(published, running)
    quarters = _quarters(published, months)
    last = next((one for one in months if one.month == before), None)
    last_year = from_to(later(running, -12), before)
    this_year = [one for one in last_year if one[:4] == running[:4]]
    there = divisible(published, today=today)
    participants = _participants(published).get(running)
    price = _standing(published, CO_OWNERSHIP, today)
    announced = _announced(published, today)
    schedule, voted = _schedule(published, today)
    following = _following(participants, schedule, announced or price)
    voted_amount = _sum(one.amount for one in published.budget)
    spent = _sum(one.spent for one in published.budget)
    return Figures(
        as_of=as_of,
        today=today,
        participants=participants,
        price=price.price if price else None,
        prices=tuple(
            found
            for audience in AUDIENCES
            if (found := _standing(published, audience, today))
        ),
        announced=announced,
        schedule=schedule,
        voted=voted,
        next_tier=following,
        missing=(
            following.from_participants - participants
            if following and participants is not None
            else None
        ),
        months=months,
        quarters=quarters,
        running=_span(published, [running]),
        last_month=_span(published, [before]),
        last_year=_span(published, last_year),
        this_year=_span(published, this_year),
        cost_price=last.cost_price if last else None,
        billed=last.price if last else None,
        billed_above=(
            last.price - last.cost_price
            if last and last.price is not None and last.cost_price is not None
            else None
        ),
        asks_members=_asks_members(quarters),
        reserve=there.reserve,
        reserve_target=there.target,
        reserve_lacks=max(there.target - there.reserve, NOTHING),
        undivided=there.surplus,
        distributable=there.amount,
        endowments=_sum(one.amount for one in published.endowments),
        budget_voted=voted_amount,
        budget_spent=spent,
        budget_left=voted_amount - spent,
        assets=_sum(one.amount for one in published.balance if one.side == "assets"),
        liabilities=_sum(
            one.amount for one in published.balance if one.side == "liabilities"
        ),
        checks=len(published.checks),
        checks_sound=sum(one.sound for one in published.checks),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, start=NOTHING)


# Participants, prices, schedule


def _participants(tables: Tables) -> dict[Month, int | None]:
    return {one.month: one.participants for one in tables.participants}


def _steps(tables: Tables, audience: str) -> list[tariff.Step]:
    """Return the prices of an audience in the order in which they were written."""

    def written(row: Price) -> tuple[date, int]:
        return row.since, row.place

    rows = sorted(
        (one for one in tables.prices if one.audience == audience), key=written
    )
    return [tariff.Step(one.since, one.price, one.participants or 0) for one in rows]


def _standing(tables: Tables, audience: str, day: date) -> Standing | None:
    """Return the price in force on a day; None: none has begun."""
    try:
        step = tariff.step_on(day, _steps(tables, audience))
    except tariff.NoPriceYet:
        return None
    return Standing(audience, step.price, step.since)


def _announced(tables: Tables, today: date) -> Standing | None:
    """Return the price that will be in force when all that is decided has begun."""
    coming = [step for step in _steps(tables, CO_OWNERSHIP) if step.since > today]
    if not coming:
        return None
    return Standing(CO_OWNERSHIP, coming[-1].price, coming[-1].since)


def _schedule(tables: Tables, today: date) -> tuple[tuple[Tier, ...], bool]:
    """Return the schedule in force, and whether it is a voted price.

    Of a grid and a vote of the same day, the vote holds.
    """
    begun = [one for one in tables.grid if one.since <= today]
    latest = [one for one in begun if one.since == max(row.since for row in begun)]
    voted = any(one.kind == "voted" for one in latest)
    rows = [one for one in latest if one.kind == "voted"] if voted else latest
    return tuple(Tier(one.from_participants, one.price) for one in rows), voted


def _following(
    participants: int | None, schedule: Sequence[Tier], price: Standing | None
) -> Tier | None:
    """Return the next bound that lowers the price. One that was left again does not."""
    if participants is None:
        return None
    cheaper = [one for one in schedule if price is None or one.price < price.price]
    return tariff.next_tier(participants, cheaper)


# Months, spans, quarters


def _months(tables: Tables, running: Month) -> tuple[OfMonth, ...]:
    """Return all months from the first that has a row to the running one."""
    rows = (tables.participants, tables.costs, tables.revenue)
    known = [row.month for table in rows for row in table]
    participants = _participants(tables)
    return tuple(
        _month(tables, month, participants.get(month), running)
        for month in from_to(min([*known, running]), running)
    )


def _month(
    tables: Tables, month: Month, participants: int | None, running: Month
) -> OfMonth:
    result = _result(tables, [month])
    price = _standing(tables, CO_OWNERSHIP, first_day(month))
    return OfMonth(
        month=month,
        complete=month < running,
        participants=participants,
        price=price.price if price else None,
        costs=result.costs,
        revenue=result.revenue,
        surplus=result.surplus,
        percent=_percent(result),
        cost_price=(
            accounts.cost_price(result.costs, participants) if participants else None
        ),
    )


def _result(tables: Tables, months: Sequence[Month]) -> accounts.Result:
    return accounts.Result(
        revenue=_sum(one.amount for one in tables.revenue if one.month in months),
        costs=_sum(one.amount for one in tables.costs if one.month in months),
    )


def _percent(result: accounts.Result) -> Decimal | None:
    return None if result.ratio is None else accounts.percent(result.ratio)


def span_of(tables: Tables, months: Sequence[Month]) -> OfSpan:
    """Return what months come to together, such as those of a report."""
    return _span(canonical(tables), months)


def _span(tables: Tables, months: Sequence[Month]) -> OfSpan:
    result = _result(tables, months)
    measured = [one for one in tables.footprint if one.month in months]
    return OfSpan(
        since=months[0] if months else None,
        until=months[-1] if months else None,
        costs=result.costs,
        costs_by_kind=_kinds(COSTS, tables.costs, months),
        revenue=result.revenue,
        revenue_by_kind=_kinds(REVENUES, tables.revenue, months),
        surplus=result.surplus,
        percent=_percent(result),
        uptime=_uptime(
            sum(one.minutes_up for one in measured),
            sum(one.minutes_possible for one in measured),
        ),
        grams=grams_a_request(
            sum(one.requests for one in measured),
            _sum(one.cpu_seconds for one in measured),
            sum(one.bytes_sent for one in measured),
        ),
    )


def _kinds(
    kinds: Sequence[str], rows: Sequence[Cost | Revenue], months: Sequence[Month]
) -> tuple[Kind, ...]:
    """Return the sum of each kind that has a row, in the order of the kinds."""
    of_kind = {
        kind: [row.amount for row in rows if row.month in months and row.kind == kind]
        for kind in kinds
    }
    return tuple(Kind(kind, _sum(found)) for kind, found in of_kind.items() if found)


def _uptime(up: int, possible: int) -> Decimal | None:
    """Return per cent, rounded down: a minute that was missed is never 100 %."""
    if possible < 1:
        return None
    return (Decimal(up) * 100 / possible).quantize(CENT, rounding=ROUND_DOWN)


def _quarters(tables: Tables, months: Sequence[OfMonth]) -> tuple[OfQuarter, ...]:
    begun = {one.month: one.complete for one in months}
    closed = {one.quarter: one.closed_on for one in tables.quarters}
    found = []
    for quarter in dict.fromkeys(map(quarter_of, begun)):
        result = _result(tables, [one for one in months_of(quarter) if one in begun])
        complete = begun.get(months_of(quarter)[-1], False)
        found.append(
            OfQuarter(
                quarter=quarter,
                revenue=result.revenue,
                costs=result.costs,
                surplus=result.surplus,
                percent=_percent(result),
                complete=complete,
                closed_on=closed.get(quarter) if complete else None,
            )
        )
    return tuple(found)


def _asks_members(quarters: Sequence[OfQuarter]) -> bool:
    """Return whether the last two closed quarters, if they follow each other, ask."""
    closed = [place for place, one in enumerate(quarters) if one.closed_on]
    if not closed:
        return False
    first = max(closed[-1] + 1 - accounts.QUARTERS_IN_A_ROW, 0)
    last = quarters[first : closed[-1] + 1]
    return all(one.closed_on for one in last) and accounts.asks_members(
        [accounts.Result(one.revenue, one.costs) for one in last]
    )


# What if


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Of a month with so many participants. ``cost_price``: at the costs of the last
    complete month; None without participants, or where no cost of it is known.
    """

    participants: int
    price: Decimal
    revenue: Decimal
    next_tier: Tier | None
    missing: int | None
    cost_price: Decimal | None


def simulate(figures: Figures, participants: int) -> WhatIf | None:
    """Return what so many participants would pay by the schedule in force; None: no
    schedule is.

    Raises:
        NoParticipants: fewer than none (of ``transparency.tariff``).
    """
    if not figures.schedule:
        return None
    found = tariff.simulate(participants, figures.schedule)
    costs = figures.last_month
    return WhatIf(
        participants=participants,
        price=found.price,
        revenue=found.revenue,
        next_tier=found.following,
        missing=found.missing,
        cost_price=(
            accounts.cost_price(costs.costs, participants)
            if participants and costs.costs_by_kind
            else None
        ),
    )
