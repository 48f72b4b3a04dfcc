"""What webhooks say about people: who set them up. Their messages name nobody."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

WEBHOOKS = Processing(
    key="webhooks",
    title=_("Messages to other programs"),
    responsible=Responsible.ASSOCIATION,
    people=_("Syndics who connect another program"),
    purpose=_(
        "To tell the programs that the syndic chose that something happened. The "
        "messages hold no names, no amounts and no texts."
    ),
    basis=Basis.INTEREST,
    source=_("The syndic's programs stay up to date without asking all the time."),
    retention=_(
        "The connection until the syndic deletes it; the messages 30 days, then the "
        "night deletes them."
    ),
    recipients=_("The programs whose addresses the syndic entered."),
    kept_because=_("Who connected a program remains known as long as it is connected."),
)

PERSONAL = [*fields(WEBHOOKS, Kind.ACT, Fate.KEPT, webhooks_Webhook="created_by")]

NOT_PERSONAL = {
    "the address of a program, and what it signs with, encrypted": [
        "webhooks.Webhook.url",
        "webhooks.Webhook.secret",
        "webhooks.Webhook.old_secret",
    ],
    "a word of the program": [
        "webhooks.Webhook.kinds",
        "webhooks.WebhookDelivery.action",
    ],
    "an action, a moment and random ids": ["webhooks.WebhookDelivery.body"],
}
