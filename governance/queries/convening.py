"""What is looked at before owners are convened (governance/convening.py)."""

from collections.abc import Sequence
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.utils import timezone

from buildings.models import Building, Consent, Mandate, Owner
from buildings.queries import completeness
from governance.convening import Facts, Finding, Point, check
from governance.deadlines import (
    earliest_meeting_of_those_present,
    earliest_second_session,
)
from governance.models import AgendaItem, Assembly, ItemDocument
from governance.queries.addressees import addressed_owners, suspended_members
from governance.queries.agenda import languages_of, missing_languages
from governance.queries.convening_members import findings_of_members
from governance.queries.proposals import waiting_for
from governance.queries.tenders import few_quotes
from governance.subjects import Subject
from governance.timetable import period_from
from koprogo.tenancy.models import Tenant


def findings_of(
    assembly: Assembly,
    building: Building,
    *,
    today: date,
) -> tuple[Finding, ...]:
    """Return what is wrong, or worth knowing, when it is convened ``today``.

    The number of statements does not depend on the agenda, nor on the owners.
    """
    if building.tenant.kind == Tenant.Kind.ASBL:
        return findings_of_members(assembly, building, today=today)
    return check(_facts(assembly, building, today))


def _facts(assembly: Assembly, building: Building, today: date) -> Facts:
    register = completeness(building, on=today)
    owners = _owners(today)
    mandates = _mandates(building, today)
    second = assembly.second_at and timezone.localdate(assembly.second_at)
    return Facts(
        today=today,
        meeting=assembly.day,
        is_over=assembly.starts_at <= timezone.now(),
        is_ordinary=_needs_all_points(assembly),
        is_first=assembly.after_id is None,
        is_second=assembly.session == 2,
        points=_points(assembly, building),
        proposals=_proposals(assembly),
        urgency=assembly.urgency,
        period=assembly.period_since and period_from(assembly.period_since),
        not_before=_not_before(assembly),
        second=second,
        earliest_second=earliest_second_session(assembly.day),
        place=assembly.place,
        is_remote=assembly.is_remote,
        remote_access=assembly.remote_access,
        consulting=assembly.consulting,
        shares=(register.lots_total, register.deed_total),
        without_holder=register.lots_without_holder,
        suspended=_suspended(owners),
        unreachable=_unreachable(owners),
        has_syndic=bool(mandates),
        mandate_until=_until(mandates),
    )


def _needs_all_points(assembly: Assembly) -> bool:
    """A new meeting of art. 3.88 §4 has only what the first could not decide."""
    is_new_meeting = assembly.after_id is not None and assembly.session == 1
    return assembly.kind == Assembly.Kind.ORDINARY and not is_new_meeting


def _points(assembly: Assembly, building: Building) -> tuple[Point, ...]:
    spoken = languages_of(building)
    papers = ItemDocument.objects.filter(item=OuterRef("pk"))
    items = list(assembly.items.annotate(has_documents=Exists(papers)))
    lacking = _few_quotes(items, assembly.day)
    return tuple(
        Point(
            number=item.position,
            subject=Subject(item.subject),
            is_voted=item.is_voted,
            has_documents=item.has_documents,
            title=item.title,
            ref=str(item.uuid),
            needs_candidate=_needs_candidate(item),
            missing=tuple(str(name) for name in missing_languages(item, spoken)),
            few_quotes=lacking.get(item.pk, ()),
        )
        for item in items
    )


def _few_quotes(items: Sequence[AgendaItem], day: date) -> dict[int, tuple[str, ...]]:
    return {
        few.item.pk: (
            str(few.valid),
            str(few.settings.quote_threshold),
            few.settings.quote_decision,
        )
        for few in few_quotes(items, on=day)
    }


def _needs_candidate(item: AgendaItem) -> bool:
    return item.kind == AgendaItem.Kind.ELECTION and not item.candidate


def _proposals(assembly: Assembly) -> int:
    """Count what waits for an ordinary assembly; what follows on one takes no more."""
    if assembly.kind != Assembly.Kind.ORDINARY or assembly.after_id is not None:
        return 0
    return waiting_for(assembly).count()


def _not_before(assembly: Assembly) -> date | None:
    if assembly.after is None:
        return None
    earliest = (
        earliest_second_session
        if assembly.session == 2
        else earliest_meeting_of_those_present
    )
    return earliest(assembly.after.day)


def _owners(today: date) -> list[Owner]:
    """Return who is convened; ``accepts_email``, ``suspended``: codes of holdings."""
    consents = Consent.objects.standing().filter(
        owner=OuterRef("pk"), purpose=Consent.Purpose.CONVOCATIONS
    )
    suspended = suspended_members(on=today).filter(owner=OuterRef("pk"))
    return list(
        addressed_owners(on=today)
        .annotate(
            accepts_email=Exists(consents),
            suspended=ArraySubquery(suspended.values("holding__code")),
        )
        .order_by("sort_name", "pk")
    )


def _suspended(owners: Sequence[Owner]) -> tuple[str, ...]:
    return tuple(sorted({code for owner in owners for code in owner.suspended}))


def _unreachable(owners: Sequence[Owner]) -> tuple[str, ...]:
    """Name who has no postal address and did not accept e-mail."""
    return tuple(
        str(owner)
        for owner in owners
        if not owner.address_lines and not (owner.accepts_email and owner.email)
    )


def _mandates(building: Building, today: date) -> list[Mandate]:
    """Return the mandate that runs, and those of the same firm after it, in order."""
    coming = Mandate.objects.filter(tenant=building.pk, until__gt=today)
    running, *later = coming.order_by("since") or [None]
    if running is None or running.since > today:
        return []
    return [running, *(one for one in later if one.firm_id == running.firm_id)]


def _until(mandates: Sequence[Mandate]) -> date | None:
    """Return the end of the mandate, or of those that follow on it without a day between."""
    until = None
    for mandate in mandates:
        if until is None or mandate.since == until:
            until = mandate.until
    return until
