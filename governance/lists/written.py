"""Written decisions, requests for an assembly and consultations, as tables."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.models import AssemblyRequest, Consultation, WrittenDecision
from governance.queries import consultations as polls
from governance.queries import requests as asked
from governance.queries.heads import Owning
from governance.queries.written import Line
from governance.subjects import Subject
from governance.words import SUBJECTS
from koprogo.ui.exports import Table


def written_table(decisions: Iterable[WrittenDecision]) -> Table:
    header = [
        _("Title"),
        _("Subject"),
        _("Proposed decision"),
        _("Amount (€)"),
        _("Sent on"),
        _("Answers until"),
        _("Ended on"),
        _("Outcome"),
    ]
    rows = [
        (
            one.title,
            str(SUBJECTS[Subject(one.subject)]),
            one.motion,
            one.amount,
            one.sent_at,
            one.until,
            one.ended_at,
            one.get_outcome_display(),
        )
        for one in decisions
    ]
    return Table("written-decisions", _("Written decisions"), header, rows)


def answers_table(lines: Iterable[Line]) -> Table:
    """Who has answered what, with what proves it."""
    header = [
        _("Account"),
        _("Account holder"),
        _("Lots"),
        _("Shares"),
        _("Answer"),
        _("Answered by"),
        _("How"),
        _("Signed on"),
        _("Reason"),
        _("SHA-256 of the text"),
    ]
    rows = [
        (
            line.head.holding.code,
            str(line.head.holding),
            line.head.codes,
            line.head.shares,
            *_answer(line),
        )
        for line in lines
    ]
    return Table("answers", _("Answers"), header, rows)


def _answer(line: Line) -> tuple[object, ...]:
    answer = line.answer
    if answer is None:
        return (_("Waiting"), None, None, None, None, None)
    return (
        pgettext("owner", "Agrees") if answer.is_agreed else _("Refuses"),
        str(answer.owner),
        answer.get_way_display(),
        answer.signed_on,
        answer.reason,
        answer.sha256,
    )


def requests_table(requests: Iterable[AssemblyRequest], *, today: date) -> Table:
    """``requests``: as of ``queries.requests.request_list``."""
    header = [
        _("Title"),
        _("Begun by"),
        _("Begun on"),
        _("State"),
        _("Posted on"),
        _("Shares"),
        _("Received on"),
        _("Convocations until"),
        _("Convened on"),
    ]
    rows = [
        (
            one.title,
            str(one.owner),
            one.opened_at,
            str(asked.state_of(one, today=today).label),
            one.sent_on,
            one.shares,
            one.received_on,
            asked.last_day_of(one),
            asked.convened_on(one),
        )
        for one in requests
    ]
    return Table("requests", _("Requests for an assembly"), header, rows)


def convocation_table(heads: Iterable[Owning]) -> Table:
    """Whom one of those who asked convenes when the syndic did not: a row an address."""
    header = [_("Co-owner"), _("Postal address"), _("Language"), _("Lots"), _("Shares")]
    rows = [
        (
            str(owner),
            owner.address,
            owner.get_language_display(),
            one.codes,
            one.shares,
        )
        for one in heads
        for owner in _reached(one)
    ]
    return Table("addresses", _("Co-owners to convene"), header, rows)


def _reached(one: Owning) -> Sequence:
    representative = one.holding.representative
    if representative is not None:
        return [representative]
    return [member.owner for member in one.holding.members.all()]


def consultations_table(consultations: Iterable[Consultation], *, today: date) -> Table:
    """``consultations``: as of ``queries.consultations.consultation_list``."""
    header = [
        _("Question"),
        _("Opened on"),
        _("Open until"),
        _("State"),
        _("Anonymous"),
        _("Answers"),
    ]
    rows = [
        (
            one.title,
            one.opened_at,
            one.closes_on,
            str(polls.state_of(one, today=today).label),
            _("yes") if one.is_anonymous else _("no"),
            one.many,
        )
        for one in consultations
    ]
    return Table("consultations", _("Consultations"), header, rows)


def results_table(consultation: Consultation) -> Table:
    """What was chosen: nothing where it may not be told."""
    header = [_("Answer"), _("Co-owners")]
    if not consultation.is_anonymous:
        header += [_("Shares"), _("Who")]
    rows = []
    for one in polls.results_of(consultation):
        row: tuple[object, ...] = (one.option.title, one.option.heads)
        if not consultation.is_anonymous:
            row += (one.option.shares, ", ".join(one.names))
        rows.append(row)
    return Table("answers", consultation.title, header, rows)
