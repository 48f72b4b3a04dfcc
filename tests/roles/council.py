"""The council of co-ownership, the mandates of syndic and auditor."""

from tests.roles.answers import EDITORS, READ_ONLY, READERS, residents

READING = (residents(*READERS), READ_ONLY)
SYNDIC = residents("syndic")
ASKING = (SYNDIC, SYNDIC)
REPORTING = residents(*EDITORS, "council")

TABLE = {
    "governance:council": READING,
    "governance:council-table": READING,
    "governance:council-elect": ASKING,
    "governance:council-end": ASKING,
    "governance:council-chair": (READ_ONLY, residents("syndic", status=302)),
    "governance:council-delegate": ASKING,
    "governance:council-delegation-end": ASKING,
    "governance:council-report": (REPORTING, REPORTING),
    "governance:mandates": READING,
    "governance:mandates-table": READING,
    "governance:syndic-appoint": ASKING,
    "governance:syndic-take-back": (SYNDIC, residents("syndic", status=302)),
    "governance:syndic-papers": ASKING,
    "governance:hand-over": ASKING,
    "governance:auditor-appoint": ASKING,
    "governance:auditor-end": ASKING,
}
