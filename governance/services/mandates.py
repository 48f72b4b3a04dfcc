"""The mandate of the syndic: renewed, given to another, taken back, handed over (3.89)."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.errors import MandateRefused
from buildings.models import Building, Firm, FirmMember, LibraryDocument, Mandate
from buildings.services import end_mandate
from buildings.services.appointments import appoint_syndic
from governance.deadlines import is_mandate_lawful
from governance.errors.council import (
    AlreadyHandedOver,
    DayToCome,
    FirmUnknown,
    MandateBegun,
    MandateImpossible,
    NobodyHandsOver,
    NoSyndicToday,
    PeopleElected,
)
from governance.models import AuditorTerm, CouncilTerm, HandedOver, SyndicTerm
from governance.queries.mandates import (
    Syndic,
    coming_syndic,
    leaving,
    syndic_on,
    syndics,
)
from governance.services import terms
from governance.services.terms import Decided
from koprogo.audit.services import record

__all__ = [
    "appoint_elsewhere",
    "appoint_firm",
    "change_syndic",
    "hand_over",
    "note_papers",
    "take_back",
]


@transaction.atomic
def change_syndic(*, kbo: str, name: str, **given) -> SyndicTerm:
    """Renew the mandate of the present syndic, or give it to another, on this site or not.

    ``kbo``: of the firm; ``name``: of one that is not on this site. Neither: the present
    one. Further arguments, and what is refused: as of the two below.

    Raises:
        FirmUnknown: no firm here has this number, and no name is given.
    """
    firm = Firm.objects.filter(kbo=kbo).first() if kbo else None
    if firm is None and name:
        return appoint_elsewhere(name=name, kbo=kbo, **given)
    if firm is None and kbo:
        raise FirmUnknown(kbo)
    return appoint_firm(firm, **given)


@transaction.atomic
def appoint_firm(
    firm: Firm | None, *, since: date, until: date, decided: Decided, by
) -> SyndicTerm:
    """Give the mandate of [since, until) to a firm of this site, None: the present one.

    What runs on ``since`` ends then: from that day on the people of the former firm
    enter no more, and those of this one do, until ``until``.

    Raises:
        NoSyndicToday: there is no present one.
        PeopleElected: somebody of the firm is in the council or auditor then.
        MandateImpossible: more than three years, or the days of a later mandate.
    """
    building = terms.locked_building()
    firm = firm or _present(building)
    if _are_elected(firm, since, until):
        raise PeopleElected(firm)
    _check_free(since, until)
    _shorten_rows(since)
    try:
        appoint_syndic(building, firm=firm, since=since, until=until, by=by)
    except MandateRefused as error:
        raise MandateImpossible(error.args[0]) from error
    return _write(firm.name, firm.kbo, since, until, decided, by=by)


@transaction.atomic
def appoint_elsewhere(
    *, name: str, kbo: str, since: date, until: date, decided: Decided, by
) -> SyndicTerm:
    """Record a syndic who is not on this site: from ``since`` on nobody's firm enters.

    Raises:
        MandateImpossible: more than three years, or the days of another mandate.
    """
    building = terms.locked_building()
    if not is_mandate_lawful(since, until):
        raise MandateImpossible(
            [_("A mandate lasts three years at most (art. 3.89 §1).")]
        )
    _check_free(since, until)
    running = Mandate.objects.on(since).filter(tenant=building.pk).first()
    if running is not None:
        end_mandate(running, on=since, by=by)
    _shorten_rows(since)
    return _write(name, kbo, since, until, decided, by=by)


def _present(building: Building) -> Firm:
    today = timezone.localdate()
    running = Mandate.objects.on(today).filter(tenant=building.pk)
    found = running.select_related("firm").first()
    if found is None:
        raise NoSyndicToday
    return found.firm


def _check_free(since: date, until: date) -> None:
    """What has begun is ended; a mandate that begins later is taken back first."""
    if any(since <= one.since < until for one in syndics()):
        raise MandateImpossible([_("Another syndic has a mandate then.")])


def _are_elected(firm: Firm, since: date, until: date) -> bool:
    staff = FirmMember.objects.filter(firm=firm).filter(
        Q(until=None) | Q(until__gt=since)
    )
    people = Q(owner__user__in=list(staff.values_list("user", flat=True)))
    if firm.kbo:
        people |= Q(owner__kbo=firm.kbo)
    return any(
        model.objects.from_day(since).begun_before(until).filter(people).exists()
        for model in (CouncilTerm, AuditorTerm)
    )


def _shorten_rows(since: date) -> None:
    """What is noted of the mandate that runs on ``since`` ends with it."""
    terms.end_before(SyndicTerm.objects.on(since), on=since)


def _write(
    name: str, kbo: str, since: date, until: date, decided: Decided, *, by
) -> SyndicTerm:
    term = SyndicTerm.objects.create(
        name=name,
        kbo=kbo,
        since=since,
        until=until,
        recorded_by=by,
        **decided.columns(),
    )
    record("syndic.appointed", target=term, by=by, name=name, since=str(since))
    return term


@transaction.atomic
def take_back(*, by) -> None:
    """Take back the last mandate that has not begun. What ended for it stays ended.

    Raises:
        MandateBegun: none is to come.
    """
    terms.locked_building()
    chosen = coming_syndic(timezone.localdate(), syndics())
    if chosen is None:
        raise MandateBegun
    term = _row_of(chosen, by=by)
    since = chosen.since
    record("syndic.taken_back", target=term, by=by, name=term.name, since=str(since))
    if chosen.firm is not None:
        mandate = Mandate.objects.get(tenant=term.tenant_id, since=since)
        end_mandate(mandate, on=since, by=by)
    term.delete()


@transaction.atomic
def note_papers(
    *,
    decided_on: date,
    decided: str,
    contract: LibraryDocument | None,
    posted_on: date | None,
    filed_on: date | None,
    by,
) -> SyndicTerm:
    """Note what is known of the mandate that runs today, and what was done for it.

    Raises:
        NoSyndicToday: none runs.
        DayToCome: a day that has not come.
    """
    terms.locked_building()
    today = timezone.localdate()
    if any(
        day is not None and day > today for day in (decided_on, posted_on, filed_on)
    ):
        raise DayToCome
    running = syndic_on(today, syndics())
    if running is None:
        raise NoSyndicToday
    term = _row_of(running, by=by)
    term.decided_on, term.decided, term.contract = decided_on, decided, contract
    term.posted_on, term.filed_on = posted_on, filed_on
    term.save()
    record("syndic.papers_noted", target=term, by=by, name=term.name)
    return term


def _row_of(syndic: Syndic, *, by) -> SyndicTerm:
    """Return what is noted of a mandate; from now on there is something."""
    return syndic.term or SyndicTerm.objects.create(
        name=syndic.name,
        kbo=syndic.kbo,
        since=syndic.since,
        until=syndic.until,
        recorded_by=by,
    )


@transaction.atomic
def hand_over(
    what: str,
    *,
    handed_on: date,
    handed_by: str,
    received_by: str,
    note: str = "",
    by,
) -> HandedOver:
    """Note that the outgoing syndic handed over a part of the file.

    Raises:
        NobodyHandsOver: no syndic leaves or has left.
        DayToCome: that day has not come.
        AlreadyHandedOver: it is noted, perhaps since this very moment.
    """
    terms.locked_building()
    today = timezone.localdate()
    if handed_on > today:
        raise DayToCome(handed_on)
    change = leaving(today, syndics())
    if change is None:
        raise NobodyHandsOver
    if dict(change.parts)[HandedOver.What(what)] is not None:
        raise AlreadyHandedOver(what)
    row = HandedOver.objects.create(
        term=_row_of(change.outgoing, by=by),
        what=what,
        handed_on=handed_on,
        handed_by=handed_by,
        received_by=received_by,
        note=note,
        recorded_by=by,
    )
    record("syndic.handed_over", target=row, by=by, what=what)
    return row
