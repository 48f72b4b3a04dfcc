from django.urls import path

from transparency.views import books, quarters, vouchers

BOOKS = "asbl/books"
VOUCHERS = f"{BOOKS}/vouchers"
ONE = f"{VOUCHERS}/<uuid:voucher_id>"
QUARTER = "asbl/quarters/<int:calendar_year>/<int:quarter_number>"

urlpatterns = [
    path(f"{BOOKS}/", books.books, name="books"),
    path(f"{BOOKS}/income.<table:ending>", books.income_table, name="income-table"),
    path(f"{BOOKS}/balance.<table:ending>", books.balance_table, name="balance-table"),
    path(f"{BOOKS}/entries/", books.entries, name="entries"),
    path(f"{BOOKS}/entries.<table:ending>", books.entries_table, name="entries-table"),
    path(f"{BOOKS}/entries/<uuid:asbl_entry_id>/", books.entry, name="entry"),
    path(f"{VOUCHERS}/", vouchers.vouchers, name="vouchers"),
    path(f"{VOUCHERS}.<table:ending>", vouchers.vouchers_table, name="vouchers-table"),
    path(f"{VOUCHERS}/new/", vouchers.voucher_new, name="voucher-new"),
    path(f"{ONE}/", vouchers.voucher, name="voucher"),
    path(f"{ONE}/paper/", vouchers.voucher_paper, name="voucher-paper"),
    path(f"{ONE}/edit/", vouchers.voucher_edit, name="voucher-edit"),
    path(f"{ONE}/withdraw/", vouchers.voucher_withdraw, name="voucher-withdraw"),
    path(f"{ONE}/approve/", vouchers.voucher_approve, name="voucher-approve"),
    path(f"{ONE}/reject/", vouchers.voucher_reject, name="voucher-reject"),
    path(f"{ONE}/pay/", vouchers.voucher_pay, name="voucher-pay"),
    path(f"{ONE}/unpay/", vouchers.voucher_unpay, name="voucher-unpay"),
    path(f"{ONE}/reverse/", vouchers.voucher_reverse, name="voucher-reverse"),
    path("asbl/quarters/", quarters.quarters, name="quarters"),
    path(
        "asbl/quarters.<table:ending>", quarters.quarters_table, name="quarters-table"
    ),
    path(f"{QUARTER}/close/", quarters.quarter_close, name="quarter-close"),
]
