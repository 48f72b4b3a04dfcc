from koprogo.api.views import at
from transparency.api import books, contributions, vouchers

VOUCHER = "vouchers/<uuid:voucher_id>"
RECEIPTS = "receipts"
ONE = "contributions/<uuid:participation_id>"
MY_ONE = "my-contributions/<uuid:participation_id>"
STATEMENT = "statements/<uuid:contribution_id>/"

urlpatterns = [
    at("income/", books.IncomeStatement, "asbl-income"),
    at("balance-sheet/", books.AsblBalance, "asbl-balance-sheet"),
    at("entries/", books.Entries, "asbl-entries"),
    at("entries/<uuid:asbl_entry_id>/", books.EntryView, "asbl-entry"),
    at("quarters/", books.Quarters, "asbl-quarters"),
    at(
        "quarters/<int:calendar_year>/<int:quarter_number>/close/",
        books.QuarterClosing,
        "asbl-quarter-close",
    ),
    at("vouchers/", vouchers.Vouchers, "asbl-vouchers"),
    at("vouchers/expected/", vouchers.VouchersExpected, "asbl-vouchers-expected"),
    at(f"{VOUCHER}/", vouchers.VoucherView, "asbl-voucher"),
    at(f"{VOUCHER}/paper/", vouchers.VoucherPaper, "asbl-voucher-paper"),
    at(f"{VOUCHER}/approve/", vouchers.VoucherApproval, "asbl-voucher-approve"),
    at(f"{VOUCHER}/reject/", vouchers.VoucherRejection, "asbl-voucher-reject"),
    at(f"{VOUCHER}/pay/", vouchers.VoucherPaid, "asbl-voucher-pay"),
    at(f"{VOUCHER}/unpay/", vouchers.VoucherUnpaid, "asbl-voucher-unpay"),
    at(f"{VOUCHER}/reverse/", vouchers.VoucherReversal, "asbl-voucher-reverse"),
    at("contributions/", contributions.Contributions, "asbl-contributions"),
    at(
        "contributions/missing/",
        contributions.ContributionsMissing,
        "asbl-contributions-missing",
    ),
    at(
        f"contributions/{STATEMENT}",
        contributions.ContributionStatement,
        "asbl-contribution-statement",
    ),
    at(f"{ONE}/", contributions.ContributionAccount, "asbl-contribution-account"),
    at(f"{ONE}/lines/", contributions.ContributionLines, "asbl-contribution-lines"),
    at(
        f"{ONE}/years/<int:calendar_year>/",
        contributions.ContributionYear,
        "asbl-contribution-year",
    ),
    at("my-contributions/", contributions.MyContributions, "asbl-my-contributions"),
    at(
        f"my-contributions/{STATEMENT}",
        contributions.MyContributionStatement,
        "asbl-my-contribution-statement",
    ),
    at(
        f"{MY_ONE}/",
        contributions.MyContributionAccount,
        "asbl-my-contribution-account",
    ),
    at(
        f"{MY_ONE}/lines/",
        contributions.MyContributionLines,
        "asbl-my-contribution-lines",
    ),
    at(
        f"{MY_ONE}/years/<int:calendar_year>/",
        contributions.MyContributionYear,
        "asbl-my-contribution-year",
    ),
    at(f"{RECEIPTS}/", contributions.Receipts, "asbl-receipts"),
    at(f"{RECEIPTS}/bank-file/", contributions.BankFile, "asbl-bank-file"),
    at(
        f"{RECEIPTS}/bank-file/book/",
        contributions.BankFileBooking,
        "asbl-bank-file-book",
    ),
    at(
        f"{RECEIPTS}/<uuid:receipt_id>/reverse/",
        contributions.ReceiptReversal,
        "asbl-receipt-reverse",
    ),
]
