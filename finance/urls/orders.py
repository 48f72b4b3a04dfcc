from django.urls import path

from finance.views import collections, orders

urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.order_new, name="order-new"),
    path("orders/<uuid:order_id>/", orders.order, name="order"),
    path(
        "orders/<uuid:order_id>.<table:ending>", orders.order_table, name="order-table"
    ),
    path("orders/<uuid:order_id>/file/", orders.order_file, name="order-file"),
    path("orders/<uuid:order_id>/give-up/", orders.order_give_up, name="order-give-up"),
    path("collections/", collections.collections, name="collections"),
    path("collections/new/", collections.collection_new, name="collection-new"),
    path(
        "collections/<uuid:collection_id>/", collections.collection, name="collection"
    ),
    path(
        "collections/<uuid:collection_id>.<table:ending>",
        collections.collection_table,
        name="collection-table",
    ),
    path(
        "collections/<uuid:collection_id>/file/",
        collections.collection_file,
        name="collection-file",
    ),
    path(
        "collections/<uuid:collection_id>/give-up/",
        collections.collection_give_up,
        name="collection-give-up",
    ),
    path("mandates/", collections.mandates, name="mandates"),
    path("mandates.<table:ending>", collections.mandates_table, name="mandates-table"),
    path(
        "accounts/<uuid:holding_id>/mandate/",
        collections.mandate_new,
        name="mandate-new",
    ),
    path(
        "mandates/<uuid:mandate_id>/revoke/",
        collections.mandate_revoke,
        name="mandate-revoke",
    ),
]
