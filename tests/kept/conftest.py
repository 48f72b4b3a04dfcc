import pytest

from tests.kept.site import Clock


@pytest.fixture
def clock():
    return Clock()
