"""Recorded values in words: the audit keeps text, a reader sees days, euros and names."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koprogo import slots
from koprogo.ui import formatting

DAY = re.compile(r"\d{4}-\d\d-\d\d")
AMOUNT = re.compile(r"-?\d+\.\d\d")
WHOLE = re.compile(r"\d{1,18}")
EMPTY = {"", "None", "[]"}
# What the page of an owner shows to those only who may read contacts.
CONTACTS = {"email", "phone", "language", "channel"}
NOTHING = "—"
HIDDEN = gettext_lazy("(not shown)")


def model_of(target: str):
    """Return the model of a target ("buildings.Lot:3"), or None when it is no more."""
    try:
        return apps.get_model(target.partition(":")[0])
    except LookupError:
        return None


def field_of(model, name: str):
    """Return the field that a recorded value is of, or None: not every value is one's."""
    try:
        return model._meta.get_field(name) if model else _known_field(name)
    except FieldDoesNotExist:
        return _known_field(name)


def _known_field(name: str):
    known = slots.audit_values.get(name)
    return known if isinstance(known, models.Field) else None


def label(name: str, field) -> str:
    """Return what a value is, as on the form where it is typed."""
    known = slots.audit_values.get(name)
    if isinstance(known, Promise):
        return str(known)
    return str(capfirst(getattr(field, "verbose_name", name.replace("_", " "))))


class Reader:
    """Reads values for one person: which language, whom he may read contacts of.

    ``people``: names by primary key of those whom the values mention.
    """

    def __init__(self, *, language: str, contacts: bool, people: Mapping[int, str]):
        self.language = language
        self.contacts = contacts
        self.people = people

    def words(self, name: str, value, field=None) -> str:
        """Return one value in words; an e-mail address or a phone only to the few."""
        if isinstance(value, list | tuple):
            return ", ".join(self.words(name, each, field) for each in value) or NOTHING
        if isinstance(value, bool) or value in ("True", "False"):
            return _("yes") if str(value) == "True" else _("no")
        text = "" if value is None else str(value)
        if text in EMPTY:
            return NOTHING
        if not self.contacts and (name in CONTACTS or "@" in text):
            return str(HIDDEN)
        return self._choice(name, value, field) or self._figure(text, field)

    def _choice(self, name, value, field) -> str:
        """Return the name of a person, or the words of one of the field's choices."""
        if name == "user" and isinstance(value, int):
            return self.people.get(value, NOTHING)
        choices = {}
        for source in (_known_field(name), field):
            choices |= dict(getattr(source, "flatchoices", ()))
        return str(choices.get(str(value), ""))

    def _figure(self, text: str, field) -> str:
        if DAY.fullmatch(text):
            return formatting.day(date.fromisoformat(text), self.language)
        if AMOUNT.fullmatch(text):
            return formatting.money(Decimal(text), self.language)
        counted = field is None or isinstance(field, models.IntegerField)
        if WHOLE.fullmatch(text) and counted:
            return formatting.number(int(text), self.language)
        return text
