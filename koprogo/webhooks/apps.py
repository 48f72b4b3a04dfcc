from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "koprogo.webhooks"
    label = "webhooks"

    def ready(self):
        from koprogo import slots
        from koprogo.webhooks.following import follow
        from koprogo.webhooks.forgetting import forget_deliveries
        from koprogo.webhooks.vault import renew_encryption

        slots.after_seal.append(follow)
        slots.forgetting.append(forget_deliveries)
        slots.encryption_renewals.append(renew_encryption)
