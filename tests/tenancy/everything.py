"""A row of every model, in any building of the cast."""

from django.apps import apps

from buildings.models import ImportBatch, ImportFile
from buildings.services.ownership import create_parties
from koprogo.tenancy.models import TenantRow
from tests.finance import factories

MODELS = [model for model in apps.get_models() if issubclass(model, TenantRow)]


def fill():
    """Write, in the tenant entered, what the cast has none of."""
    factories.draft()
    factories.issued()
    factories.payment("H1", "10.00")
    batch = ImportBatch.objects.create(names="lots.csv")
    ImportFile.objects.create(batch=batch, name="lots.csv", data=b"code,shares")
    create_parties(1)
