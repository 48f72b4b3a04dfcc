"""Bills of suppliers: prepared by one, approved by another, booked, perhaps undone."""

from datetime import date
from decimal import Decimal

from finance.models import Invoice, Works
from finance.months import add_months
from finance.services.invoice_posting import cancel_invoice, post_invoice
from finance.services.invoices import (
    InvoiceDraft,
    LineDraft,
    approve_invoice,
    draft_invoice,
    submit_invoice,
)
from koprogo.ledger.models import Account
from koprogo.money import from_cents
from tests.finance.year.building import Scene
from tests.finance.year.plans import Bearer, Bill, Settled

ACCOUNTS = {Bearer.LOT: "6430000", Bearer.SPECIAL: "6140000"}
COMMON, WORKS = "6103000", "671"
WITHOUT_PERIOD = {Bearer.METERS, Bearer.RESERVE}


def bill(scene: Scene, plan: Bill, *, on: date | None = None) -> Invoice:
    """Book a bill, and do with it what the plan says but for its payment."""
    invoice = book(scene, plan, plan.cents, on=on)
    if plan.settled is Settled.CANCELLED:
        cancel_invoice(invoice, by=scene.preparer)
        _owe(scene, invoice, -1)
    elif plan.settled is Settled.CREDITED:
        cents = plan.cents // 3 + 1
        book(scene, plan, min(cents, plan.cents), kind=Invoice.Kind.CREDIT_NOTE, on=on)
    return invoice


def book(
    scene: Scene, plan: Bill, cents: int, *, on=None, kind=Invoice.Kind.INVOICE
) -> Invoice:
    line = _line(scene, plan, cents)
    return _through_two_hands(scene, plan.supplier, line, on=on, kind=kind)


def bill_works(scene: Scene, works: Works) -> Invoice:
    amount = from_cents(scene.plan.works.spent)
    line = LineDraft(
        label="Roof",
        account=Account.objects.get(code=WORKS),
        amount=amount,
        vat_rate="6",
        vat=_vat(amount, 6),
        key=scene.key("shares"),
        works=works,
    )
    return _through_two_hands(scene, 1, line)


def _through_two_hands(
    scene: Scene, supplier: int, line: LineDraft, *, on=None, kind=Invoice.Kind.INVOICE
) -> Invoice:
    scene.bills += 1
    draft = InvoiceDraft(
        supplier=scene.suppliers[supplier],
        number=f"N{scene.bills}",
        date=on or scene.clock.day,
        total=line.amount,
        lines=[line],
        kind=kind,
        iban=scene.suppliers[supplier].iban,
    )
    by = scene.preparer
    invoice = draft_invoice(draft, by=by, duplicate_confirmed=True)
    invoice = submit_invoice(invoice, by=by)
    invoice = approve_invoice(invoice, by=scene.approver, iban_confirmed=True)
    invoice = post_invoice(invoice, by=by)
    _owe(scene, invoice, 1)
    return invoice


def _owe(scene: Scene, invoice: Invoice, sign: int) -> None:
    amount = sign * invoice.sign * invoice.total
    scene.owed += amount
    if invoice.lines.get().from_reserve:
        scene.withdrawn += amount


def _line(scene: Scene, plan: Bill, cents: int) -> LineDraft:
    amount = from_cents(cents)
    since, until = _period(scene, plan)
    return LineDraft(
        label=plan.bearer,
        account=Account.objects.get(code=ACCOUNTS.get(plan.bearer, COMMON)),
        amount=amount,
        vat_rate=str(plan.vat_rate),
        vat=_vat(amount, plan.vat_rate),
        since=since,
        until=until,
        occupant_percent=30,
        **_borne(scene, plan, cents),
    )


def _borne(scene: Scene, plan: Bill, cents: int) -> dict:
    match plan.bearer:
        case Bearer.SPECIAL:
            return {"key": scene.key("special")}
        case Bearer.METERS:
            return {"basis": "meters", "meters": scene.group}
        case Bearer.LOT:
            return {"basis": "lot", "lot": scene.lot(plan.lot)}
        case Bearer.FIXED:
            first, *others = scene.lots
            part = cents // len(scene.lots)
            fixed = {one: from_cents(part) for one in others}
            fixed[first] = from_cents(cents - part * len(others))
            return {"basis": "fixed", "fixed": fixed}
        case _:
            from_reserve = plan.bearer is Bearer.RESERVE
            return {"key": scene.key("shares"), "from_reserve": from_reserve}


def _period(scene: Scene, plan: Bill) -> tuple[date | None, date | None]:
    """Return the days covered: not before the books begin, unless with an opening."""
    if plan.covers is None or plan.bearer in WITHOUT_PERIOD:
        return None, None
    offset, months = plan.covers
    first = plan.month + offset
    if not scene.plan.with_past:
        first = max(first, 0)
    return add_months(scene.since, first), add_months(scene.since, first + months)


def _vat(amount: Decimal, rate: int) -> Decimal:
    """Return what of an amount is VAT."""
    return round(amount * rate / (100 + rate), 2)
