"""The pages of competing quotes beside their operations (parity.py)."""

TENDERS = {
    "governance:tenders": "GET tenders",
    "governance:tenders-table": "GET tenders",
    "governance:tender-new": "POST tenders",
    "governance:tender": "GET tender",
    "governance:tender-edit": "PUT tender",
    "governance:tender-discard": "DELETE tender",
    "governance:tender-table": "GET tender-quotes",
    "governance:tender-file": "GET tender-comparison",
    "governance:tender-compare": "POST tender-comparison",
    "governance:tender-choose": "PUT tender-choice",
    "governance:tender-reopen": "DELETE tender-choice",
    "governance:tender-take-up": "POST tender-take-up",
    "governance:tender-attach": "POST tender-documents",
    "governance:tender-detach": "DELETE tender-document",
    "governance:quote-new": "POST tender-quotes",
    "governance:quote-edit": "PUT tender-quote",
    "governance:quote-remove": "DELETE tender-quote",
    "governance:quote-file": "GET tender-quote-file",
}
