"""Lists ask as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.filled import LISTS, address, fill


@pytest.fixture(scope="module")
def filled(written_once):
    """Several rows of everything in Les Acacias: dear to make, and not changed here."""
    return written_once(fill)


@pytest.mark.parametrize("name", LISTS)
def test_more_rows_need_no_more_statements(db, filled, program, name):
    where, sophie, counted = address(name, filled), program("sophie"), {}
    sophie.get(where)  # notes the day of the token's use
    for size in (1, 3):
        with CaptureQueriesContext(connection) as statements:
            answer = sophie.get(where, page_size=size)
        found = answer.json()
        counted[min(size, found["count"])] = len(statements)
        assert len(found["results"]) == min(size, found["count"])
    assert list(counted) == [1, 3]
    assert counted[1] == counted[3]
    # Five of them open and close the transaction.
    assert counted[3] <= 12 + 5
