import pytest

from tests import cast


@pytest.fixture
def sophie():
    return cast.user("sophie")
