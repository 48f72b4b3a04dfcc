"""Every page × every role × language × width × colours: ``make test-full`` only."""

from itertools import product

import pytest

from koprogo.accounts.models import User
from tests import cast
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.test_every_page import PUBLIC, check, lively, show_the_syndic

ROLES = ["syndic", "accountant", "co_owner", "council", "auditor", "occupant"]
LOOKS = list(product([DESKTOP, PHONE], [False, True]))
LANGUAGES = ["nl", "fr", "de", "en"]


@pytest.mark.matrix
@pytest.mark.parametrize(("size", "dark"), LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_pages_of_everybody(person, client, role, language, size, dark):
    somebody = cast.user(cast.ROLES[role])
    User.objects.filter(pk=somebody.pk).update(language=language)
    client.force_login(somebody)
    paths = [path for path in lively() if client.get(path).status_code == 200]
    assert check(person(size, dark=dark).sign_in(cast.ROLES[role]), paths) == {}


@pytest.mark.matrix
@pytest.mark.parametrize(("size", "dark"), LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_in_every_language(person, language, size, dark):
    show_the_syndic()
    paths = [f"{path}?lang={language}" for path in PUBLIC if path != "/nowhere"]
    assert check(person(size, dark=dark), paths) == {}
