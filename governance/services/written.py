"""Written decisions: prepared, sent to all owners, answered, ended (art. 3.87 §11)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.mailings import letter_event, letterhead
from buildings.models import Building, Holding, Owner
from buildings.services.letters import make_letters
from governance.errors.assemblies import NotForOwners
from governance.errors.meeting import SharesIncomplete
from governance.errors.written import (
    AnsweredAlready,
    NeedsDeed,
    NoCandidate,
    NoLotNow,
    NothingDecided,
    NotSentYet,
    NotTheRepresentative,
    SignedOnWrongDay,
    UntilPassed,
    WrittenEnded,
    WrittenGone,
    WrittenSent,
)
from governance.meeting.roll import Kind
from governance.models import WrittenAnswer, WrittenDecision
from governance.notices import written as notices
from governance.queries.drafts import LANGUAGES, READ_BY_OWNERS, TEXTS
from governance.queries.heads import heads_on
from governance.queries.roll import is_complete
from governance.queries.written import (
    WrittenDraft,
    progress_of,
    sealed_text,
)
from governance.services.register import enter_written
from governance.subjects import POINTS
from governance.unanimity import DEEDS, Standing, may_be_written
from koprogo.audit.services import record
from koprogo.documents.intake import Intake
from koprogo.documents.services import store
from koprogo.notifications import services as notifications

__all__ = [
    "answer_written",
    "change_written",
    "discard_written",
    "prepare_written",
    "record_answer",
    "send_written",
    "settle_written",
    "withdraw_written",
]


@transaction.atomic
def prepare_written(draft: WrittenDraft, *, by) -> WrittenDecision:
    """Begin a written decision; nobody is asked yet.

    Raises:
        NeedsDeed, NothingDecided: its subject is not for this way.
        NoCandidate: an election names nobody.
        NotForOwners: not every owner may read one of the documents.
    """
    decision = WrittenDecision(created_by=by)
    _write(decision, draft)
    record("written.prepared", target=decision, by=by)
    return decision


@transaction.atomic
def change_written(
    decision: WrittenDecision, draft: WrittenDraft, *, by
) -> WrittenDecision:
    """Change a draft.

    Raises:
        WrittenGone, WrittenSent: it is a draft no more.
        NeedsDeed, NothingDecided, NoCandidate, NotForOwners: see ``prepare_written``.
    """
    found = _locked_draft(decision)
    _write(found, draft)
    record("written.changed", target=found, by=by)
    return found


@transaction.atomic
def discard_written(decision: WrittenDecision, *, by) -> None:
    """Delete a draft.

    Raises:
        WrittenGone, WrittenSent: it is a draft no more.
    """
    found = _locked_draft(decision)
    record("written.discarded", target=found, by=by)
    found.documents.all().delete()
    found.delete()


@transaction.atomic
def send_written(decision: WrittenDecision, *, by) -> WrittenDecision:
    """Send the text to all owners of today: from now on it stays as it is.

    Raises:
        WrittenGone, WrittenSent: it is a draft no more.
        UntilPassed: nobody would have a day to answer.
        SharesIncomplete: the lots are not what the deed says: nobody can be all owners.
        NoSyndic: no firm has a mandate today.
    """
    found, today = _locked_draft(decision), timezone.localdate()
    if found.until <= today:
        raise UntilPassed(found)
    if not is_complete(Building.objects.get(), on=today):
        raise SharesIncomplete(found)
    letterhead(on=today)
    found.sent_at, found.sha256 = timezone.now(), sealed_text(found)
    found.save(update_fields=["sent_at", "sha256"])
    record("written.sent", target=found, by=by)
    make_letters(found, by=by)
    return found


@transaction.atomic
def answer_written(
    decision: WrittenDecision,
    holding: Holding,
    *,
    signer: Owner,
    is_agreed: bool,
    reason: str = "",
    origin: str,
    by,
) -> WrittenAnswer:
    """Agree, or refuse, with the account of ``signer``; it is given once.

    ``origin``: of the site, for links in mails.

    Raises:
        NotSentYet, WrittenEnded, UntilPassed: nobody answers now.
        NoLotNow, NotTheRepresentative: he does not answer for these lots.
        AnsweredAlready: somebody has.
    """
    found = _open_to_answers(decision)
    answer = WrittenAnswer(
        decision=found,
        holding=holding,
        owner=_representative(holding),
        is_agreed=is_agreed,
        reason="" if is_agreed else reason,
        way=WrittenAnswer.Way.ONLINE,
        signed_on=timezone.localdate(),
    )
    if answer.owner != signer:
        raise NotTheRepresentative(holding)
    return _keep(answer, "written.answered", origin=origin, by=by)


@transaction.atomic
def record_answer(
    decision: WrittenDecision,
    holding: Holding,
    *,
    is_agreed: bool,
    signed_on: date,
    scan: Intake,
    reason: str = "",
    origin: str,
    by,
) -> WrittenAnswer:
    """Record an answer on paper with its scan: what arrived by the last day counts.

    Raises:
        NotSentYet, WrittenEnded, UntilPassed, NoLotNow, AnsweredAlready: as online.
        NotTheRepresentative: several hold the lots and have named nobody.
        SignedOnWrongDay: before it was sent, or in the future.
    """
    found = _open_to_answers(decision)
    sent_on = timezone.localdate(found.sent_at)
    if not sent_on <= signed_on <= timezone.localdate():
        raise SignedOnWrongDay(signed_on)
    answer = WrittenAnswer(
        decision=found,
        holding=holding,
        owner=_representative(holding),
        is_agreed=is_agreed,
        reason="" if is_agreed else reason,
        way=WrittenAnswer.Way.PAPER,
        signed_on=signed_on,
    )
    _check_first(answer)
    answer.scan = store(
        scan.data, name=scan.name, content_type=scan.content_type, by=by
    )
    return _keep(answer, "written.recorded", origin=origin, by=by)


@transaction.atomic
def withdraw_written(
    decision: WrittenDecision, *, reason: str, origin: str, by
) -> WrittenDecision:
    """Stop asking, for a reason that owners read: nothing is decided.

    Raises:
        NotSentYet: a draft is deleted.
        WrittenEnded: the outcome is known.
    """
    found = _locked_sent(decision)
    found.reason = reason
    _end(found, WrittenDecision.Outcome.WITHDRAWN, origin=origin, by=by)
    return found


@transaction.atomic
def settle_written(
    decision: WrittenDecision, *, origin: str, by
) -> WrittenDecision | None:
    """Note the outcome of a decision, if there is one by now; return it then.

    After the last day, or when a lot went to somebody who has agreed.
    """
    found = _locked(decision)
    if not found.is_running:
        return None
    return _settle(found, origin=origin, by=by)


# The parts


def _write(decision: WrittenDecision, draft: WrittenDraft) -> None:
    if not may_be_written(draft.subject):
        if draft.subject in DEEDS:
            raise NeedsDeed(draft.subject, DEEDS[draft.subject])
        raise NothingDecided(draft.subject)
    is_election = POINTS[draft.subject].kind is Kind.ELECTION
    if is_election and not draft.candidate:
        raise NoCandidate(draft.subject)
    for version in draft.documents:
        document = version.document
        if document.withdrawn_at or document.audience not in READ_BY_OWNERS:
            raise NotForOwners(version)
    decision.subject, decision.until = draft.subject, draft.until
    decision.key, decision.amount = draft.key, draft.amount
    decision.candidate = draft.candidate if is_election else ""
    for name in TEXTS:
        for language in LANGUAGES:
            words = getattr(draft, name).get(language, "")
            setattr(decision, f"{name}_{language}", words)
    decision.save()
    decision.documents.all().delete()
    for version in draft.documents:
        decision.documents.create(version=version)


def _locked(decision: WrittenDecision) -> WrittenDecision:
    rows = WrittenDecision.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("key").filter(pk=decision.pk).first()
    if found is None:
        raise WrittenGone(decision)
    return found


def _locked_draft(decision: WrittenDecision) -> WrittenDecision:
    found = _locked(decision)
    if found.is_sent:
        raise WrittenSent(found)
    return found


def _locked_sent(decision: WrittenDecision) -> WrittenDecision:
    found = _locked(decision)
    if not found.is_sent:
        raise NotSentYet(found)
    if not found.is_running:
        raise WrittenEnded(found)
    return found


def _open_to_answers(decision: WrittenDecision) -> WrittenDecision:
    found = _locked_sent(decision)
    if timezone.localdate() > found.until:
        raise UntilPassed(found)
    return found


def _representative(holding: Holding) -> Owner:
    """Return who answers for the lots of a holding today."""
    here = {one.holding.pk: one.holding for one in heads_on(timezone.localdate())}
    if holding.pk not in here:
        raise NoLotNow(holding)
    if here[holding.pk].representative is None:
        raise NotTheRepresentative(holding)
    return here[holding.pk].representative


def _check_first(answer: WrittenAnswer) -> None:
    if answer.decision.answers.filter(holding=answer.holding).exists():
        raise AnsweredAlready(answer.holding)


def _keep(answer: WrittenAnswer, action: str, *, origin: str, by) -> WrittenAnswer:
    """Keep the answer, and note the outcome that it brings."""
    _check_first(answer)
    answer.sha256, answer.answered_by = answer.decision.sha256, by
    answer.save()
    record(action, target=answer.decision, by=by, agreed=answer.is_agreed)
    _settle(answer.decision, origin=origin, by=by)
    return answer


def _settle(decision: WrittenDecision, *, origin: str, by) -> WrittenDecision | None:
    building = Building.objects.select_related("tenant").get()
    found = progress_of(
        decision, total=building.deed_total, today=timezone.localdate()
    ).standing
    if found.outcome is None:
        return None
    _end(decision, found.outcome, standing=found, origin=origin, by=by)
    return decision


def _end(
    decision: WrittenDecision,
    outcome: str,
    *,
    standing: Standing | None = None,
    origin: str,
    by,
) -> None:
    """End it, enter it in the register unless it was withdrawn, and tell everybody."""
    decision.ended_at, decision.outcome = timezone.now(), outcome
    if standing is not None:
        enter_written(decision, standing)
    decision.save(update_fields=["ended_at", "outcome", "reason"])
    notifications.withdraw(event=letter_event(decision))
    event = record("written.ended", target=decision, by=by, outcome=outcome)
    notifications.queue(
        notices.about_end(decision, event=event, origin=origin, by=by), by=by
    )
