"""Copies of one's data, and the register of breaches. Platform tables."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DataCopy(models.Model):
    """The copy that a person asked for. Its bytes lie in the default storage, in
    ``parts`` until it is made (copies.py); a new one replaces the old one.

    ``key``: with which they are sealed, wrapped by one that is not in the database;
    without it nobody reads them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    key = models.TextField(editable=False, default="")
    parts = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "data copies"
        constraints = [
            models.CheckConstraint(condition=Q(parts__gte=1), name="data_copy_parts"),
            models.CheckConstraint(
                condition=Q(made_at=None) | Q(made_at__gte=F("asked_at")),
                name="data_copy_made_after_asked",
            ),
        ]

    def __str__(self):
        return str(self.uuid)


class Breach(models.Model):
    """A personal data breach as it was found (GDPR art. 33 §5). Never changed: what
    follows stands in its entries.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    found_at = models.DateTimeField()
    what = models.TextField()
    concerned = models.TextField()
    measures = models.TextField()
    author = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "breaches"
        ordering = ["found_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(concerned="") & ~Q(author=""),
                name="breach_told_in_full",
            ),
            models.CheckConstraint(
                condition=Q(found_at__lte=F("recorded_at")),
                name="breach_found_before_recorded",
            ),
        ]

    def __str__(self):
        return str(self.uuid)


class BreachEntry(models.Model):
    """What happened next: a note, or one of the steps, each of which is taken once."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        AUTHORITY = "authority", _("The authority was told")
        PEOPLE = "people", _("The people concerned were told")
        CLOSED = "closed", _("Closed")

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.TextField()
    author = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "breach entries"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["breach", "kind"],
                condition=~Q(kind="note"),
                name="breach_step_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["note", "authority", "people", "closed"]),
                name="breach_entry_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(author=""), name="breach_entry_told"
            ),
        ]

    def __str__(self):
        return f"{self.breach_id}: {self.kind}"
