"""What the history says about whoever acted."""

from django.utils.translation import gettext_lazy as _

from koprogo.audit.models import AuditEvent
from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)
from koprogo.slots import PersonalData, PersonalTable

HISTORY = Processing(
    key="history",
    title=_("Who did what and when"),
    responsible=Responsible.ASSOCIATION,
    people=_("Everybody who acts in a building, and whom an act concerns"),
    purpose=_(
        "To prove who changed lots, owners, keys, calls and payments, and to find "
        "mistakes and misuse."
    ),
    basis=Basis.INTEREST,
    source=_(
        "Co-owners and syndic can prove what was done (GDPR, art. 5 §2 and 32; the "
        "syndic's liability, art. 3.89 C. civ.)."
    ),
    retention=_("As long as the association exists: the history is sealed."),
    recipients=_("The syndic's office and the council of the building."),
    kept_because=_(
        "The history is sealed so that nobody can change it. What you did stays; your "
        "account is no longer named there, but earlier changes may show your name."
    ),
)

PERSONAL = [
    *fields(HISTORY, Kind.ACT, Fate.KEPT, audit_AuditEvent="action target actor at"),
    *fields(HISTORY, Kind.NAME, Fate.KEPT, audit_AuditEvent="data"),
]

NOT_PERSONAL = {
    "a hash of many events": [
        "audit.AuditLeaf.hash",
        "audit.AuditSeal.hash",
        "audit.AuditSeal.previous",
    ],
}


def _here(user):
    yield PersonalTable(
        "acts",
        AuditEvent.objects.filter(actor=user)
        .order_by("at", "pk")
        .values("at", "action", "target"),
    )


DATA = PersonalData(here=_here)
