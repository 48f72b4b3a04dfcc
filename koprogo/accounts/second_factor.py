"""Who must have a second factor, and until when he may do without (platform.md §2).

A second factor is a passkey or the codes of an app; recovery codes alone are none.
"""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from koprogo import slots
from koprogo.ui.templatetags.ui import day

__all__ = [
    "forget",
    "has_one",
    "is_confirmed",
    "is_missing",
    "last_day",
    "notices",
    "open_until",
    "way_to_confirm",
]

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
CONFIRMING = (*FACTORS, Authenticator.Type.RECOVERY_CODES)
SESSION_KEY = "second_factor"


def has_one(user) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def last_day(user) -> date | None:
    """Return the last day on which ``user`` may work without a second factor.

    None when he needs none; whether he has one is not looked at.
    """
    since = [day for ask in slots.second_factor_since if (day := ask(user))]
    if not since:
        return None
    begin = max(min(since), timezone.localdate(user.date_joined))
    return begin + timedelta(days=settings.MFA_GRACE_DAYS)


def is_missing(user, *, on: date) -> bool:
    """Tell whether ``user`` may not work on this day before he has a second factor."""
    if not settings.MFA_REQUIRED:
        return False
    last = last_day(user)
    return last is not None and on > last and not has_one(user)


def open_until(request) -> date | None:
    """Return the last day of a person who still lacks his second factor, else None.

    The answer "nothing is asked of this person" is kept in the session for the day and
    costs no statement; who lacks a factor costs one statement a page.
    """
    if not settings.MFA_REQUIRED:
        return None
    today = timezone.localdate().isoformat()
    asked, last = request.session.get(SESSION_KEY, ("", None))
    if asked != today:
        found = last_day(request.user)
        last = found.isoformat() if found else None
    if last and has_one(request.user):
        last = None
    if request.session.get(SESSION_KEY) != [today, last]:
        request.session[SESSION_KEY] = [today, last]
    return date.fromisoformat(last) if last else None


def forget(request) -> None:
    """Look again at the next page: a second factor was removed."""
    request.session.pop(SESSION_KEY, None)


def notices(request):
    """Yield what a person reads on the overview while the time runs."""
    if last := request.second_factor_until:
        yield slots.Notice(
            "warn",
            _(
                "Your role needs a second factor at the sign-in. Add a passkey or an "
                "app with codes by %(day)s: your profile leads to it. After that day "
                "only this remains open to you."
            )
            % {"day": day(last)},
        )


def way_to_confirm(user) -> str:
    """Return the page on which ``user`` confirms with his second factor; "" without one.

    That of a passkey for whoever has no app; others begin with a code.
    """
    from allauth.account.adapter import get_adapter

    ways = get_adapter().get_reauthentication_methods(user)
    return next((way["url"] for way in ways if way["id"].startswith("mfa")), "")


def is_confirmed(request) -> bool:
    """Tell whether the person confirmed this session with a second factor.

    A recovery code stands for one that is lost, or that this browser cannot use.
    """
    from allauth.account.authentication import get_authentication_records

    records = get_authentication_records(request, request.user)
    return any(
        record.get("method") == "mfa" and record.get("type") in CONFIRMING
        for record in records
    )
