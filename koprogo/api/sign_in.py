"""Signing in without a browser: allauth's headless flow, told as the rest of the API.

allauth checks the password, the rate limits, the verified address and the second factor,
and keeps a session of its own for each sign-in: it stands among the person's sessions,
and ending it there closes its access and refresh tokens.
"""

import json
from http import HTTPStatus

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.account.views import LoginView, SessionView
from allauth.headless.constants import Client
from allauth.headless.mfa.views import AuthenticateView
from allauth.headless.tokens.views import RefreshTokenView
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from koprogo.api.doors import anyone, personal
from koprogo.api.operations import operation
from koprogo.api.parsers import TooLarge
from koprogo.api.problems import WHOLE
from koprogo.api.throttles import PerAddress
from koprogo.api.views import ApiView, ProblemResponse

SESSION_HEADER = "X-Session-Token"
# What allauth waits for, and what we call it.
PENDING = {
    "mfa_authenticate": (
        "second-factor-needed",
        _("Send a code of your app, or a recovery code, to complete the sign-in."),
    ),
    "verify_email": (
        "unverified-address",
        _("Confirm your e-mail address on the site first."),
    ),
}


class Credentials(serializers.Serializer):
    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False)


class Code(serializers.Serializer):
    code = serializers.CharField(max_length=40)


class Refresh(serializers.Serializer):
    refresh_token = serializers.CharField(max_length=2000)


class Tokens(serializers.Serializer):
    access_token = serializers.CharField(help_text="For Authorization: Bearer …")
    refresh_token = serializers.CharField(help_text="Good once: its use gives another.")
    expires_in = serializers.IntegerField(help_text="Seconds until the first is over.")


class OpenView(ApiView):
    """An address without a key: it gives one."""

    tag = "sign-in"
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PerAddress,)

    def initial(self, request, *args, **kwargs):
        try:
            request._request.body  # noqa: B018  kept for allauth, which reads it again
        except RequestDataTooBig:
            raise TooLarge from None
        super().initial(request, *args, **kwargs)

    def ask(self, allauth_view) -> dict | Response:
        """Let allauth's view answer; tell its tokens, or its problem, our way."""
        try:
            answer = allauth_view.as_api_view(client=Client.APP)(self.request._request)
        except ImmediateHttpResponse as stopped:  # the session token is unknown
            answer = stopped.response
        said = json.loads(answer.content)
        found = {**said.get("meta", {}), **said.get("data", {})}
        if answer.status_code == HTTPStatus.OK and "access_token" in found:
            return {
                **found,
                "expires_in": settings.HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN,
            }
        return self._refusal(answer.status_code, said)

    def _refusal(self, status, said):
        if status == HTTPStatus.BAD_REQUEST:
            raise serializers.ValidationError(_by_field(said.get("errors", [])))
        where = {"instance": self.request.path}
        for flow in said.get("data", {}).get("flows", []):
            if flow.get("is_pending") and flow["id"] in PENDING:
                code, detail = PENDING[flow["id"]]
                where |= {"code": code, "detail": str(detail)}
                if token := said.get("meta", {}).get("session_token"):
                    where["session_token"] = token
                return ProblemResponse(401, **where)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            response = ProblemResponse(429, **where)
            response["Retry-After"] = "60"
            return response
        return ProblemResponse(401, **where)


def _by_field(errors):
    found: dict[str, list[str]] = {}
    for error in errors:
        found.setdefault(error.get("param", WHOLE), []).append(error["message"])
    return found


class SignIn(OpenView):
    @anyone
    @operation(body=Credentials, answer=Tokens, problems=(401,))
    def post(self, request):
        """Sign in with e-mail address and password.

        With a second factor the answer is 401 with the problem `second-factor-needed`
        and a `session_token`: send it with the code to `second-factor/`.
        """
        self.read()
        return self.ask(LoginView)


class SecondFactor(OpenView):
    @anyone
    @operation(body=Code, answer=Tokens, problems=(401,), headers=(SESSION_HEADER,))
    def post(self, request):
        """Complete the sign-in with a code.

        The header `X-Session-Token` carries the `session_token` of the first step.
        """
        self.read()
        return self.ask(AuthenticateView)


class Refreshed(OpenView):
    @anyone
    @operation(body=Refresh, answer=Tokens, problems=(401,))
    def post(self, request):
        """Exchange a refresh token for new tokens; each is good once."""
        self.read()
        try:
            return self.ask(RefreshTokenView)
        except serializers.ValidationError:
            return ProblemResponse(401, instance=request.path)


class Session(ApiView):
    tag = "sign-in"

    @personal()
    @operation(status=204)
    def delete(self, request):
        """Sign out: the access and refresh tokens of this sign-in open nothing more."""
        if request.auth.ident:
            raise PermissionDenied(
                _("An API token is revoked on its page in your profile.")
            )
        SessionView.as_api_view(client=Client.APP)(request._request)
