"""kill -9 in the middle of telling every member of a new price: nobody is left out."""

import signal
from datetime import date, timedelta

import pytest
from django.utils import timezone

from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.transparency.members import crowd, voted
from tests.workers import mail_server, wait_for, worker

PATIENCE = 900  # seconds; a mail takes some hundredths of one


@pytest.mark.parametrize("members", [80, pytest.param(5_000, marks=pytest.mark.matrix)])
def test_a_worker_is_killed_and_another_tells_the_rest(own_database, broker, members):
    tenant = cast.tenant(cast.ASBL).pk
    with enter(tenant, by=None):
        crowd(members, since=date(2024, 1, 1))
        voted("0.90")

    with mail_server(seconds=0) as server:
        with worker(own_database, broker, email_port=server.port) as process:
            wait_for(lambda: len(server.received) > members // 3, seconds=PATIENCE)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        broker.empty()
        jobs.publish_due(now=timezone.now() + timedelta(hours=2))
        with worker(own_database, broker, email_port=server.port):
            wait_for(lambda: not Job.objects.open().exists(), seconds=PATIENCE)
        received = set(server.received)

    told = Job.objects.get(name="transparency.tell_price")
    assert (told.done, told.failed_at) == (members, None)
    with enter(tenant, by=None):
        mails = Delivery.objects.filter(event__startswith="price:")
        assert mails.filter(state=Delivery.State.SENT).count() == members
        sent = {
            f"<{uuid}@koprogo.invalid>" for uuid in mails.values_list("uuid", flat=True)
        }
    assert len(received) == members
    assert received == sent
