from django.urls import path

from finance.views import books, chart, entries, own_entries, works, years

urlpatterns = [
    path("books/", books.books, name="books"),
    path("books/reports/<slug:report>/", books.report, name="books-report"),
    path(
        "books/reports/<slug:report>.<table:ending>",
        books.report_table,
        name="books-report-table",
    ),
    path(
        "books/reports/<slug:report>.pdf", books.report_file, name="books-report-file"
    ),
    path("books/owners/", books.owners, name="books-owners"),
    path("books/owners.<table:ending>", books.owners_table, name="books-owners-table"),
    path("books/owners.pdf", books.owners_file, name="books-owners-file"),
    path("books/made/<uuid:made_id>/", entries.made, name="books-made"),
    path("books/made/<uuid:made_id>/file/", entries.made_file, name="books-made-file"),
    # Accounts
    path("books/chart/", chart.accounts, name="books-chart"),
    path("books/chart.<table:ending>", chart.accounts_table, name="books-chart-table"),
    path("books/chart/new/", chart.account_new, name="books-chart-new"),
    path(
        "books/chart/<slug:account_code>/", chart.account_name, name="books-chart-name"
    ),
    path("books/accounts/<slug:account_code>/", entries.account, name="books-account"),
    path(
        "books/accounts/<slug:account_code>.<table:ending>",
        entries.account_table,
        name="books-account-table",
    ),
    path(
        "books/accounts/<slug:account_code>.pdf",
        entries.account_file,
        name="books-account-file",
    ),
    # Entries
    path("books/journals/", entries.journals, name="journals"),
    path(
        "books/journals/<slug:journal>/<int:year>/",
        entries.journal,
        name="books-journal",
    ),
    path(
        "books/journals/<slug:journal>/<int:year>.<table:ending>",
        entries.journal_table,
        name="books-journal-table",
    ),
    path(
        "books/journals/<slug:journal>/<int:year>.pdf",
        entries.journal_file,
        name="books-journal-file",
    ),
    path("books/entries/new/", own_entries.own_entry_new, name="own-entry-new"),
    path("books/entries/<uuid:entry_id>/", entries.entry, name="books-entry"),
    path(
        "books/own/<uuid:own_id>/take-back/",
        own_entries.own_entry_take_back,
        name="own-entry-take-back",
    ),
    path(
        "books/own/<uuid:own_id>/voucher/",
        own_entries.own_entry_voucher,
        name="own-entry-voucher",
    ),
    path("books/transfer/", own_entries.transfer, name="transfer"),
    # Fiscal years
    path("books/years/", years.years, name="years"),
    path("books/years/new/", years.year_new, name="year-new"),
    path("books/years/<int:year>/", years.year, name="year"),
    path("books/years/<int:year>/close/", years.year_close, name="year-close"),
    path("books/years/<int:year>/reopen/", years.year_reopen, name="year-reopen"),
    # Works
    path("books/works/", works.works, name="works"),
    path("books/works/new/", works.works_new, name="works-new"),
    path("books/works/<uuid:works_id>/", works.works_one, name="works-one"),
    path("books/works/<uuid:works_id>/end/", works.works_end, name="works-end"),
]
