"""The end of a year: meters, statements of charges, reminders, closing, the next year."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from finance.errors.charge_statements import NothingToSettle
from finance.models import ChargeStatement, Reminder, Works
from finance.months import add_months
from finance.queries.accounts import balances
from finance.queries.sales import meters_to_read
from finance.reminding import Level
from finance.services.charge_statements import (
    cancel_statement,
    compute_statement,
    draft_statement,
    post_statement,
)
from finance.services.meters import read_meters
from finance.services.reminder_letters import send_some
from finance.services.reminder_levels import set_levels
from finance.services.reminders import propose_reminders, send_reminders
from finance.services.works import end_works
from finance.services.year_end import close_fiscal_year, reopen_fiscal_year
from koprogo.ledger.services import open_year
from tests.finance.year.building import Scene, shown
from tests.finance.year.paying import pay_back
from tests.finance.year.plans import Mistake

FORMAL = Level(1, 5, with_interest=True, cost=Decimal("12.00"))
# A letter is dear to make.
LETTERS = 1


def periods(scene: Scene) -> Iterator[tuple[date, date]]:
    months = scene.plan.house.statement_months
    for number in range(12 // months):
        yield (
            add_months(scene.since, number * months),
            add_months(scene.since, (number + 1) * months),
        )


def settle_what_is_over(scene: Scene) -> list[ChargeStatement]:
    """Settle the periods that have ended and that nobody settled; return what stands."""
    ended = [one for one in periods(scene) if one[1] <= scene.clock.day]
    return [_settle(scene, *one) for one in ended if not _is_settled(*one)]


def _is_settled(since: date, until: date) -> bool:
    return ChargeStatement.objects.filter(since=since, until=until).exists()


def _settle(scene: Scene, since: date, until: date) -> ChargeStatement:
    read_the_rest(scene, on=until)
    statement = _post(scene, since, until)
    if Mistake.STATEMENT in scene.plan.mistakes and statement.is_posted:
        cancel_statement(statement, by=scene.preparer)
        statement = _post(scene, since, until)
    return statement


def _post(scene: Scene, since: date, until: date) -> ChargeStatement:
    """Post a statement; what has nothing to settle stays a draft."""
    statement = draft_statement(
        title=f"Charges {since}",
        since=since,
        until=until,
        due_on=scene.clock.day + timedelta(days=30),
        by=scene.preparer,
    )
    statement = compute_statement(statement, by=scene.preparer)
    try:
        return post_statement(statement, by=scene.preparer)
    except NothingToSettle:
        return statement


def read_the_rest(scene: Scene, *, on: date) -> None:
    """Read all meters that nobody read on that day."""
    meters = meters_to_read(scene.lots, on=on)
    values = {meter: shown(scene, meter, on) for meter in meters}
    if values:
        read_meters(scene.group, on=on, values=values, by=None)


def remind(scene: Scene) -> int:
    """Send a formal notice, with costs and interest, to who is late; return how many."""
    set_levels([FORMAL], by=scene.preparer)
    propose_reminders(on=scene.clock.day, by=None)
    proposed = Reminder.objects.filter(state=Reminder.State.PROPOSED).order_by("pk")
    chosen = list(proposed[:LETTERS])
    send_reminders([one.uuid for one in chosen], by=scene.preparer)
    keys = [one.pk for one in chosen]
    while send_some(keys, on=scene.clock.day, by=scene.preparer) is not None:
        pass
    return len(chosen)


def refund_credits(scene: Scene) -> None:
    """Pay everybody back what he paid too much."""
    holdings = scene.holdings()
    for holding, owed in zip(holdings, balances(holdings).values(), strict=True):
        if owed < 0:
            pay_back(scene, holding, -owed)


def end_all_works(scene: Scene) -> None:
    for works in Works.objects.filter(ended_on=None):
        due_on = scene.clock.day + timedelta(days=30)
        end_works(works, decision="AG, item 3", due_on=due_on, by=scene.preparer)


def close(scene: Scene) -> None:
    """Close the year, perhaps twice, and open the next one."""
    close_fiscal_year(year=scene.year.year, by=scene.preparer)
    if Mistake.YEAR in scene.plan.mistakes:
        reopen_fiscal_year(year=scene.year.year, reason="Forgotten", by=scene.preparer)
        close_fiscal_year(year=scene.year.year, by=scene.preparer)
    open_year(since=scene.until, until=add_months(scene.until, 12), by=scene.preparer)
