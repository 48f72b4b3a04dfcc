"""The council of co-ownership: who is in it, what it may do, whether there must be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from buildings.access import Access, Permission
from buildings.models import Grant, Lot, Role
from buildings.queries import holding_owners
from governance.council import NOT_COUNTED, needs_council
from governance.models import CouncilDelegation, CouncilReport, CouncilTerm


@dataclass(frozen=True, slots=True)
class Council:
    """As of ``day``. ``lots``: how many count. ``left``: members who hold no lot any
    more; ``unrecorded``: people with the role of a member whose election is not here.
    """

    day: date
    terms: Sequence[CouncilTerm]
    delegations: Sequence[CouncilDelegation]
    reports: Sequence[CouncilReport]
    lots: int
    is_mandatory: bool
    left: frozenset[int]
    unrecorded: Sequence[str]

    @property
    def members(self) -> list[CouncilTerm]:
        return [term for term in self.terms if term.runs_on(self.day)]

    @property
    def coming(self) -> list[CouncilTerm]:
        return [term for term in self.terms if term.since > self.day]

    @property
    def former(self) -> list[CouncilTerm]:
        """Latest first."""
        over = [t for t in self.terms if t.until is not None and t.until <= self.day]
        return sorted(over, key=lambda term: (term.until, term.pk), reverse=True)

    @property
    def chair(self) -> CouncilTerm | None:
        return next((term for term in self.members if term.is_chair), None)

    @property
    def is_missing(self) -> bool:
        """Whether there must be a council, and nobody is in it (art. 3.90 §1)."""
        return self.is_mandatory and not self.members


def term_list() -> QuerySet[CouncilTerm]:
    return CouncilTerm.objects.select_related("owner", "decision")


def council_on(day: date, *, access: Access) -> Council:
    """Return the council as this person may see it: five statements at most."""
    holds = Exists(holding_owners(on=day).filter(pk=OuterRef("owner")))
    terms = list(term_list().annotate(holds=holds))
    kinds = list(Lot.objects.values_list("kind", flat=True))
    reports = CouncilReport.objects.select_related("document")
    keeper = access.allows(Permission.CARRY_OUT_DECISIONS)
    return Council(
        day=day,
        terms=terms,
        delegations=list(CouncilDelegation.objects.select_related("decision")),
        reports=list(reports.filter(document__withdrawn_at=None)),
        lots=sum(kind not in NOT_COUNTED for kind in kinds),
        is_mandatory=needs_council(kinds, on=day),
        left=_left(terms, day) if keeper else frozenset(),
        unrecorded=_unrecorded(access.tenant_id, terms, day) if keeper else (),
    )


def _left(terms: Sequence[CouncilTerm], day: date) -> frozenset[int]:
    return frozenset(t.owner_id for t in terms if t.runs_on(day) and not t.holds)


def _unrecorded(
    tenant_id: int, terms: Sequence[CouncilTerm], day: date
) -> tuple[str, ...]:
    known = [term.owner.user_id for term in terms if term.runs_on(day)]
    grants = Grant.objects.on(day).filter(tenant=tenant_id, role=Role.COUNCIL)
    others = grants.exclude(user__in=[pk for pk in known if pk])
    return tuple(others.order_by("user__name").values_list("user__name", flat=True))


def may_report(access: Access) -> bool:
    """Whether this person brings the council's report: a member, or the office."""
    return Role.COUNCIL in access.roles or access.allows(Permission.PREPARE_ASSEMBLIES)
