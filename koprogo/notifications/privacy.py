"""What the outbox and its proof say about people."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

MESSAGES = Processing(
    key="messages",
    title=_("Letters and e-mails to you"),
    responsible=Responsible.ASSOCIATION,
    people=_("Co-owners, and whoever is invited or told something"),
    purpose=_(
        "To send what the association has to tell you, and to prove that it did."
    ),
    basis=Basis.LAW,
    source=_(
        "Calls for funds and convocations must reach the co-owners (art. 3.87 and 3.89 "
        "C. civ.); by e-mail with your consent only."
    ),
    retention=_(
        "7 years, counted from 1 January of the year that follows, like the vouchers of "
        "the books; the night deletes them. Codes only until they were handed over."
    ),
    recipients=_("The syndic's office; the mail server or the post that carries it."),
    kept_because=_("What was sent to you, when and where must remain provable."),
)

PERSONAL = [
    *fields(MESSAGES, Kind.NAME, Fate.KEPT, notifications_Delivery="name"),
    *fields(MESSAGES, Kind.NUMBER, Fate.KEPT, notifications_Delivery="recipient"),
    *fields(
        MESSAGES,
        Kind.CONTACT,
        Fate.KEPT,
        notifications_Delivery="address reply_to error",
    ),
    *fields(
        MESSAGES,
        Kind.MESSAGE,
        Fate.KEPT,
        notifications_Delivery="subject body sender proof",
    ),
    *fields(MESSAGES, Kind.ACT, Fate.KEPT, notifications_Delivery="created_by"),
]

NOT_PERSONAL = {
    "names the event by a random id": ["notifications.Delivery.event"],
}
