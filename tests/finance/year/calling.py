"""What is asked of the owners: the budget, its instalments, the fund, works, mistakes."""

from datetime import date, timedelta
from decimal import Decimal

from finance.models import Call, CallItem, Works
from finance.opening import Balances, OwnerBalance, SupplierBalance
from finance.queries.budgets import LineDraft
from finance.services import Item, cancel_call, draft_call, issue_call, open_balances
from finance.services.budgets import adopt_budget, draft_budget
from finance.services.instalments import make_instalments
from finance.services.works import add_works
from koprogo.ledger.models import Account
from koprogo.money import from_cents
from tests.finance.year.bank import RESERVE, WORKING
from tests.finance.year.building import SPECIAL, Scene

Purpose = CallItem.Purpose
PAST = {WORKING: Decimal("500.00"), RESERVE: Decimal("300.00")}
DEBT, CREDIT, TO_SUPPLIER = Decimal("120.00"), Decimal("35.00"), Decimal("80.00")


def bring_along(scene: Scene) -> None:
    """Open the books with money, a reserve, a debt, a credit and an open invoice."""
    debtor, *others = scene.holdings()
    owners = [OwnerBalance(debtor, DEBT - 20, Decimal("20.00"))]
    owners += [OwnerBalance(one, credit=CREDIT) for one in others[:1]]
    supplier = SupplierBalance(scene.suppliers[0].name, TO_SUPPLIER)
    accounts = {**PAST, "160": -PAST[RESERVE]}
    rest = Balances(accounts, tuple(owners), (supplier,)).difference
    accounts["100"] = -rest
    balances = Balances(accounts, tuple(owners), (supplier,))
    open_balances(balances, date=scene.since, by=None)
    scene.bank.begin_with(PAST[WORKING], PAST[RESERVE])
    scene.called += PAST[RESERVE]
    scene.owed += TO_SUPPLIER


def adopt(scene: Scene) -> None:
    """Adopt the budget of the year and prepare all of its calls."""
    plan = scene.plan
    lines = [
        ("ordinary", "6103000", "shares", plan.shares_budget),
        ("ordinary", "6140000", SPECIAL, plan.special_budget),
        ("reserve", "700", "shares", plan.reserve),
    ]
    budget = draft_budget(
        year=scene.year,
        title="Budget",
        call_months=plan.call_months,
        lines=[
            LineDraft(
                kind=kind,
                label=account,
                account=Account.objects.get(code=account),
                key=scene.key(key),
                amount=from_cents(amount),
            )
            for kind, account, key, amount in lines
        ],
        by=scene.preparer,
    )
    adopt_budget(
        budget, decision="AG, item 8", decided_on=scene.clock.day, by=scene.preparer
    )
    make_instalments(budget, first=1, works=False, replacing=(), by=scene.preparer)


def issue_due(scene: Scene) -> None:
    """Issue the instalments whose period begins today."""
    begun = scene.clock.day + timedelta(days=14)
    for call in Call.objects.drafts().filter(due_on__lte=begun).order_by("instalment"):
        issue_call(call, by=scene.preparer)
        scene.called += _for_reserve(call)


def ask(scene: Scene, purpose: str, cents: int, **more) -> Call:
    """Issue a call of one item by shares, due in two weeks."""
    item = Item(purpose, purpose, from_cents(cents), scene.key("shares"), **more)
    due_on = scene.clock.day + timedelta(days=14)
    call = draft_call(title=purpose, due_on=due_on, items=[item], by=scene.preparer)
    return issue_call(call, by=scene.preparer)


def ask_by_mistake(scene: Scene) -> None:
    """Ask for all purposes at once, and take it back on the same day."""
    amount = Decimal("77.77")
    items = [
        Item(purpose, purpose, amount, scene.key("shares"))
        for purpose in (Purpose.PROVISION, Purpose.RESERVE, Purpose.WORKING_FUND)
    ]
    day = scene.clock.day
    call = draft_call(title="Wrong", due_on=day, items=items, by=scene.preparer)
    cancel_call(issue_call(call, by=scene.preparer), by=scene.preparer)


def decide_works(scene: Scene) -> Works:
    works = add_works(
        title="Roof", decision="AG, item 9", decided_on=scene.clock.day, by=None
    )
    ask(scene, Purpose.WORKS, scene.plan.works.called, works=works)
    return works


def next_call(scene: Scene) -> date:
    """Ask for provisions and reserve of the year that follows; return the day."""
    ask(scene, Purpose.PROVISION, scene.plan.shares_budget)
    scene.called += _for_reserve(ask(scene, Purpose.RESERVE, scene.plan.reserve))
    return scene.clock.day


def _for_reserve(call: Call) -> Decimal:
    items = call.items.filter(purpose=Purpose.RESERVE)
    return sum((item.amount for item in items), Decimal(0))
