"""The pages of the ASBL's books beside their operations (parity.py)."""

BOOKS = {
    "transparency:books": "GET asbl-income, GET asbl-balance-sheet",
    "transparency:income-table": "GET asbl-income",
    "transparency:balance-table": "GET asbl-balance-sheet",
    "transparency:entries": "GET asbl-entries",
    "transparency:entries-table": "GET asbl-entries",
    "transparency:entry": "GET asbl-entry",
    "transparency:vouchers": "GET asbl-vouchers, GET asbl-vouchers-expected",
    "transparency:vouchers-table": "GET asbl-vouchers",
    "transparency:voucher-new": "POST asbl-vouchers",
    "transparency:voucher": "GET asbl-voucher",
    "transparency:voucher-paper": "GET asbl-voucher-paper",
    "transparency:voucher-edit": "PUT asbl-voucher",
    "transparency:voucher-withdraw": "DELETE asbl-voucher",
    "transparency:voucher-approve": "POST asbl-voucher-approve",
    "transparency:voucher-reject": "POST asbl-voucher-reject",
    "transparency:voucher-pay": "POST asbl-voucher-pay",
    "transparency:voucher-unpay": "POST asbl-voucher-unpay",
    "transparency:voucher-reverse": "POST asbl-voucher-reverse",
    "transparency:quarters": "GET asbl-quarters",
    "transparency:quarters-table": "GET asbl-quarters",
    "transparency:quarter-close": "POST asbl-quarter-close",
    "transparency:contributions": "GET asbl-contributions",
    "transparency:contributions-table": "GET asbl-contributions",
    "transparency:contributions-bill": "GET asbl-contributions-missing, "
    "POST asbl-contributions-missing",
    "transparency:contribution-account": "GET asbl-contribution-account",
    "transparency:contribution-account-table": "GET asbl-contribution-lines",
    "transparency:contribution-statement": "GET asbl-contribution-statement, "
    "POST asbl-contribution-statement",
    "transparency:contribution-year": "GET asbl-contribution-year, "
    "POST asbl-contribution-year",
    "transparency:receipts": "GET asbl-receipts",
    "transparency:receipts-table": "GET asbl-receipts",
    "transparency:receipt-new": "POST asbl-receipts",
    "transparency:receipt-reverse": "POST asbl-receipt-reverse",
    "transparency:receipts-import": "POST asbl-bank-file",
    "transparency:receipts-book": "POST asbl-bank-file-book",
    "transparency:my-contributions": "GET asbl-my-contributions",
    "transparency:my-contribution-account": "GET asbl-my-contribution-account",
    "transparency:my-contribution-account-table": "GET asbl-my-contribution-lines",
    "transparency:my-contribution-statement": "GET asbl-my-contribution-statement, "
    "POST asbl-my-contribution-statement",
    "transparency:my-contribution-year": "GET asbl-my-contribution-year, "
    "POST asbl-my-contribution-year",
}
