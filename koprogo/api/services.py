"""Give a program a key, find whose key it is, take it back."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date

from django.utils import timezone

from koprogo.api.models import ApiToken
from koprogo.tenancy.models import Tenant

__all__ = ["PREFIX", "create_token", "find_token", "revoke_token"]

# Tells our keys from signed tokens, and lets scanners find those that leaked.
PREFIX = "koprogo_"


def create_token(
    *, name: str, scopes: Collection[str], expires_on: date, by, tenant: Tenant | None
) -> tuple[ApiToken, str]:
    """Return a new token of ``by`` and its secret, which is known only now."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        name=name,
        scopes=sorted(scopes),
        tenant=tenant,
        expires_on=expires_on,
        digest=_digest(secret),
    )
    return token, secret


def find_token(secret: str) -> ApiToken | None:
    """Return the valid token of this secret, and note the day: one write a day."""
    today = timezone.localdate()
    token = ApiToken.objects.valid(on=today).filter(digest=_digest(secret)).first()
    if token is not None and token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def revoke_token(token: ApiToken, *, by) -> None:
    """Close a token of ``by`` for ever; closing it twice keeps the first moment."""
    ApiToken.objects.filter(pk=token.pk, user=by, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
