"""Taking part, the register of members, and the tariffs. ``participation_id``: Mia's."""

from tests.roles.answers import ANONYMOUS, READ_ONLY, asbl, signed_in

EVERYBODY = signed_in(200)
MIA = signed_in(404) | {"member": 200}
MIAS_ACT = signed_in(404) | {"member": 302}
REGISTER = asbl("board", "treasurer")
BOARD = asbl("board")
READERS = asbl("board", "treasurer", "asbl_auditor", "coordinator", "member")

TABLE = {
    "transparency:membership": (EVERYBODY, READ_ONLY),
    "transparency:join": (EVERYBODY, EVERYBODY),
    "transparency:vote": (READ_ONLY, signed_in(302)),
    "transparency:leave": (MIA, MIAS_ACT),
    "transparency:stay": (READ_ONLY, MIAS_ACT),
    "transparency:come-back": (MIA, MIA),
    "transparency:way": (MIA, MIA),
    # She is a person, and add-ons are for co-ownerships.
    "transparency:add-ons": (signed_in(404), signed_in(404)),
    "transparency:add-on-stop": (READ_ONLY, signed_in(404)),
    "transparency:members": (REGISTER, READ_ONLY),
    "transparency:members-table": (REGISTER, READ_ONLY),
    "transparency:member": (REGISTER, READ_ONLY),
    "transparency:member-end": (BOARD, BOARD),
    "transparency:reduction-new": (BOARD, BOARD),
    "transparency:reduction-end": (BOARD, BOARD),
    "transparency:tariffs": (READERS, READ_ONLY),
    "transparency:tariffs-table": (READERS, READ_ONLY),
}

#: the same for programs; an empty body is refused
_MINE = signed_in(404, anonymous=401)
_EMPTY = {"POST": _MINE | {"member": 400}}


def _api(answers):
    return answers | {ANONYMOUS: 401}


_BOARD_400 = {"POST": _api(asbl("board", status=400))}
API = {
    "asbl-mine": {
        "GET": signed_in(200, anonymous=401),
        "POST": signed_in(400, anonymous=401),
    },
    "asbl-leave": {"POST": _MINE | {"member": 204}},
    # Her participation has no end yet.
    "asbl-stay": {"POST": _MINE | {"member": 409}},
    "asbl-come-back": _EMPTY,
    "asbl-way": _EMPTY,
    "asbl-add-ons": {"GET": _MINE | {"member": 200}, "POST": _MINE | {"member": 400}},
    "asbl-add-on-stop": {"POST": _MINE},
    # Only the syndic runs the building, which has never taken part.
    "asbl-vote": {"POST": signed_in(403, anonymous=401)},
    "asbl-members": {"GET": _api(REGISTER)},
    "asbl-member": {"GET": _api(REGISTER)},
    "asbl-member-end": _BOARD_400,
    "asbl-reductions": _BOARD_400,
    "asbl-reduction-end": _BOARD_400,
    "asbl-tariffs": {"GET": _api(READERS)},
    "asbl-tariff-today": {"GET": _api(READERS)},
    "asbl-prices": {"GET": _api(READERS)},
}
