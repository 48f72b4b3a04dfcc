"""Workers that die or run side by side: nothing is lost, and nobody is told twice but
by the one who was killed with an answer on its way.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection
from django.utils import timezone

from buildings.services import create_lot
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import seal
from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.jobs.services import MORE
from koprogo.tenancy import enter
from koprogo.webhooks import services
from koprogo.webhooks.delivering import send_next
from koprogo.webhooks.following import follow
from koprogo.webhooks.models import WebhookDelivery
from koprogo.webhooks.waking import wake
from tests import cast
from tests.together import PATIENCE
from tests.webhooks.factories import delivery, webhook
from tests.workers import wait_for, worker

MESSAGES = 12


@pytest.fixture
def here(own_database):
    return cast.tenant().pk


def in_a_thread(function, *args, **kwargs):
    """Run in another transaction; return what will come of it."""

    def work():
        try:
            return function(*args, **kwargs)
        finally:
            connection.close()

    return ThreadPoolExecutor(1).submit(work)


def inside(here, function, *args, **kwargs):
    with enter(here, by=None):
        return function(*args, **kwargs)


def prepared(here, url, *, many):
    with enter(here, by=None):
        made = webhook(url)
        for number in range(many):
            delivery(made, body={"type": f"{number}"})
        wake(made)
    return made


def left(here):
    with enter(here, by=None):
        return WebhookDelivery.objects.waiting().count()


def test_a_killed_worker_sends_the_same_message_again(
    own_database, here, broker, server
):
    prepared(here, server.url(), many=1)
    with worker(own_database, broker) as process:
        server.answer = lambda handler: process.kill()
        wait_for(lambda: server.received)
        process.wait()
    assert left(here) == 1
    server.answer = None
    broker.empty()
    jobs.publish_due(now=timezone.now() + timedelta(hours=1))
    with worker(own_database, broker):
        wait_for(lambda: left(here) == 0)
    first, second = server.received
    assert (first.ident, first.body) == (second.ident, second.body)
    with enter(here, by=None):
        [row] = WebhookDelivery.objects.all()
        assert (row.state, str(row.uuid), row.attempts) == ("sent", first.ident, 1)


def test_two_workers_double_nothing(own_database, here, broker, server):
    hooks = [prepared(here, server.url(path), many=MESSAGES) for path in ("/a", "/b")]
    with worker(own_database, broker), worker(own_database, broker):
        for _again in range(5):  # whoever wakes a job that runs disturbs nobody
            for hook in hooks:
                inside(here, wake, hook)
        wait_for(lambda: left(here) == 0)
    idents = [got.ident for got in server.received]
    assert (len(idents), len(set(idents))) == (2 * MESSAGES, 2 * MESSAGES)
    for path in ("/a", "/b"):
        types = [got.type for got in server.received if got.path == path]
        assert types == [str(number) for number in range(MESSAGES)]


def test_two_who_follow_at_once_make_one_message_of_each_event(here):
    with enter(here, by=None):
        webhook()
        create_lot(code="X", shares=0, by=None)
        seal()
    both = [in_a_thread(follow, here) for _two in range(2)]
    assert [each.result(timeout=PATIENCE) for each in both] == [None, None]
    with enter(here, by=None):
        events = list(WebhookDelivery.objects.values_list("event", flat=True))
        assert sorted(events) == sorted(
            {*AuditEvent.objects.values_list("pk", flat=True)}
        )
    assert Job.objects.filter(name="webhooks.send").count() == 1


def test_a_message_that_somebody_holds_is_left_to_him(here):
    """It waits still, so the job goes on."""
    hook = prepared(here, "https://a.be/", many=1)
    with enter(here, by=None):
        WebhookDelivery.objects.select_for_update().get()
        other = in_a_thread(inside, here, send_next, hook.pk, now=timezone.now())
        assert other.result(timeout=PATIENCE) is MORE


def test_a_job_about_to_end_finds_what_came_meanwhile(here):
    """Whoever adds a message holds the row; the job waits for him before it ends."""
    hook = prepared(here, "https://a.be/", many=0)
    with enter(here, by=None):
        services.send_test(hook, by=None)
        other = in_a_thread(inside, here, send_next, hook.pk, now=timezone.now())
        with pytest.raises(TimeoutError):
            other.result(timeout=0.5)
    assert other.result(timeout=PATIENCE) != jobs.DONE


def test_who_deletes_waits_for_the_message_on_its_way(here, server):
    """And nobody ends in a deadlock, though both write the same rows."""
    came, go = Event(), Event()

    def hold(handler):
        came.set()
        go.wait(PATIENCE)
        handler.say(500)

    server.answer = hold
    hook = prepared(here, server.url(), many=1)
    sending = in_a_thread(inside, here, send_next, hook.pk, now=timezone.now())
    assert came.wait(PATIENCE)
    deleting = in_a_thread(inside, here, services.delete_webhook, hook, by=None)
    with pytest.raises(TimeoutError):
        deleting.result(timeout=0.5)
    go.set()
    assert sending.result(timeout=PATIENCE) == timedelta(minutes=1)
    assert deleting.result(timeout=PATIENCE) is None
    assert left(here) == 0
