from django.urls import include, path

from buildings.api import (
    building,
    consents,
    firms,
    history,
    imports,
    invitations,
    jobs,
    keys,
    library,
    lots,
    owners,
    problems,
    suppliers,
)

__all__ = ["problems", "urlpatterns"]  # the refusals stand before anything is refused

inside = [
    path("", building.BuildingView.as_view(), name="building"),
    path("completeness/", building.CompletenessView.as_view(), name="completeness"),
    path("lots/", lots.Lots.as_view(), name="lots"),
    path("lots/<uuid:lot_id>/", lots.LotView.as_view(), name="lot"),
    path("lots/<uuid:lot_id>/periods/", lots.Periods.as_view(), name="periods"),
    path(
        "lots/<uuid:lot_id>/periods/<str:since>/",
        lots.PeriodView.as_view(),
        name="period",
    ),
    path("owners/", owners.Owners.as_view(), name="owners"),
    path("owners/<uuid:owner_id>/", owners.OwnerView.as_view(), name="owner"),
    path(
        "owners/<uuid:owner_id>/consents/",
        consents.Consents.as_view(),
        name="consents",
    ),
    path(
        "owners/<uuid:owner_id>/consents/<uuid:consent_id>/withdraw/",
        consents.ConsentWithdrawal.as_view(),
        name="consent-withdraw",
    ),
    path("my-consents/", consents.MyConsents.as_view(), name="my-consents"),
    path(
        "my-consents/<uuid:consent_id>/withdraw/",
        consents.MyWithdrawal.as_view(),
        name="my-consent-withdraw",
    ),
    path("holdings/", owners.Holdings.as_view(), name="holdings"),
    path("holdings/<uuid:holding_id>/", owners.HoldingView.as_view(), name="holding"),
    path(
        "holdings/<uuid:holding_id>/representative/",
        owners.RepresentativeView.as_view(),
        name="representative",
    ),
    path("keys/", keys.Keys.as_view(), name="keys"),
    path("keys/<uuid:key_id>/", keys.KeyView.as_view(), name="key"),
    path("keys/<uuid:key_id>/versions/", keys.Versions.as_view(), name="versions"),
    path(
        "keys/<uuid:key_id>/versions/<str:begin>/",
        keys.VersionView.as_view(),
        name="version",
    ),
    path("suppliers/", suppliers.Suppliers.as_view(), name="suppliers"),
    path(
        "suppliers/<uuid:supplier_id>/",
        suppliers.SupplierView.as_view(),
        name="supplier",
    ),
    path("library/", library.Library.as_view(), name="library"),
    path(
        "library/<uuid:library_id>/",
        library.LibraryDocumentView.as_view(),
        name="library-document",
    ),
    path(
        "library/<uuid:library_id>/versions/",
        library.LibraryVersions.as_view(),
        name="library-versions",
    ),
    path(
        "library/<uuid:library_id>/versions/<int:number>/file/",
        library.LibraryFile.as_view(),
        name="library-file",
    ),
    path(
        "library/<uuid:library_id>/withdraw/",
        library.LibraryWithdrawal.as_view(),
        name="library-withdraw",
    ),
    path(
        "library/<uuid:library_id>/restore/",
        library.LibraryRestoration.as_view(),
        name="library-restore",
    ),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path(
        "invitations/owners/",
        invitations.OwnersInvitation.as_view(),
        name="invitations-owners",
    ),
    path(
        "invitations/<uuid:invitation_id>/",
        invitations.InvitationView.as_view(),
        name="invitation",
    ),
    path(
        "invitations/<uuid:invitation_id>/revoke/",
        invitations.Revocation.as_view(),
        name="invitation-revoke",
    ),
    path(
        "invitations/<uuid:invitation_id>/renew/",
        invitations.Renewal.as_view(),
        name="invitation-renew",
    ),
    path("imports/", imports.Imports.as_view(), name="imports"),
    path("imports/template/", imports.ImportTemplate.as_view(), name="import-template"),
    path("imports/<uuid:batch_id>/", imports.ImportView.as_view(), name="import"),
    path(
        "imports/<uuid:batch_id>/apply/",
        imports.ImportApply.as_view(),
        name="import-apply",
    ),
    path(
        "imports/<uuid:batch_id>/undo/",
        imports.ImportUndo.as_view(),
        name="import-undo",
    ),
    path("history/", history.History.as_view(), name="history"),
    path("history/seal/", history.LastSeal.as_view(), name="history-seal"),
    path(
        "history/about/<str:kind>/<uuid:object_id>/",
        history.HistoryOf.as_view(),
        name="history-of",
    ),
]
urlpatterns = [
    path("buildings/", building.Buildings.as_view(), name="buildings"),
    path("buildings/<slug:slug>/", include(inside)),
    path("firms/", firms.Firms.as_view(), name="firms"),
    path("firms/<uuid:firm_id>/", firms.FirmView.as_view(), name="firm"),
    path("portfolio/", firms.Portfolio.as_view(), name="portfolio"),
    path("jobs/<uuid:job_id>/", jobs.JobView.as_view(), name="job"),
]
