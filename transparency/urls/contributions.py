from django.urls import path

from transparency.views import contributions as views
from transparency.views import receipts

ALL = "asbl/contributions"
ONE = f"{ALL}/<uuid:participation_id>"
RECEIPTS = f"{ALL}/receipts"
MINE = "asbl/my-contributions"
MY_ONE = f"{MINE}/<uuid:participation_id>"
STATEMENT = "statements/<uuid:contribution_id>/"

urlpatterns = [
    path(f"{ALL}/", views.contributions, name="contributions"),
    path(
        f"{ALL}.<table:ending>", views.contributions_table, name="contributions-table"
    ),
    path(f"{ALL}/write/", views.contributions_bill, name="contributions-bill"),
    path(f"{RECEIPTS}/", receipts.receipts, name="receipts"),
    path(f"{RECEIPTS}.<table:ending>", receipts.receipts_table, name="receipts-table"),
    path(f"{RECEIPTS}/new/", receipts.receipt_new, name="receipt-new"),
    path(f"{RECEIPTS}/import/", receipts.receipts_import, name="receipts-import"),
    path(f"{RECEIPTS}/book/", receipts.receipts_book, name="receipts-book"),
    path(
        f"{RECEIPTS}/<uuid:receipt_id>/reverse/",
        receipts.receipt_reverse,
        name="receipt-reverse",
    ),
    path(
        f"{ALL}/{STATEMENT}",
        views.contribution_statement,
        name="contribution-statement",
    ),
    path(f"{ONE}/", views.contribution_account, name="contribution-account"),
    path(
        f"{ONE}.<table:ending>",
        views.contribution_account_table,
        name="contribution-account-table",
    ),
    path(
        f"{ONE}/<int:calendar_year>/", views.contribution_year, name="contribution-year"
    ),
    path(f"{MINE}/", views.my_contributions, name="my-contributions"),
    path(
        f"{MINE}/{STATEMENT}",
        views.my_contribution_statement,
        name="my-contribution-statement",
    ),
    path(f"{MY_ONE}/", views.my_contribution_account, name="my-contribution-account"),
    path(
        f"{MY_ONE}.<table:ending>",
        views.my_contribution_account_table,
        name="my-contribution-account-table",
    ),
    path(
        f"{MY_ONE}/<int:calendar_year>/",
        views.my_contribution_year,
        name="my-contribution-year",
    ),
]
