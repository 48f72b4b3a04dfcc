"""What a building has switched on for its neighbours, and who decided it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import person
from koprogo.tenancy.models import TenantRow


class Module(models.TextChoices):
    """Something that neighbours may do with each other; each building chooses."""

    NOTICES = "notices", _("Notice board")
    HOURS = "hours", _("Exchange of hours (SEL)")
    BAZAAR = "bazaar", _("Bazaar")
    LENDING = "lending", _("Lending")
    SKILLS = "skills", _("Skills")
    ROOMS = "rooms", _("Common rooms")
    WELCOME = "welcome", _("Welcome")


class ModuleSwitch(TenantRow):
    """A module was switched on or off, by a decision; the latest of a module holds.

    ``Building.modules`` says the same, for every page to read.
    """

    class DecidedBy(models.TextChoices):
        COUNCIL = "council", _("The council")
        ASSEMBLY = "assembly", _("The assembly")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module = models.CharField(max_length=8, choices=Module)
    is_on = models.BooleanField()
    decided_by = models.CharField(
        _("who decided"), max_length=8, choices=DecidedBy, default=DecidedBy.COUNCIL
    )
    decided_on = models.DateField(_("decided on"))
    decision = models.CharField(_("decision"), max_length=200)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(module__in=Module.values), name="module_switch_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__in=["council", "assembly"]),
                name="module_switch_decided_by",
            ),
            models.CheckConstraint(
                condition=~Q(decision=""), name="module_switch_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "module", "-id"], name="module_switch_of")
        ]

    def __str__(self):
        return self.get_module_display()
