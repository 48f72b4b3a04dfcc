"""The code on a page in the hall: posted, typed, and who is let in by it.

It shows that somebody passes there, and no more: whoever types it is an occupant,
whatever he says that he owns. Where an association works with KoproGo, somebody looks at
him first; neighbours among themselves need three people before anything is on.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from buildings.errors import ArrivalDecided, ArrivedAlready, CodeClosed, LivesHere
from buildings.invitations import format_code, hash_code, new_code
from buildings.models import (
    Arrival,
    Building,
    Founding,
    Grant,
    HallCode,
    Module,
    ModuleSwitch,
    Role,
)
from buildings.notices import Sender, arrival_answered, hall_page
from buildings.occupants import progress_of
from buildings.permissions import Permission
from buildings.roles import permissions_of
from buildings.services.invitations import join_link
from buildings.services.modules import switch_module
from buildings.services.people import grant_role
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.notifications.services import queue
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["answer", "arrive", "close_code", "forget_expired_pages", "post_code"]

LIFETIME = timedelta(days=30)


@transaction.atomic
def post_code(*, origin: str, by, uuid: UUID | None = None) -> HallCode:
    """Make a code and its page to print; the one before is good no longer.

    ``uuid``: of who may ask twice for the same one; the second time nothing is made.
    """
    building = _locked()
    uuid = uuid or uuid4()
    there = HallCode.objects.filter(tenant=building.pk, uuid=uuid).first()
    if there is not None:
        return there
    _close(building, by=by)
    code, expires_at = new_code(), timezone.now() + LIFETIME
    languages = _languages(building, by)
    pdf = hall_page(
        building,
        code=format_code(code),
        link=join_link(code, origin=origin, language=languages[0]),
        address=origin.partition("://")[2],
        until=expires_at,
        is_checked=building.tenant.kind != Tenant.Kind.NEIGHBOURS,
        languages=languages,
    )
    name = f"hall_{building.slug}.pdf"
    page = documents.store(pdf, name=name, content_type="application/pdf", by=by)
    made = HallCode.objects.create(
        uuid=uuid,
        tenant_id=building.pk,
        code_hash=hash_code(code),
        letter_id=page.pk,
        created_by=by,
        expires_at=expires_at,
    )
    record("hall_code.posted", target=made, by=by)
    return made


def _locked() -> Building:
    return (
        Building.objects.select_for_update(of=["self"]).select_related("tenant").get()
    )


def _languages(building: Building, by) -> list[str]:
    """Return those of the building, in our order; the person's own when it has none."""
    chosen = [code for code, _name in settings.LANGUAGES if code in building.languages]
    return chosen or [by.language]


@transaction.atomic
def close_code(*, by) -> None:
    """Let the code that hangs in the hall open nothing any more.

    Raises:
        CodeClosed: none hangs there.
    """
    if not _close(_locked(), by=by):
        raise CodeClosed


def _close(building: Building, *, by) -> bool:
    code = HallCode.objects.filter(tenant=building.pk, closed_at=None).first()
    if code is None:
        return False
    letter, code.letter_id = code.letter_id, None
    code.closed_at = timezone.now()
    code.save(update_fields=["letter_id", "closed_at"])
    if letter:
        documents.erase([letter])
    record("hall_code.closed", target=code, by=by)
    return True


def arrive(code: HallCode, *, says: str, where: str, by) -> Arrival:
    """Come in by the code of the hall: at once among neighbours, else once approved.

    Raises:
        CodeClosed: another one hangs there by now, or none.
        LivesHere: he meets the neighbours already.
        ArrivedAlready: he typed this code before.
    """
    with enter(code.tenant_id, by=by):
        building = _locked()
        found = HallCode.objects.get(pk=code.pk)
        if not found.is_good(timezone.now()):
            raise CodeClosed(code)
        if _meets_neighbours(building, by):
            raise LivesHere(by)
        arrival, is_new = Arrival.objects.get_or_create(
            code=found,
            user=by,
            defaults={"tenant": building.tenant, "says": says, "where": where},
        )
        if not is_new:
            raise ArrivedAlready(by)
        record("arrival.came", target=arrival, by=by, user=by.pk)
        if building.tenant.kind == Tenant.Kind.NEIGHBOURS:
            _let_in(arrival, building, by=None)
            _open_if_enough(building)
    return arrival


def _meets_neighbours(building: Building, user) -> bool:
    running = Grant.objects.on(timezone.localdate()).filter(
        user=user, tenant=building.pk
    )
    return any(
        Permission.MEET_NEIGHBOURS in permissions_of(Role(role), building.tenant.kind)
        for role in running.values_list("role", flat=True)
    )


def _let_in(arrival: Arrival, building: Building, *, by) -> None:
    _decide(arrival, Arrival.Outcome.LET_IN, by=by)
    grant_role(
        arrival.user,
        tenant=building.tenant,
        role=Role.OCCUPANT,
        since=timezone.localdate(),
        by=by,
    )


def _decide(arrival: Arrival, outcome: Arrival.Outcome, *, by) -> None:
    arrival.outcome, arrival.decided_at = outcome, timezone.now()
    arrival.decided_by = by
    arrival.save(update_fields=["outcome", "decided_at", "decided_by"])


def _open_if_enough(building: Building) -> None:
    """Open the building for its neighbours, as soon as enough of them are there."""
    founding = Founding.objects.select_related("founder").get()
    progress = progress_of(founding)
    if progress.is_open or progress.missing:
        return
    founding.opened_at = timezone.now()
    founding.save(update_fields=["opened_at"])
    record("neighbours.opened", target=building, by=None, people=progress.people)
    with translation.override(founding.founder.language):
        decision = _("Founding of the building")
    for module in founding.modules:
        switch_module(
            Module(module),
            is_on=True,
            decided_by=ModuleSwitch.DecidedBy.COUNCIL,
            decided_on=timezone.localdate(),
            decision=decision,
            by=founding.founder,
        )


@transaction.atomic
def answer(arrival: Arrival, *, is_let_in: bool, origin: str, by) -> Arrival:
    """Let in who typed the code, or refuse him; he is told.

    Raises:
        ArrivalDecided: somebody was faster.
        LivesHere: he came in by another way meanwhile; nothing is left to decide.
    """
    building = _locked()
    found = Arrival.objects.select_for_update(of=["self"]).select_related("user")
    locked = found.get(pk=arrival.pk, tenant=building.pk)
    if locked.outcome:
        raise ArrivalDecided(arrival)
    if is_let_in and _meets_neighbours(building, locked.user):
        raise LivesHere(locked.user)
    if is_let_in:
        _let_in(locked, building, by=by)
        record("arrival.let_in", target=locked, by=by, user=locked.user_id)
    else:
        _decide(locked, Arrival.Outcome.REFUSED, by=by)
        record("arrival.refused", target=locked, by=by, user=locked.user_id)
    written_by = Sender(building, None, str(by), origin)
    queue([arrival_answered(locked, sender=written_by)], by=by)
    return locked


def forget_expired_pages(*, now: datetime) -> int:
    """Erase, in the tenant entered, the page whose code has expired."""
    building = Building.objects.get()
    expired = HallCode.objects.filter(
        tenant=building.pk, letter_id__isnull=False, expires_at__lte=now
    )
    pages = list(expired.values_list("letter_id", flat=True))
    expired.update(letter_id=None)
    documents.erase(pages)
    return len(pages)
