"""Reports: asked by neighbours, answered with reasons, appealed against once.

What is taken away is hidden and not deleted, so that an appeal can bring it back. Who
wrote it, reported it or answered first does not answer himself.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.errors.moderation import (
    Answered,
    Involved,
    NoAppeal,
    OnesOwn,
    ReportedAlready,
)
from community.models import Comment, Mail, Neighbour, Post, Report
from community.notices import News, tell, tell_moderators
from koprogo.audit.services import record

__all__ = ["answer_appeal", "answer_report", "appeal", "report"]

HIDDEN = Report.Outcome.HIDDEN


@transaction.atomic
def report(
    thing: Post | Comment,
    *,
    reason: Report.Reason,
    text: str,
    me: Neighbour,
    origin: str,
    by,
) -> Report:
    """Ask the council to look at something; who wrote it does not learn who asked.

    Raises:
        OnesOwn, ReportedAlready: see there.
    """
    if thing.author_id == me.pk:
        raise OnesOwn(thing)
    what: dict[str, Post | Comment] = (
        {"post": thing} if isinstance(thing, Post) else {"comment": thing}
    )
    try:
        with transaction.atomic():
            row = Report.objects.create(reporter=me, reason=reason, text=text, **what)
    except IntegrityError:
        raise ReportedAlready(thing) from None
    tell_moderators(f"report:{row.uuid}", origin=origin)
    return row


@transaction.atomic
def answer_report(
    row: Report, *, outcome: Report.Outcome, reasons: str, origin: str, by
) -> Report:
    """Let it stand or take it away, and tell both why; it answers all who reported it.

    Raises:
        Answered, Involved: see there.
    """
    found = _held(row)
    if found.outcome:
        raise Answered(found)
    rows = list(_of_the_same(found).select_for_update())
    if by.pk in {one.reporter.user_id for one in rows} | {_author(found).user_id}:
        raise Involved(found)
    now = timezone.now()
    for one in rows:
        one.outcome, one.reasons, one.decided_by, one.decided_at = (
            *(outcome, reasons, by),
            now,
        )
    fields = ["outcome", "reasons", "decided_by", "decided_at"]
    Report.objects.bulk_update(rows, fields)
    found.refresh_from_db()
    if outcome == HIDDEN:
        _show(found, hidden_at=now)
    record("report.answered", target=found, by=by, report_answer=outcome)
    told = [one.reporter for one in rows]
    _tell(told, "report", f"answered:{found.uuid}", found, origin)
    if outcome == HIDDEN:
        author = [_author(found)]
        _tell(author, "hidden", f"hidden:{found.uuid}", found, origin)
    return found


@transaction.atomic
def appeal(row: Report, *, text: str, me: Neighbour, origin: str, by) -> Report:
    """Ask somebody else to look at it again: once, and by who wrote it.

    Raises:
        NoAppeal: it is not one's own, was not taken away, or was appealed before.
    """
    found = _held(row)
    if _author(found) != me or found.outcome != HIDDEN or found.appealed_at:
        raise NoAppeal(found)
    found.appeal, found.appealed_at = text, timezone.now()
    found.save(update_fields=["appeal", "appealed_at"])
    tell_moderators(f"appeal:{found.uuid}", origin=origin)
    return found


@transaction.atomic
def answer_appeal(
    row: Report, *, outcome: Report.Outcome, reasons: str, origin: str, by
) -> Report:
    """Decide for good, by somebody who had nothing to do with it.

    Raises:
        NoAppeal: nobody appealed.
        Answered, Involved: see there.
    """
    found = _held(row)
    if found.appealed_at is None:
        raise NoAppeal(found)
    if found.appeal_outcome:
        raise Answered(found)
    people = {found.reporter.user_id, _author(found).user_id, found.decided_by_id}
    if by.pk in people:
        raise Involved(found)
    found.appeal_outcome, found.appeal_reasons = outcome, reasons
    found.appeal_by, found.appeal_decided_at = by, timezone.now()
    found.save(
        update_fields=[
            *("appeal_outcome", "appeal_reasons"),
            *("appeal_by", "appeal_decided_at"),
        ]
    )
    if outcome == Report.Outcome.STAYS:
        _show(found, hidden_at=None)
    record("report.appeal_answered", target=found, by=by, report_answer=outcome)
    _tell([_author(found)], "hidden", f"appealed:{found.uuid}", found, origin)
    return found


def _held(row: Report) -> Report:
    rows = Report.objects.select_related(
        "reporter", "post__author", "comment__author", "comment__post"
    )
    return rows.select_for_update(of=["self"]).get(pk=row.pk)


def _of_the_same(row: Report):
    """Return all open reports of the same thing."""
    return Report.objects.filter(
        post=row.post_id, comment=row.comment_id, outcome=""
    ).select_related("reporter")


def _author(row: Report) -> Neighbour:
    return (row.post or row.comment).author


def _show(row: Report, *, hidden_at) -> None:
    thing = row.post or row.comment
    thing.hidden_at = hidden_at
    thing.save(update_fields=["hidden_at"])


def _tell(people, words: str, event: str, row: Report, origin: str) -> None:
    page = ("community:complaint", row.uuid)
    tell(people, News(words, event, page, origin), about=Mail.ANSWERS)
