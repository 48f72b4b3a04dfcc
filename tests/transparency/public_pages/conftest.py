import pytest

from tests.transparency.public_pages import making


@pytest.fixture
def published(db):
    """The tables of three years, published."""
    return making.publish()


@pytest.fixture
def look(client):
    """``look("/costs", lang="fr")`` is what a public page says, to anybody."""

    def at(path="", **query):
        answer = client.get(making.PAGE + path, {"lang": "en", **query})
        assert answer.status_code == 200
        return making.Page(answer)

    return at
