"""Money moves at the bank; its file tells of it; somebody explains what it does not."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from uuid import uuid4

from buildings.models import Holding, Supplier
from finance.models import Invoice, MovementMatch
from finance.movement_parts import CostPart, HolderPart, InvoicePart, Part
from finance.queries.accounts import balances
from finance.queries.bank import in_suspense
from finance.queries.invoices import invoice_list
from finance.services import record_payment, reverse_payment
from finance.services.bank_matching import match_movement, undo_match
from finance.structured_reference import format_reference, normalise_reference
from koprogo.money import CENT
from tests.finance.year.bank import iban, states
from tests.finance.year.building import Scene
from tests.finance.year.plans import Habit, Settled, Way

#: what is in suspense of a movement → what it really is
Truth = Callable[[Decimal], Sequence[Part]]
CHARGES = Decimal("-7.50")


def everybody_pays(scene: Scene) -> None:
    """Each holder who owes something pays by the next of the habits, in turn."""
    holdings = scene.holdings()
    for holding, owed in zip(holdings, balances(holdings).values(), strict=True):
        if owed > 0:
            habits = scene.plan.habits
            habit = habits[scene.payments % len(habits)]
            scene.payments += 1
            if habit.way is not Way.NOT:
                pay(scene, holding, _part(owed, habit.percent), habit)


def _part(owed: Decimal, percent: int) -> Decimal:
    return max(round(owed * percent / 100, 2), CENT)


def pay(scene: Scene, holding: Holding, amount: Decimal, habit: Habit) -> None:
    day = scene.clock.day
    if habit.way is Way.TYPED:
        _type(scene, holding, amount)
    words = {
        Way.WORDS: {
            "counterparty_name": "Anne Owner",
            "counterparty_account": iban(holding.pk + 10_000),
            "message": "charges",
        },
        Way.NAMELESS: {},
    }
    said = words.get(habit.way, _by_reference(holding))
    reference = scene.bank.move(amount, on=day, **said)
    scene.received += amount
    scene.truth[reference] = lambda left: [HolderPart(holding, left)]


def _by_reference(holding: Holding) -> dict[str, str]:
    digits = normalise_reference(format_reference(holding.party.reference_base))
    return {
        "structured_reference": digits,
        "counterparty_account": iban(holding.pk + 10_000),
    }


def _type(scene: Scene, holding: Holding, amount: Decimal):
    return record_payment(
        uuid=uuid4(),
        holding=holding,
        date=scene.clock.day,
        amount=amount,
        by=scene.preparer,
    )


def type_by_mistake(scene: Scene) -> None:
    """Type a payment that nobody made, and take it back."""
    payment = _type(scene, scene.holdings()[0], Decimal("66.66"))
    reverse_payment(payment, by=scene.preparer)


def pay_back(scene: Scene, holding: Holding, credit: Decimal) -> None:
    """Pay a holder his credit; the bank says nothing about it."""
    reference = scene.bank.move(-credit, on=scene.clock.day)
    scene.received -= credit
    scene.truth[reference] = lambda left: [HolderPart(holding, left)]


def pay_bill(scene: Scene, invoice: Invoice, how: Settled) -> None:
    """Pay a bill from the working account, all of it or a half; or not."""
    amounts = {
        Settled.EXACTLY: invoice.total,
        Settled.PARTLY: max(round(invoice.total / 2, 2), CENT),
    }
    if how not in amounts:
        return
    reference = scene.bank.move(
        -amounts[how],
        on=scene.clock.day,
        counterparty_account=invoice.supplier.iban,
        message=invoice.number,
    )
    scene.owed -= amounts[how]
    supplier = invoice.supplier
    scene.truth[reference] = lambda left: list(_to_supplier(supplier, left))


def _to_supplier(supplier: Supplier, left: Decimal):
    """Yield what the bank's payment pays: the open invoices, the oldest first."""
    found = invoice_list().standing().filter(supplier=supplier, left__gt=0)
    for invoice in found.order_by("pk"):
        part = min(invoice.left, -left)
        if part:
            yield InvoicePart(invoice, -part)
        left += part


def charge(scene: Scene) -> None:
    """The bank takes its costs; no invoice tells of them."""
    reference = scene.bank.move(CHARGES, on=scene.clock.day, counterparty_name="Bank")
    key = scene.key("shares")
    scene.truth[reference] = lambda left: [CostPart(left, "6500000", "Bank", key)]


def tell(scene: Scene) -> None:
    """Import the file of the bank; say what all that it does not explain is."""
    found = states(scene.bank.tell(on=scene.clock.day))
    assert found <= {"imported"}
    explain(scene)


def explain(scene: Scene) -> None:
    for movement in in_suspense().order_by("pk"):
        parts = scene.truth[movement.bank_reference](movement.left)
        match_movement(movement, parts, by=scene.preparer)
    assert not in_suspense().exists()


def doubt(scene: Scene) -> None:
    """Take back what the last payment of an owner was said to be, and say it again."""
    matches = MovementMatch.objects.standing().filter(kind=MovementMatch.Kind.HOLDER)
    latest = matches.exclude(payment=None).order_by("pk").last()
    if latest is not None:
        undo_match(latest, by=scene.preparer)
        explain(scene)
