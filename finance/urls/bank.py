from django.urls import include, path, re_path

from finance.views import bank, bank_import, bank_matching

movement_pages = [
    path("", bank_matching.bank_movement, name="bank-movement"),
    path("match/", bank_matching.bank_match, name="bank-match"),
]
urlpatterns = [
    path("bank/", bank.bank, name="bank"),
    path("bank.<table:ending>", bank.bank_table, name="bank-table"),
    path("bank/import/", bank_import.bank_import, name="bank-import"),
    path("bank/suspense/", bank_matching.bank_suspense, name="bank-suspense"),
    path("bank/movements/<uuid:movement_id>/", include(movement_pages)),
    path(
        "bank/matches/<uuid:match_id>/undo/", bank_matching.bank_undo, name="bank-undo"
    ),
    path(
        "bank/statements/<uuid:bank_statement_id>/file/",
        bank.statement_file,
        name="bank-statement-file",
    ),
    re_path(
        r"^bank/(?P<bank_account>55[01])/statements/$",
        bank.account,
        name="bank-account",
    ),
    re_path(
        r"^bank/(?P<bank_account>55[01])/statements\.(?P<ending>csv|xlsx)$",
        bank.account_table,
        name="bank-account-table",
    ),
]
