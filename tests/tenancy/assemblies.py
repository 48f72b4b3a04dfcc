"""A row of every model of assemblies, in the tenant entered."""

from datetime import UTC, date, datetime
from uuid import uuid4

from buildings.models import AllocationKey, LibraryVersion
from governance import models as meetings
from koprogo.documents.services import store
from koprogo.notifications.models import Delivery
from tests.tenancy.contracts import fill_contracts
from tests.tenancy.council import fill_council
from tests.tenancy.tenders import fill_tenders
from tests.tenancy.written import fill_written

DAY = date(2026, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ZERO = "0" * 64


def fill_assemblies(holding):
    """``holding``: somebody who may vote."""
    file = store(b"%PDF-", name="paper.pdf", content_type="application/pdf", by=None)
    owner = holding.members.first().owner
    meetings.AssemblySettings.objects.create()
    assembly = meetings.Assembly.objects.create(starts_at=MOMENT, place="Hall")
    item = _agenda(assembly, holding, owner)
    fill_tenders(item, file)
    secret = meetings.AgendaItem.objects.create(
        assembly=assembly,
        position=2,
        kind="election",
        subject="council",
        title="Council",
        motion="Elect",
        majority="absolute",
        candidate="Ann",
        is_secret=True,
    )
    assembly.convened_at = MOMENT
    assembly.save()
    cancellation = meetings.Cancellation.objects.create(
        assembly=assembly, reason="Snow"
    )
    letter = {"file": file, "addressee": owner, "name": "Ann", "language": "fr"}
    meetings.CancellationLetter.objects.create(
        cancellation=cancellation, delivery=_delivery("called-off"), **letter
    )
    meetings.CancellationRun.objects.create(
        cancellation=cancellation, zip=file, post_zip=file
    )
    meetings.Convocation.objects.create(
        assembly=assembly, delivery=_delivery("convocation"), **letter
    )
    meetings.ConvocationRun.objects.create(assembly=assembly, zip=file, post_zip=file)
    _meeting(assembly, item, secret, holding, owner, file)
    _minutes(assembly, item, file, letter)
    fill_written(holding, owner, file, letter)
    _spare()
    fill_council(owner)
    fill_contracts()


def _spare():
    """Rows that nothing points to yet."""
    assembly = meetings.Assembly.objects.create(starts_at=MOMENT, place="Hall")
    meetings.AgendaItem.objects.create(
        assembly=assembly,
        position=1,
        kind="information",
        subject="miscellaneous",
        title="Other things",
    )
    meetings.Minutes.objects.create(assembly=assembly)
    meetings.Assembly.objects.create(starts_at=MOMENT, place="Hall")
    called_off = meetings.Assembly.objects.create(starts_at=MOMENT, place="Hall")
    called_off.convened_at = MOMENT
    called_off.save()
    meetings.Cancellation.objects.create(assembly=called_off, reason="Ice")
    meetings.Decision.objects.create(
        number=meetings.Decision.objects.count() + 1,
        decided_on=DAY,
        title="Bikes",
        text="Build it",
        subject="works",
        majority="two-thirds",
        is_adopted=True,
    )
    for event in ("spare", "other"):
        _delivery(event)


def _agenda(assembly, holding, owner):
    proposal = meetings.Proposal.objects.create(
        owner=owner, title="Bikes", text="A place for bikes", received_on=DAY
    )
    item = meetings.AgendaItem.objects.create(
        assembly=assembly,
        position=1,
        subject="works",
        title="Bikes",
        motion="Build it",
        majority="two-thirds",
        key=AllocationKey.objects.first(),
        proposal=proposal,
    )
    meetings.ItemDocument.objects.create(
        item=item, version=LibraryVersion.objects.first()
    )
    meetings.ItemConflict.objects.create(item=item, holding=holding, reason="Builder")
    return item


def _delivery(event):
    return Delivery.objects.create(
        event=f"{event}:1", recipient="owner:1", channel="post", language="fr"
    )


def _meeting(assembly, item, secret, holding, owner, file):
    head = holding.uuid
    line = meetings.RollLine.objects.create(
        assembly=assembly,
        position=1,
        label="A1",
        head=head,
        head_name="Ann",
        voter=owner.uuid,
        voter_name="Ann",
        votes=10,
        lot=holding.ownerships.first().lot,
        holding=holding,
        owner=owner,
    )
    meetings.RollPart.objects.create(
        line=line, key=AllocationKey.objects.first(), parts=1
    )
    meetings.Proxy.objects.create(
        assembly=assembly,
        holding=holding,
        head=head,
        head_name="Ann",
        holder_owner=owner,
        holder_name="Bob",
        source="paper",
        signed_on=DAY,
        paper=file,
    )
    assembly.roll_taken_at = MOMENT
    assembly.save()
    event = meetings.MeetingEvent.objects.create(
        assembly=assembly,
        number=1,
        at=MOMENT,
        kind="ballot",
        body={},
        client_id=uuid4(),
        previous=ZERO,
        digest=ZERO,
    )
    meetings.CountedBallot.objects.create(
        item=item, line=line, event=event, choice="for"
    )
    meetings.SecretVoter.objects.create(item=secret, head=head)
    meetings.SecretBallot.objects.create(item=secret, choice="for", votes=10)


def _minutes(assembly, item, file, letter):
    minutes = meetings.Minutes.objects.create(assembly=assembly)
    meetings.MinutesDocument.objects.create(minutes=minutes, language="fr", file=file)
    minutes.finished_at = MOMENT
    minutes.save()
    meetings.Signature.objects.create(
        minutes=minutes, role="chair", name="Ann", way="paper", sha256=ZERO, scan=file
    )
    meetings.MinutesLetter.objects.create(
        minutes=minutes, delivery=_delivery("minutes"), **letter
    )
    meetings.MinutesRun.objects.create(minutes=minutes, zip=file, post_zip=file)
    decision = meetings.Decision.objects.create(
        number=meetings.Decision.objects.count() + 1,
        decided_on=DAY,
        item=item,
        title="Bikes",
        text="Build it",
        subject="works",
        majority="two-thirds",
        is_adopted=True,
        key=AllocationKey.objects.first(),
    )
    meetings.DecisionEffect.objects.create(decision=decision, effect="works")
    meetings.DecisionTask.objects.create(decision=decision, title="Order it")
