"""A row of every model of the books, in the tenant entered."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from buildings.models import AllocationKey, KeyVersion, Lot, Supplier
from buildings.services import Member, create_holding
from finance import models as books
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account, Entry, FiscalYear
from koprogo.notifications.models import Delivery

DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
TEN = Decimal("10.00")


def fill_books(holding):
    """``holding``: an account holder with something on his account."""
    file = store(b"%PDF-", name="paper.pdf", content_type="application/pdf", by=None)
    year, _new = FiscalYear.objects.get_or_create(
        year=2026, defaults={"since": DAY, "until": date(2027, 1, 1)}
    )
    books.BookSettings.objects.create()
    _suppliers(file)
    _own_entries(file)
    _bank(holding, file)
    _budget(year)
    _charges(holding, file)
    _reminders(holding, file)
    _sale(holding, file)
    _contests(holding)
    _auditor(year, file)


def _account(code):
    return Account.objects.get_or_create(code=code)[0]


def _post(*lines):
    return ledger.post(
        journal="misc", year=2026, date=DAY, text="Test", lines=lines, by=None
    )


def _key():
    key = AllocationKey.objects.first()
    return key, KeyVersion.objects.filter(key=key).first()


def _suppliers(file):
    supplier, account = Supplier.objects.first(), _account("610")
    key, version = _key()
    books.Works.objects.create(title="Roof", decision="Voted", decided_on=DAY)
    group = books.MeterGroup.objects.create(name="Water", unit="m3")
    meter = books.Meter.objects.create(
        group=group, lot=Lot.objects.first(), serial="1", since=DAY
    )
    books.MeterReading.objects.create(meter=meter, date=DAY, value=1, kind="start")
    invoice = books.Invoice.objects.create(
        supplier=supplier, number="1", date=DAY, total=TEN, voucher=file, xml=file
    )
    line = books.InvoiceLine.objects.create(
        invoice=invoice, position=1, label="Oil", account=account, amount=TEN, key=key
    )
    _by_meters_and_lot(invoice, account, group)
    _posted_invoice(supplier, account, key, version)
    books.FixedAmount.objects.create(line=line, lot=Lot.objects.first(), amount=TEN)
    books.DeferralStep.objects.create(
        line=line, since=DAY, until=date(2026, 2, 1), amount=TEN
    )
    entry = _post(ledger.debit("610", TEN), ledger.credit("499", TEN))
    books.Cost.objects.create(
        entry=entry,
        position=1,
        account=account,
        amount=TEN,
        label="Oil",
        basis="key",
        key=key,
        version=version,
    )
    books.CallItem.objects.create(
        call=books.Call.objects.drafts().first(),
        position=9,
        label="Roof",
        purpose="works",
        key=key,
        amount=TEN,
        works=books.Works.objects.first(),
    )
    books.InvoicePayment.objects.create(invoice=invoice, entry=entry, amount=TEN)
    order = books.PaymentOrder.objects.create(execution_date=DAY, file=file)
    books.OrderedPayment.objects.create(order=order, invoice=invoice, amount=TEN)


def _own_entries(file):
    for voucher in (None, file):
        books.OwnEntry.objects.create(
            entry=_post(ledger.debit("58", TEN), ledger.credit("551", TEN)),
            reason="Moved",
            voucher=voucher,
        )


def _posted_invoice(supplier, account, key, version):
    invoice = books.Invoice.objects.create(
        supplier=supplier, number="2", date=DAY, total=TEN
    )
    line = books.InvoiceLine.objects.create(
        invoice=invoice,
        position=1,
        label="Oil",
        account=account,
        amount=TEN,
        key=key,
        judgment="Justice of the peace, 2 March 2026, 26A123",
    )
    books.ExemptLot.objects.create(line=line, lot=Lot.objects.first())
    invoice.entry = _post(
        ledger.debit("610", TEN), ledger.credit("440", TEN, party_id=supplier.party_id)
    )
    books.Cost.objects.create(
        entry=invoice.entry,
        position=1,
        account=account,
        amount=TEN,
        label="Oil",
        basis="key",
        key=key,
        version=version,
        line=line,
    )
    invoice.state, invoice.decided_at = "posted", MOMENT
    invoice.save()


def _by_meters_and_lot(invoice, account, group):
    """The other bases of a line, and of a cost."""
    lot = Lot.objects.first()
    rows = ({"basis": "meters", "meters": group}, {"basis": "lot", "lot": lot})
    for position, basis in enumerate(rows, start=2):
        line = books.InvoiceLine.objects.create(
            invoice=invoice,
            position=position,
            label="Water",
            account=account,
            amount=TEN,
            works=books.Works.objects.first(),
            **basis,
        )
        books.Cost.objects.create(
            entry=_post(ledger.debit("610", TEN), ledger.credit("499", TEN)),
            position=1,
            account=account,
            amount=TEN,
            label="Water",
            line=line,
            works=line.works,
            **basis,
        )


def _bank(holding, file):
    entry = _post(ledger.debit("551", TEN), ledger.credit("499", TEN))
    statement = books.BankStatement.objects.create(
        bank_account="551",
        closed_on=DAY,
        opening=0,
        closing=TEN,
        fingerprint="a",
        file=file,
    )
    movement = books.BankMovement.objects.create(
        statement=statement,
        position=1,
        amount=TEN,
        booked_on=DAY,
        value_date=DAY,
        fingerprint="a",
        entry=entry,
    )
    for kind, found in (
        ("holder", {"payment": books.Payment.objects.first()}),
        ("supplier", {"invoice": books.Invoice.objects.first()}),
    ):
        books.MovementMatch.objects.create(
            movement=movement, kind=kind, amount=TEN / 2, entry=entry, **found
        )
    mandate = books.DebitMandate.objects.create(
        holding=holding, reference="M1", signed_on=DAY
    )
    collection = books.Collection.objects.create(date=DAY, file=file)
    books.CollectedAmount.objects.create(
        collection=collection, mandate=mandate, amount=TEN, first=True
    )


def _budget(year):
    key, _version = _key()
    budget = books.Budget.objects.create(year=year, title="2026")
    books.BudgetLine.objects.create(
        budget=budget,
        position=1,
        label="Oil",
        account=_account("610"),
        key=key,
        amount=TEN,
    )
    books.ReserveOptOut.objects.create(year=year, decision="Voted", decided_on=DAY)


def _charges(holding, file):
    _of_no_statement, charge = (_charge(holding) for _ in range(2))
    entry = charge.entry
    _without_letters, statement = (
        books.ChargeStatement.objects.create(
            title="2026", since=DAY, until=date(2027, 1, 1), due_on=DAY
        )
        for _ in range(2)
    )
    books.ChargePiece.objects.create(
        statement=statement,
        position=1,
        lot=Lot.objects.first(),
        holding=holding,
        since=DAY,
        until=date(2027, 1, 1),
    )
    books.ChargeCost.objects.create(
        statement=statement, cost=books.Cost.objects.first(), parts=[1], cents=[1000]
    )
    # One without a letter, and without anything to pay.
    books.ChargeDocument.objects.create(
        statement=statement, holding=_another_like(holding), costs=0, provisions=0
    )
    document = books.ChargeDocument.objects.create(
        statement=statement, holding=holding, costs=TEN, provisions=0, charge=charge
    )
    books.ChargeLetter.objects.create(
        document=document, file=file, annex=file, delivery=_delivery("charge")
    )
    books.ChargeLetterRun.objects.create(statement=statement, zip=file, post_zip=file)
    statement.computed_at = statement.posted_at = MOMENT
    statement.entry = entry
    statement.save()


def _charge(holding):
    entry = _post(
        ledger.debit("4101", TEN, party_id=holding.party_id), ledger.credit("701", TEN)
    )
    return books.AccountCharge.objects.create(
        holding=holding,
        kind="statement",
        date=DAY,
        due_on=DAY,
        working=TEN,
        entry=entry,
    )


def _reminders(holding, file):
    level, _new = books.ReminderLevel.objects.get_or_create(
        position=1, defaults={"days": 15}
    )
    books.ReminderWording.objects.create(
        level=level, language="fr", subject="Rappel", body="…"
    )
    _without_letter, reminder = (
        books.Reminder.objects.create(
            holding=holding,
            level=1,
            date=DAY,
            arrears_since=DAY,
            overdue=TEN,
            state=state,
        )
        for state in ("cancelled", "proposed")
    )
    books.ReminderLetter.objects.create(
        reminder=reminder, file=file, delivery=_delivery("reminder")
    )
    books.ReminderPause.objects.create(
        holding=holding, since=DAY, until=DAY + timedelta(days=1)
    )
    plan = books.InstalmentPlan.objects.create(
        holding=holding, agreed_on=DAY, amount=TEN
    )
    books.PlanInstalment.objects.create(plan=plan, number=1, due_on=DAY, amount=TEN)


def _sale(holding, file):
    sale = books.Sale.objects.create(
        seller=holding,
        buyer=_another_like(holding),
        deed_on=DAY,
    )
    books.SoldLot.objects.create(sale=sale, lot=Lot.objects.first())
    books.SaleDocument.objects.create(
        sale=sale, paragraph="1", requested_on=DAY, due_on=DAY, file=file
    )
    sale.carried_out_at, sale.entry = MOMENT, Entry.objects.first()
    sale.save()
    works = books.Works.objects.first()
    works.ended_on, works.entry = DAY, Entry.objects.first()
    works.save()


def _contests(holding):
    owner = holding.members.first().owner
    contest = books.Contest.objects.create(
        owner=owner,
        holding=holding,
        call_line=books.CallLine.objects.first(),
        text="Why?",
    )
    books.Contest.objects.create(
        owner=owner,
        holding=holding,
        document=books.ChargeDocument.objects.first(),
        cost=books.Cost.objects.first(),
        text="Why?",
    )
    books.ContestAnswer.objects.create(contest=contest, text="…", by_syndic=True)


def _auditor(year, file):
    check = books.AccountsCheck.objects.create(year=year)
    voucher = books.CheckedVoucher.objects.create(
        check_of=check, invoice=books.Invoice.objects.first(), reasons=["largest"]
    )
    books.AuditorQuestion.objects.create(check_of=check, voucher=voucher, text="?")
    check.opinion, check.conclusion = "approve", "In order"
    check.signed_at, check.report = MOMENT, file
    check.save()
    books.ConflictOfInterest.objects.create(
        name="Jan",
        role="council",
        supplier=Supplier.objects.first(),
        text="Partner",
        declared_on=DAY,
    )


def _delivery(event):
    return Delivery.objects.create(
        event=event, recipient="owner:2", channel="post", language="fr"
    )


def _another_like(holding):
    owner = holding.members.first().owner
    return create_holding(members=[Member(owner, full=1)], by=None)
