"""How many statements an answer of the API takes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import url

#: pages take as many at most, and five open and close the transaction
MOST = 15 + 5


def statements(program, name, **ids) -> tuple[int, int]:
    """Return how many rows a list has, and how many statements they took."""
    program.get(url(name, **ids))  # notes the day of the token's use
    with CaptureQueriesContext(connection) as made:
        rows = program.get(url(name, **ids)).json()
    assert len(made) <= MOST
    return len(rows), len(made)


def is_constant(program, name, more, **ids) -> None:
    """Check that a list of three takes no more than a list of one.

    ``more``: makes a row; there is none yet.
    """
    counted = {}
    for _row in range(3):
        more()
        many, taken = statements(program, name, **ids)
        counted[many] = taken
    assert list(counted) == [1, 2, 3]
    assert counted[1] == counted[3]
