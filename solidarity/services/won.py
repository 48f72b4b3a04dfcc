"""What comes back of a dispute grant: a part, if the case is won with damages."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from finance.months import add_months
from koprogo.audit.services import record
from koprogo.notifications.services import queue
from solidarity import notices_loans as notices
from solidarity import repaying
from solidarity.capital import CENT, NOTHING, given_back
from solidarity.errors.loans import (
    DisputeEndTold,
    MonthsNeeded,
    NotADispute,
    NotSoNow,
)
from solidarity.instalments import WrongPlan
from solidarity.models import Aid, DisputeEnd, Plan
from solidarity.services.replanning import (
    change_plan,
    close,
    held,
    refuse_concerned,
    reopen,
)
from solidarity.terms import Kind
from solidarity.vault import open_vault

__all__ = ["comes_back", "settle", "tell_end"]

PAID = (Aid.State.SIGNED, Aid.State.RUNNING, Aid.State.CLOSED)


def comes_back(aid: Aid, *, is_won: bool, has_damages: bool) -> Decimal:
    """Return what of a grant comes back, EUR; nothing, of one that agreed on no part."""
    if aid.won_part is None:
        return NOTHING
    return given_back(
        aid.paid,
        is_won=is_won,
        damages=CENT if has_damages else NOTHING,
        part=aid.won_part,
    )


@transaction.atomic
def tell_end(
    aid: Aid, *, is_won: bool, has_damages: bool, words: str = "", by
) -> DisputeEnd:
    """Note how a case ended: the person says it, or a member who holds the paper.

    Without damages the help is closed and nothing comes back, else the committee agrees
    on the months.

    Raises:
        NotADispute: the help was no grant for a case, or it was not paid.
        DisputeEndTold: it was told before.
        Concerned: the member takes no part in this request.
    """
    aid = held(aid)
    if aid.request.applicant_id != by.pk:
        refuse_concerned(aid.request, by)
    if aid.kind != Kind.DISPUTE or aid.state not in PAID or not aid.paid:
        raise NotADispute(aid)
    if DisputeEnd.objects.filter(aid=aid).exists():
        raise DisputeEndTold(aid)
    row = DisputeEnd(
        aid=aid, is_won=is_won, has_damages=is_won and has_damages, told_by=by
    )
    row.words = open_vault(aid.request).seal(
        words, place=f"solidarity_disputeend.words.{row.uuid}"
    )
    row.save()
    if comes_back(aid, is_won=is_won, has_damages=row.has_damages):
        queue(list(notices.news_for_committee(f"dispute-end:{row.uuid}")), by=by)
    else:
        _end(row, None, by)
    is_own = aid.request.applicant_id == by.pk
    record("dispute_end.told", target=aid, by=None if is_own else by)
    return row


@transaction.atomic
def settle(end: DisputeEnd, *, months: int, by) -> Plan:
    """Agree over how many months the part comes back, without interest.

    Raises:
        Concerned: the member takes no part in this request.
        NotSoNow: it was agreed before.
        MonthsNeeded: not 1 to 24.
    """
    aid = held(end.aid)
    refuse_concerned(aid.request, by)
    found = DisputeEnd.objects.get(pk=end.pk)
    if found.settled_at is not None:
        raise NotSoNow(found)
    shortest, longest = repaying.WON_MONTHS
    if not shortest <= months <= longest:
        raise MonthsNeeded(months)
    amount = comes_back(aid, is_won=found.is_won, has_damages=found.has_damages)
    plan = _plan(aid, amount, months, timezone.localdate(), by)
    _end(found, months, by)
    queue([notices.news(aid, f"dispute-end:{found.uuid}:settled")], by=by)
    record("dispute_end.settled", target=aid, by=by)
    return plan


def _plan(aid: Aid, amount: Decimal, months: int, today: date, by) -> Plan:
    try:
        instalments = repaying.anew(
            amount,
            annual_percent=NOTHING,
            months=months,
            first_due=add_months(today, 1),
        )
    except WrongPlan as error:
        raise MonthsNeeded(months) from error
    reopen(aid)
    return change_plan(aid, instalments, reason=Plan.Reason.FIRST, by=by)


def _end(row: DisputeEnd, months: int | None, by) -> None:
    """Note that it is agreed; the help for which nothing comes back is closed."""
    row.months, row.settled_by, row.settled_at = months, by, timezone.now()
    row.save(update_fields=["months", "settled_by", "settled_at"])
    if months is None and row.aid.state != Aid.State.CLOSED:
        close([row.aid], state=Aid.State.CLOSED)
