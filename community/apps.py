from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from community import history, navigation, personal
        from community.services.booking_forgetting import forget_bookings
        from koprogo import slots

        history.register()
        slots.forgetting.append(forget_bookings)
        slots.nav.register(navigation.items)
        slots.personal_data.append(personal.DATA)
        slots.setting_cards.register(navigation.setting_cards)
