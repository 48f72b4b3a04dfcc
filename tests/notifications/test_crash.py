"""Killed workers and a broker that loses everything: no mail lost, none doubled but
the one in the hands of whoever was killed.
"""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from koprogo.jobs import services as jobs
from koprogo.notifications.models import Delivery
from koprogo.notifications.services import queue
from koprogo.tenancy import enter
from tests import cast
from tests.notifications.test_outbox import email
from tests.workers import mail_server, wait_for, worker

LETTERS = 60


def test_every_letter_arrives_although_workers_die(own_database, broker):
    inside = cast.tenant().pk
    with mail_server() as server:
        with enter(inside, by=None):
            queue([email(number) for number in range(LETTERS)], by=None)
        for many in (10, 30):
            with worker(own_database, broker, email_port=server.port) as process:
                wait_for(lambda many=many: len(server.received) >= many)
                process.kill()
            broker.empty()
            jobs.publish_due(now=timezone.now() + timedelta(hours=1))
        with worker(own_database, broker, email_port=server.port):
            wait_for(lambda: len(set(server.received)) == LETTERS)
            with enter(inside, by=None):
                wait_for(lambda: not Delivery.objects.waiting().exists())
    with enter(inside, by=None):
        expected = {f"<{row.uuid}@koprogo.invalid>" for row in Delivery.objects.all()}
    twice = [name for name, many in Counter(server.received).items() if many > 1]
    assert set(server.received) == expected
    assert len(twice) <= 2
