"""Who gets which status from the addresses of proxies and of one's own vote."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, OWNERS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


MINE = residents(*OWNERS)
# Clara of the council gave Omar a proxy.
SEEN = residents(*EDITORS, *OWNERS) | dict.fromkeys(["accountant", "auditor"], 404)
NOBODYS = dict.fromkeys(["accountant", "auditor", "co_owner"], 404)

TABLE = {
    "vote": {"GET": MINE},
    "vote-arrive": {"POST": MINE},
    # They are in the room: the secretary notes that they leave.
    "vote-leave": {"POST": residents(*OWNERS, status=409)},
    "vote-cast": {"POST": residents(*OWNERS, status=400)},
    "my-votes": {"GET": MINE},
    "my-votes-file": {"GET": MINE},
    "proxies": {"GET": residents(*READERS), "POST": residents(*OWNERS, status=400)},
    "paper-proxies": {"POST": residents(*EDITORS, status=415)},
    "proxy": {"GET": SEEN},
    "proxy-paper": {"GET": SEEN},
    "proxy-withdraw": {"POST": residents(*EDITORS, "council") | NOBODYS},
    "ballot-papers": {"POST": residents(*EDITORS, status=202)},
    "ballot-slips": {"POST": residents(*EDITORS, status=409)},
    "ballot-papers-made": {"GET": residents(*EDITORS)},
    "ballot-papers-file": {"GET": residents(*EDITORS)},
}

# Which of the assemblies their ``assembly_id`` is.
ASSEMBLIES = {
    name: "proxied_assembly_id" if "prox" in name else "begun_assembly_id"
    for name in TABLE
}

# Of another point than the open one.
ITEMS = {"ballot-slips": "begun_secret_id"}
