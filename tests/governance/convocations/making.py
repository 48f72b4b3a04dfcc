"""Ways to an assembly of Les Acacias that can be convened, and to its letters."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from buildings.models import Consent, Owner
from buildings.services.letters import send_letters
from governance.models import (
    Assembly,
    Cancellation,
    CancellationLetter,
    CancellationRun,
    Convocation,
    ConvocationRun,
)
from governance.services.convocations import call_off, convene
from governance.services.meeting import close_meeting
from koprogo.documents.services import store
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests import cast
from tests.finance.letters import bundled, furnish
from tests.governance.factories import decided, draft, opened, point

AGENDA = ("accounts", "contracts-evaluation", "budget")


def in_days(days, hour=19):
    """A moment so many days from today."""
    moment = timezone.localtime() + timedelta(days=days)
    return moment.replace(hour=hour, minute=0, second=0, microsecond=0)


def sound(*, days=20, kind="extraordinary", titles=("Paint the hall",), **values):
    """A draft that nothing stands in the way of."""
    values = {"consulting": "On KoproGo", "kind": kind, **values}
    assembly = draft(*titles, starts_at=in_days(days), **values)
    if kind == "ordinary":
        for subject in AGENDA:
            point(assembly, subject.title(), subject=subject)
    return Assembly.objects.get(pk=assembly.pk)


def accept_email(*codes):
    """Let these owners receive convocations by e-mail."""
    for code in codes:
        Consent.objects.get_or_create(
            owner=Owner.objects.get(code=code),
            purpose=Consent.Purpose.CONVOCATIONS,
            withdrawn_on=None,
            defaults={
                "source": Consent.Source.PAPER,
                "given_on": timezone.localdate(),
            },
        )


def sent(*, by=None, emails=("omar",), urgency="", **values):
    """A convened assembly whose letters the worker has made and sent."""
    furnish()
    accept_email(*emails)
    assembly = convene(sound(**values), urgency=urgency, by=by)
    work()
    return Assembly.objects.select_related("cancellation").get(pk=assembly.pk)


def work():
    """Do what is left to the worker, and what that leaves: e-mails, the ZIP for post."""
    run_all()
    run_all()


def ways_of(told):
    """Return channel and state of the delivery of each letter, by its reader."""
    found = Delivery.objects.filter(event__endswith=str(told.uuid))
    return {one.name: (one.channel, one.state) for one in found}


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


# Without a worker


def made(*codes, **values):
    """A convened assembly whose letters are made, for these owners: rows, no PDF."""
    assembly = _convened(**values)
    file = _file()
    for code in codes or ("omar", "clara", "jean"):
        Convocation.objects.create(assembly=assembly, file=file, **_reader(code))
    bundled(ConvocationRun(assembly=assembly))
    return assembly


def called_off(*codes):
    """An assembly that was called off, with the letters that say so: rows, no PDF."""
    assembly, file = _convened(), _file()
    cancellation = Cancellation.objects.create(assembly=assembly, reason="Snow")
    for code in codes or ("omar",):
        CancellationLetter.objects.create(
            cancellation=cancellation, file=file, **_reader(code)
        )
    bundled(CancellationRun(cancellation=cancellation))
    return cancellation


def ended(how, *titles, days=-1, **values):
    """A meeting that was adjourned, or closed; ``how`` names the column."""
    assembly = _convened(*titles, days=days, **values)
    now = timezone.now()
    Assembly.objects.filter(pk=assembly.pk).update(
        roll_taken_at=now, opened_at=now, **{how: now}
    )
    return Assembly.objects.get(pk=assembly.pk)


def _convened(*titles, **values):
    assembly = sound(**values | ({"titles": titles} if titles else {}))
    assembly.convened_at = timezone.now()
    assembly.save()
    return Assembly.objects.select_related("cancellation").get(pk=assembly.pk)


def _file():
    return store(b"%PDF-", name="letter.pdf", content_type="application/pdf", by=None)


def _reader(code):
    owner = Owner.objects.get(code=code)
    return {"addressee": owner, "name": str(owner), "address": "X", "language": "en"}


def things():
    """What stands in addresses; letters are Omar's: Clara of the council has none."""
    assembly, cancellation = made("omar"), called_off("omar")
    return {
        "convened_id": assembly.uuid,
        "to_convene_id": sound().uuid,
        "adjourned_id": ended("adjourned_at").uuid,
        "closed_id": ended("closed_at").uuid,
        "convocation_id": assembly.convocations.get().uuid,
        "cancellation_id": cancellation.uuid,
        "called_off_letter_id": cancellation.letters.get().uuid,
    }


def lively():
    """Assemblies before and after they were convened; the pages of a syndic."""
    draft = sound(kind="ordinary", consulting="", titles=["Renew the roof"])
    late, assembly = sound(days=9), sent()
    failed = sent(emails=["omar", "clara"])
    Delivery.objects.filter(event__endswith=str(failed.uuid)).emails().update(
        state=Delivery.State.FAILED, sent_at=None, error="552 Mailbox is full"
    )
    cancelled = sent()
    cancellation = call_off(cancelled, reason="Snow", by=None)
    adjourned, closed = ended("adjourned_at"), ended("closed_at")
    here = "assemblies"
    return [
        f"{here}/{draft.uuid}/convocation/",
        f"{here}/{late.uuid}/convocation/convene/",
        f"{here}/{assembly.uuid}/convocation/",
        f"{here}/{assembly.uuid}/convocation/letters/posted/",
        f"{here}/{failed.uuid}/convocation/",
        f"{here}/{assembly.uuid}/call-off/",
        f"{here}/{cancelled.uuid}/convocation/",
        f"{here}/called-off/{cancellation.uuid}/letters/",
        f"{here}/{adjourned.uuid}/second-session/",
        f"{here}/{closed.uuid}/new-meeting/",
    ]


# For requests that use something up


def _to_convene(_method):
    return {
        "assembly_id": sound().uuid,
        "owner_id": Owner.objects.get(code="jean").uuid,
    }


def _made(_method):
    return {"assembly_id": made().uuid}


def _adjourned(_method):
    return {"assembly_id": ended("adjourned_at").uuid}


def _without_all(_method):
    """A closed meeting in which only absent owners prevented a decision."""
    assembly = sound(days=0)
    assembly.items.update(subject="shares", majority="unanimity")
    assembly = opened(assembly=assembly, present=("H1", "H2"))
    decided(assembly.items.get(), A="for", B="for")
    close_meeting(assembly, by=None)
    return {"assembly_id": assembly.uuid}


def _posted(_method):
    assembly = sent(emails=[])
    return {"assembly_id": assembly.uuid, "to_post": assembly.convocations.first().uuid}


def _cancelled(_method):
    cancellation = called_off()
    send_letters(cancellation, by=None)
    to_post = cancellation.letters.get().uuid
    return {"cancellation_id": cancellation.uuid, "to_post": to_post}


MAKERS = {
    _posted: ("{assembly_id}/convocation/letters/posted/",),
    _to_convene: (
        "{assembly_id}/convocation/convene/",
        "{assembly_id}/convocation/preview/{owner_id}/",
    ),
    _adjourned: ("{assembly_id}/second-session/",),
    _without_all: ("{assembly_id}/new-meeting/",),
    _made: (
        "{assembly_id}/call-off/",
        "{assembly_id}/convocation/letters/",
        "{assembly_id}/convocation/letters/zip/",
        "{assembly_id}/convocation/letters/post-zip/",
        "{assembly_id}/my-convocation/",
    ),
    _cancelled: ("{cancellation_id}/letters/posted/",),
}


def bodies(real):
    posted = {"letters": [str(real.get("to_post", ""))], "on": real["date"]}
    return {
        "POST assemblies/{assembly_id}/convocation/letters/posted/": posted,
        "POST assemblies/called-off/{cancellation_id}/letters/posted/": posted,
        "POST assemblies/{assembly_id}/new-meeting/": {
            "starts_at": in_days(60).isoformat()
        },
        "POST assemblies/{assembly_id}/second-session/": {
            "starts_at": in_days(60).isoformat()
        },
    }
