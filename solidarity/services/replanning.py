"""What every change of a plan does: a new plan, and no debit for the old one."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from koprogo.notifications.services import withdraw
from solidarity.errors.loans import Concerned, NothingComesBack
from solidarity.instalments import Instalment
from solidarity.models import Aid, Debit, Plan, Request
from solidarity.queries.arrears import is_concerned
from solidarity.queries.debits import debit_event
from solidarity.queries.loans import Standing, standing_of
from solidarity.services.plans import write_plan

__all__ = [
    "change_plan",
    "close",
    "held",
    "owed",
    "refuse_concerned",
    "reopen",
    "stop_announced",
]


def held(aid: Aid) -> Aid:
    """Return a loan for this person alone until the commit, with its request."""
    rows = Aid.objects.select_for_update(of=["self"])
    return rows.select_related("request__applicant").get(pk=aid.pk)


def owed(aid: Aid) -> Standing:
    """Return how a loan stands that comes back.

    Raises:
        NothingComesBack: it does not, or no more.
    """
    found = standing_of(aid) if aid.state == Aid.State.RUNNING else None
    if found is None:
        raise NothingComesBack(aid)
    return found


def refuse_concerned(request: Request, by) -> None:
    """Raises ``Concerned``: a member whose own request it is, or who is recused."""
    if is_concerned(request, by):
        raise Concerned(request)


def change_plan(
    aid: Aid, instalments: Sequence[Instalment], *, reason: str, by
) -> Plan:
    """Write another plan; what was announced of the old one is not collected."""
    stop_announced([aid])
    return write_plan(aid, instalments, reason=reason, by=by)


def stop_announced(aids: Collection[Aid]) -> None:
    """Stop the debits that the bank has not seen; mails that wait are kept back."""
    rows = list(Debit.objects.filter(aid__in=aids, state=Debit.State.ANNOUNCED))
    if not rows:
        return
    Debit.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=Debit.State.STOPPED, ended_at=timezone.now()
    )
    for row in rows:
        withdraw(event=debit_event(row))


@transaction.atomic
def close(aids: Collection[Aid], *, state: str) -> None:
    """End loans and their requests: retention runs from now; two statements more."""
    now = timezone.now()
    keys = [aid.pk for aid in aids]
    Aid.objects.filter(pk__in=keys).update(state=state, ended_at=now)
    Request.objects.filter(aids__in=keys, ended_at=None).update(
        state=Request.State.CLOSED, ended_at=now, changed_at=now
    )
    stop_announced(aids)


def reopen(aid: Aid) -> None:
    """Let a loan come back that was closed, and its request wait with it."""
    Aid.objects.filter(pk=aid.pk).update(state=Aid.State.RUNNING, ended_at=None)
    Request.objects.filter(pk=aid.request_id, state=Request.State.CLOSED).update(
        state=Request.State.ACCEPTED, ended_at=None, changed_at=timezone.now()
    )
    aid.state, aid.ended_at = Aid.State.RUNNING, None
