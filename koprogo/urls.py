from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from koprogo.accounts import views as accounts
from koprogo.api import pages as api
from koprogo.routing import later
from koprogo.ui import offline
from koprogo.ui import views as ui

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
    later("api/v1/", "koprogo.urls_v1", namespace="api"),
    path("profile/tokens/", api.tokens, name="api-tokens"),
    path("profile/tokens/new/", api.token_new, name="api-token-new"),
    path(
        "profile/tokens/<uuid:token_id>/revoke/",
        api.token_revoke,
        name="api-token-revoke",
    ),
    path("", include("koprogo.privacy.urls")),
    path("", include("buildings.urls")),
    path("guest/", include("finance.urls.guests")),
    path("portfolio/", include("finance.urls.firm")),
    path("b/<slug:slug>/", include("finance.urls")),
    path("b/<slug:slug>/", include("governance.urls")),
    path("b/<slug:slug>/neighbours/", include("community.urls")),
    path("neighbours/new/", include("community.urls.founding")),
    path("calendar/", include("community.urls.feeds")),
    path("asbl/", include("community.urls.factors")),
    path("", include("solidarity.urls")),
    path("", include("transparency.urls")),
]
