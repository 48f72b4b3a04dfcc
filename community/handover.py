"""Neighbours belong to their building, not to its syndic: their modules stay here."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from koprogo import slots
from koprogo.tenancy.models import TenantRow

NEIGHBOURS = _(
    "What neighbours tell, offer and lend each other: it is theirs, no part of the file "
    "that one syndic hands to the next."
)

slots.archive_stays |= {
    model._meta.label: NEIGHBOURS
    for model in apps.get_app_config("community").get_models()
    if issubclass(model, TenantRow)
}
