"""Work to be done later, and how far it is. A platform table: it carries ids only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from koprogo.tenancy.models import Tenant


class JobQuerySet(models.QuerySet):
    def open(self):
        """Return the jobs that are neither finished nor given up."""
        return self.filter(finished_at=None, failed_at=None)

    def due(self, moment):
        return self.open().filter(due_at__lte=moment)


class Job(models.Model):
    """One piece of work, done in steps; each step and its progress commit together.

    ``due_at``: when it is published (again), should nobody have worked on it until
    then. ``attempts``: starts since the last step that succeeded, also of workers that
    were killed. ``done`` of ``total`` is what a progress bar shows; total 0: unknown.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=80, blank=True)
    arguments = models.JSONField(default=dict)
    tenant = models.ForeignKey(
        Tenant, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(key="") & Q(finished_at=None, failed_at=None),
                name="job_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(total=0) | Q(done__lte=F("total")), name="job_done_of_total"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(failed_at=None),
                name="job_finished_or_failed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(finished_at=None, failed_at=None),
                name="job_due",
            ),
            models.Index(fields=["tenant", "key"], name="job_of_tenant"),
        ]

    def __str__(self):
        return f"{self.name} {self.uuid}"

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.failed_at is None
