"""Firms, mandates and grants: who may enter which tenant. Platform tables."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from buildings.models.building import on_one_line
from buildings.models.ownership import Period
from buildings.validators import validate_kbo
from koprogo.tenancy.models import Tenant


class Role(models.TextChoices):
    """What a person is, in one tenant and for some time. Rights: buildings/access.py."""

    MANAGER = "manager", _("Syndic")
    ASSISTANT = "assistant", _("Syndic's assistant")
    ACCOUNTANT = "accountant", _("Syndic's accountant")
    CO_OWNER = "co_owner", _("Co-owner")
    COUNCIL = "council", _("Council member")
    AUDITOR = "auditor", _("Auditor of the accounts")
    OCCUPANT = "occupant", _("Occupant")
    MEMBER = "member", _("Member of the ASBL")
    BOARD = "board", _("Board member of the ASBL")
    TREASURER = "treasurer", _("Treasurer of the ASBL")
    ASBL_AUDITOR = "asbl_auditor", _("Auditor of the ASBL")
    COORDINATOR = "coordinator", _("Coordinator of the ASBL")
    COMMITTEE = "committee", _("Solidarity committee")


FIRM_ROLES = (Role.MANAGER, Role.ASSISTANT, Role.ACCOUNTANT)
#: what a person can only be in the ASBL
ASBL_ROLES = (
    Role.MEMBER,
    Role.BOARD,
    Role.TREASURER,
    Role.ASBL_AUDITOR,
    Role.COORDINATOR,
)


class Octets(Func):
    """The size of a value in bytes."""

    function = "octet_length"
    output_field = models.IntegerField()


class YearsLater(Func):
    """``since`` plus three years: the longest mandate (art. 3.89 §1)."""

    template = "(%(expressions)s + interval '3 years')"
    output_field = models.DateTimeField()


class Running(models.QuerySet):
    def on(self, day, prefix=""):
        """Return the rows whose [since, until) holds ``day``."""
        return self.filter(
            Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": day}),
            **{f"{prefix}since__lte": day},
        )


class Firm(models.Model):
    """A syndic's office, professional or not."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    website = models.URLField(_("website"), blank=True)
    professional_number = models.CharField(
        _("professional number"),
        max_length=20,
        blank=True,
        help_text=_("The number at the institute of estate agents (BIV-IPI), if any."),
    )
    letter_footer = models.CharField(
        _("last line of letters"), max_length=200, blank=True
    )

    def __str__(self):
        return self.name

    @property
    def address(self) -> str:
        return on_one_line(self.street, f"{self.postal_code} {self.city}")


class FirmLogo(models.Model):
    """The picture at the head of a firm's letters: PNG, re-encoded (services/firms.py)."""

    firm = models.OneToOneField(
        Firm, on_delete=models.PROTECT, primary_key=True, related_name="logo"
    )
    png = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Octets("png"), 300_000),
                name="firm_logo_small",
            )
        ]

    def __str__(self):
        return str(self.firm_id)


class FirmMember(models.Model):
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="firms"
    )
    role = models.CharField(
        max_length=12, choices=[(role.value, role.label) for role in FIRM_ROLES]
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = Running.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in FIRM_ROLES]),
                name="firm_member_role",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="firm_member_dates",
            ),
        ]

    def __str__(self):
        return f"{self.user} at {self.firm}"


class Mandate(models.Model):
    """A firm is syndic of a tenant for [since, until), three years at most."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="mandates")
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()

    objects = Running.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="mandate_dates",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(until__lte=YearsLater(F("since"))),
                name="mandate_three_years",
                violation_error_message=_(
                    "A mandate lasts three years at most (art. 3.89 §1)."
                ),
            ),
            ExclusionConstraint(
                name="mandate_one_syndic",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another syndic has a mandate then."),
            ),
        ]

    def __str__(self):
        return f"{self.firm} for {self.tenant}"


class Grant(models.Model):
    """A person has a role in a tenant for [since, until).

    ``lot_id``: where an occupant lives; nobody said it of those whom a syndic or the
    code in the hall let in. A row of the tenant; the composite key is in the migration.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    lot_id = models.BigIntegerField(null=True, editable=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = Running.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lot_id=None) | Q(role="occupant"),
                name="grant_lot_of_occupant",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[r for r in Role.values if r not in FIRM_ROLES]),
                name="grant_role",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="grant_dates"
            ),
            ExclusionConstraint(
                name="grant_once",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.role} of {self.tenant}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it opens anything; None: it has no end yet."""
        return self.until - timedelta(days=1) if self.until else None
