"""What is declared about personal data, field by field (GDPR art. 13 and 30).

Each app declares its own in ``<app>/privacy.py``: ``PERSONAL``, a list of fields, and
``NOT_PERSONAL``, fields by the reason why they say nothing about anybody. A test walks
every field of every model. The privacy page and the record of processing are written
from the same declarations (report.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

__all__ = [
    "Basis",
    "Fate",
    "Kind",
    "PersonalField",
    "Processing",
    "Responsible",
    "fields",
    "is_ruled_out",
    "not_personal",
    "people",
    "personal_fields",
]


class Responsible(models.TextChoices):
    """Who decides why and how data are used (GDPR art. 4, 7)."""

    ASSOCIATION = "association", _("The association of co-owners of your building")
    OPERATOR = "operator", _("The operator of this site")


class Basis(models.TextChoices):
    """What allows it (GDPR art. 6 §1)."""

    LAW = "law", _("A duty that the law imposes (GDPR, art. 6 §1 c)")
    CONTRACT = "contract", _("Your account, which you asked for (GDPR, art. 6 §1 b)")
    CONSENT = "consent", _("Your consent (GDPR, art. 6 §1 a)")
    INTEREST = "interest", _("A legitimate interest (GDPR, art. 6 §1 f)")


class Kind(models.TextChoices):
    """What a field says about a person, as the privacy page calls it."""

    NAME = "name", _("name")
    CONTACT = "contact", _("e-mail address and phone number")
    ADDRESS = "address", _("postal address")
    LANGUAGE = "language", _("language and preferences")
    NUMBER = "number", _("numbers that stand for you")
    PROPERTY = "property", _("lots and rights in them")
    MONEY = "money", _("amounts owed and paid")
    BANK = "bank", _("bank account and payment references")
    CONSENT = "consent", _("what you accepted and withdrew")
    ROLE = "role", _("roles and their dates")
    MESSAGE = "message", _("letters and messages to you")
    DOCUMENT = "document", _("names in documents and texts")
    SECRET = "secret", _("secrets of the sign-in, hashed or encrypted")
    DEVICE = "device", _("address in the network and browser")
    LINK = "link", _("the link to your account")
    ACT = "act", _("what you did and when")


class Fate(models.TextChoices):
    """What becomes of a field when the person closes his account."""

    KEPT = "kept", _("Kept")
    ANONYMISED = "anonymised", _("Made anonymous")
    DELETED = "deleted", _("Deleted")


@dataclass(frozen=True, slots=True)
class Processing:
    """One use of personal data: a line of the record of processing.

    ``source``: the article or interest behind the basis. ``recipients``: who else
    reads it. ``kept_because``: why erasure keeps something of it; empty: it keeps nothing.
    """

    key: str
    title: Promise
    responsible: Responsible
    people: Promise
    purpose: Promise
    basis: Basis
    source: Promise
    retention: Promise
    recipients: Promise
    kept_because: Promise | str = ""


@dataclass(frozen=True, slots=True)
class PersonalField:
    """``name``: ``app.Model.field``."""

    name: str
    kind: Kind
    processing: Processing
    fate: Fate


def fields(
    processing: Processing, kind: Kind, fate: Fate, **names: str
) -> Iterator[PersonalField]:
    """Yield fields declared alike: ``buildings_Owner="first_name last_name"``."""
    for model, found in names.items():
        for name in found.split():
            label = f"{model.replace('_', '.', 1)}.{name}"
            yield PersonalField(label, kind, processing, fate)


# A number, a date, a choice among words of ours or a random id describes somebody only
# through a row that names him, and what names him is declared.
RULED_OUT = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.IntegerField,
    models.UUIDField,
)


def is_ruled_out(field: models.Field) -> bool:
    """Whether a field cannot be personal by itself, whatever it is called."""
    if field.is_relation:
        return field.related_model._meta.label not in people()
    return isinstance(field, RULED_OUT) or bool(field.choices)


def people() -> frozenset[str]:
    """Return the models whose rows are persons: a key to one of them is personal."""
    found = (getattr(module, "PEOPLE", ()) for module in _modules())
    return frozenset(label for labels in found for label in labels)


def personal_fields() -> list[PersonalField]:
    """Return all declared fields, app by app."""
    found: list[PersonalField] = []
    for module in _modules():
        found += module.PERSONAL
    return found


def not_personal() -> Mapping[str, str]:
    """Return why each of these fields says nothing about anybody."""
    found: dict[str, str] = {}
    for module in _modules():
        reasons: Mapping[str, Sequence[str]] = module.NOT_PERSONAL
        for reason, names in reasons.items():
            found |= dict.fromkeys(names, reason)
    return found


def _modules() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "privacy"):
            yield import_module(f"{app.name}.privacy")
