from django.urls import path

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
    path(f"{ONE}/letters/", letters.charge_letter_list, name="charge-letters"),
    path(
        f"{ONE}/letters.<table:ending>",
        letters.charge_letters_table,
        name="charge-letters-table",
    ),
    path(
        f"{ONE}/letters/make/", letters.charge_letters_make, name="charge-letters-make"
    ),
    path(
        f"{ONE}/letters/send/", letters.charge_letters_send, name="charge-letters-send"
    ),
    path(
        f"{ONE}/letters/posted/",
        letters.charge_letters_posted,
        name="charge-letters-posted",
    ),
    path(
        f"{ONE}/letters/retry/",
        letters.charge_letters_retry,
        name="charge-letters-retry",
    ),
    path(
        f"{ONE}/letters/all.zip", letters.charge_letters_zip, name="charge-letters-zip"
    ),
    path(
        f"{ONE}/letters/post.zip",
        letters.charge_letters_post_zip,
        name="charge-letters-post-zip",
    ),
]
