"""Owners ask for an assembly: signed, posted, received, convened (art. 3.87 §2)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Owner
from governance.dated import in_force
from governance.deadlines import CONVOCATION_DAYS
from governance.errors.requests import (
    DraftMade,
    NotASigner,
    NotEnoughShares,
    NotPosted,
    NotReceived,
    NotSigned,
    OthersSigned,
    ProofNeeded,
    ReceivedBefore,
    RequestClosed,
    SignedBefore,
    WrongDay,
)
from governance.models import Assembly, AssemblyRequest, RequestPoint, RequestSignature
from governance.notices import requests as notices
from governance.queries.drafts import AssemblyDraft, ItemDraft
from governance.queries.heads import heads_on
from governance.queries.requests import Backing, backing_of, sealed_request
from governance.queries.settings import assembly_settings
from governance.services.agenda import add_item
from governance.services.assemblies import prepare_assembly
from governance.subjects import Subject
from koprogo.audit.services import record
from koprogo.documents.intake import Intake
from koprogo.documents.services import store
from koprogo.notifications import services as notifications

__all__ = [
    "draft_requested",
    "note_receipt",
    "note_sending",
    "open_request",
    "sign_request",
    "withdraw_request",
    "withdraw_signature",
]

#: beside the legal notice, for making and posting the convocations
TO_PREPARE = timedelta(days=7)
EVENING = time(19)


@transaction.atomic
def open_request(
    *, owner: Owner, title: str, reason: str, points: Sequence[str], by
) -> AssemblyRequest:
    """Begin a request, in the language of ``owner``, who signs it for his lots.

    Raises:
        NotASigner: he represents no lot today.
    """
    request = AssemblyRequest.objects.create(
        owner=owner,
        title=title,
        reason=reason,
        language=owner.language,
        opened_by=by,
    )
    RequestPoint.objects.bulk_create(
        RequestPoint(request=request, position=position, title=point)
        for position, point in enumerate(points, start=1)
    )
    record("request.opened", target=request, by=by)
    _sign(request, owner, by=by)
    return request


@transaction.atomic
def sign_request(
    request: AssemblyRequest, *, owner: Owner, origin: str, by
) -> AssemblyRequest:
    """Sign for all lots that ``owner`` represents; whoever signed is told at a fifth.

    Raises:
        RequestClosed: it was posted or withdrawn.
        NotASigner: he represents no lot today.
        SignedBefore: these lots have signed.
    """
    found = _collecting(request)
    before = _backing(found).support
    _sign(found, owner, by=by)
    record("request.signed", target=found, by=by)
    after = _backing(found)
    if after.support.is_enough and not before.is_enough:
        event = record("request.reached", target=found, by=by)
        people = [one.signature.owner.user for one in after.signed]
        mails = notices.about_reached(
            found, people, after.support, event=event, origin=origin, by=by
        )
        notifications.queue(mails, by=by)
    return found


@transaction.atomic
def withdraw_signature(
    request: AssemblyRequest, *, owner: Owner, by
) -> AssemblyRequest:
    """Take back what ``owner`` signed.

    Raises:
        RequestClosed: it was posted or withdrawn.
        NotSigned: he has not signed, or took it back.
    """
    found = _collecting(request)
    mine = found.signatures.filter(owner=owner, withdrawn_at=None)
    if not mine.update(withdrawn_at=timezone.now()):
        raise NotSigned(owner)
    record("request.signature_withdrawn", target=found, by=by)
    return found


@transaction.atomic
def withdraw_request(request: AssemblyRequest, *, owner: Owner, by) -> AssemblyRequest:
    """Give it up, as long as nobody else stands behind it.

    Raises:
        RequestClosed: it was posted or withdrawn.
        NotASigner: somebody else began it.
        OthersSigned: it is theirs as well.
    """
    found = _collecting(request)
    if found.owner != owner:
        raise NotASigner(owner)
    if found.signatures.filter(withdrawn_at=None).exclude(owner=owner).exists():
        raise OthersSigned(found)
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    record("request.withdrawn", target=found, by=by)
    return found


@transaction.atomic
def note_sending(
    request: AssemblyRequest, *, owner: Owner, sent_on: date, by
) -> AssemblyRequest:
    """Note when the registered letter was posted: who stands behind it is fixed.

    Raises:
        RequestClosed: it was posted or withdrawn.
        WrongDay: before it was begun, or in the future.
        NotSigned: ``owner`` does not stand behind it.
        NotEnoughShares: those who signed had less than a fifth on that day.
    """
    found = _collecting(request)
    if not timezone.localdate(found.opened_at) <= sent_on <= timezone.localdate():
        raise WrongDay(sent_on)
    backing = _backing(found, on=sent_on)
    _check_signer(backing, owner)
    if not backing.support.is_enough:
        raise NotEnoughShares(found, backing.support)
    found.sent_on, found.sent_by = sent_on, by
    found.shares = backing.support.shares
    found.shares_total = backing.support.shares_total
    found.save(update_fields=["sent_on", "sent_by", "shares", "shares_total"])
    record("request.sent", target=found, by=by, sent_on=sent_on.isoformat())
    return found


@transaction.atomic
def note_receipt(
    request: AssemblyRequest,
    *,
    received_on: date,
    owner: Owner | None = None,
    proof: Intake | None = None,
    origin: str,
    by,
) -> AssemblyRequest:
    """Note when the syndic received it: his thirty days begin, and he is told.

    ``owner``: who of those who signed notes it, with the receipt of the post; none: the
    syndic himself.

    Raises:
        NotPosted, ReceivedBefore: there is nothing to receive, or it is known.
        WrongDay: before it was posted, or in the future.
        NotSigned: ``owner`` does not stand behind it.
        ProofNeeded: an owner shows it.
    """
    found = _locked(request)
    if found.sent_on is None:
        raise NotPosted(found)
    if found.received_on is not None:
        raise ReceivedBefore(found)
    if not found.sent_on <= received_on <= timezone.localdate():
        raise WrongDay(received_on)
    if owner is not None:
        _check_signer(_backing(found), owner)
        if proof is None:
            raise ProofNeeded(found)
    found.received_on, found.received_by = received_on, by
    if proof is not None:
        found.proof = store(
            proof.data, name=proof.name, content_type=proof.content_type, by=by
        )
    found.save(update_fields=["received_on", "received_by", "proof"])
    event = record(
        "request.received", target=found, by=by, received_on=received_on.isoformat()
    )
    mails = notices.about_receipt(found, event=event, origin=origin, by=by)
    notifications.queue(mails, by=by)
    return found


@transaction.atomic
def draft_requested(request: AssemblyRequest, *, by) -> Assembly:
    """Begin the extraordinary assembly that was asked for, with its points, in time.

    Raises:
        NotReceived: the syndic has nothing to answer yet.
        DraftMade: it is being prepared, or was convened.
        BeforeTheLaw: nobody knows what a meeting on that day needs.
    """
    found = _locked(request)
    if found.received_on is None:
        raise NotReceived(found)
    if found.assembly is not None and not found.assembly.is_cancelled:
        raise DraftMade(found)
    building = Building.objects.get()
    place = assembly_settings().place or f"{building.street}, {building.city}"
    assembly = prepare_assembly(
        AssemblyDraft(starts_at=_first_evening(), place=place),
        kind=Assembly.Kind.EXTRAORDINARY,
        languages=building.languages,
        budget=None,
        by=by,
    )
    for point in found.points.all():
        words = {found.language: point.title}
        add_item(
            assembly,
            ItemDraft(
                subject=Subject.OTHER,
                title=words,
                text={found.language: found.reason},
                motion=words,
            ),
            by=by,
        )
    found.assembly = assembly
    found.save(update_fields=["assembly"])
    record("request.drafted", target=found, by=by)
    return assembly


def _first_evening() -> datetime:
    """Return the first evening to which one can surely still be convened by post."""
    today = timezone.localdate()
    notice = timedelta(days=in_force(CONVOCATION_DAYS, today).value)
    return timezone.make_aware(datetime.combine(today + notice + TO_PREPARE, EVENING))


def _locked(request: AssemblyRequest) -> AssemblyRequest:
    rows = AssemblyRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("owner", "assembly__cancellation").get(pk=request.pk)


def _collecting(request: AssemblyRequest) -> AssemblyRequest:
    found = _locked(request)
    if not found.is_collecting:
        raise RequestClosed(found)
    return found


def _backing(request: AssemblyRequest, *, on: date | None = None) -> Backing:
    total = Building.objects.values_list("deed_total", flat=True).get()
    return backing_of(request, total=total, today=on or timezone.localdate())


def _check_signer(backing: Backing, owner: Owner) -> None:
    if owner.pk not in {one.signature.owner_id for one in backing.signed}:
        raise NotSigned(owner)


def _sign(request: AssemblyRequest, owner: Owner, *, by) -> None:
    represented = [
        one.holding
        for one in heads_on(timezone.localdate())
        if one.holding.representative_id == owner.pk
    ]
    if not represented:
        raise NotASigner(owner)
    standing = request.signatures.filter(withdrawn_at=None)
    signed = set(standing.values_list("holding", flat=True))
    missing = [one for one in represented if one.pk not in signed]
    if not missing:
        raise SignedBefore(owner)
    points = [point.title for point in request.points.all()]
    RequestSignature.objects.bulk_create(
        RequestSignature(
            request=request,
            holding=holding,
            owner=owner,
            sha256=sealed_request(request, points),
            signed_by=by,
        )
        for holding in missing
    )
