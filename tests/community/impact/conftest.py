import pytest

from tests.community.impact import making


@pytest.fixture
def five(acacias):
    """Omar, Clara, Otto, Axel and Anna take part."""
    return making.people(*making.AROUND)
