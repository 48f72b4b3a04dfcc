from django.utils.translation import gettext_lazy as _

from koprogo import slots

WHY = _(
    "Webhooks with their secrets: they belong to the programs of whoever set them up."
)
slots.archive_stays |= {"webhooks.Webhook": WHY, "webhooks.WebhookDelivery": WHY}
