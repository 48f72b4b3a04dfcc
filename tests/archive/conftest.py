"""Two installations: that of the cast, filled, and an empty one that takes it in."""

from contextlib import contextmanager
from io import BytesIO
from itertools import count

import pytest
from django.utils import translation

from koprogo.archive.services import bring_in, export
from koprogo.tenancy import enter
from tests import cast, databases
from tests.archive.past import close_years, live
from tests.conftest import _use
from tests.tenancy.everything import fill


@pytest.fixture(scope="module")
def elsewhere(cast_template, django_db_setup, django_db_blocker):
    """``with elsewhere(template): …`` works in a clone of this database."""

    numbers = count()

    @contextmanager
    def inside(template=None):
        template = template or databases.migrated_template()
        name = databases.clone(template, f"{cast_template}_site_{next(numbers)}")
        with django_db_blocker.unblock(), translation.override("en"):
            work = _use(name)
            try:
                yield
            finally:
                _use(work)
                databases.drop(name)

    return inside


@pytest.fixture(scope="module")
def packed(elsewhere, cast_template):
    """The archive of Les Acacias with a row of every model, as bytes."""
    with elsewhere(cast_template), enter(cast.tenant().pk, by=None):
        live()
        fill()
        close_years()
        return exported(cast.tenant())


def exported(tenant) -> bytes:
    target = BytesIO()
    export(tenant, target)
    return target.getvalue()


def brought_in(data: bytes, **options):
    """Bring an archive in; return its tenant."""
    tenant, _key = bring_in(BytesIO(data), by=None, **options)
    return tenant
