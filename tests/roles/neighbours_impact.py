"""What neighbours achieve: whoever may take part reads it; the board writes the factors."""

from tests.roles.answers import READ_ONLY, asbl
from tests.roles.neighbours_board import HERE

SEEN = asbl("board", "treasurer", "asbl_auditor")
BOARD = asbl("board")

TABLE = {
    "community:impact": (HERE, READ_ONLY),
    "community:impact-table": (HERE, READ_ONLY),
    "community:event-calendar": (HERE, READ_ONLY),
    "impact:factors": (SEEN, READ_ONLY),
    "impact:factors-table": (SEEN, READ_ONLY),
    # An empty form is shown again.
    "impact:factor-new": (BOARD, BOARD),
}
