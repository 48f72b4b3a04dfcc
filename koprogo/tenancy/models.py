"""The tenant, and what every row of a tenant looks like."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.context import current_tenant_id, current_user_id


class Tenant(models.Model):
    """An association, the ASBL or its fund: whoever owns books and holds assemblies.

    Never a syndic's firm: firms come and go by mandate (platform.md §2). The neighbours
    of a building whose association works elsewhere are one too, without books.
    """

    class Kind(models.TextChoices):
        CO_OWNERSHIP = "co_ownership", _("Co-ownership")
        ASBL = "asbl", _("Non-profit association")
        FUND = "fund", _("Solidarity fund")
        NEIGHBOURS = "neighbours", _("Neighbours of a building")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["co_ownership", "asbl", "fund", "neighbours"]
                ),
                name="tenant_kind_known",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="tenant_named"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind__in=["asbl", "fund"]),
                name="tenant_one_asbl_and_one_fund",
            ),
        ]

    def __str__(self):
        return self.name


class TenantManager(models.Manager):
    """Sees the rows of the tenant entered; raises ``NoTenant`` outside ``enter()``."""

    def get_queryset(self):
        return super().get_queryset().filter(tenant_id=current_tenant_id())


class TenantRow(models.Model):
    """A row that belongs to one tenant, taken from ``enter()``.

    Its migration must raise the walls: ``operations.RaiseWalls``.
    """

    tenant = models.ForeignKey(
        Tenant,
        on_delete=models.PROTECT,
        default=current_tenant_id,
        editable=False,
        related_name="+",
        db_index=False,  # every index of ours leads with the tenant
    )

    objects = TenantManager()

    class Meta:
        abstract = True


class PersonalManager(models.Manager):
    """Sees the rows of the person at work; raises ``NoPerson`` when nobody is."""

    def get_queryset(self):
        return super().get_queryset().filter(user_id=current_user_id())


class PersonalRow(models.Model):
    """A row that belongs to one person, in no tenant: nobody else ever sees it.

    Its migration must raise the walls: ``operations.RaisePersonalWalls``.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        primary_key=True,
        default=current_user_id,
        editable=False,
        related_name="+",
    )

    objects = PersonalManager()

    class Meta:
        abstract = True
