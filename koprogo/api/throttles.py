"""How often a person, a token or an address may call (settings: REST_FRAMEWORK).

Counted in the shared cache, once for all web processes. The answer to one call too many
is 429 with ``Retry-After``.
"""

from allauth.account.adapter import get_adapter
from rest_framework.throttling import SimpleRateThrottle


class PerPerson(SimpleRateThrottle):
    """All keys of a person together."""

    scope = "person"

    def get_cache_key(self, request, view):
        return f"throttle:person:{request.user.uuid}"


class PerToken(SimpleRateThrottle):
    """One API token: a program gone wild leaves the person's others alone."""

    scope = "token"

    def get_cache_key(self, request, view):
        ident = request.auth.ident if request.auth else ""
        return f"throttle:token:{ident}" if ident else None


class PerAddress(SimpleRateThrottle):
    """Who has no key yet: signing in. allauth counts failed passwords besides."""

    scope = "address"

    def get_cache_key(self, request, view):
        return f"throttle:address:{get_adapter().get_client_ip(request)}"


class PublicPerAddress(PerAddress):
    """Who reads what is open: it leaves that address its sign-ins."""

    scope = "public"

    def get_cache_key(self, request, view):
        return f"throttle:public:{get_adapter().get_client_ip(request)}"
