from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from koprogo.accounts import views as accounts
from koprogo.ui import views as ui

urlpatterns = [
    path("healthz", login_not_required(ui.healthz), name="healthz"),
    path("readyz", login_not_required(ui.readyz), name="readyz"),
    path("profile/", accounts.profile, name="profile"),
    path("account/", include("allauth.account.urls")),
    path("", include("buildings.urls")),
    path("b/<slug:slug>/", include("finance.urls")),
]
