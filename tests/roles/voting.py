"""Proxies, the owner's own page in a meeting, and paper."""

from tests.roles.answers import (
    EDITING,
    EDITORS,
    OWNERS,
    READ_ONLY,
    READERS,
    residents,
)

TAPPED = (READ_ONLY, residents(*OWNERS, status=302))
MINE = (residents(*OWNERS), READ_ONLY)
# Clara of the council gave Omar a proxy.
SEEN = residents(*EDITORS, *OWNERS) | dict.fromkeys(["accountant", "auditor"], 404)
NOBODYS = dict.fromkeys(["accountant", "auditor", "co_owner"], 404)

TABLE = {
    "governance:vote": MINE,
    "governance:vote-arrive": TAPPED,
    "governance:vote-leave": TAPPED,
    "governance:vote-cast": TAPPED,
    "governance:my-votes-file": MINE,
    "governance:my-votes-table": MINE,
    "governance:proxies": (residents(*READERS), READ_ONLY),
    "governance:proxy-new": (residents(*OWNERS), residents(*OWNERS)),
    "governance:proxy-record": (EDITING, EDITING),
    "governance:proxy": (SEEN, READ_ONLY),
    "governance:proxy-paper": (SEEN, READ_ONLY),
    "governance:proxy-withdraw": (
        residents(*EDITORS, "council") | NOBODYS,
        residents(*EDITORS, "council", status=302) | NOBODYS,
    ),
    "governance:ballot-papers": (EDITING, EDITING),
    "governance:ballot-papers-made": (EDITING, READ_ONLY),
    "governance:ballot-papers-file": (EDITING, READ_ONLY),
    "governance:paper-entry": (EDITING, EDITING),
    # The point is secret; a slip that tells nobody's vote is not to be had of it.
    "governance:ballot-slips": (EDITING, residents(*EDITORS, status=302)),
}

# Which of the assemblies their ``assembly_id`` is.
ASSEMBLIES = dict.fromkeys(TABLE, "begun_assembly_id") | dict.fromkeys(
    [
        "governance:proxies",
        "governance:proxy-new",
        "governance:proxy-record",
        "governance:proxy",
        "governance:proxy-paper",
        "governance:proxy-withdraw",
    ],
    "proxied_assembly_id",
)

# Of another point than the open one.
ITEMS = {"governance:ballot-slips": "begun_secret_id"}
