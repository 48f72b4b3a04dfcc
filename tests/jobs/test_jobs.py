"""Jobs: written with the work that wants them, done in steps, never lost."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from koprogo.jobs import services
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, MORE, enqueue, publish_due, retry, run_step
from koprogo.tenancy import NoTenant, current_tenant_id, enter
from tests import cast

pytestmark = pytest.mark.django_db

seen = []


@services.step("tests.three")
def three(job, *, word):
    """Count to three, in the tenant of the job."""
    job.done += 1
    seen.append((word, job.done, current_tenant_id()))
    return DONE if job.done == 3 else MORE


@services.step("tests.breaks")
def breaks(job):
    job.done += 1
    raise RuntimeError("a secret of somebody")


@services.step("tests.later")
def later(job):
    return timedelta(minutes=5)


@services.step("tests.nowhere")
def nowhere(job):
    current_tenant_id()


@pytest.fixture(autouse=True)
def forget():
    seen.clear()


@pytest.fixture
def published(monkeypatch):
    """What reaches the broker, which these tests have none of."""
    sent = []
    monkeypatch.setattr(
        "koprogo.celery.app.send_task",
        lambda name, arguments, retry: sent.append((name, *arguments)),
    )
    return sent


def job(name="tests.three", **arguments):
    if name == "tests.three":
        arguments.setdefault("word", "a")
    return enqueue(
        name, tenant_id=cast.tenant().pk, by=cast.user("sophie"), **arguments
    )


def test_it_is_published_after_the_commit_and_not_before(
    published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        wanted = job()
        assert published == []
    assert published == [("jobs.run", wanted.pk)]


def test_work_that_is_rolled_back_leaves_no_job(
    published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        job()
        transaction.set_rollback(True)
    assert (Job.objects.count(), published) == (0, [])


def test_a_broker_that_is_away_stops_nobody(
    monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("koprogo.celery.app.send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        wanted = job()
    assert Job.objects.get().pk == wanted.pk


def test_it_is_done_step_by_step_in_its_tenant():
    wanted = job()
    assert [run_step(wanted.pk) for _ in range(4)] == [MORE, MORE, DONE, DONE]
    tenant_id = cast.tenant().pk
    assert seen == [("a", 1, tenant_id), ("a", 2, tenant_id), ("a", 3, tenant_id)]
    wanted.refresh_from_db()
    assert (wanted.done, wanted.attempts, wanted.is_open) == (3, 0, False)


def test_a_key_keeps_a_second_one_away():
    first = job(key="letters:1", total=3)
    assert job(key="letters:1") == first
    services.run_all()
    assert job(key="letters:1") != first


def test_what_nobody_took_up_is_published_again(published):
    wanted = job()
    moment = wanted.due_at
    assert publish_due(now=moment - timedelta(seconds=1)) == 0
    assert publish_due(now=moment) == 1
    assert publish_due(now=moment + timedelta(seconds=59)) == 0
    assert publish_due(now=moment + timedelta(seconds=60)) == 1
    assert published == [("jobs.run", wanted.pk)] * 2


def test_a_failed_step_is_rolled_back_and_tried_again_later():
    wanted = job("tests.breaks")
    before = timezone.now()
    with pytest.raises(RuntimeError):
        run_step(wanted.pk)
    wanted.refresh_from_db()
    assert (wanted.done, wanted.attempts, wanted.error) == (0, 1, "RuntimeError")
    assert wanted.due_at >= before + timedelta(seconds=60)


def test_eight_attempts_and_it_is_given_up_until_somebody_asks(published):
    wanted = job("tests.breaks")
    for _ in range(8):
        with pytest.raises(RuntimeError):
            run_step(wanted.pk)
    wanted.refresh_from_db()
    assert (wanted.attempts, wanted.is_open) == (8, False)
    assert run_step(wanted.pk) is DONE
    retry(wanted)
    wanted.refresh_from_db()
    assert (wanted.attempts, wanted.error, wanted.is_open) == (0, "", True)


def test_a_worker_that_dies_each_time_is_given_up_too():
    wanted = job()
    Job.objects.filter(pk=wanted.pk).update(attempts=8)
    assert run_step(wanted.pk) is DONE
    wanted.refresh_from_db()
    assert wanted.failed_at is not None
    assert seen == []


def test_waits_double_up_to_an_hour():
    assert [services._wait(n) // timedelta(minutes=1) for n in range(1, 9)] == [
        *(1, 2, 4, 8, 16, 32),
        *(60, 60),
    ]


def test_a_step_says_how_long_to_wait():
    wanted = job("tests.later")
    before = timezone.now()
    assert run_step(wanted.pk) == timedelta(minutes=5)
    wanted.refresh_from_db()
    assert wanted.is_open
    assert wanted.due_at >= before + timedelta(minutes=5)


def test_a_job_of_no_tenant_sees_none():
    wanted = enqueue("tests.nowhere", tenant_id=None, by=None)
    with pytest.raises(NoTenant):
        run_step(wanted.pk)


def test_an_unknown_job_says_so():
    wanted = enqueue("tests.unheard_of", tenant_id=None, by=None)
    with pytest.raises(services.UnknownJob):
        run_step(wanted.pk)


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match=r"tests\.three"):
        services.step("tests.three")(three)


def test_the_statements_do_not_grow_with_the_jobs(published, django_assert_num_queries):
    for word in "abc":
        job(word=word)
    moment = timezone.now() + timedelta(minutes=2)
    with django_assert_num_queries(2):
        assert publish_due(now=moment) == 3


def test_enqueueing_works_inside_a_tenant():
    with enter(cast.tenant().pk, by=None):
        wanted = job()
    services.run_all()
    wanted.refresh_from_db()
    assert wanted.finished_at is not None
