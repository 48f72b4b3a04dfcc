from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self):
        from finance import navigation
        from koprogo import slots

        slots.nav.register(navigation.items)
