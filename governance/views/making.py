"""What the worker makes, on the page where it was asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from governance.errors.base import GovernanceError
from governance.queries.making import making_job
from koprogo.jobs.models import Job
from koprogo.jobs.refusals import refusal_of


@dataclass(frozen=True, slots=True)
class Making:
    """The latest work, if somebody asked for any; ``refused``: why it made nothing."""

    job: Job | None
    refused: str

    @property
    def is_open(self) -> bool:
        return self.job is not None and self.job.is_open

    @property
    def is_told(self) -> bool:
        """Whether there is more to say than that it was made."""
        gave_up = self.job is not None and self.job.failed_at is not None
        return self.is_open or gave_up or bool(self.refused)


def making_of(key: str, sentence: Callable[[GovernanceError], str]) -> Making:
    """Return what was asked for by a key, told in the active language."""
    job = making_job(key)
    refusal = refusal_of(job) if job else None
    return Making(job, sentence(refusal()) if refusal else "")


def has_ended(request, making: Making | None) -> bool:
    """Whether a page that watches the work is to be loaded anew."""
    return "HX-Request" in request.headers and not (making and making.is_open)
