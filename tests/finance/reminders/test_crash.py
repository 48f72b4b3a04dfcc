"""kill -9 in the middle of many reminders, and an empty broker: each is sent once."""

import signal
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from buildings.models import AllocationKey
from buildings.services import letters
from finance import services as books
from finance.models import AccountCharge, Cost, Reminder, ReminderLetter
from finance.reminding import Level
from finance.services.reminder_levels import set_levels
from finance.services.reminders import propose_reminders, send_reminders
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.ledger.queries import verify
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests.finance.reminders.arrears import days_ago
from tests.finance.test_letters_crash import (
    PATIENCE,
    SETTINGS,
    files,
    large_building,
    stored,
)
from tests.workers import wait_for, worker

__all__ = ["files"]

LOTS = 40
State = Reminder.State


def everybody_late():
    """Each of the holders owes 100.00 since long, and is to get a formal notice."""
    item = books.Item(
        label="Provision",
        purpose="provision",
        amount=Decimal(100 * LOTS),
        key=AllocationKey.objects.get(code="shares"),
    )
    day = days_ago(100)
    call = books.draft_call(title="Late", due_on=day, items=[item], by=None)
    books.issue_call(call, by=None, on=day)
    set_levels([Level(1, 5, with_interest=True, registered=True)], by=None)
    propose_reminders(on=days_ago(0), by=None)


def test_a_worker_is_killed_and_another_finishes(own_database, files, broker):
    building = large_building(LOTS)
    with enter(building.pk, by=None):
        everybody_late()
        keys = list(Reminder.objects.values_list("uuid", flat=True))
        assert send_reminders(keys, by=None) == LOTS
    job = Job.objects.get(name="finance.send_reminders")
    environment = SETTINGS | {"MEDIA_ROOT": str(files)}

    with worker(own_database, broker, **environment) as process:
        # In the second step: some letters of it are written, nothing is committed.
        wait_for(
            lambda: stored(files) >= letters.LETTERS_PER_STEP + 3, seconds=PATIENCE
        )
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with enter(building.pk, by=None):
        made = list(ReminderLetter.objects.order_by("pk").values_list("pk", "file"))
        assert len(made) == letters.LETTERS_PER_STEP
        assert AccountCharge.objects.count() == Cost.objects.count() == len(made)
        assert Delivery.objects.count() == len(made)
        assert Reminder.objects.filter(state=State.SENT).count() == len(made)

    broker.empty()
    jobs.publish_due(now=timezone.now() + timedelta(hours=1))
    with worker(own_database, broker, **environment):
        wait_for(lambda: not Job.objects.get(pk=job.pk).is_open, seconds=PATIENCE)
    job.refresh_from_db()
    assert (job.finished_at is not None, job.done, job.total) == (True, LOTS, LOTS)
    with enter(building.pk, by=None):
        found = ReminderLetter.objects.order_by("pk")
        assert list(found.values_list("pk", "file")[: len(made)]) == made
        assert {one.state for one in Reminder.objects.all()} == {State.SENT}
        for model in (Reminder, ReminderLetter, Delivery, AccountCharge, Cost):
            assert (model, model.objects.count()) == (model, LOTS)
        pdfs = File.objects.filter(content_type="application/pdf")
        assert set(pdfs.values_list("pk", flat=True)) == {one.file_id for one in found}
        assert all(read(one.file).startswith(b"%PDF-") for one in found)
        assert verify() == []
