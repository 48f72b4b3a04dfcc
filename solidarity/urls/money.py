from django.urls import path

from solidarity.views.money import agreements, books, payouts, transfers

OWN = "fonds-solidarite/aide/<uuid:aid_id>"
PAYOUTS = "fonds-solidarite/comite/payouts"
ONE_AID = f"{PAYOUTS}/aid/<uuid:aid_id>"
PAYOUT = f"{PAYOUTS}/<uuid:payout_id>"
TRANSFERS = "asbl/fund/transfers"
TRANSFER = f"{TRANSFERS}/<uuid:transfer_id>"
BOOKS = "asbl/fund/books"

urlpatterns = [
    path(f"{OWN}/", agreements.agreement, name="agreement"),
    path(f"{OWN}/agreement/", agreements.agreement_file, name="agreement-file"),
    path(f"{OWN}/sign/", agreements.agreement_sign, name="agreement-sign"),
    path(f"{PAYOUTS}/", payouts.payouts, name="payouts"),
    path(f"{ONE_AID}/", payouts.payout_new, name="payout-new"),
    path(f"{ONE_AID}/close/", payouts.payout_close, name="payout-close"),
    path(f"{ONE_AID}/agreement/", payouts.payout_agreement, name="payout-agreement"),
    path(f"{PAYOUT}/", payouts.payout, name="payout"),
    path(f"{PAYOUT}/open/", payouts.payout_open, name="payout-open"),
    path(f"{PAYOUT}/voucher/", payouts.payout_voucher, name="payout-voucher"),
    path(f"{PAYOUT}/approve/", payouts.payout_approve, name="payout-approve"),
    path(f"{PAYOUT}/withdraw/", payouts.payout_withdraw, name="payout-withdraw"),
    path(f"{TRANSFERS}/", transfers.transfers, name="transfers"),
    path(f"{TRANSFERS}/new/", transfers.transfer_new, name="transfer-new"),
    path(f"{TRANSFER}/", transfers.transfer, name="transfer"),
    path(f"{TRANSFER}/file/", transfers.transfer_file, name="transfer-file"),
    path(f"{TRANSFER}/execute/", transfers.transfer_execute, name="transfer-execute"),
    path(f"{TRANSFER}/discard/", transfers.transfer_discard, name="transfer-discard"),
    path(
        f"{TRANSFERS}/payments/<uuid:payout_id>/return/",
        transfers.transfer_return,
        name="transfer-return",
    ),
    path(f"{BOOKS}/", books.fund_books, name="fund-books"),
    path(f"{BOOKS}.<table:ending>", books.fund_books_table, name="fund-books-table"),
    path(f"{BOOKS}/entries/", books.fund_entries, name="fund-entries"),
    path(
        f"{BOOKS}/entries.<table:ending>",
        books.fund_entries_table,
        name="fund-entries-table",
    ),
    path(f"{BOOKS}/provision/", books.fund_provision, name="fund-provision"),
    path(
        f"{BOOKS}/endowments/new/",
        books.fund_endowment_new,
        name="fund-endowment-new",
    ),
    path(f"{BOOKS}/costs/new/", books.fund_cost_new, name="fund-cost-new"),
    path(
        f"{BOOKS}/noted/<uuid:fund_movement_id>/reverse/",
        books.fund_movement_mirror,
        name="fund-movement-mirror",
    ),
    path("asbl/fund/account/", books.fund_account, name="fund-account"),
    path("asbl/fund/ahead/", books.fund_ahead, name="fund-ahead"),
]
