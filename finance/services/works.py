"""Works with calls of their own: decided, and ended as an assembly decides."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Holding
from finance import chart
from finance.allocation import allocate
from finance.errors.books import (
    DecisionNeeded,
    EntryInTheFuture,
    WorksEnded,
    WorksExist,
    WorksNotCalled,
    WorksPending,
)
from finance.models import AccountCharge, Works
from finance.queries.works import called_by_lot, pending_of, works_accounts
from finance.services.books import lock_all_journals
from finance.services.charges import ChargeDraft, charge_accounts
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry
from koprogo.money import to_cents

LONGEST = AccountCharge._meta.get_field("text").max_length


@transaction.atomic
def add_works(*, title: str, decision: str, decided_on: date, by) -> Works:
    """Note works that an assembly decided; calls and invoices can name them then.

    Raises:
        WorksExist: there are works of this name.
        EntryInTheFuture: the assembly has not met yet.
    """
    Building.objects.select_for_update().get()  # two of the same name wait here
    if decided_on > timezone.localdate():
        raise EntryInTheFuture(decided_on)
    if Works.objects.filter(title=title).exists():
        raise WorksExist(title)
    works = Works.objects.create(title=title, decision=decision, decided_on=decided_on)
    record("works.added", target=works, by=by, title=title, decision=decision)
    return works


@transaction.atomic
def end_works(works: Works, *, decision: str, due_on: date, by) -> Works:
    """Refund what was called too much, or call what is missing (finance.md §2).

    Divided by what each lot was called, in the order of the deed: whoever was called
    then bears it. Afterwards the works take neither costs nor calls.

    Raises:
        WorksEnded: somebody ended them, perhaps at this very moment.
        DecisionNeeded: nobody said what the assembly decided.
        WorksPending: an invoice or a draft of a call names them.
        WorksNotCalled: something was spent, and nothing was called.
        BeforeOpening, YearClosed: see ``charge_accounts``.
    """
    works = Works.objects.select_for_update(of=("self",)).get(pk=works.pk)
    if works.ended_on is not None:
        raise WorksEnded(works)
    if not decision.strip():
        raise DecisionNeeded(works)
    lock_all_journals()
    if pending := pending_of(works):
        raise WorksPending(pending)
    [account] = works_accounts([works])
    today = timezone.localdate()
    if account.left:
        text = f"{works.title}: {decision.strip()}"[:LONGEST]
        works.entry = _settle(
            works, account.left, text=text, due_on=due_on, on=today, by=by
        )
    works.ended_on = today
    works.save(update_fields=["entry", "ended_on"])
    record(
        "works.ended",
        target=works,
        by=by,
        decision=decision.strip(),
        called=str(account.called),
        spent=str(account.spent),
    )
    return works


def _settle(
    works: Works, left: Decimal, *, text: str, due_on: date, on: date, by
) -> Entry:
    called = called_by_lot(works)
    if not called:
        raise WorksNotCalled(works)
    weights = {place: to_cents(amount) for place, amount in called.items()}
    holdings = Holding.objects.in_bulk({holding_id for holding_id, _lot in called})
    charges = [
        ChargeDraft(
            holding=holdings[holding_id],
            kind=AccountCharge.Kind.WORKS,
            text=text,
            due_on=due_on,
            working=amount,
            unit_id=lot_id,
        )
        for (holding_id, lot_id), amount in allocate(-left, weights).items()
        if amount
    ]
    side = ledger.debit if left > 0 else ledger.credit
    return charge_accounts(
        charges,
        against=[side(chart.WORKS_CALLED, abs(left))],
        date=on,
        text=text,
        by=by,
        source=f"works:{works.uuid}",
    )
