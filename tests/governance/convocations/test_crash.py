"""kill -9 in the middle of many convocations: each is made once, and sent once."""

import signal
from datetime import timedelta

from django.utils import timezone

from buildings.models import Consent, Owner
from buildings.services import letters
from governance.models import Assembly, Convocation, ConvocationRun
from governance.services.convocations import convene
from koprogo.documents.models import File
from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests.finance.test_letters_crash import (
    PATIENCE,
    SETTINGS,
    files,
    large_building,
    stored,
)
from tests.governance.convocations.making import in_days
from tests.governance.factories import point
from tests.workers import wait_for, worker

__all__ = ["files"]

LOTS = 35


def ordered():
    """An assembly to which everybody was convened; one owner accepted e-mail."""
    owner = Owner.objects.get(code="p1")
    owner.email = "one@example.org"
    owner.save()
    Consent.objects.create(
        owner=owner,
        purpose="convocations",
        source="paper",
        given_on=timezone.localdate(),
    )
    assembly = Assembly.objects.create(
        kind="extraordinary",
        starts_at=in_days(20),
        place="Hall",
        consulting="Here",
    )
    point(assembly)
    return convene(assembly, by=None)


def test_a_worker_is_killed_and_another_finishes(own_database, files, broker):
    building = large_building(LOTS)
    made_before = letters.LONG_LETTERS_PER_STEP
    with enter(building.pk, by=None):
        ordered()
    job = Job.objects.get(name="governance.make_convocations")
    environment = SETTINGS | {"MEDIA_ROOT": str(files)}

    with worker(own_database, broker, **environment) as process:
        wait_for(lambda: stored(files) >= made_before + 3, seconds=PATIENCE)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with enter(building.pk, by=None):
        made = list(Convocation.objects.order_by("pk").values_list("pk", "file"))
        assert len(made) == made_before
        assert Delivery.objects.count() == 0
    job.refresh_from_db()
    assert (job.is_open, job.done) == (True, made_before)

    broker.empty()
    jobs.publish_due(now=timezone.now() + timedelta(hours=1))
    with worker(own_database, broker, **environment):
        # There is no mail server: what hands over e-mails waits for one.
        work = Job.objects.open().exclude(name="notifications.send")
        wait_for(lambda: not work.all().exists(), seconds=PATIENCE)
    job.refresh_from_db()
    assert (job.finished_at is not None, job.done, job.total) == (True, LOTS, LOTS)
    with enter(building.pk, by=None):
        found = Convocation.objects.order_by("pk")
        assert list(found.values_list("pk", "file")[:made_before]) == made
        assert set(found.values_list("addressee", flat=True)) == set(
            Owner.objects.values_list("pk", flat=True)
        )
        pdfs = File.objects.filter(content_type="application/pdf")
        assert pdfs.count() == found.count() == Delivery.objects.count() == LOTS
        assert Delivery.objects.emails().count() == 1
        assert ConvocationRun.objects.get().post_zip is not None
