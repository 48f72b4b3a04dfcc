"""The secrets of webhooks at rest: encrypted, each bound to its own row."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from koprogo.encryption import Keyring
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from koprogo.webhooks.models import Webhook

__all__ = ["lock_away", "renew_encryption", "take_out"]

PURPOSE = "webhooks"


def lock_away(secret: str, *, webhook: UUID) -> str:
    """Return what stands in the row of this webhook (its uuid) for a secret."""
    return _keyring().encrypt(secret, purpose=PURPOSE, context=_context(webhook))


def take_out(token: str, *, webhook: UUID) -> str:
    """Return the secret that such a token stands for."""
    return _keyring().decrypt(token, purpose=PURPOSE, context=_context(webhook))


def renew_encryption() -> int:
    """Encrypt with the newest key what an older one encrypted; return how many rows."""
    renewed = 0
    for tenant in Tenant.objects.order_by("pk"):
        with enter(tenant.pk, by=None):
            renewed += _renew_here()
    return renewed


@transaction.atomic
def _renew_here() -> int:
    keyring, renewed = _keyring(), 0
    for webhook in Webhook.objects.select_for_update().order_by("pk"):
        tokens = {"secret": webhook.secret, "old_secret": webhook.old_secret}
        stale = {k: v for k, v in tokens.items() if v and not keyring.is_current(v)}
        for name, token in stale.items():
            secret = take_out(token, webhook=webhook.uuid)
            setattr(webhook, name, lock_away(secret, webhook=webhook.uuid))
        if stale:
            webhook.save(update_fields=list(stale))
            renewed += 1
    return renewed


def _keyring() -> Keyring:
    return Keyring.parse(settings.ENCRYPTION_KEYS)


def _context(webhook: UUID) -> str:
    return f"webhooks_webhook.secret.{webhook}"
