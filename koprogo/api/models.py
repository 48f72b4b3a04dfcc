"""Keys that people give to their programs."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from koprogo.api.scopes import Scope
from koprogo.tenancy.models import Tenant


class ApiTokenQuerySet(models.QuerySet):
    def valid(self, *, on):
        """Return the tokens that open something on the day ``on``."""
        return self.filter(
            revoked_at=None, expires_on__gte=on, user__is_active=True
        ).select_related("user")


class ApiToken(models.Model):
    """A key of one person, for one program, for some time; ``scopes`` narrow it.

    Only the SHA-256 ``digest`` of the secret is kept: 256 random bits need no slow hash.
    ``tenant``: the only building that it opens; None: all that the person may enter.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    tenant = models.ForeignKey(
        Tenant, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_on = models.DateField(_("valid until"))
    last_used_on = models.DateField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = [F("revoked_at").asc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_named"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="api_token_digest"
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gte=1),
                name="api_token_scopes_known",
                violation_error_message=_("Choose at least one thing it may do."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def scope_labels(self) -> list[str]:
        return [str(scope.label) for scope in Scope if scope in self.scopes]
