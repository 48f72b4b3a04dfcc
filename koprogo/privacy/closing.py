"""Close one's account: what the law does not keep is forgotten at once."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from koprogo import slots
from koprogo.accounts.models import User
from koprogo.privacy.report import kept
from koprogo.tenancy import enter

__all__ = ["CannotLeave", "close_account", "refusals"]


class CannotLeave(Exception):
    """Somebody depends on this account; ``reasons``: sentences for the person."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


def refusals(user) -> list[str]:
    """Return why ``user`` cannot close his account today; nothing: he can."""
    return [str(why) for app in slots.personal_data for why in app.refusals(user)]


def close_account(*, by) -> None:
    """Close the account of ``by`` for good: nobody signs in with it any more.

    Every app forgets what it need not keep (slots.PersonalData.leave); the last words
    go to the address that he had, in his language, after all is done.

    Raises:
        CannotLeave: see ``refusals``.
    """
    with enter(None, by=by):
        user = User.objects.select_for_update().get(pk=by.pk)
        reasons = refusals(user)
        if reasons:
            raise CannotLeave(reasons)
        send = _farewell(user)
        for app in slots.personal_data:
            app.leave(user)
        transaction.on_commit(send, robust=True)


def _farewell(user) -> Callable[[], object]:
    """Return what sends the last message, written while his name is still known."""
    with translation.override(user.language):
        context = {"name": user.name, "kept": kept(), "dpo": settings.DPO_EMAIL}
        subject = render_to_string("privacy/email/closed_subject.txt").strip()
        text = render_to_string("privacy/email/closed.txt", context)
    return EmailMessage(subject, text, to=[user.email]).send
