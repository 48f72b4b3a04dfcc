"""The demo for tests: its buildings, how it is loaded, and how to look into it."""

from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from buildings.models import Building
from buildings.queries import completeness
from koprogo.accounts.models import User
from koprogo.ledger.queries import verify
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

BELLEVUE, PARKZICHT, TILLEULS = SLUGS = (
    "residence-bellevue",
    "residentie-parkzicht",
    "les-tilleuls",
)
# Neighbours without books meet there.
LINDEHOF = "lindehof"


@contextmanager
def connected_to(name):
    """Point Django at database ``name`` for a while."""
    settings = connections["default"].settings_dict
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before


def load_demo(*options, show=True, platform=False):
    """``platform``: also the ASBL and its fund, which have tests of their own."""
    output = StringIO()
    with override_settings(DEMO=show, ASBL_PLATFORM=platform):
        call_command("load_demo", *options, stdout=output)
    return output.getvalue()


def inside(slug):
    return enter(Tenant.objects.get(slug=slug).pk, by=User.objects.earliest("pk"))


def is_sound(slug, *, on):
    """Tell whether a building is complete, and what is wrong in its books."""
    with inside(slug):
        return completeness(Building.objects.get(), on=on).is_complete, verify()
