from django.apps import AppConfig


class SolidarityConfig(AppConfig):
    name = "solidarity"

    def ready(self):
        from koprogo import slots
        from solidarity import history, vault

        history.register()
        slots.encryption_renewals.append(vault.renew_encryption)
