from django.urls import include, path

from buildings.views import building, holdings, home, imports, keys, lots, owners, roles

pages = [
    path("roles", roles.roles, name="roles"),
    path("buildings/", home.my_buildings, name="mine"),
    path("buildings/new/", home.building_new, name="new"),
    path("b/<slug:slug>/", building.overview, name="home"),
    path("b/<slug:slug>/settings/", building.settings, name="settings"),
    path("b/<slug:slug>/lots/", lots.lots, name="lots"),
    path("b/<slug:slug>/lots/new/", lots.lot_new, name="lot-new"),
    path("b/<slug:slug>/lots/<uuid:lot_id>/", lots.lot, name="lot"),
    path("b/<slug:slug>/lots/<uuid:lot_id>/edit/", lots.lot_edit, name="lot-edit"),
    path(
        "b/<slug:slug>/lots/<uuid:lot_id>/hand-over/",
        lots.hand_over,
        name="lot-hand-over",
    ),
    path(
        "b/<slug:slug>/lots/<uuid:lot_id>/hand-over/undo/",
        lots.hand_over_undo,
        name="lot-hand-over-undo",
    ),
    path("b/<slug:slug>/owners/", owners.owners, name="owners"),
    path("b/<slug:slug>/owners/new/", owners.owner_new, name="owner-new"),
    path("b/<slug:slug>/owners/<uuid:owner_id>/", owners.owner, name="owner"),
    path(
        "b/<slug:slug>/owners/<uuid:owner_id>/edit/",
        owners.owner_edit,
        name="owner-edit",
    ),
    path(
        "b/<slug:slug>/owners/holdings/new/", holdings.holding_new, name="holding-new"
    ),
    path(
        "b/<slug:slug>/owners/holdings/<uuid:holding_id>/",
        holdings.holding,
        name="holding",
    ),
    path(
        "b/<slug:slug>/owners/holdings/<uuid:holding_id>/representative/",
        holdings.representative,
        name="holding-representative",
    ),
    path("b/<slug:slug>/keys/", keys.keys, name="keys"),
    path("b/<slug:slug>/keys/new/", keys.key_new, name="key-new"),
    path("b/<slug:slug>/keys/<uuid:key_id>/", keys.key, name="key"),
    path(
        "b/<slug:slug>/keys/<uuid:key_id>/new/",
        keys.version_new,
        name="key-version-new",
    ),
    path("b/<slug:slug>/import/", imports.import_tables, name="import"),
    path(
        "b/<slug:slug>/import/template.xlsx",
        imports.import_template,
        name="import-template",
    ),
    path(
        "b/<slug:slug>/import/<uuid:batch_id>/",
        imports.import_preview,
        name="import-preview",
    ),
    path(
        "b/<slug:slug>/import/<uuid:batch_id>/apply/",
        imports.import_apply,
        name="import-apply",
    ),
    path(
        "b/<slug:slug>/import/<uuid:batch_id>/undo/",
        imports.import_undo,
        name="import-undo",
    ),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("", include((pages, "buildings"))),
]
