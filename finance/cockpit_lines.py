"""The lines of the books in a building's month, in words: each with what proves it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from finance.cockpit_proofs import bank, owners, suppliers, year
from finance.cockpit_proofs.telling import Told
from finance.queries.cockpit import Month, month_of
from koprogo.slots import CockpitLine


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and who may look at it: the permission of the page of its work."""

    what: str
    section: Promise
    needs: Permission
    label: Promise
    rule: Promise
    tell: Callable[[Month], Told]


BANK, SUPPLIERS = _("Bank"), _("Suppliers")
OWNERS, YEAR = _("Co-owners"), _("Year")

LINES = [
    Line(
        "bank-statements",
        BANK,
        Permission.IMPORT_BANK,
        _("Bank statements imported"),
        _("A statement of each account every 35 days"),
        bank.statements,
    ),
    Line(
        "suspense",
        BANK,
        Permission.IMPORT_BANK,
        _("Movements matched"),
        _("Within 35 days of the movement"),
        bank.suspense,
    ),
    Line(
        "reconciliation",
        BANK,
        Permission.SEE_BOOKS,
        _("The books agree with the bank"),
        _("At every statement"),
        bank.reconciliation,
    ),
    Line(
        "reserve-transfer",
        BANK,
        Permission.KEEP_BOOKS,
        _("Reserve parts on the reserve account"),
        _("Each fund has an account of its own (art. 3.86 §3)"),
        bank.transfer,
    ),
    Line(
        "invoices",
        SUPPLIERS,
        Permission.PREPARE_INVOICES,
        _("Invoices approved and booked"),
        _("Before they are due"),
        suppliers.invoices,
    ),
    Line(
        "payment-file",
        SUPPLIERS,
        Permission.PAY_SUPPLIERS,
        _("Payments sent to the bank"),
        _("A week before an invoice is due, and on its day at the latest"),
        suppliers.payment_file,
    ),
    Line(
        "invoices-paid",
        SUPPLIERS,
        Permission.SEE_BOOKS,
        _("Invoices paid in time"),
        _("On the day by which the supplier wants to be paid"),
        suppliers.paid,
    ),
    Line(
        "calls",
        OWNERS,
        Permission.PREPARE_CALLS,
        _("Calls for funds issued"),
        _("So that a provision is due 14 days after its period begins"),
        owners.calls,
    ),
    Line(
        "letters",
        OWNERS,
        Permission.SEND_LETTERS,
        _("Letters sent"),
        _("Before a call is due"),
        owners.letters,
    ),
    Line(
        "reminders",
        OWNERS,
        Permission.SEND_REMINDERS,
        _("Reminders sent"),
        _("On the days that the building chose, at first 15 days after the due date"),
        owners.reminders,
    ),
    Line(
        "plans",
        OWNERS,
        Permission.SEE_ALL_ACCOUNTS,
        _("Instalment plans kept"),
        _("When a plan is not kept, reminders go on"),
        owners.plans,
    ),
    Line(
        "contests",
        OWNERS,
        Permission.ANSWER_CONTESTS,
        _("Contested lines answered"),
        _("Within 35 days"),
        owners.contests,
    ),
    Line(
        "sales",
        OWNERS,
        Permission.PREPARE_SALES,
        _("Notaries answered"),
        _("15 days for art. 3.94 §1, 30 days for §2"),
        owners.sales,
    ),
    Line(
        "meters",
        YEAR,
        Permission.SEE_ALL_ACCOUNTS,
        _("Meters read"),
        _("Within 31 days of the end of the fiscal year"),
        year.meters,
    ),
    Line(
        "year",
        YEAR,
        Permission.SEE_BOOKS,
        _("Year settled and closed"),
        _("Within six months, for the assembly that approves its accounts"),
        year.year,
    ),
    Line(
        "questions",
        YEAR,
        Permission.KEEP_BOOKS,
        _("Questions of the auditor answered"),
        _("Within 35 days, before the auditor's report (art. 3.91)"),
        year.questions,
    ),
]


def lines(request) -> Iterator[CockpitLine]:
    """Yield what this person may look at, in the order in which one works."""
    access = request.access
    month = month_of(access.building, on=timezone.localdate())
    for line in LINES:
        if access.allows(line.needs):
            told = line.tell(month)
            yield CockpitLine(
                what=line.what,
                section=line.section,
                label=line.label,
                state=told.found.state,
                proof=told.proof,
                rule=line.rule,
                url=_url(access.building.slug, *told.page) + told.query,
                due_on=told.found.due_on,
            )


def _url(slug: str, name: str, *rest) -> str:
    return reverse(name, args=[slug, *rest])
