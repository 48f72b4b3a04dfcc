from django.apps import AppConfig


class BuildingsConfig(AppConfig):
    name = "buildings"

    def ready(self):
        from buildings import navigation
        from koprogo import slots

        slots.nav.register(navigation.items)
