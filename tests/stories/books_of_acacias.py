"""The books of Les Acacias as somebody finds them who reads a guide.

2025 is over, and its statement of charges is computed; 2026 has begun.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from buildings.models import Mandate, Owner
from finance import services
from finance.models import (
    AccountsCheck,
    BankStatement,
    Budget,
    ChargeDocument,
    ChargeStatement,
    Contest,
    Invoice,
    MeterGroup,
    Sale,
)
from finance.opening import Balances
from finance.queries.auditing import vouchers_of
from finance.queries.charge_documents import charge_line
from finance.sampling import Criteria
from finance.services import auditing
from finance.services.budgets import adopt_budget
from finance.services.charge_statements import post_statement
from finance.services.contests import contest_charge_line
from finance.services.deferrals import release_deferrals
from finance.services.instalments import make_instalments
from finance.services.reminders import propose_reminders
from finance.services.sales import plan_deed
from koprogo.documents.services import store
from koprogo.tenancy import enter
from tests import cast
from tests.finance import letters
from tests.finance.banking.statements import imported, moved, statement, vcs
from tests.finance.budgets import books as budgets
from tests.finance.charge_statements import books as charges
from tests.finance.charge_statements import meters
from tests.finance.contests import making as contests
from tests.finance.factories import item
from tests.finance.invoices import making as bills
from tests.finance.sales import making as sales
from tests.finance.year.bank import iban

TODAY = date(2026, 3, 16)  # as the clock of the pictures says
QUARTERS = [date(2025, month, 8) for month in (1, 4, 7, 10)]
PARTS = {"H1": "637.50", "H2": "382.50", "H3": "255.00"}  # of 1,200.00 and 75.00
# what each supplier does: account, what it says, and how much an occupant bears
WORK = {
    "Ascenseurs SA": ("6101001", "Upkeep of the lift", 100),
    "Nettoyage du Parc": ("6105000", "Cleaning", 100),
    "Assurances Réunies": ("6140000", "Fire insurance", 0),
    "Compagnie des Eaux": ("6120000", "Water", 100),
    "Lambert Syndic": ("6130000", "Fees of the syndic", 50),
    "Jardins Verts": ("6106000", "Pruning", 100),
}
LIFT, CLEANER, INSURER, WATER, SYNDIC, GARDENER = WORK


@dataclass(frozen=True, slots=True)
class Places:
    """What stands in the addresses of the pages."""

    statement: UUID
    insurance: UUID
    budget: UUID
    sale: UUID
    water: UUID
    check: UUID


def two_years() -> Places:
    """Write the two years; the statement of 2025 is computed and not posted."""
    with enter(cast.tenant().pk, by=cast.user("sophie")):
        Mandate.objects.update(since=date(2025, 1, 1), until=date(2027, 12, 31))
        letters.furnish()
        accounts = {"551": "4250.00", "550": "8000.00", "100": "-4250", "160": "-8000"}
        services.open_balances(
            Balances({code: Decimal(net) for code, net in accounts.items()}),
            date=date(2025, 1, 1),
            by=None,
        )
        water = _meters()
        insurance = _last_year(water)
        budget = _this_year()
        release_deferrals(until=TODAY, by=None)
        computed = charges.computed(due_on=date(2026, 4, 15))
        propose_reminders(on=TODAY, by=None)
        return Places(
            statement=computed.uuid,
            insurance=insurance.uuid,
            budget=budget.uuid,
            sale=_sale().uuid,
            water=water.uuid,
            check=_check().uuid,
        )


def post_last_year() -> ChargeDocument:
    """Post the statement; return what Clara reads of it."""
    with enter(cast.tenant().pk, by=cast.user("sophie")):
        statement = post_statement(ChargeStatement.objects.get(), by=None)
        return contests.charge_document(statement, code="H2")


def contest_the_lift(document: ChargeDocument) -> Contest:
    """Clara contests a line of it, and is answered."""
    clara = cast.user("clara")
    with enter(cast.tenant().pk, by=clara):
        cost = contests.cost_of(document, "Upkeep of the lift")
        contest = contest_charge_line(
            document,
            charge_line(document, cost.uuid),
            owner=Owner.objects.get(code="clara"),
            text="The lift stood still from March to May. Why do we pay for it?",
            origin=contests.ORIGIN,
            by=clara,
        )
        contests.answer(contest, "The credit note for these months is on its way.")
        return contest


def _meters() -> MeterGroup:
    water = meters.group()
    for number, lot in enumerate("ABC", start=1):
        meters.meter(water, lot, serial=f"WM 2210{number}")
    meters.read(water, date(2025, 1, 1), A="812.4", B="377.9", C="640.25")
    meters.read(water, date(2026, 1, 1), A="931.9", B="441.4", C="702.75")
    return water


def _last_year(water: MeterGroup) -> Invoice:
    """What 2025 was called, was billed and paid; return the invoice of the insurance."""
    budgets.open_year(2025)
    for number, day in enumerate(QUARTERS, start=1):
        _called("1200.00", on=day, title=f"Provision Q{number} 2025")
    booked = [
        _billed(CLEANER, "605.00", on=day, number=f"25-{number}07")
        for number, day in enumerate(QUARTERS, start=1)
    ]
    year = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}
    by_meters = {"basis": "meters", "meters": water}
    booked += [
        _billed(LIFT, "484.00", on=date(2025, 2, 3), number="A 4471", **year),
        _billed(WATER, "879.10", on=date(2025, 12, 19), number="77012", **by_meters),
        _billed(SYNDIC, "900.00", on=date(2025, 12, 1), number="2025/88"),
    ]
    covered = {"since": date(2025, 11, 1), "until": date(2026, 11, 1)}
    insurance = _billed(
        INSURER,
        "1240.00",
        on=date(2025, 11, 3),
        number="P-90412",
        **covered,
    )
    received = [
        moved(amount, on=day, vcs=vcs(code), name=code)
        for day in QUARTERS
        for code, amount in PARTS.items()
    ]
    paid = [_transfer(one) for one in [*booked, insurance]]
    moves = sorted([*received, *paid], key=lambda one: one.booking_date)
    imported(statement(*moves, opening="4250.00", number="012"))
    return insurance


def _this_year() -> Budget:
    """What was budgeted, billed and moved in 2026; return the budget."""
    year = budgets.open_year(2026)
    expected = {
        CLEANER: "2520.00",
        LIFT: "500.00",
        INSURER: "1240.00",
        WATER: "900.00",
        SYNDIC: "900.00",
    }
    budget = budgets.draft(
        *(_expected(name, amount) for name, amount in expected.items()),
        budgets.line("300.00", account=budgets.RESERVE, label="Reserve fund"),
        year=year,
        title="Budget 2026",
    )
    meeting = {"decision": "General assembly of 11 December 2025, item 6"}
    adopt_budget(budget, **meeting, decided_on=date(2025, 12, 11), by=None)
    _called("1250.00", on=date(2026, 1, 6), title="Provision Q1 2026")
    make_instalments(budget, first=2, works=False, replacing=(), by=None)
    cleaning = _billed(CLEANER, "616.00", on=date(2026, 1, 12), number="26-107")
    _billed(LIFT, "496.10", on=date(2026, 3, 2), number="A 4802")
    _bill(GARDENER, "181.50", on=date(2026, 3, 5), step=bills.submitted)
    _bill(CLEANER, "96.80", on=date(2026, 3, 9), step=bills.drafted)
    _billed(CLEANER, "616.00", on=date(2026, 2, 10), number="26-207")
    _billed(
        CLEANER,
        "102.00",
        on=date(2026, 3, 3),
        number="26-C02",
        kind="credit_note",
    )
    imported(
        statement(
            moved("662.50", on=date(2026, 1, 15), vcs=vcs("H1"), name="Omar Haddad"),
            moved(
                "397.50",
                on=date(2026, 1, 19),
                name="Clara Élise",
                message="provision Q1",
            ),
            _transfer(cleaning),
            moved("-12.50", on=date(2026, 2, 2), name="KBC", message="Account charges"),
            moved("75.00", on=date(2026, 2, 20), name="J. Peeters", message="keys"),
            opening=str(BankStatement.objects.get().closing),
            number="013",
            on=date(2026, 3, 13),
        )
    )
    return budget


def _expected(name, amount):
    code, label, _percent = WORK[name]
    key = "lift" if name == LIFT else "shares"
    return budgets.line(amount, account=code, key=key, label=label)


def _called(amount, *, on, title):
    """Call ``amount`` for ordinary charges, and 75.00 for the reserve."""
    call = services.draft_call(
        title=title,
        due_on=date(on.year, on.month, 20),
        items=[
            item(amount, label="Ordinary charges"),
            item("75.00", purpose="reserve", label="Reserve fund"),
        ],
        by=None,
    )
    return services.issue_call(call, by=None, on=on)


def _billed(name, amount, **more) -> Invoice:
    return _bill(name, amount, step=bills.posted, **more)


def _bill(name, amount, *, on, step, number="1", kind="invoice", **line) -> Invoice:
    """An invoice with its document, at this step of its way."""
    code, label, percent = WORK[name]
    key = "lift" if name == LIFT else "shares"
    account = iban(list(WORK).index(name) + 1)
    paper = store(b"%PDF-", name="paper.pdf", content_type="application/pdf", by=None)
    line = {"code": code, "key": key, "label": label, **line}
    return step(
        bills.a_line(amount, occupant_percent=percent, **line),
        supplier=bills.supplier(name, iban=account),
        number=number,
        kind=kind,
        date=on,
        due_on=on.replace(day=28),
        iban=account,
        voucher=paper,
        decision=f"Budget {on.year}",
    )


def _transfer(invoice: Invoice):
    """What the bank says when it has paid an invoice."""
    return moved(
        f"-{invoice.total}",
        on=date(invoice.date.year, invoice.date.month, 27),
        iban=invoice.iban,
        name=invoice.supplier.name,
        message=invoice.number,
    )


def _sale() -> Sale:
    """Jean and Fatima sell; the notary has one answer and waits for another one."""
    sale = plan_deed(
        sales.started("C"),
        deed_on=date(2026, 4, 20),
        buyer=sales.buyer(name="Peeters"),
        contract_on=date(2026, 2, 27),
        proxy=True,
        by=None,
    )
    sales.written(sales.requested(sale, ago=24), sent_at=timezone.now())
    sales.requested(sale, "2", ago=6)
    return sale


def _check() -> AccountsCheck:
    """The auditor has begun with the vouchers of 2025."""
    axel = cast.user("axel")
    year = budgets.open_year(2025)
    check = auditing.open_check(
        year,
        criteria=Criteria(random=20, largest=2, round_to=Decimal("100.00")),
        by=axel,
    )
    findings = ("", "", "No order form.")
    for voucher, finding in zip(vouchers_of(check), findings, strict=False):
        auditing.look_at(check, invoice=voucher.invoice.uuid, finding=finding, by=axel)
    auditing.ask(
        check,
        text="Which offers were compared for the fire insurance?",
        invoice=None,
        origin=contests.ORIGIN,
        by=axel,
    )
    return check
