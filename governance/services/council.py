"""The council of co-ownership and the auditor: elected, ended, reported (3.90, 3.91)."""

from datetime import date

from django.db import IntegrityError, transaction

from buildings.models import LibraryDocument, Owner
from buildings.queries import holding_owners
from buildings.services.library import add_document
from finance.months import add_months
from governance.errors.council import (
    DelegationTooLong,
    HoldsNoLot,
    NotRunning,
    ReportThere,
    TermOverlaps,
)
from governance.models import (
    AuditorTerm,
    CouncilDelegation,
    CouncilReport,
    CouncilTerm,
)
from governance.services import terms
from governance.services.terms import Decided
from koprogo.audit.services import record
from koprogo.documents.intake import Intake

__all__ = [
    "add_report",
    "appoint_auditor",
    "delegate",
    "elect_member",
    "end_auditor",
    "end_delegation",
    "end_member",
    "name_chair",
]

#: how long a delegation lasts at most
DELEGATION_MONTHS = 12


@transaction.atomic
def elect_member(
    owner: Owner, *, since: date, until: date | None, decided: Decided, by
) -> CouncilTerm:
    """Record that the assembly elected a member, and let him in on his days.

    ``until``: none until the next ordinary assembly. A term of his that runs on
    ``since`` ends then.

    Raises:
        HoldsNoLot: he is no co-owner on that day.
        SyndicExcluded: he works for the syndic of one of these days, or is it.
        TermOverlaps: he has a later term that begins before this one ends.
    """
    terms.locked_building()
    if not holding_owners(on=since).filter(pk=owner.pk).exists():
        raise HoldsNoLot(owner)
    terms.check_no_syndic(owner, since=since, until=until)
    terms.end_before(CouncilTerm.objects.filter(owner=owner).on(since), on=since)
    term = _create(
        CouncilTerm(owner=owner, since=since, until=until, **decided.columns()), by=by
    )
    record("council.elected", target=term, by=by, since=str(since))
    terms.settle_role(CouncilTerm, owner, by=by)
    return term


@transaction.atomic
def end_member(term: CouncilTerm, *, on: date, reason: str, by) -> None:
    """End the term of a member before its time; see ``terms.end_term``."""
    terms.end_term(term, on=on, reason=reason, by=by)
    record("council.ended", target=term, by=by, on=str(on))


@transaction.atomic
def name_chair(term: CouncilTerm, *, on: date, by) -> CouncilTerm:
    """Make a member the chair; who was it on days of his term is it no more.

    Raises:
        NotRunning: his term does not run on that day.
    """
    terms.locked_building()
    chosen = CouncilTerm.objects.on(on).filter(pk=term.pk).first()
    if chosen is None:
        raise NotRunning(term)
    others = CouncilTerm.objects.from_day(chosen.since).filter(is_chair=True)
    for other in others.exclude(pk=chosen.pk).begun_before(chosen.until):
        other.is_chair = False
        other.save(update_fields=["is_chair"])
    chosen.is_chair = True
    chosen.save(update_fields=["is_chair"])
    record("council.chair_named", target=chosen, by=by)
    return chosen


@transaction.atomic
def delegate(
    *, text: str, since: date, until: date, decided: Decided, by
) -> CouncilDelegation:
    """Record what the assembly delegates to the council, by two thirds (art. 3.88 §1).

    Raises:
        DelegationTooLong: for more than a year.
    """
    terms.locked_building()
    if until > add_months(since, DELEGATION_MONTHS):
        raise DelegationTooLong(until)
    delegation = CouncilDelegation.objects.create(
        text=text, since=since, until=until, recorded_by=by, **decided.columns()
    )
    record("council.delegated", target=delegation, by=by, since=str(since))
    return delegation


@transaction.atomic
def end_delegation(delegation: CouncilDelegation, *, on: date, reason: str, by) -> None:
    terms.end_term(delegation, on=on, reason=reason, by=by)
    record("council.delegation_ended", target=delegation, by=by, on=str(on))


@transaction.atomic
def add_report(*, year: int, title: str, file: Intake, by) -> CouncilReport:
    """Put the council's report on a year among the documents of all co-owners.

    Raises:
        ReportThere: there is one.
    """
    terms.locked_building()
    if CouncilReport.objects.filter(year=year).exists():
        raise ReportThere(year)
    document = add_document(
        title=title,
        category=LibraryDocument.Category.MINUTES,
        audience=LibraryDocument.Audience.OWNERS,
        file=file,
        by=by,
    )
    report = CouncilReport.objects.create(year=year, document=document, recorded_by=by)
    record("council.reported", target=report, by=by, year=year)
    return report


@transaction.atomic
def appoint_auditor(
    *,
    owner: Owner | None = None,
    name: str = "",
    since: date,
    until: date | None,
    decided: Decided,
    by,
) -> AuditorTerm:
    """Record whom the assembly made auditor: a co-owner, or somebody by ``name``.

    An owner gets the role of it on his days; who is none is invited to it. Several may
    be auditors at the same time.

    Raises:
        SyndicExcluded: he works for the syndic of one of these days, or is it.
        TermOverlaps: he has a later term that begins before this one ends.
    """
    terms.locked_building()
    if owner is not None:
        terms.check_no_syndic(owner, since=since, until=until)
    same = AuditorTerm.objects.filter(owner=owner, name=name)
    terms.end_before(same.on(since), on=since)
    term = _create(
        AuditorTerm(
            owner=owner, name=name, since=since, until=until, **decided.columns()
        ),
        by=by,
    )
    record("auditor.appointed", target=term, by=by, since=str(since))
    terms.settle_role(AuditorTerm, owner, by=by)
    return term


@transaction.atomic
def end_auditor(term: AuditorTerm, *, on: date, reason: str, by) -> None:
    """End the term of an auditor before its time; see ``terms.end_term``."""
    terms.end_term(term, on=on, reason=reason, by=by)
    record("auditor.ended", target=term, by=by, on=str(on))


def _create(term, *, by):
    term.recorded_by = by
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError:
        raise TermOverlaps(term) from None
    return term
