"""What the addresses of these pages name: each row as its page wants it."""

from django.utils import timezone

from solidarity.models import Debit, DebitBatch
from solidarity.services.exclusions import propose_exclusion
from solidarity.services.rescheduling import ask_change
from tests.solidarity.loans.making import by_debit, eur, paid
from tests.solidarity.making import person, sent


def things() -> dict:
    """Return the arguments; the fund is entered, has money and a committee.

    ``aid_id``: Omar's loan, which he asked to pay later (``fund_change_id``).
    ``repayment_id``: of Jean's, with a surplus. ``debit_id``: of ``fund_batch_id``,
    announced. ``exclusion_id``: proposed, for ``fund_request_id``.
    """
    aid = by_debit()
    repayment = paid(by_debit("jean"), "3250.00")
    batch = DebitBatch.objects.create(day=timezone.localdate())
    debit = Debit.objects.create(
        batch=batch,
        aid=aid,
        line=aid.plans.get().lines.first(),
        amount=eur("133.33"),
    )
    request = sent("fatima")
    change = ask_change(aid, kind="defer", months=1, by=person("omar"))
    exclusion = propose_exclusion(request, reasons="Forged.", by=person("cleo"))
    return {
        "aid_id": aid.uuid,
        "fund_request_id": request.uuid,
        "repayment_id": repayment.uuid,
        "fund_batch_id": batch.uuid,
        "debit_id": debit.uuid,
        "fund_change_id": change.uuid,
        "exclusion_id": exclusion.uuid,
    }
