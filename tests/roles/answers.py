"""Which roles there are, and the answers that many pages give them."""

from tests import cast

ANONYMOUS = "anonymous"
EVERYBODY = [*cast.ROLES, ANONYMOUS]

OFFICE = ["syndic", "assistant", "accountant"]
EDITORS = ["syndic", "assistant"]
ISSUERS = ["syndic", "accountant"]
OWNERS = ["co_owner", "council"]
BOOKS = [*OFFICE, "auditor"]
READERS = [*BOOKS, *OWNERS]
RESIDENTS = [*READERS, "occupant"]
# Who has a role in the ASBL.
ASBL = ["board", "treasurer", "asbl_auditor", "coordinator", "member", "committee"]


def everybody(status):
    return dict.fromkeys(EVERYBODY, status)


def signed_in(status, anonymous=302):
    return everybody(status) | {ANONYMOUS: anonymous}


def residents(*roles, status=200):
    """A page of Les Acacias for these roles: others there 403, strangers 404."""
    return signed_in(404) | dict.fromkeys(RESIDENTS, 403) | dict.fromkeys(roles, status)


def asbl(*roles, status=200):
    """A page of the ASBL for these roles: others there 403, strangers 404."""
    return signed_in(404) | dict.fromkeys(ASBL, 403) | dict.fromkeys(roles, status)


READ_ONLY = signed_in(405)
PUBLIC_READ_ONLY = everybody(405)
EDITING = residents(*EDITORS)
ENTRANCE = signed_in(302, anonymous=200)
# Whoever is syndic in a firm takes on buildings.
FOUNDERS = signed_in(403) | dict.fromkeys(["syndic", "other_syndic"], 200)
# One firm: its syndic, not another's.
FIRM = signed_in(403) | {"syndic": 200, "other_syndic": 404}
# The same for a page that even a colleague may not open, and nobody else hears of.
LETTERHEAD = signed_in(404) | {"syndic": 200, "assistant": 403, "accountant": 403}
COLLEAGUES = signed_in(403) | dict.fromkeys([*OFFICE, "other_syndic"], 200)
