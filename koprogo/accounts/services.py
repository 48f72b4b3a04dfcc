"""What changes an account besides its own forms."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from koprogo.accounts.adapter import MFAAdapter

__all__ = [
    "end_other_sessions",
    "end_session",
    "renew_encryption",
    "send_test_mail",
    "verify_address",
]

SECRETS = ("secret", "seed")


def verify_address(user) -> None:
    """Take the person's address for confirmed: it was proved elsewhere.

    By an invitation that arrived there, or because the demo says so.
    """
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def end_session(user, session_id: int, *, current: str | None) -> None:
    """Sign ``user`` out on one of his other devices; everything else is left alone."""
    _end(_others(user, current).filter(pk=session_id))


def end_other_sessions(user, *, current: str | None) -> None:
    """Sign ``user`` out everywhere but in the session of this key."""
    _end(_others(user, current))


def _others(user, current: str | None):
    return UserSession.objects.filter(user=user).exclude(session_key=current or "")


def _end(sessions) -> None:
    for session in sessions:
        session.end()


def send_test_mail(user) -> None:
    """Write to ``user`` in his language, so that he sees whether mails arrive.

    Raises:
        OSError: the mail server does not take it.
    """
    with translation.override(user.language):
        subject = render_to_string("accounts/email/test_mail_subject.txt").strip()
        text = render_to_string("accounts/email/test_mail.txt", {"user": user})
        send_mail(subject, text, None, [user.email])


@transaction.atomic
def renew_encryption() -> int:
    """Encrypt with the newest key what an older one encrypted; return how many rows."""
    adapter = MFAAdapter()
    renewed = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        old = {
            name: row.data[name]
            for name in SECRETS
            if name in row.data and not adapter.keyring.is_current(row.data[name])
        }
        if old:
            for name, token in old.items():
                row.data[name] = adapter.encrypt(adapter.decrypt(token))
            row.save(update_fields=["data"])
            renewed += 1
    return renewed
