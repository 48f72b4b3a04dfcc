"""A row of every model between assemblies, in the tenant entered."""

from datetime import UTC, date, datetime

from buildings.models import AllocationKey, LibraryVersion
from governance import models as meetings
from koprogo.notifications.models import Delivery

DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
HASH = "0" * 64


def fill_written(holding, owner, file, letter):
    """``holding``: somebody who may answer, by ``owner``."""
    _written(holding, owner, file, letter)
    _request(holding, owner, file)
    _consultation(holding)


def _draft():
    return meetings.WrittenDecision.objects.create(
        subject="works",
        title="Bikes",
        motion="Build it",
        until=DAY,
        key=AllocationKey.objects.first(),
    )


def _written(holding, owner, file, letter):
    decision = _draft()
    meetings.WrittenAttachment.objects.create(
        decision=decision, version=LibraryVersion.objects.first()
    )
    decision.sent_at, decision.sha256 = MOMENT, HASH
    decision.save()
    meetings.WrittenAnswer.objects.create(
        decision=decision,
        holding=holding,
        owner=owner,
        is_agreed=True,
        way="paper",
        scan=file,
        sha256=HASH,
        signed_on=DAY,
    )
    meetings.WrittenLetter.objects.create(
        decision=decision, holding=holding, delivery=_delivery("written"), **letter
    )
    meetings.WrittenRun.objects.create(decision=decision, zip=file, post_zip=file)
    decision.ended_at, decision.outcome = MOMENT, "adopted"
    decision.save()
    meetings.WrittenMinutes.objects.create(decision=decision, language="fr", file=file)
    meetings.Decision.objects.create(
        number=meetings.Decision.objects.count() + 1,
        decided_on=DAY,
        written=decision,
        title="Bikes",
        text="Build it",
        subject="works",
        majority="unanimity",
        is_adopted=True,
    )
    _draft()


def _delivery(event):
    return Delivery.objects.create(
        event=f"{event}:1", recipient="owner:1", channel="post", language="fr"
    )


def _request(holding, owner, file):
    request = meetings.AssemblyRequest.objects.create(
        title="Roof", reason="It leaks", language="fr", owner=owner
    )
    meetings.RequestPoint.objects.create(request=request, position=1, title="Repair it")
    meetings.RequestSignature.objects.create(
        request=request, holding=holding, owner=owner, sha256=HASH
    )
    request.sent_on = request.received_on = DAY
    request.shares, request.shares_total = 300, 1000
    request.proof = file
    request.assembly = meetings.Assembly.objects.create(starts_at=MOMENT, place="Hall")
    request.save()
    meetings.AssemblyRequest.objects.create(
        title="Lift", reason="It stops", language="fr", owner=owner
    )


def _consultation(holding):
    consultation = meetings.Consultation.objects.create(title="Colour?", closes_on=DAY)
    meetings.ConsultationOption.objects.create(
        consultation=consultation, position=1, title="Green"
    )
    meetings.ConsultationAnswer.objects.create(
        consultation=consultation, holding=holding, chosen=[1]
    )
    consultation.closed_at = MOMENT
    consultation.save()
    meetings.Consultation.objects.create(title="Bench?", closes_on=DAY)
