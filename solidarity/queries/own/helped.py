"""What a person got, and how it comes back."""

from collections.abc import Iterator

from django.db.models import QuerySet

from solidarity.models import (
    Contact,
    Debit,
    DisputeEnd,
    Payout,
    Plan,
    PlanChange,
    Repayment,
    WriteOff,
)
from solidarity.queries.own.base import Mine, Row
from solidarity.vault import Life


def aids(own: Mine) -> Iterator[Row]:
    for one in own.aids().select_related("signature"):
        signed = getattr(one, "signature", None)
        yield {
            "request": own.requests[one.request_id].code,
            "help": one.code,
            "kind": one.get_kind_display(),
            "state": one.get_state_display(),
            "amount": one.amount,
            "paid": one.paid,
            "months": one.months,
            "percent": one.percent,
            "won_part": one.won_part,
            "security": one.get_security_display(),
            "promised_at": one.promised_at,
            "agreement_sha256": one.agreement_hash,
            "signed_at": signed and signed.signed_at,
            "signed_sha256": signed and signed.sha256,
            "direct_debit_allowed": signed and signed.mandate,
            "account": own.of_row(one, "iban", one.request_id, Life.PAPERS),
            "mandate": one.mandate,
            "pay_by": one.pay_by,
            "ended_at": one.ended_at,
        }


def payments(own: Mine) -> Iterator[Row]:
    for one in payouts(own):
        request = one.aid.request_id
        yield {
            "help": one.aid.code,
            "payment": one.code,
            "amount": one.amount,
            "paid_to": one.get_payee_display(),
            "name": own.of_row(one, "name", request, Life.PAPERS),
            "account": own.of_row(one, "iban", request, Life.PAPERS),
            "text": own.of_row(one, "message", request, Life.PAPERS),
            "voucher": own.of_row(one, "voucher_name", request, Life.PAPERS),
            "state": one.get_state_display(),
            "prepared_at": one.prepared_at,
            "paid_on": one.booked_on,
            "came_back_on": one.returned_on,
        }


def payouts(own: Mine) -> QuerySet[Payout]:
    rows = Payout.objects.filter(aid__request__in=own.requests)
    return rows.select_related("aid", "voucher").order_by("aid", "number")


def instalments(own: Mine) -> Iterator[Row]:
    plans = Plan.objects.filter(aid__request__in=own.requests).select_related("aid")
    for plan in plans.order_by("aid", "number").prefetch_related("lines"):
        for line in plan.lines.all():
            yield {
                "help": plan.aid.code,
                "version": plan.number,
                "made_at": plan.made_at,
                "reason": plan.get_reason_display(),
                "number": line.number,
                "due": line.due,
                "capital": line.capital,
                "interest": line.interest,
                "amount": line.amount,
            }


def _of_aids(model, own: Mine) -> QuerySet:
    rows = model.objects.filter(aid__request__in=own.requests)
    return rows.select_related("aid").order_by("pk")


def changes(own: Mine) -> Iterator[Row]:
    for one in _of_aids(PlanChange, own):
        request = one.aid.request_id
        yield {
            "help": one.aid.code,
            "kind": one.get_kind_display(),
            "proposed_by_committee": one.is_proposed,
            "months": one.months,
            "amount": one.amount,
            "words": own.of_row(one, "words", request),
            "asked_at": one.asked_at,
            "answer": one.get_answer_display(),
            "reasons": own.of_row(one, "reasons", request),
            "decided_at": one.decided_at,
        }


def debits(own: Mine) -> Iterator[Row]:
    for one in _of_aids(Debit, own).select_related("aid", "batch"):
        yield {
            "help": one.aid.code,
            "on": one.batch.day,
            "amount": one.amount,
            "state": one.get_state_display(),
            "ended_at": one.ended_at,
        }


def repayments(own: Mine) -> Iterator[Row]:
    for one in _of_aids(Repayment, own):
        yield {
            "help": one.aid.code,
            "received_on": one.received_on,
            "how": one.get_way_display(),
            "amount": one.amount,
            "capital": one.capital,
            "interest": one.interest,
            "too_much": one.surplus,
            "given_back": one.given_back_id is not None,
            "reversed": one.mirror_id is not None,
        }


def talks(own: Mine) -> Iterator[Row]:
    for one in _of_aids(Contact, own):
        yield {
            "help": one.aid.code,
            "on": one.day,
            "agreed": own.of_row(one, "words", one.aid.request_id),
        }


def write_offs(own: Mine) -> Iterator[Row]:
    for one in _of_aids(WriteOff, own).exclude(decided_at=None):
        yield {
            "help": one.aid.code,
            "written_off": one.is_confirmed,
            "amount": one.amount,
            "reasons": own.of_row(one, "reasons", one.aid.request_id),
            "decided_at": one.decided_at,
        }


def cases(own: Mine) -> Iterator[Row]:
    for one in _of_aids(DisputeEnd, own):
        yield {
            "help": one.aid.code,
            "won": one.is_won,
            "damages": one.has_damages,
            "words": own.of_row(one, "words", one.aid.request_id),
            "told_at": one.told_at,
            "months": one.months,
            "settled_at": one.settled_at,
        }
