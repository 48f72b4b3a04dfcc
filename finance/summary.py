"""What a portfolio shows of the books of a building (buildings/services/summary.py)."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from buildings.mailings import waiting_for_somebody
from finance import chart
from finance.models import Call, CallLetter
from finance.queries import late_amounts
from koprogo import slots
from koprogo.ledger.queries import account_balances


def figures(on: date) -> dict[str, int | Decimal]:
    """Return the money at the banks, what is overdue, and what waits for somebody."""
    banks = account_balances(*chart.BANKS)
    late = late_amounts(on=on)
    return {
        "working": banks[chart.BANK_WORKING],
        "reserve": banks[chart.BANK_RESERVE],
        "overdue": sum(late.values(), Decimal("0.00")),
        "late_holders": len(late),
        "drafts": Call.objects.drafts().count(),
        "letters_waiting": _letters_waiting(),
    }


def register() -> None:
    """Add the figures to the portfolio, each with the page that is behind it."""
    slots.summary_figures.append(figures)
    slots.summary_pages["overdue"] = _arrears
    slots.summary_pages["drafts"] = slots.summary_pages["letters_waiting"] = _calls


def _arrears(slug: str) -> str:
    return reverse("finance:accounts", args=[slug]) + "?arrears=only"


def _calls(slug: str) -> str:
    return reverse("finance:calls", args=[slug])


def _letters_waiting() -> int:
    """Count the letters of calls that count which wait for a person."""
    standing = CallLetter.objects.filter(document__call__in=Call.objects.standing())
    return waiting_for_somebody(standing).count()
