"""What owners are asked between assemblies: opinions, which bind nobody."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class ConsultationQuerySet(models.QuerySet):
    def open(self, day):
        """Return those in which one can answer on ``day``."""
        return self.filter(closed_at=None, closes_on__gte=day)

    def over(self, day):
        """Return those that nobody has counted yet though their last day is past."""
        return self.filter(closed_at=None, closes_on__lt=day)


class Consultation(TenantRow):
    """A question with its possible answers; not a decision. Counted once, then frozen.

    ``closes_on``: the last day to answer. ``heads_asked`` and ``shares_asked``: who could
    answer on the day it was counted; ``heads`` and ``shares``: who did.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("question"), max_length=200)
    text = models.TextField(_("explanation"), max_length=4000, blank=True)
    is_multiple = models.BooleanField(_("several answers may be chosen"), default=False)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    closes_on = models.DateField(_("open until"))
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = person()
    closed_at = models.DateTimeField(null=True, editable=False)
    heads = models.PositiveIntegerField(default=0, editable=False)
    shares = models.PositiveIntegerField(default=0, editable=False)
    heads_asked = models.PositiveIntegerField(default=0, editable=False)
    shares_asked = models.PositiveIntegerField(default=0, editable=False)

    objects = TenantManager.from_queryset(ConsultationQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="consultation_asked")
        ]

    def __str__(self):
        return self.title


class ConsultationOption(TenantRow):
    """A possible answer; ``heads`` and ``shares`` chose it, once it is counted.

    They stay at zero where too few answered an anonymous consultation, and so do the
    shares of every anonymous one: they would tell who chose what.
    """

    consultation = TenantForeignKey(
        Consultation, related_name="options", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("answer"), max_length=150)
    heads = models.PositiveIntegerField(default=0, editable=False)
    shares = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "consultation", "position"],
                name="consultation_option",
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="consultation_option_titled"
            ),
        ]

    def __str__(self):
        return self.title


class ConsultationAnswer(TenantRow):
    """What a holding answers: positions of the options. One each, changed until it is
    counted; of an anonymous consultation what was chosen is then erased.
    """

    consultation = TenantForeignKey(
        Consultation, related_name="answers", db_index=False
    )
    holding = TenantForeignKey(Holding, related_name="+", db_index=False)
    chosen = ArrayField(models.PositiveSmallIntegerField(), default=list)
    answered_at = models.DateTimeField(auto_now=True)
    answered_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "consultation", "holding"],
                name="consultation_answer_once",
            )
        ]

    def __str__(self):
        return f"{self.consultation_id}: {self.holding_id}"
