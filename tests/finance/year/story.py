"""A whole year of a random building, through the services, day after day."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from finance.services.deferrals import release_deferrals
from koprogo.tenancy import enter
from tests.finance.year import billing, calling, ending, invariants, paying
from tests.finance.year.building import Scene, found, furnish
from tests.finance.year.clock import MONTHS, first_day, month_of, standing_at
from tests.finance.year.plans import Mistake, Year
from tests.finance.year.selling import sell

DAY = timedelta(days=1)
HALF = 7  # the first half may be settled by then
Act = Callable[[], object]


def live(plan: Year) -> None:
    """Let a building live through a year and the beginning of the next one.

    Every month ends with the file of the bank. What is quickly told is checked then, and
    everything in the middle of the year, when it is settled, and at the end.
    """
    with standing_at(first_day(plan.house.first_month)) as clock:
        building = found(plan.house)
        with enter(building.pk, by=None):
            scene = furnish(building, plan, clock)
            _begin(scene)
            for month in range(MONTHS):
                _live_month(scene, month)
            _end(scene)
            _go_on(scene)


def _begin(scene: Scene) -> None:
    if scene.plan.with_past:
        calling.bring_along(scene)
    calling.adopt(scene)
    calling.ask(scene, "working_fund", scene.plan.fund)


def _live_month(scene: Scene, month: int) -> None:
    for day, act in sorted(_acts(scene, month), key=lambda each: each[0]):
        scene.clock.go_to(month_of(scene.since, month, day))
        act()
    scene.clock.go_to(month_of(scene.since, month + 1) - DAY)
    paying.tell(scene)
    invariants.quick(scene)
    if month == HALF:
        invariants.all_hold(scene)


def _acts(scene: Scene, month: int) -> list[tuple[int, Act]]:
    """Return what happens in a month: the day, from 1, and the step."""
    plan, mistakes = scene.plan, scene.plan.mistakes
    acts: list[tuple[int, Act]] = [
        (1, partial(calling.issue_due, scene)),
        (2, partial(release_deferrals, until=month_of(scene.since, month, 3), by=None)),
        (20, partial(paying.everybody_pays, scene)),
    ]
    acts += [
        (5, partial(_bill, scene, one)) for one in plan.bills if one.month == month
    ]
    if plan.sale and plan.sale.month == month:
        acts.append((plan.sale.day, partial(sell, scene)))
    once = {
        1: [(9, paying.charge, True), (9, calling.ask_by_mistake, Mistake.CALL)],
        2: [(9, _works, plan.works)],
        4: [(9, paying.type_by_mistake, Mistake.PAYMENT)],
        6: [(9, _transfer, True), (26, ending.settle_what_is_over, True)],
        7: [(9, paying.doubt, Mistake.MATCH), (25, ending.remind, plan.reminded)],
    }
    for day, step, wanted in once.get(month, []):
        if wanted in mistakes if isinstance(wanted, Mistake) else wanted:
            acts.append((day, partial(step, scene)))
    return acts


def _bill(scene: Scene, plan) -> None:
    invoice = billing.bill(scene, plan)
    paying.pay_bill(scene, invoice, plan.settled)


def _works(scene: Scene) -> None:
    billing.bill_works(scene, calling.decide_works(scene))


def _transfer(scene: Scene) -> None:
    if scene.called:
        scene.bank.transfer(scene.called, on=scene.clock.day)


def _end(scene: Scene) -> None:
    scene.clock.go_to(scene.until + timedelta(days=40))
    ending.settle_what_is_over(scene)
    invariants.settled(scene)
    paying.everybody_pays(scene)
    paying.tell(scene)
    ending.refund_credits(scene)
    paying.tell(scene)
    invariants.all_hold(scene)
    ending.close(scene)
    invariants.closed(scene)


def _go_on(scene: Scene) -> None:
    """The next year: late bills of the last one, works that end, calls, payments."""
    scene.clock.go_to(scene.until + timedelta(days=70))
    release_deferrals(until=scene.clock.day + DAY, by=None)
    for one in scene.plan.bills[:1]:
        billing.bill(scene, one, on=scene.until - DAY)
    ending.end_all_works(scene)
    calling.next_call(scene)
    paying.everybody_pays(scene)
    paying.tell(scene)
    invariants.replayed(scene)
    invariants.all_hold(scene)
