"""Ask for work, do one step of it, and find what nobody did."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from koprogo.jobs.models import Job
from koprogo.tenancy import enter

__all__ = [
    "DONE",
    "MORE",
    "enqueue",
    "publish",
    "publish_due",
    "retry",
    "run_all",
    "run_step",
    "step",
]

logger = logging.getLogger(__name__)

# Nobody heard of the job, or its worker died: it is published again after this.
PATIENCE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)
MAX_ATTEMPTS = 8


class Outcome(Enum):
    MORE = auto()
    DONE = auto()


MORE, DONE = Outcome
Step = Callable[..., Outcome | timedelta]
_steps: dict[str, Step] = {}
_snapshots: set[str] = set()


class UnknownJob(LookupError):
    """No app registered a step of this name."""


def step(name: str, *, snapshot: bool = False) -> Callable[[Step], Step]:
    """Register what does one step of the jobs called ``name``.

    It gets the job and its arguments, inside the job's tenant and transaction; it
    counts ``job.done`` and answers MORE, DONE, or how long to wait before going on.
    Work that a crash interrupts is rolled back with its progress, and done again.
    ``snapshot``: all that it reads is as of one moment, however long it takes.
    """

    def register(function: Step) -> Step:
        if name in _steps:
            raise ValueError(f"two steps are called {name}")
        _steps[name] = function
        if snapshot:
            _snapshots.add(name)
        return function

    return register


@transaction.atomic
def enqueue(
    name: str, *, tenant_id: int | None, by, key: str = "", total: int = 0, **arguments
) -> Job:
    """Write a job into this transaction and publish it after the commit.

    With a ``key`` there is one such job at a time: an open one is returned as it is.
    The caller holds the lock that keeps two people from asking at once.
    """
    if key and (running := Job.objects.open().filter(key=key).first()):
        return running
    job = Job.objects.create(
        name=name,
        key=key,
        arguments=arguments,
        tenant_id=tenant_id,
        by=by,
        total=total,
        due_at=timezone.now() + PATIENCE,
    )
    transaction.on_commit(lambda: publish(job.pk), robust=True)
    return job


def retry(job: Job) -> None:
    """Take up again what was given up."""
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).exclude(failed_at=None).update(
            failed_at=None, attempts=0, error="", due_at=timezone.now() + PATIENCE
        )
        transaction.on_commit(lambda: publish(job.pk), robust=True)


def publish_due(*, now: datetime) -> int:
    """Publish every job that is due; return how many. Beat calls this."""
    with transaction.atomic(savepoint=False):
        # Not those at which somebody is: a long step would hold up all others.
        waiting = Job.objects.due(now).select_for_update(skip_locked=True)
        due = list(waiting.order_by("due_at").values_list("pk", flat=True))
        Job.objects.filter(pk__in=due).update(due_at=now + PATIENCE)
    for pk in due:
        publish(pk)
    return len(due)


def run_step(pk: int) -> Outcome | timedelta:
    """Do one step of a job, unless somebody else is at it; return what is left.

    Raises whatever the step raised, after the job was given back: it is tried again
    later and later, and given up after 8 attempts.
    """
    job = _claim(pk)
    if job is None:
        return DONE
    try:
        return _work(job)
    except Exception as error:
        _give_back(job, error)
        raise


def run_all() -> None:
    """Do all open work in this process, without a broker: for tests and the demo."""
    for pk in Job.objects.open().order_by("pk").values_list("pk", flat=True):
        while run_step(pk) is MORE:
            pass


@transaction.atomic
def _claim(pk: int) -> Job | None:
    """Count the attempt before it is made: a killed worker cannot count it after."""
    job = _lock(pk)
    if job is None:
        return None
    job.attempts += 1
    if job.attempts > MAX_ATTEMPTS:
        job.failed_at = timezone.now()
    job.due_at = timezone.now() + _wait(job.attempts)
    job.save(update_fields=["attempts", "failed_at", "due_at"])
    return job if job.is_open else None


def _work(job: Job) -> Outcome | timedelta:
    """Do the step and note its progress in one transaction."""
    by = get_user_model().objects.filter(pk=job.by_id).first()
    do = _find_step(job.name)
    with enter(job.tenant_id, by=by, snapshot=job.name in _snapshots):
        claimed = _lock(job.pk)
        if claimed is None:
            return DONE
        outcome = do(claimed, **claimed.arguments)
        now = timezone.now()
        claimed.attempts, claimed.error = 0, ""
        if outcome is DONE:
            claimed.finished_at = now
        claimed.due_at = now + (outcome if isinstance(outcome, timedelta) else PATIENCE)
        claimed.save()
    return outcome


def _lock(pk: int) -> Job | None:
    return Job.objects.open().select_for_update(skip_locked=True).filter(pk=pk).first()


def _give_back(job: Job, error: Exception) -> None:
    logger.warning("job %s (%s) failed: attempt %d", job.pk, job.name, job.attempts)
    values = {"error": type(error).__name__}
    if job.attempts >= MAX_ATTEMPTS:
        values["failed_at"] = timezone.now()
    Job.objects.open().filter(pk=job.pk).update(**values)


def _wait(attempts: int) -> timedelta:
    """Return how long a job rests after this attempt: 1, 2, 4 … minutes, one hour."""
    return min(PATIENCE * 2 ** (attempts - 1), LONGEST_WAIT)


def _find_step(name: str) -> Step:
    autodiscover_modules("tasks")
    if name not in _steps:
        raise UnknownJob(name)
    return _steps[name]


def publish(pk: int) -> None:
    """Tell the workers, at best: what the broker loses comes again from beat."""
    _client().send_task("jobs.run", [pk], retry=False)


def _client():
    """Return our Celery application: a process that publishes nothing loads no Celery."""
    from koprogo.celery import app

    return app
