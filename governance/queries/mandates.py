"""The mandates of the syndics, what the law asks of them, and who convenes without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from buildings.access import Access
from buildings.library import readable
from buildings.models import Firm, LibraryDocument, Mandate, Owner
from finance.working_days import add_working_days
from governance.deadlines import latest_extract, latest_handover, mandate_alerts
from governance.models import (
    Assembly,
    AuditorTerm,
    CouncilTerm,
    Decision,
    HandedOver,
    SyndicTerm,
)
from governance.queries.meeting import meeting_of
from governance.queries.roll import names_of
from governance.subjects import Subject
from koprogo.tenancy import current_tenant_id

#: within which the appointment is filed at the KBO
KBO_WORKING_DAYS = 8


@dataclass(frozen=True, slots=True)
class Syndic:
    """A mandate [since, until). ``firm``: of this site, whose people enter then.

    ``term``: what else is known of it; none as long as nobody noted anything.
    """

    since: date
    until: date
    name: str
    kbo: str
    firm: Firm | None
    term: SyndicTerm | None

    @property
    def is_here(self) -> bool:
        return self.firm is not None

    def runs_on(self, day: date) -> bool:
        return self.since <= day < self.until

    def is_same(self, other: "Syndic") -> bool:
        """Whether both are mandates of one firm."""
        if self.firm or other.firm:
            return self.firm == other.firm
        return (self.kbo, self.name) == (other.kbo, other.name)

    def days_left(self, day: date) -> int:
        return (self.until - day).days

    @property
    def posted_on(self) -> date | None:
        return self.term and self.term.posted_on

    @property
    def filed_on(self) -> date | None:
        return self.term and self.term.filed_on

    @property
    def posted_by(self) -> date:
        """The last day for the extract at the entrance (art. 3.89 §2)."""
        return latest_extract(self.since)

    @property
    def filed_by(self) -> date:
        """The last day to file the appointment at the KBO (art. 3.89 §5)."""
        return add_working_days(self.since, KBO_WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A change of syndic: ``outgoing`` hands over to ``incoming``, who may be unknown.

    ``parts``: of the file, each with what was noted of it.
    """

    outgoing: Syndic
    incoming: Syndic | None
    parts: Sequence[tuple[HandedOver.What, HandedOver | None]]

    @property
    def due_on(self) -> date:
        """Within 30 days of the last day; ``until`` is the first day without it."""
        return latest_handover(self.outgoing.until - timedelta(days=1))

    @property
    def left(self) -> int:
        return sum(row is None for _what, row in self.parts)


def syndics() -> list[Syndic]:
    """Return all mandates in the order of time: two statements."""
    rows = {row.since: row for row in SyndicTerm.objects.select_related("contract")}
    mandates = Mandate.objects.filter(tenant=current_tenant_id())
    found = [
        _of_site(mandate, rows.pop(mandate.since, None))
        for mandate in mandates.select_related("firm")
    ]
    found += [
        Syndic(row.since, row.until, row.name, row.kbo, None, row)
        for row in rows.values()
    ]
    return sorted(found, key=lambda one: one.since)


def _of_site(mandate: Mandate, term: SyndicTerm | None) -> Syndic:
    firm = mandate.firm
    return Syndic(mandate.since, mandate.until, firm.name, firm.kbo, firm, term)


def syndic_on(day: date, found: Sequence[Syndic]) -> Syndic | None:
    return next((one for one in found if one.runs_on(day)), None)


def coming_syndic(day: date, found: Sequence[Syndic]) -> Syndic | None:
    """Return the last mandate that has not begun."""
    return next((one for one in reversed(found) if one.since > day), None)


def successor(of: Syndic, found: Sequence[Syndic]) -> Syndic | None:
    """Return the mandate that follows without a day between."""
    return next((one for one in found if one.since == of.until), None)


def ends_unsettled(day: date, found: Sequence[Syndic]) -> Syndic | None:
    """Return the mandate that runs, if people were to be told by now that it ends.

    None: there is time, or another mandate follows on it.
    """
    running = syndic_on(day, found)
    if running is None or successor(running, found) is not None:
        return None
    return running if day >= min(mandate_alerts(running.until)) else None


def due_alert(day: date, running: Syndic) -> date | None:
    """Return the latest day of an alert that has come."""
    return max(
        (one for one in mandate_alerts(running.until) if one <= day), default=None
    )


def leaving(day: date, found: Sequence[Syndic]) -> Leaving | None:
    """Return the change of syndic that comes, else the latest one: one statement.

    A firm whose mandate is renewed hands over nothing, nor does one whose mandate has
    not begun; one whose mandate ended and that nobody followed does.
    """
    changes = [
        (one, following)
        for one, following in zip(found, [*found[1:], None], strict=True)
        if one.since <= day and _hands_over(one, following, day)
    ]
    if not changes:
        return None
    outgoing, incoming = changes[-1]
    noted = {}
    if outgoing.term is not None:
        noted = {row.what: row for row in outgoing.term.handed_over.all()}
    parts = [(what, noted.get(what)) for what in HandedOver.What]
    return Leaving(outgoing, incoming, parts)


def _hands_over(one: Syndic, following: Syndic | None, day: date) -> bool:
    return one.until <= day if following is None else not one.is_same(following)


@dataclass(frozen=True, slots=True)
class Mandates:
    """As of ``day``. ``history``: mandates that are over, latest first.

    ``ends``: the mandate that runs and ends soon without another. ``shows_contract``:
    whether this person may open it. ``auditors``: all terms, latest first.
    """

    day: date
    current: Syndic | None
    coming: Syndic | None
    ends: Syndic | None
    history: Sequence[Syndic]
    leaving: Leaving | None
    auditors: Sequence[AuditorTerm]
    shows_contract: bool
    may_convene: "MayConvene"

    @property
    def days_left(self) -> int:
        """Of the mandate that runs."""
        return self.current.days_left(self.day)

    @property
    def auditors_now(self) -> list[AuditorTerm]:
        return [term for term in self.auditors if term.runs_on(self.day)]

    @property
    def other_auditors(self) -> list[AuditorTerm]:
        return [term for term in self.auditors if not term.runs_on(self.day)]


def mandates_on(day: date, *, access: Access) -> Mandates:
    """Return the mandates as this person may see them."""
    found = syndics()
    current = syndic_on(day, found)
    contract = current and current.term and current.term.contract
    return Mandates(
        day=day,
        current=current,
        coming=coming_syndic(day, found),
        ends=ends_unsettled(day, found),
        history=[one for one in reversed(found) if one.until <= day],
        leaving=leaving(day, found),
        auditors=list(auditors()),
        shows_contract=contract is not None and _reads(access, contract),
        may_convene=_convener(day, current),
    )


def _reads(access: Access, document: LibraryDocument) -> bool:
    return readable(access.roles).filter(pk=document.pk).exists()


def auditors() -> QuerySet[AuditorTerm]:
    """Return who is, was and will be auditor of the accounts, latest first."""
    return AuditorTerm.objects.select_related("owner", "decision")


def decisions_on(*subjects: Subject) -> QuerySet[Decision]:
    """Return what the assembly adopted on these subjects, latest first."""
    return Decision.objects.filter(is_adopted=True, subject__in=subjects)


class Convener(StrEnum):
    """Who convenes the assembly (art. 3.87 §2, 3.89 §1; law.md §3)."""

    SYNDIC = "syndic"
    COUNCIL = "council"
    CHAIR = "chair"
    OWNERS = "owners"


@dataclass(frozen=True, slots=True)
class MayConvene:
    """``names``: of the syndic, of the members, of the chair; none of the owners."""

    who: Convener
    names: tuple[str, ...] = ()


def _convener(day: date, syndic: Syndic | None) -> MayConvene:
    """Return who convenes: the syndic, who need not be on this site; without one the
    council, else the chair of the last meeting, else owners with a fifth of the shares.
    """
    if syndic is not None:
        return MayConvene(Convener.SYNDIC, (syndic.name,))
    members = CouncilTerm.objects.on(day).select_related("owner")
    if names := tuple(str(term.owner) for term in members):
        return MayConvene(Convener.COUNCIL, names)
    if name := chair_of_last_meeting(day):
        return MayConvene(Convener.CHAIR, (name,))
    return MayConvene(Convener.OWNERS)


def chair_of_last_meeting(day: date) -> str:
    """Return who chaired the latest assembly that was held by then; "": nobody."""
    held = Assembly.objects.filter(closed_at__isnull=False, starts_at__date__lte=day)
    last = held.order_by("-starts_at").first()
    bureau = meeting_of(last).bureau if last else None
    return names_of(last)[bureau.chair] if bureau else ""


def council_owners(day: date) -> QuerySet[Owner]:
    """Return the members of the council on a day."""
    members = CouncilTerm.objects.on(day).values("owner")
    return Owner.objects.filter(pk__in=members).select_related("user")
