"""What an app offers to programs: one namespace, whoever adds to it.

Read at the first request of a program: a site without any spares the memory of what
only the API needs.
"""

from django.urls import include, path

from koprogo.privacy.api import Account

urlpatterns = [
    path("", include("koprogo.api.urls")),
    path("", include("buildings.api.urls")),
    path("buildings/<slug:slug>/", include("finance.api.urls")),
    path("", include("finance.api.firm_urls")),
    path("buildings/<slug:slug>/", include("governance.api.urls")),
    path(
        "buildings/<slug:slug>/neighbours/",
        include("community.api.urls"),
    ),
    path("solidarity/", include("solidarity.api.urls")),
    path("asbl/", include("community.api.factor_urls")),
    path("asbl/", include("transparency.api.urls")),
    path("transparency/", include("transparency.api.public_urls")),
    path("users/<uuid:user_id>/", Account.as_view(), name="user"),
    # The same address as it stands in the contract: a DELETE is not redirected.
    path("users/<uuid:user_id>", Account.as_view(schema=None), name="user"),
]
