"""Telling 5,000 members of a new price: seconds and statements until all mails wait."""

from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import report
from benchmarks.members import asbl_with_members
from koprogo.jobs.services import MORE
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from transparency.services import telling
from transparency.services.tariffs import cross_if_reached

TARGET_SECONDS = 5


def run() -> None:
    """Queue the mails of a crossing, batch after batch, as the worker does."""
    association = asbl_with_members()
    with enter(association.pk, by=None):
        step = cross_if_reached(today=timezone.localdate(), by=None)
    batches = []
    after, outcome = 0, MORE
    while outcome is MORE:
        with enter(association.pk, by=None), CaptureQueriesContext(connection) as seen:
            begun = perf_counter()
            told = telling.tell_price(step, after=after, by=None)
            batches.append((told.many, perf_counter() - begun, len(seen)))
        after, outcome = told.last, told.outcome
    with enter(association.pk, by=None):
        queued = Delivery.objects.count()
    _print(queued, batches)


def _print(queued: int, batches: list[tuple[int, float, int]]) -> None:
    report.title(f"A price falls: {queued} e-mails to members, in their languages")
    report.facts(
        [
            ("queued in", f"{sum(seconds for _m, seconds, _s in batches):.2f} s"),
            ("statements", ", ".join(str(many) for _m, _s, many in batches)),
            ("batches of", ", ".join(str(many) for many, _s, _q in batches)),
        ]
    )
    report.note(
        f"Target: <= {TARGET_SECONDS} s, as many statements for each full batch."
    )
