from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from koprogo.accounts import views as accounts
from koprogo.api import pages as api
from koprogo.privacy.api import Account
from koprogo.ui import offline
from koprogo.ui import views as ui

# What an app offers to programs: one namespace, whoever adds to it.
api_v1 = [
    path("", include("koprogo.api.urls")),
    path("", include("buildings.api.urls")),
    path("buildings/<slug:slug>/", include("finance.api.urls")),
    path("users/<uuid:user_id>/", Account.as_view(), name="user"),
    # The same address as it stands in the contract: a DELETE is not redirected.
    path("users/<uuid:user_id>", Account.as_view(schema=None), name="user"),
]

handler404 = "koprogo.api.errors.not_found"
handler500 = "koprogo.api.errors.server_error"

urlpatterns = [
    path("healthz", login_not_required(ui.healthz), name="healthz"),
    path("readyz", login_not_required(ui.readyz), name="readyz"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("profile/", accounts.profile, name="profile"),
    path("profile/test-mail/", accounts.test_mail, name="test-mail"),
    path("account/", include("allauth.account.urls")),
    # Ours stands in front of allauth's page at the same address ("mfa_index").
    path("account/security/", accounts.security, name="security"),
    path("account/security/", include("allauth.mfa.urls")),
    path("account/sessions/", accounts.sessions, name="sessions"),
    path("api/", api.guide, name="api-guide"),
    path("api/v1/", include((api_v1, "api"))),
    path("profile/tokens/", api.tokens, name="api-tokens"),
    path("profile/tokens/new/", api.token_new, name="api-token-new"),
    path(
        "profile/tokens/<uuid:token_id>/revoke/",
        api.token_revoke,
        name="api-token-revoke",
    ),
    path("", include("koprogo.privacy.urls")),
    path("", include("buildings.urls")),
    path("b/<slug:slug>/", include("finance.urls")),
]
