"""The pages of the supply contracts beside their operations (parity.py)."""

CONTRACTS = {
    "governance:contracts": "GET supply-contracts, GET contracts-year",
    "governance:contracts-table": "GET supply-contracts",
    "governance:contract-new": "POST supply-contracts",
    "governance:contract": "GET supply-contract",
    "governance:contract-edit": "PUT supply-contract",
    "governance:contract-end": "POST supply-contract-end",
    "governance:contracts-evaluation": "GET contracts-year",
    "governance:contracts-evaluation-table": "GET contract-reviews",
    "governance:contracts-evaluation-edit": "PUT contract-review",
    "governance:contracts-draft": "GET contracts-report",
    "governance:contracts-report": "POST contracts-report",
    "governance:contracts-attach": "POST contracts-attach",
}
