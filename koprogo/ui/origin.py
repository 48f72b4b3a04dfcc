"""Where this site is, as mails say it."""

from django.conf import settings
from django.urls import reverse


def origin(request) -> str:
    """Return the address of this site, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")


def mail_link(name: str, *args, origin: str = "") -> str:
    """Return the address of a page for a mail; nothing, where the site's is not known.

    ``origin``: as the request had it; a task has none, and takes that of the settings.
    """
    known = origin or settings.SITE_ORIGIN
    return f"{known}{reverse(name, args=args)}" if known else ""
