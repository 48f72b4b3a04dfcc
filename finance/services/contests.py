"""The file of a contested line: opened by an owner, answered by the syndic, closed."""

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, FirmMember, HoldingMember, Owner, Role
from buildings.services.invitations import sender
from finance.errors.contests import (
    AlreadyContested,
    ContestClosed,
    NothingToContest,
    NotTheHolder,
)
from finance.models import (
    Call,
    CallLine,
    ChargeDocument,
    ChargeStatement,
    Contest,
    ContestAnswer,
)
from finance.notices import contests as notices
from finance.queries.charge_documents import CostLine, charge_line
from finance.queries.contests import open_contest
from finance.services.reminders import lock_holdings
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record
from koprogo.notifications import services as notifications

__all__ = [
    "answer_contest",
    "close_contest",
    "contest_call_line",
    "contest_charge_line",
    "reply_contest",
    "withdraw_contest",
]

Outcome = Contest.Outcome


@transaction.atomic
def contest_call_line(
    line: CallLine, *, owner: Owner, text: str, origin: str, by
) -> Contest:
    """Open the file of a line of a call, and tell the syndic.

    ``line`` comes with its document. ``origin``: of the site, for the link in the mail.

    Raises:
        NotTheHolder: the owner has no right in the account.
        NothingToContest: the call is a draft, or was cancelled.
        AlreadyContested: a file of this line is open.
    """
    document = line.document
    if not Call.objects.standing().filter(pk=document.call_id).exists():
        raise NothingToContest(line)
    contest = Contest(owner=owner, holding=document.holding, call_line=line, text=text)
    return _open(contest, origin=origin, by=by)


@transaction.atomic
def contest_charge_line(
    document: ChargeDocument,
    line: CostLine,
    *,
    owner: Owner,
    text: str,
    origin: str,
    by,
) -> Contest:
    """Open the file of a cost in a statement of charges, and tell the syndic.

    Raises:
        NotTheHolder: the owner has no right in the account.
        NothingToContest: the statement is a draft, was cancelled, or has no such line.
        AlreadyContested: a file of this line is open.
    """
    standing = ChargeStatement.objects.standing().filter(pk=document.statement_id)
    if not standing.exists() or charge_line(document, line.cost.uuid) is None:
        raise NothingToContest(line.cost)
    contest = Contest(
        owner=owner,
        holding=document.holding,
        document=document,
        cost=line.cost,
        text=text,
    )
    return _open(contest, origin=origin, by=by)


def _open(contest: Contest, *, origin: str, by) -> Contest:
    lock_holdings([contest.holding_id])
    members = HoldingMember.objects.filter(holding=contest.holding)
    if not members.filter(owner=contest.owner).exists():
        raise NotTheHolder(contest.owner)
    found = open_contest(
        call_line=contest.call_line, document=contest.document, cost=contest.cost
    )
    if found is not None:
        raise AlreadyContested(found)
    contest.save()
    event = record("contest.opened", target=contest, by=by)
    _tell_syndic(contest, event, contest.text, origin=origin, by=by)
    return contest


@transaction.atomic
def reply_contest(contest: Contest, *, text: str, origin: str, by) -> ContestAnswer:
    """Write what the owner says further; the syndic is told.

    Raises:
        ContestClosed: it was closed or withdrawn.
    """
    found = _locked(contest)
    answer = _write(found, text, by_syndic=False, by=by)
    event = record("contest.replied", target=found, by=by)
    _tell_syndic(found, event, text, origin=origin, by=by)
    return answer


@transaction.atomic
def answer_contest(contest: Contest, *, text: str, origin: str, by) -> ContestAnswer:
    """Write what the syndic says; the file stays open and the owner is told.

    Raises:
        ContestClosed: it was closed or withdrawn.
    """
    found = _locked(contest)
    answer = _write(found, text, by_syndic=True, by=by)
    event = record("contest.answered", target=found, by=by)
    _tell_owner(found, event, text, origin=origin, by=by)
    return answer


@transaction.atomic
def close_contest(
    contest: Contest, *, outcome: str, text: str, origin: str, by
) -> Contest:
    """Close the file as accepted or explained, with its reason; the owner is told.

    What was booked wrongly is corrected elsewhere: this only says that it will be.

    Raises:
        ContestClosed: it was closed or withdrawn.
    """
    found = _locked(contest)
    _write(found, text, by_syndic=True, by=by)
    _end(found, Outcome(outcome))
    event = record("contest.closed", target=found, by=by, outcome=found.outcome)
    _tell_owner(found, event, text, origin=origin, by=by)
    return found


@transaction.atomic
def withdraw_contest(contest: Contest, *, origin: str, by) -> Contest:
    """Close the file because the owner contests the line no more; the syndic is told.

    Raises:
        ContestClosed: it was closed or withdrawn before.
    """
    found = _locked(contest)
    _end(found, Outcome.WITHDRAWN)
    event = record("contest.withdrawn", target=found, by=by)
    _tell_syndic(found, event, "", origin=origin, by=by)
    return found


def _locked(contest: Contest) -> Contest:
    """Return the file, open and locked: who closes it waits for who writes in it."""
    rows = Contest.objects.select_for_update(of=["self"]).select_related("owner__user")
    found = rows.get(pk=contest.pk)
    if not found.is_open:
        raise ContestClosed(found)
    return found


def _write(contest: Contest, text: str, *, by_syndic: bool, by) -> ContestAnswer:
    return contest.answers.create(text=text, by_syndic=by_syndic, written_by=by)


def _end(contest: Contest, outcome: Outcome) -> None:
    contest.closed_at, contest.outcome = timezone.now(), outcome
    contest.save(update_fields=["closed_at", "outcome"])


# Who is told


def _tell_syndic(
    contest: Contest, event: AuditEvent, text: str, *, origin: str, by
) -> None:
    """Write to each syndic of the firm whose mandate runs, in his language."""
    who = _sender(origin, by)
    members = FirmMember.objects.on(timezone.localdate())
    managers = members.filter(firm=who.firm, role=Role.MANAGER).select_related("user")
    mails = [
        notices.to_syndic(member.user, contest, event=event, text=text, sender=who)
        for member in managers
    ]
    notifications.queue(mails, by=by)


def _tell_owner(
    contest: Contest, event: AuditEvent, text: str, *, origin: str, by
) -> None:
    """Write to whoever contested the line, if he still has an account to read it."""
    if contest.owner.user is None:
        return
    who = _sender(origin, by)
    mail = notices.to_owner(contest, event=event, text=text, sender=who)
    notifications.queue([mail], by=by)


def _sender(origin: str, by):
    building = Building.objects.select_related("tenant").get()
    return sender(building, origin=origin, by=by)
