"""The pages of the check of the accounts beside their operations (parity.py)."""

AUDITING = {
    "finance:audit": "GET audit-checks",
    "finance:audit-year": "GET audit-year",
    "finance:audit-check-new": "POST audit-checks",
    "finance:audit-check": "GET audit-check, GET audit-vouchers",
    "finance:audit-check-table": "GET audit-vouchers",
    "finance:audit-check-enlarge": "POST audit-enlarge",
    "finance:audit-check-conclude": "PUT audit-conclusion",
    "finance:audit-check-sign": "POST audit-sign",
    "finance:audit-voucher": "PUT audit-voucher",
    "finance:audit-question-new": "POST audit-ask",
    "finance:audit-voucher-ask": "POST audit-ask",
    "finance:audit-report": "GET audit-report",
    "finance:audit-questions-table": "GET audit-questions",
    "finance:audit-question": "GET audit-question",
    "finance:audit-answer": "POST audit-answer",
    "finance:conflicts": "GET interests",
    "finance:conflicts-table": "GET interests",
    "finance:conflict-new": "POST interests",
    "finance:conflict-end": "POST interest-end",
}
