import pytest

from tests.solidarity import making


@pytest.fixture
def endowed(db):
    """The fund has 50,000 € and a committee; nobody has entered it."""
    with making.inside():
        making.endowed()
        making.committee()
