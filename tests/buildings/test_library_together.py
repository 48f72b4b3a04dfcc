"""Several people at the same document, with real transactions."""

from buildings.services import library as services
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.documents import intake, library_document
from tests.together import at_once


def test_versions_at_once_get_the_next_numbers(own_database):
    tenant = cast.tenant().pk
    with enter(tenant, by=None):
        document = library_document(text="one")

    def add(which):
        with enter(tenant, by=None):
            file = intake(f"text {which}")
            return services.add_version(document, file=file, by=None).number

    assert sorted(at_once(4, add)) == [2, 3, 4, 5]
    with enter(tenant, by=None):
        kept = document.versions.values_list("number", flat=True)
        assert list(kept) == [5, 4, 3, 2, 1]
