from django.urls import path

from buildings.letter_urls import letter_pages
from finance.views import accounts, calls, opening, payments, statements
from finance.views import call_letters as letters

urlpatterns = [
    path("account/", accounts.account, name="account"),
    path("account/statement/", statements.statement, name="statement"),
    path("account/statement.pdf", statements.statement_file, name="statement-file"),
    path(
        "account/statement.<table:ending>",
        statements.statement_table,
        name="statement-table",
    ),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts.<table:ending>", accounts.accounts_table, name="accounts-table"),
    path("accounts/<uuid:holding_id>/", accounts.holder_account, name="holder-account"),
    path(
        "accounts/<uuid:holding_id>/statement/",
        statements.holder_statement,
        name="holder-statement",
    ),
    path(
        "accounts/<uuid:holding_id>/statement.pdf",
        statements.holder_statement_file,
        name="holder-statement-file",
    ),
    path(
        "accounts/<uuid:holding_id>/statement.<table:ending>",
        statements.holder_statement_table,
        name="holder-statement-table",
    ),
    path("accounts/opening/", opening.opening, name="opening"),
    path("accounts/opening/new/", opening.opening_new, name="opening-new"),
    path("accounts/opening/file/", opening.opening_file, name="opening-file"),
    path("accounts/opening/table.csv", opening.opening_csv, name="opening-csv"),
    path(
        "accounts/opening/table.xlsx", opening.opening_workbook, name="opening-workbook"
    ),
    path(
        "accounts/opening/<uuid:opening_id>/reverse/",
        opening.opening_reverse,
        name="opening-reverse",
    ),
    path("calls/", calls.calls, name="calls"),
    path("calls.<table:ending>", calls.calls_table, name="calls-table"),
    path("calls/new/", calls.call_new, name="call-new"),
    path("calls/<uuid:call_id>/", calls.call, name="call"),
    path(
        "calls/<uuid:call_id>/parts.<table:ending>", calls.call_table, name="call-table"
    ),
    path(
        "calls/<uuid:call_id>/parts/<uuid:holding_id>/",
        calls.call_part,
        name="call-part",
    ),
    path("calls/<uuid:call_id>/edit/", calls.call_edit, name="call-edit"),
    path("calls/<uuid:call_id>/issue/", calls.call_issue, name="call-issue"),
    path("calls/<uuid:call_id>/discard/", calls.call_discard, name="call-discard"),
    path("calls/<uuid:call_id>/cancel/", calls.call_cancel, name="call-cancel"),
    *letter_pages("calls/<uuid:call_id>", "letters", letters.CALLS),
    path("calls/letters/<uuid:letter_id>/", letters.letter, name="letter"),
    path("documents/<uuid:document_id>/", calls.document, name="document"),
    path(
        "documents/<uuid:document_id>/letter/",
        letters.document_letter,
        name="document-letter",
    ),
    path("payments/", payments.payments, name="payments"),
    path("payments.<table:ending>", payments.payments_table, name="payments-table"),
    path("payments/new/", payments.payment_new, name="payment-new"),
    path(
        "payments/<uuid:payment_id>/reverse/",
        payments.payment_reverse,
        name="payment-reverse",
    ),
]
