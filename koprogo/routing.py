"""Addresses that are read when somebody comes to one of them."""

from django.urls.resolvers import RoutePattern, URLResolver

__all__ = ["later"]


class _Later(URLResolver):
    """Routes of a namespace; Django would read them all to name any address of the site."""

    def _populate(self):
        """Add nothing: whoever names one of these addresses reads ``url_patterns``."""


def later(route: str, urlconf: str, *, namespace: str) -> URLResolver:
    """Return what stands under ``route``: ``urlconf`` is imported at the first visit."""
    return _Later(
        RoutePattern(route, is_endpoint=False),
        urlconf,
        app_name=namespace,
        namespace=namespace,
    )
