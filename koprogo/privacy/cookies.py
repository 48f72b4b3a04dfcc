"""The cookies that the site sets, all of them: a test looks for others."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

__all__ = ["Cookie", "cookies"]

DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookie:
    """``days``: how long a browser keeps it at most."""

    name: str
    purpose: Promise
    days: int

    @property
    def lifetime(self) -> str:
        return ngettext("%(days)s day", "%(days)s days", self.days) % {
            "days": self.days
        }


def cookies() -> list[Cookie]:
    """Return what a browser gets from us, by the settings that make it so."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Knows you from page to page while you sign in and are signed in."),
            settings.SESSION_COOKIE_AGE // DAY,
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Proves that a form was sent from our page, and not by somebody else."),
            settings.CSRF_COOKIE_AGE // DAY,
        ),
    ]
