"""Minutes: drafted when a meeting has ended, finished once, signed, kept for ever."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from buildings.models import Building, LibraryDocument
from buildings.services.library import add_document
from governance.errors.minutes import (
    MinutesFinished,
    MinutesNotFinished,
    NoBureau,
    NotASigner,
    NotEnded,
    SignedAlready,
)
from governance.exports.minutes import (
    PDF,
    minutes_languages,
    minutes_name,
    minutes_pdf,
    minutes_title,
)
from governance.models import Assembly, Minutes, MinutesDocument, Signature
from governance.queries.proceedings import Record, record_of
from governance.queries.signing import Signer, signers_of
from governance.services.log import add_event
from governance.services.register import enter_decisions
from koprogo.audit.services import record
from koprogo.documents.intake import Intake
from koprogo.documents.services import store

__all__ = [
    "draft_minutes",
    "finish_minutes",
    "note_paper_signatures",
    "sign_minutes",
    "write_notes",
]

Role = Signature.Role


@transaction.atomic
def draft_minutes(assembly: Assembly, *, by) -> Minutes:
    """Begin the minutes of a meeting that ended; those that exist stay as they are.

    Raises:
        NotEnded: it was neither closed nor adjourned.
    """
    if assembly.ended_at is None:
        raise NotEnded(assembly)
    minutes, is_new = Minutes.objects.get_or_create(assembly=assembly)
    if is_new:
        record("minutes.drafted", target=assembly, by=by)
    return minutes


@transaction.atomic
def write_notes(minutes: Minutes, *, notes: str, by) -> Minutes:
    """Write what the secretary adds to what the log tells.

    Raises:
        MinutesFinished: they were finished, perhaps at this very moment.
    """
    minutes = _locked_draft(minutes)
    if minutes.notes != notes:
        minutes.notes = notes
        minutes.save(update_fields=["notes"])
        record("minutes.notes_written", target=minutes.assembly, by=by)
    return minutes


@transaction.atomic
def finish_minutes(minutes: Minutes, *, by, at: datetime | None = None) -> Minutes:
    """Make the minutes in every language of the building, and enter the decisions.

    They stand among the documents that every co-owner reads. ``at``: now, unless an
    earlier moment is known.

    Raises:
        MinutesFinished: somebody did, perhaps at this very moment.
        NoBureau: a meeting that decided has neither chair nor secretary.
    """
    minutes = _locked_draft(minutes)
    assembly = minutes.assembly
    found = record_of(assembly)
    if found is None:
        raise NotEnded(assembly)
    if found.bureau is None and assembly.closed_at:
        raise NoBureau(assembly)
    building = Building.objects.select_related("tenant").get()
    for language in minutes_languages(building):
        _make(minutes, found, building, language, by=by)
    decisions = enter_decisions(found)
    minutes.finished_at = at or timezone.now()
    minutes.save(update_fields=["finished_at"])
    record("minutes.finished", target=assembly, by=by, decisions=len(decisions))
    return minutes


def _make(
    minutes: Minutes, found: Record, building: Building, language: str, *, by
) -> None:
    data = minutes_pdf(found, building, notes=minutes.notes, language=language)
    name = minutes_name(found.assembly, building, language)
    with override(language):
        title = minutes_title(found.assembly)
    document = add_document(
        title=title,
        category=LibraryDocument.Category.MINUTES,
        audience=LibraryDocument.Audience.OWNERS,
        file=Intake(name, PDF, data),
        dated_on=found.assembly.day,
        by=by,
    )
    MinutesDocument.objects.create(
        minutes=minutes, language=language, file=document.versions.get().file
    )


@transaction.atomic
def sign_minutes(minutes: Minutes, *, signer: Signer, language: str, by) -> Signature:
    """Sign online, by an account that a second factor has just confirmed.

    Who asks makes sure of the second factor, and that ``by`` is the signer. ``language``:
    of the document that he read.

    Raises:
        MinutesNotFinished: they are a draft.
        NotASigner: he was not there.
        SignedAlready: he has.
    """
    minutes = _locked_finished(minutes)
    if signer not in signers_of(minutes):
        raise NotASigner(signer)
    sha256 = _sha256(minutes, language)
    return _sign(minutes, signer, way=Signature.Way.ONLINE, sha256=sha256, by=by)


@transaction.atomic
def note_paper_signatures(
    minutes: Minutes, *, signers: Sequence[Signer], language: str, scan: Intake, by
) -> list[Signature]:
    """Note who signed the printed document, with the scan that shows it.

    Raises:
        MinutesNotFinished: they are a draft.
        NotASigner: one of them was not there.
        SignedAlready: one of them has.
    """
    minutes = _locked_finished(minutes)
    sha256 = _sha256(minutes, language)
    known = signers_of(minutes)
    for signer in signers:
        if signer not in known:
            raise NotASigner(signer)
    kept = store(scan.data, name=scan.name, content_type=scan.content_type, by=by)
    way = Signature.Way.PAPER
    return [
        _sign(minutes, signer, way=way, sha256=sha256, scan=kept, by=by)
        for signer in signers
    ]


def _sha256(minutes: Minutes, language: str) -> str:
    return minutes.documents.select_related("file").get(language=language).file.sha256


def _sign(minutes: Minutes, signer: Signer, *, way, sha256, by, scan=None) -> Signature:
    signed = Signature.objects.filter(minutes=minutes)
    if signed.filter(role=signer.role, name=signer.name).exists() or (
        signer.role != Role.OWNER and signed.filter(role=signer.role).exists()
    ):
        raise SignedAlready(signer)
    signature = Signature.objects.create(
        minutes=minutes,
        role=signer.role,
        name=signer.name,
        way=way,
        sha256=sha256,
        scan=scan,
        signed_by=by,
    )
    body = {
        "name": signer.name,
        "role": str(signer.role),
        "person": signer.person,
        "way": str(way),
    }
    add_event(minutes.assembly, "signed", body, by=by)
    _complete(minutes)
    record("minutes.signed", target=minutes.assembly, by=by, role=signer.role, way=way)
    return signature


def _complete(minutes: Minutes) -> None:
    """Minutes are signed when the chair and the secretary have signed them."""
    needed = {Role.CHAIR.value, Role.SECRETARY.value}
    roles = set(minutes.signatures.values_list("role", flat=True))
    if minutes.signed_at is None and needed <= roles:
        minutes.signed_at = timezone.now()
        minutes.save(update_fields=["signed_at"])


def _locked(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("assembly__tenant").get(pk=minutes.pk)


def _locked_draft(minutes: Minutes) -> Minutes:
    found = _locked(minutes)
    if found.finished_at is not None:
        raise MinutesFinished(found)
    return found


def _locked_finished(minutes: Minutes) -> Minutes:
    found = _locked(minutes)
    if found.finished_at is None:
        raise MinutesNotFinished(found)
    return found
