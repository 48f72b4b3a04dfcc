"""Who owns what, since when, by which right (art. 3.86 §3 and 3.87 §1 C. civ.)."""

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from buildings.models.building import on_one_line
from buildings.validators import validate_kbo
from koprogo.ledger.models import Party
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class SortName(Func):
    """Our own immutable ``unaccent(lower(…))``: É sorts with e, without ICU."""

    function = "sort_name"


class Period(Func):
    """A half-open range of days [since, until)."""

    function = "daterange"
    output_field = DateRangeField()


class Owner(TenantRow):
    """A person or a company in the register of one building.

    E-mail and phone are for the syndic: they are not in the list that any co-owner
    may ask for (law.md §5).
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        COMPANY = "company", _("Company")

    class Channel(models.TextChoices):
        POST = "post", _("Post")
        EMAIL = "email", _("E-mail")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=30)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PERSON)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("name"), max_length=120)
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nl"
    )
    channel = models.CharField(
        _("receives letters by"), max_length=5, choices=Channel, default=Channel.POST
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, default="BE")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sort_name = models.GeneratedField(
        expression=SortName(F("last_name"), F("first_name")),
        output_field=models.CharField(max_length=210),
        db_persist=True,
    )

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "code"],
                name="owner_code",
                violation_error_message=_("There already is an owner with this code."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "user"],
                condition=Q(user__isnull=False),
                name="owner_one_per_user",
            ),
            models.CheckConstraint(condition=~Q(last_name=""), name="owner_named"),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "company"]), name="owner_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kbo="") | Q(kind="company"),
                name="owner_kbo_of_company",
                violation_error_message=_("Only a company has a KBO number."),
            ),
            models.CheckConstraint(
                condition=Q(channel="post") | ~Q(email=""),
                name="owner_email_for_channel",
                violation_error_message=_(
                    "An e-mail address is needed to send letters by e-mail."
                ),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "sort_name"], name="owner_sort")]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def address(self) -> str:
        return on_one_line(*self.address_lines)

    @property
    def address_lines(self) -> list[str]:
        """The lines under the name on an envelope; empty ones left out."""
        country = "" if self.country == "BE" else self.country
        lines = (self.street, f"{self.postal_code} {self.city}", country)
        return [line.strip() for line in lines if line.strip()]


class Holding(TenantRow):
    """Who is liable for the charges of a lot: an owner, or co-holders jointly.

    ``parts``: the denominator of the members' fractions. The database checks at commit
    that full + bare = parts and full + usufruct = parts. Several members name ONE
    representative; until then the vote of their lots is suspended (art. 3.87 §1).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=30)
    party = TenantOneToOneField(Party, related_name="holding", editable=False)
    parts = models.PositiveIntegerField(default=1)
    representative = TenantForeignKey(
        Owner, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="holding_code"),
            models.CheckConstraint(condition=Q(parts__gte=1), name="holding_parts"),
        ]

    def __str__(self):
        return " & ".join(str(member.owner) for member in self.members.all())

    @property
    def vote_suspended(self) -> bool:
        """Whether several holders have named nobody yet (art. 3.87 §1)."""
        return self.representative_id is None


class HoldingMember(TenantRow):
    """One holder's rights, as numerators over the holding's ``parts``."""

    holding = TenantForeignKey(Holding, related_name="members", db_index=False)
    owner = TenantForeignKey(Owner, related_name="memberships", db_index=False)
    full = models.PositiveIntegerField(_("full ownership"), default=0)
    bare = models.PositiveIntegerField(_("bare ownership"), default=0)
    usufruct = models.PositiveIntegerField(_("usufruct"), default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "holding", "owner"], name="member_once"
            ),
            models.CheckConstraint(
                condition=Q(full__gt=0) | Q(bare__gt=0) | Q(usufruct__gt=0),
                name="member_holds_something",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "owner"], name="member_owner")]

    def __str__(self):
        return f"{self.owner} in {self.holding_id}"


class OwnershipQuerySet(models.QuerySet):
    def on(self, day):
        """Return the periods that run on ``day``: since <= day < until."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Ownership(TenantRow):
    """A period [since, until) in which a holding holds a lot; the buyer has the day
    of the deed. Periods of one lot never overlap.
    """

    lot = TenantForeignKey("buildings.Lot", related_name="ownerships", db_index=False)
    holding = TenantForeignKey(Holding, related_name="ownerships", db_index=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(OwnershipQuerySet)()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="ownership_dates_in_order",
                violation_error_message=_("The end must come after the beginning."),
            ),
            ExclusionConstraint(
                name="ownership_no_overlap",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("lot"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "Somebody else holds this lot in this period."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "lot", "since"], name="ownership_lot"),
            models.Index(fields=["tenant", "holding"], name="ownership_holding"),
        ]

    def __str__(self):
        return f"{self.lot_id} {self.since}"
