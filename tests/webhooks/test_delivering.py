"""Handing over: signed, one after the other, again when it is not taken, and given up."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.audit.tasks import seal_all
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, MORE, run_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from koprogo.webhooks import services
from koprogo.webhooks.delivering import LONGEST_SLEEP, REST, send_next
from koprogo.webhooks.models import Webhook
from tests import cast
from tests.webhooks.factories import State, all_kinds, delivery, webhook

pytestmark = pytest.mark.usefixtures("acacias")

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def waiting(hook, *, due_at=NOW, **fields):
    return delivery(hook, due_at=due_at, **fields)


def state(row):
    row.refresh_from_db()
    return row.state, row.attempts, row.status, row.trouble


def test_what_was_recorded_arrives_signed(server):
    hook, secret = services.create_webhook(
        url=server.url("/hook"), kinds=["webhook.created"], by=cast.user("sophie")
    )
    seal_all()
    run_all()
    [got] = server.received
    made = hook.deliveries.get()
    assert (got.path, got.type, got.body) == ("/hook", "webhook.created", made.payload)
    assert got.ident == str(made.uuid)
    assert got.fits(secret) is True
    assert abs(int(got.headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"] == "KoproGo-Webhooks/1"
    assert state(made) == ("sent", 1, 204, "")
    assert made.sent_at is not None
    assert Job.objects.get(name="webhooks.send").is_open is False


def test_the_oldest_goes_first_and_nothing_before_its_time(server):
    hook = webhook(server.url())
    second = waiting(hook, body={"type": "second"})
    waiting(hook, body={"type": "later"}, due_at=NOW + timedelta(seconds=1))
    first = waiting(hook, body={"type": "first"}, due_at=NOW - DAY)
    assert send_next(hook.pk, now=NOW) is MORE
    assert send_next(hook.pk, now=NOW) is MORE
    assert send_next(hook.pk, now=NOW) == timedelta(seconds=1)
    assert server.types == ["first", "second"]
    assert state(first) == state(second) == ("sent", 1, 204, "")


@pytest.mark.parametrize(
    ("wait", "slept"),
    [
        (timedelta(seconds=1), timedelta(seconds=1)),
        (LONGEST_SLEEP, LONGEST_SLEEP),
        (DAY, LONGEST_SLEEP),
    ],
)
def test_a_job_sleeps_until_the_next_attempt_and_not_long(wait, slept):
    hook = webhook()
    waiting(hook, due_at=NOW + wait)
    assert send_next(hook.pk, now=NOW) == slept


def test_nothing_left_ends_the_job():
    hook = webhook()
    assert send_next(hook.pk, now=NOW) is DONE
    waiting(hook)
    services.pause_webhook(hook, by=None)
    assert send_next(hook.pk, now=NOW) is DONE
    services.delete_webhook(hook, by=None)
    assert send_next(hook.pk, now=NOW) is DONE


def test_what_is_not_taken_is_sent_again_with_the_same_id_and_body(server):
    hook = webhook(server.url())
    made = waiting(hook, body={"type": "a", "id": "b"})
    server.status = 503
    assert send_next(hook.pk, now=NOW) == REST
    assert state(made) == ("waiting", 1, 503, "status")
    assert made.due_at == NOW + timedelta(minutes=1)
    server.status = 200
    assert send_next(hook.pk, now=made.due_at) is MORE
    assert state(made) == ("sent", 2, 200, "")
    first, second = server.received
    assert (first.ident, first.body) == (second.ident, second.body)
    stamps = [int(each.headers["webhook-timestamp"]) for each in (first, second)]
    assert stamps[1] - stamps[0] == 60


def test_the_eighth_attempt_is_the_last(server):
    hook, moment = webhook(server.url()), NOW
    made, moments = waiting(hook), []
    server.status = 500
    while made.state == State.WAITING:
        send_next(hook.pk, now=made.due_at)
        made.refresh_from_db()
        moments.append(made.due_at - moment)
        moment = made.due_at
    assert state(made) == ("failed", 8, 500, "status")
    assert [each.total_seconds() / 60 for each in moments] == [
        *(1, 5, 30, 120, 360, 720, 1440),
        0,
    ]
    assert len({got.ident for got in server.received}) == 1
    hook.refresh_from_db()
    assert (hook.paused_at, hook.failing_since) == (None, NOW)


def test_a_receiver_who_cannot_be_reached_says_why(settings):
    settings.WEBHOOKS_TO_LOOPBACK = False
    hook = webhook("https://127.0.0.1/")
    made = waiting(hook)
    assert send_next(hook.pk, now=NOW) == REST
    assert state(made) == ("waiting", 1, None, "address")


def test_a_slow_receiver_lets_the_others_go_first(server):
    """After a failure the job rests although more waits."""
    slow, quick = webhook(server.url("/slow")), webhook(server.url("/quick"))
    server.answer = lambda handler: handler.say(500 if handler.path == "/slow" else 200)
    for hook in (slow, quick):
        for _twice in range(2):
            waiting(hook)
        services.send_test(hook, by=None)
    run_all()
    paths = [got.path for got in server.received]
    assert (paths.count("/slow"), paths.count("/quick")) == (1, 3)
    open_jobs = Job.objects.open().filter(name="webhooks.send")
    assert [job.arguments for job in open_jobs] == [{"webhook": slow.pk}]


def test_something_that_arrives_ends_the_failing(server):
    hook = webhook(server.url())
    Webhook.objects.filter(pk=hook.pk).update(failing_since=NOW - 4 * DAY)
    waiting(hook)
    send_next(hook.pk, now=NOW)
    hook.refresh_from_db()
    assert hook.failing_since is None


def mails():
    found = Delivery.objects.filter(event__startswith="webhook-paused:")
    return [(mail.address, mail.language, mail.subject) for mail in found]


def failing(server, since, *, status=500):
    hook = webhook(server.url())
    Webhook.objects.filter(pk=hook.pk).update(failing_since=since)
    waiting(hook)
    server.status = status
    send_next(hook.pk, now=NOW)
    hook.refresh_from_db()
    return hook


@pytest.mark.parametrize(
    ("since", "reason"),
    [(NOW - 5 * DAY, "failing"), (NOW - 5 * DAY + timedelta(seconds=1), "")],
)
def test_five_days_without_anything_and_it_is_paused(server, since, reason):
    hook = failing(server, since)
    assert hook.paused_because == reason
    assert len(mails()) == (1 if reason else 0)


def test_the_syndic_is_told_in_his_language(server):
    sophie = cast.user("sophie")
    sophie.language = "fr"
    sophie.save()
    hook = failing(server, NOW - 5 * DAY)
    [mail] = Delivery.objects.filter(event__startswith="webhook-paused:")
    event = AuditEvent.objects.get(action="webhook.paused")
    assert (mail.event, mail.recipient) == (
        f"webhook-paused:{event.uuid}",
        f"user:{sophie.uuid}",
    )
    assert (mail.address, mail.language) == ("sophie@example.org", "fr")
    assert hook.host in mail.body
    assert "/hook" not in mail.body
    assert event.data == {"name": hook.host, "paused_because": "failing"}
    assert event.actor is None


def test_a_receiver_who_is_gone_is_paused_at_once(server):
    hook = failing(server, None, status=410)
    assert (hook.paused_because, hook.failing_since) == ("gone", None)
    assert state(hook.deliveries.get()) == ("failed", 1, 410, "status")
    assert mails() == [
        ("sophie@example.org", "en", "Les Acacias: a webhook was paused")
    ]


def test_a_tenant_without_syndic_has_nobody_to_tell(server):
    with enter(Tenant.objects.get(slug=cast.ASBL).pk, by=None):
        hook = failing(server, NOW - 5 * DAY)
        assert (hook.paused_because, mails()) == ("failing", [])


def test_for_a_day_the_old_secret_signs_as_well(server):
    hook, old = services.create_webhook(url=server.url(), kinds=["x"], by=None)
    new = services.renew_secret(hook, by=None)
    hook.refresh_from_db()
    end = hook.old_secret_until
    assert timedelta(hours=23) < end - timezone.now() <= timedelta(hours=24)
    for moment in (end - timedelta(seconds=1), end):
        waiting(hook, due_at=moment)
        send_next(hook.pk, now=moment)
    both, one = server.received
    assert (both.fits(new, 0), both.fits(old, 1)) == (True, True)
    assert one.headers["webhook-signature"].count("v1,") == 1
    assert (one.fits(new), one.fits(old)) == (True, False)


def test_a_renewal_of_a_renewal_keeps_the_last_two(server):
    hook, first = services.create_webhook(url=server.url(), kinds=["x"], by=None)
    second = services.renew_secret(hook, by=None)
    third = services.renew_secret(hook, by=None)
    made = waiting(hook)
    send_next(hook.pk, now=made.due_at)
    [got] = server.received
    assert [got.fits(third, 0), got.fits(second, 1)] == [True, True]
    assert got.fits(first, 0) is got.fits(first, 1) is False


def test_what_is_sent_is_chosen_by_kind_and_not_by_test(server):
    hook = webhook(server.url(), kinds=all_kinds()[:1])
    services.send_test(hook, by=None)
    run_all()
    assert server.types == ["webhook.test"]
