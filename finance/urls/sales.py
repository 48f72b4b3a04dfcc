from django.urls import include, path

from finance.views import sale_deeds, sale_documents, sales

document_pages = [
    path("make/", sale_documents.make, name="sale-document-make"),
    path("hand-over/", sale_documents.hand_over, name="sale-document-hand-over"),
    path("file.pdf", sale_documents.file, name="sale-document-file"),
]
sale_pages = [
    path("", sales.sale, name="sale"),
    path("notary/", sales.notary, name="sale-notary"),
    path("give-up/", sales.give_up, name="sale-give-up"),
    path("burdens/", sales.burdens, name="sale-burdens"),
    path("told/", sales.told, name="sale-told"),
    path("documents/", sale_documents.request_new, name="sale-request"),
    path("documents/<uuid:information_id>/", include(document_pages)),
    path("link/", sale_documents.share, name="sale-share"),
    path(
        "links/<uuid:link_id>/revoke/",
        sale_documents.link_revoke,
        name="sale-link-revoke",
    ),
    path("deed/", sale_deeds.deed, name="sale-deed"),
    path("carry-out/", sale_deeds.carry_out, name="sale-carry-out"),
    path("undo/", sale_deeds.undo, name="sale-undo"),
]
urlpatterns = [
    path("sales/", sales.sales, name="sales"),
    path("sales.<table:ending>", sales.sales_table, name="sales-table"),
    path("sales/new/", sales.sale_new, name="sale-new"),
    path("sales/<uuid:sale_id>/", include(sale_pages)),
]
