"""Changes of a plan: asked by the person, or proposed by the committee; one at a time.

What is agreed is a new plan; the old one is kept. Nothing of it costs anything.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.notifications.services import queue
from solidarity import notices_loans as notices
from solidarity import repaying
from solidarity.capital import CENT
from solidarity.errors.loans import (
    ChangeWaits,
    DebitUnderWay,
    NoSuchPlan,
    NotLate,
    NotSoNow,
    SpeakFirst,
    WordsNeeded,
)
from solidarity.instalments import Instalment, WrongPlan
from solidarity.models import Aid, Debit, Plan, PlanChange
from solidarity.queries.arrears import contacts_since
from solidarity.queries.loans import Standing
from solidarity.queries.terms import terms_on
from solidarity.services.replanning import change_plan, held, owed, refuse_concerned
from solidarity.terms import Kind
from solidarity.vault import open_vault

__all__ = [
    "answer_change",
    "answer_proposal",
    "ask_change",
    "planned",
    "preview",
    "propose_change",
    "withdraw_change",
]

REASONS = {
    PlanChange.Kind.DEFER: Plan.Reason.DEFERRED,
    PlanChange.Kind.RESCHEDULE: Plan.Reason.RESCHEDULED,
}


def planned(
    standing: Standing,
    *,
    kind: str,
    on: date,
    months: int | None = None,
    amount: Decimal | None = None,
) -> list[Instalment]:
    """Return the plan that a change would make; nothing is written.

    Raises:
        NoSuchPlan: more months than the terms have, more than is left, and the like.
    """
    percent = standing.aid.percent
    try:
        if kind == PlanChange.Kind.DEFER:
            return repaying.later(standing.left, months or 0)
        if kind == PlanChange.Kind.RESCHEDULE:
            _check_months(standing.aid, months or 0, on)
            return repaying.anew(
                standing.remaining,
                annual_percent=percent,
                months=months or 0,
                first_due=repaying.next_due(standing.left, on),
            )
    except WrongPlan as error:
        raise NoSuchPlan(error.code) from error
    return _early(standing, amount or Decimal(0), on, percent)


def preview(
    aid: Aid,
    *,
    kind: str,
    on: date,
    months: int | None = None,
    amount: Decimal | None = None,
) -> list[Instalment]:
    """Return the plan that a change of a loan would make; nothing is held or written.

    Raises:
        NothingComesBack, NoSuchPlan: as ``ask_change``.
    """
    return planned(owed(aid), kind=kind, on=on, months=months, amount=amount)


def _check_months(aid: Aid, months: int, on: date) -> None:
    terms = terms_on(on).terms.kinds[Kind(aid.kind)]
    longest = terms.months[1] if terms.months else repaying.WON_MONTHS[1]
    if not 1 <= months <= longest:
        raise WrongPlan("months")


def _early(
    standing: Standing, amount: Decimal, on: date, percent: Decimal
) -> list[Instalment]:
    if amount < CENT:
        raise NoSuchPlan("early")
    share = repaying.divide(standing.left, amount, on=on)
    if share.surplus:
        raise NoSuchPlan("early")
    if not share.early:
        return repaying.still_open(standing.left, amount)
    return repaying.after_early(standing.left, share, on=on, annual_percent=percent)


# Asked by the person


@transaction.atomic
def ask_change(
    aid: Aid,
    *,
    kind: str,
    by,
    months: int | None = None,
    amount: Decimal | None = None,
    words: str = "",
) -> PlanChange:
    """Ask to pay later or over another time; or say that more comes early.

    The first deferral needs no words. The committee answers, but to an early payment,
    which nobody has to allow.

    Raises:
        NothingComesBack: the loan is paid back, or was never one.
        ChangeWaits: another change waits for its answer.
        WordsNeeded: it was put off before.
        NoSuchPlan: of the numbers.
    """
    aid = held(aid)
    standing = owed(aid)
    if kind == PlanChange.Kind.DEFER and not words and _was_deferred(aid):
        raise WordsNeeded(aid)
    planned(standing, kind=kind, on=timezone.localdate(), months=months, amount=amount)
    change = _write(aid, kind, months, amount, words, by, is_proposed=False)
    if kind != PlanChange.Kind.EARLY:
        queue(list(notices.news_for_committee(f"plan-change:{change.uuid}")), by=by)
    record("plan_change.asked", target=aid, by=None, change=kind)
    return change


def _was_deferred(aid: Aid) -> bool:
    return aid.plans.filter(reason=Plan.Reason.DEFERRED).exists()


def _write(aid, kind, months, amount, words, by, *, is_proposed) -> PlanChange:
    if aid.changes.filter(answer="").exists():
        raise ChangeWaits(aid)
    change = PlanChange(
        aid=aid,
        kind=kind,
        months=months,
        amount=amount,
        asked_by=by,
        is_proposed=is_proposed,
    )
    change.words = _sealed(aid, words, "words", change)
    change.save()
    return change


def _sealed(aid: Aid, words: str, column: str, change: PlanChange) -> str:
    place = f"solidarity_planchange.{column}.{change.uuid}"
    return open_vault(aid.request).seal(words, place=place)


@transaction.atomic
def withdraw_change(change: PlanChange, *, by) -> None:
    """Take back what was asked.

    Raises:
        NotSoNow: it was answered, perhaps since this very moment.
    """
    aid = held(change.aid)
    found = _waiting(change, is_proposed=False)
    _answer(found, PlanChange.Answer.WITHDRAWN, by)
    record("plan_change.withdrawn", target=aid, by=None, change=found.kind)


@transaction.atomic
def answer_change(change: PlanChange, *, is_granted: bool, reasons: str, by) -> None:
    """Answer for the committee what a person asked; agreed, it is a new plan.

    Raises:
        Concerned: the member takes no part in this request.
        NotSoNow: it was answered or taken back.
        NothingComesBack, NoSuchPlan, DebitUnderWay: the loan changed since.
    """
    aid = held(change.aid)
    refuse_concerned(aid.request, by)
    found = _waiting(change, is_proposed=False)
    if found.kind == PlanChange.Kind.EARLY:
        raise NotSoNow(found)
    found.reasons = _sealed(aid, reasons, "reasons", found)
    _decide(aid, found, is_granted, by)
    queue([notices.news(aid, f"plan-change:{found.uuid}:answer")], by=by)


# Proposed by the committee


@transaction.atomic
def propose_change(
    aid: Aid, *, kind: str, months: int, words: str = "", by
) -> PlanChange:
    """Propose to somebody who is late to pay later, or over another time: he confirms.

    Raises:
        Concerned: the member takes no part in this request.
        NotLate: nothing is late.
        SpeakFirst: nobody spoke with him since.
        ChangeWaits, NothingComesBack, NoSuchPlan: as ``ask_change``.
    """
    aid = held(aid)
    refuse_concerned(aid.request, by)
    standing, today = owed(aid), timezone.localdate()
    since = standing.late_since(today)
    if since is None:
        raise NotLate(aid)
    if not contacts_since(aid, since):
        raise SpeakFirst(aid)
    planned(standing, kind=kind, on=today, months=months)
    change = _write(aid, kind, months, None, words, by, is_proposed=True)
    queue([notices.news(aid, f"plan-change:{change.uuid}")], by=by)
    record("plan_change.proposed", target=aid, by=by, change=kind)
    return change


@transaction.atomic
def answer_proposal(change: PlanChange, *, is_granted: bool, by) -> None:
    """Answer as the person what the committee proposed.

    Raises:
        NotSoNow: it was answered.
        NothingComesBack, NoSuchPlan, DebitUnderWay: the loan changed since.
    """
    aid = held(change.aid)
    _decide(aid, _waiting(change, is_proposed=True), is_granted, by)


def _decide(aid: Aid, change: PlanChange, is_granted: bool, by) -> None:
    # The person answers what is proposed: the record knows his code only.
    noted = None if change.is_proposed else by
    if is_granted:
        if aid.debits.filter(state=Debit.State.ORDERED).exists():
            raise DebitUnderWay(aid)
        found = planned(
            owed(aid),
            kind=change.kind,
            on=timezone.localdate(),
            months=change.months,
        )
        reason = REASONS[PlanChange.Kind(change.kind)]
        change.plan = change_plan(aid, found, reason=reason, by=noted)
    answer = PlanChange.Answer.YES if is_granted else PlanChange.Answer.NO
    _answer(change, answer, by)
    record(
        "plan_change.agreed" if is_granted else "plan_change.declined",
        target=aid,
        by=noted,
        change=change.kind,
    )


def _answer(change: PlanChange, answer: str, by) -> None:
    change.answer, change.decided_by = answer, by
    change.decided_at = timezone.now()
    change.save(update_fields=["answer", "decided_by", "decided_at", "reasons", "plan"])


def _waiting(change: PlanChange, *, is_proposed: bool) -> PlanChange:
    """Return a change that waits; the loan is held."""
    rows = PlanChange.objects.filter(answer="", is_proposed=is_proposed)
    found = rows.filter(pk=change.pk).first()
    if found is None:
        raise NotSoNow(change)
    return found
