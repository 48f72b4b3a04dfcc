"""Money of Bellevue that waits: strange movements, a file for the bank, a mandate."""

from datetime import date, timedelta
from decimal import Decimal

from buildings.models import Holding
from finance.demo.bank import Bank, iban_of
from finance.demo.stage import Stage
from finance.queries.orders import payable, payable_invoices
from finance.services.collections import collect
from finance.services.mandates import record_mandate
from finance.services.orders import make_order

EARLIER, RECENT = timedelta(days=17), timedelta(days=5)
DEBTOR = "gilles-aurelie"


def strange(bank: Bank, *, today: date) -> None:
    """Nobody knows yet who paid these, nor what was refunded."""
    bank.move(
        today - EARLIER, Decimal("85.00"), name="M. Delvigne", words="Badge perdu"
    )
    bank.move(
        today - RECENT,
        Decimal("318.47"),
        name="La Prévoyance Brabançonne SA",
        words="Sinistre 2/114, solde",
    )


def order(stage: Stage) -> None:
    """Order what is due first, and collect from who signed a mandate."""
    waiting = [payable(one) for one in payable_invoices()]
    due = [one.invoice for one in waiting if not one.is_credit and one.iban]
    make_order(
        invoices=due[: len(due) // 2],
        execution_date=stage.today + timedelta(days=1),
        by=stage.manager,
    )
    holding = Holding.objects.get(code=DEBTOR)
    mandate = record_mandate(
        holding,
        debtor="Aurélie Gilles",
        iban=iban_of(holding),
        signed_on=stage.today - timedelta(days=64),
        by=stage.bookkeeper,
    )
    collect(mandates=[mandate], on=stage.today + timedelta(days=20), by=stage.manager)
