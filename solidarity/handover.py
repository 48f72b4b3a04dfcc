"""The fund has no archive to hand over: it stays with its platform."""

from django.apps import apps

from buildings.handover import MEMBERS
from koprogo import slots

slots.archive_stays |= {
    model._meta.label: MEMBERS
    for model in apps.get_app_config("solidarity").get_models()
}
