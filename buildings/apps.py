from django.apps import AppConfig


class BuildingsConfig(AppConfig):
    name = "buildings"

    def ready(self):
        from buildings import history, navigation, personal, second_factor
        from buildings.api.places import places
        from buildings.services.forgetting import (
            forget_arrivals,
            forget_consents,
            forget_invitations,
        )
        from buildings.services.summary import renew
        from buildings.services.webhooks import tell_managers
        from koprogo import slots

        slots.nav.register(navigation.items)
        slots.banners.register(navigation.banners)
        history.register()
        slots.places.register(places)
        slots.second_factor_since.append(second_factor.since)
        slots.after_seal.append(renew)
        slots.webhook_paused.append(tell_managers)
        slots.personal_data.append(personal.DATA)
        slots.controllers.register(personal.controllers)
        slots.forgetting += [
            forget_arrivals,
            forget_consents,
            forget_invitations,
        ]
