import pytest


@pytest.fixture
def sophie(sign_in, acacias):
    """The syndic, signed in, in Les Acacias."""
    return sign_in("sophie")
