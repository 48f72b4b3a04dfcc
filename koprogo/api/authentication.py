"""Who calls, and with which key. Cookies open nothing here: no CSRF to fear.

Both keys travel as ``Authorization: Bearer …``: an API token of a person, or the access
token that a sign-in gave (allauth's JWT, checked against its session: ending the session
closes it at once).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from koprogo.api.scopes import ALL, Scope
from koprogo.api.services import PREFIX, find_token
from koprogo.api.sign_in_tokens import ACCESS, read_token


@dataclass(frozen=True, slots=True)
class Key:
    """What the key of a request opens. ``tenant_slug`` None: every building.

    ``ident``: the token's public id; empty for a signed-in person.
    """

    scopes: frozenset[Scope] = ALL
    tenant_slug: str | None = None
    ident: str = ""


class BearerAuthentication(BaseAuthentication):
    def authenticate(self, request):
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        if secret.startswith(PREFIX):
            return self._by_token(secret)
        found = read_token(secret, use=ACCESS)
        if found is None:
            raise AuthenticationFailed(
                _("This access token is not valid, or not any more.")
            )
        return found[0], Key()

    def authenticate_header(self, request):
        return 'Bearer realm="KoproGo"'

    def _by_token(self, secret):
        token = find_token(secret)
        if token is None:
            raise AuthenticationFailed(
                _("This API token is not valid, or not any more.")
            )
        scopes = frozenset(Scope(scope) for scope in token.scopes)
        slug = token.tenant.slug if token.tenant_id else None
        return token.user, Key(scopes, slug, str(token.uuid))
