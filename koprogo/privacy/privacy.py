"""What this app itself keeps about people."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

RIGHTS = Processing(
    key="rights",
    title=_("Copies of your data"),
    responsible=Responsible.OPERATOR,
    people=_("Whoever asks for a copy"),
    purpose=_("To give you what is known about you."),
    basis=Basis.LAW,
    source=_("Your right to a copy (GDPR, art. 15 and 20)."),
    retention=_("7 days after the copy was made."),
    recipients=_("Nobody but you."),
)
BREACHES = Processing(
    key="breaches",
    title=_("Register of personal data breaches"),
    responsible=Responsible.OPERATOR,
    people=_("Whom a breach concerns, in general words, and whoever writes about it"),
    purpose=_("To tell the authority and you in time, and to prove it."),
    basis=Basis.LAW,
    source=_("The duty to document every breach (GDPR, art. 33 §5)."),
    retention=_("As long as this site exists."),
    recipients=_("The data protection officer and the authority."),
    kept_because=_("The law wants every breach on record."),
)

PERSONAL = [
    *fields(RIGHTS, Kind.LINK, Fate.DELETED, privacy_DataCopy="user uuid"),
    *fields(RIGHTS, Kind.SECRET, Fate.DELETED, privacy_DataCopy="key"),
    *fields(
        BREACHES,
        Kind.NAME,
        Fate.KEPT,
        privacy_Breach="author",
        privacy_BreachEntry="author",
    ),
    *fields(
        BREACHES,
        Kind.DOCUMENT,
        Fate.KEPT,
        privacy_Breach="what concerned measures",
        privacy_BreachEntry="text",
    ),
]

NOT_PERSONAL = {}
