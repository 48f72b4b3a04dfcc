"""Work that is refused when its turn comes: it ends, and whoever looks is told why."""

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.utils.module_loading import import_string

from koprogo.jobs.models import Job

__all__ = ["attempt", "refusal_of"]

REFUSED = "refused"


def attempt(job: Job, act: Callable[[], object], *, refusals: type[Exception]) -> None:
    """Do what a job asks for. What ``refusals`` refuse changes nothing, and is noted.

    Every other error is raised: the job is tried again.
    """
    try:
        with transaction.atomic():
            act()
    except refusals as error:
        kind = type(error)
        job.arguments[REFUSED] = f"{kind.__module__}.{kind.__qualname__}"


def refusal_of(job: Job) -> type[Exception] | None:
    """Return the kind of error that refused a job; none, when nothing did."""
    path = job.arguments.get(REFUSED)
    if path:
        with suppress(ImportError):  # an error of an older version
            return import_string(path)
    return None
