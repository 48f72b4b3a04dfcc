from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from buildings import services
from buildings.models import Firm
from koprogo.tenancy import enter


@pytest.fixture
def new_building(sign_in):
    """The slug of a building that Sophie begins: nothing in it, she is signed in."""
    today = timezone.localdate()
    building = services.create_building(
        name="Les Dunes", slug="dunes", deed_total=10, by=None
    )
    with enter(building.pk, by=None):
        services.start_mandate(
            building,
            firm=Firm.objects.get(name="Lambert Syndic"),
            since=today,
            until=today + timedelta(days=365),
            by=None,
        )
    sign_in("sophie")
    return building.slug


@pytest.fixture
def scratch(acacias):
    """Les Acacias entered; what a test leaves half-way never gets to a commit."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
