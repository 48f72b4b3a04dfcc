"""What owners proposed for the agenda: who reads which, and whether it is in time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from buildings.access import Access, Permission
from governance.deadlines import latest_proposal
from governance.models import AgendaItem, Assembly, Proposal
from governance.ordinary_period import OrdinaryPeriod, Span

State = Proposal.State


def proposal_list() -> QuerySet[Proposal]:
    """Return the proposals, latest first, with the points that they became."""
    points = AgendaItem.objects.select_related("assembly").order_by("-pk")
    rows = Proposal.objects.select_related("owner__user")
    return rows.prefetch_related(Prefetch("items", points, to_attr="points"))


def visible_proposals(access: Access) -> QuerySet[Proposal]:
    """Return what this person may read: his own; all, for who prepares assemblies."""
    if access.allows(Permission.PREPARE_ASSEMBLIES):
        return proposal_list()
    return own_proposals(access)


def own_proposals(access: Access) -> QuerySet[Proposal]:
    return proposal_list().filter(owner__in=access.own_owners)


def chosen(proposals: QuerySet[Proposal], state: str = "") -> QuerySet[Proposal]:
    """Narrow to those in a state."""
    return proposals.filter(state=state) if state else proposals


def waiting_for(assembly: Assembly) -> QuerySet[Proposal]:
    """Return those that came in time for an ordinary assembly and wait (art. 3.87 §3).

    All that wait, where no period of the internal rules is known.
    """
    waiting = Proposal.objects.filter(state=State.WAITING)
    if assembly.period_since is None:
        return waiting
    last_day = latest_proposal(assembly.period_since)
    return waiting.filter(received_on__lte=last_day)


@dataclass(frozen=True, slots=True)
class InTime:
    """For which ordinary assembly a proposal is in time.

    ``period``: in which that one is held; ``last_day``: to propose something for it.
    """

    period: Span
    last_day: date


def in_time_for(received: date, period: OrdinaryPeriod | None) -> InTime | None:
    """Return the first assembly that must deal with what arrived on a day.

    None: the fifteen days of the internal rules are not noted.
    """
    if period is None:
        return None
    span = period.for_proposal(received)
    return InTime(span, latest_proposal(span.first))
