"""Short ways to files of banks, and to their import into Les Acacias."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from finance.bank import camt053_writing, coda_writing
from finance.bank.statement import BankStatement, Movement
from finance.models import BankMovement
from finance.services.bank_import import import_file, places_here
from finance.structured_reference import format_reference, normalise_reference
from tests import cast

WORKING, RESERVE = "BE68539007547034", "BE43068999999501"
ELSEWHERE = "BE71096123456769"  # Bellevue's
OMAR, OTIS = "BE96370121620105", "BE03475123456784"


def today():
    return timezone.localdate()


def ago(days):
    return today() - timedelta(days=days)


def vcs(code):
    """The structured communication of an account holder, as digits."""
    base = cast.holding(code).party.reference_base
    return normalise_reference(format_reference(base))


def moved(amount, *, on=None, vcs="", iban="", name="", message="", ref="", **more):
    day = on or today()
    return Movement(
        amount=Decimal(amount),
        booking_date=day,
        value_date=day,
        counterparty_name=name,
        counterparty_account=iban,
        structured_reference=vcs,
        message=message,
        bank_reference=ref,
        **more,
    )


def statement(*movements, opening="0.00", number="001", iban=WORKING, on=None, **more):
    """A statement that balances, closed on the day of its last movement, or today."""
    closed = on or max((one.booking_date for one in movements), default=today())
    begun = Decimal(opening)
    given = {
        "account": iban,
        "currency": "EUR",
        "opening_balance": begun,
        "closing_balance": begun + sum(one.amount for one in movements),
        "movements": tuple(movements),
        "opening_date": closed - timedelta(days=1),
        "closing_date": closed,
        "number": number,
        "reference": f"F{number}",
    }
    return BankStatement(**given | more)


def coda(*statements):
    return coda_writing.write(statements)


def camt053(*statements):
    return camt053_writing.write(statements)


def imported(*statements, by=None, places=None):
    """Import one CODA of these statements; return the results."""
    return import_file(coda(*statements), places=places or places_here(), by=by)


def states(results):
    return [str(one.state) for one in results]


def the_movement(**wanted) -> BankMovement:
    return BankMovement.objects.select_related("entry", "statement").get(**wanted)


def first_of(year: int) -> date:
    return date(year, 1, 1)
