from django.urls import path

from buildings.letter_urls import letter_pages
from finance.views import charge_letters as letters
from finance.views import charge_statements as views

ONE = "statements/<uuid:statement_id>"

urlpatterns = [
    path("statements/", views.charge_statements, name="charge-statements"),
    path(
        "statements.<table:ending>",
        views.charge_statements_table,
        name="charge-statements-table",
    ),
    path("statements/new/", views.charge_statement_new, name="charge-statement-new"),
    path(f"{ONE}/", views.charge_statement, name="charge-statement"),
    path(f"{ONE}/edit/", views.charge_statement_edit, name="charge-statement-edit"),
    path(
        f"{ONE}/compute/",
        views.charge_statement_compute,
        name="charge-statement-compute",
    ),
    path(f"{ONE}/post/", views.charge_statement_post, name="charge-statement-post"),
    path(
        f"{ONE}/discard/",
        views.charge_statement_discard,
        name="charge-statement-discard",
    ),
    path(
        f"{ONE}/cancel/", views.charge_statement_cancel, name="charge-statement-cancel"
    ),
    path(
        f"{ONE}/balances.<table:ending>", views.charge_balances, name="charge-balances"
    ),
    path(f"{ONE}/lots.<table:ending>", views.charge_matrix, name="charge-matrix"),
    path(
        "statements/documents/<uuid:charge_document_id>/",
        views.charge_document,
        name="charge-document",
    ),
    path(
        "statements/documents/<uuid:charge_document_id>/letter/",
        letters.charge_document_letter,
        name="charge-document-letter",
    ),
    path(
        "statements/documents/<uuid:charge_document_id>/annex/",
        letters.charge_document_annex,
        name="charge-document-annex",
    ),
    *letter_pages(ONE, "charge-letters", letters.CHARGES),
]
