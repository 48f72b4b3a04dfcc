"""The pages of the council and the mandates beside their operations (parity.py)."""

COUNCIL = {
    "governance:council": "GET council, GET council-delegations",
    "governance:council-table": "GET council-members",
    "governance:council-elect": "POST council-members",
    "governance:council-end": "POST council-member-end",
    "governance:council-chair": "POST council-member-chair",
    "governance:council-delegate": "POST council-delegations",
    "governance:council-delegation-end": "POST council-delegation-end",
    "governance:council-report": "POST council-reports",
    "governance:mandates": "GET syndics-today, GET auditors",
    "governance:mandates-table": "GET syndics",
    "governance:syndic-appoint": "POST syndics",
    "governance:syndic-take-back": "POST syndic-take-back",
    "governance:syndic-papers": "PUT syndic-papers",
    "governance:hand-over": "POST hand-over",
    "governance:auditor-appoint": "POST auditors",
    "governance:auditor-end": "POST auditor-end",
}
