"""Erasure by a program: the same service as the page."""

from time import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.headless.internal.sessionkit import lookup_session
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from koprogo.api import problems
from koprogo.api.doors import personal
from koprogo.api.operations import operation
from koprogo.api.sign_in_tokens import TokenStrategy
from koprogo.api.views import ApiView
from koprogo.privacy.closing import CannotLeave, close_account
from koprogo.privacy.report import kept

problems.REFUSALS[CannotLeave] = problems.Refusal(
    "account-needed", lambda error: " ".join(error.reasons)
)

ASK_AGAIN = gettext_lazy(
    "Sign in again, with the password or a passkey, and close the account within five "
    "minutes: an API token or an older sign-in is not enough."
)

ASK_TO_SIGN_IN = gettext_lazy(
    "Sign in again, with the password or a passkey: an API token or a sign-in of more "
    "than five minutes ago is not enough."
)


class Kept(serializers.Serializer):
    title = serializers.CharField()
    reason = serializers.CharField()


class Closed(serializers.Serializer):
    detail = serializers.CharField()
    kept = Kept(many=True, help_text="What the law keeps, and why.")


class Account(ApiView):
    tag = "me"

    @personal()
    @operation(status=202, answer=Closed, refuses=(CannotLeave,))
    def delete(self, request, user_id):
        """Close my account and erase what the law does not keep.

        It works for one's own `uuid` only, and at once: nobody signs in any more. It
        needs the access token of a sign-in of the last five minutes.
        """
        if user_id != request.user.uuid:
            raise Http404
        if not is_fresh(request):
            raise PermissionDenied(ASK_AGAIN)
        close_account(by=request.user)
        return {
            "detail": _("The account is closed. Nobody can sign in with it any more."),
            "kept": [{"title": title, "reason": why} for title, why in kept()],
        }


def is_fresh(request) -> bool:
    """Whether this is the access token of a sign-in as recent as pages ask for."""
    if request.auth.ident:
        return False
    session = lookup_session(TokenStrategy().get_session_token(request._request))
    methods = session.get(AUTHENTICATION_METHODS_SESSION_KEY)
    return (
        bool(methods)
        and time() - methods[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
    )
