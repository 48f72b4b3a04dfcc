from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from community import history, navigation, personal
        from community.queries.hours import integrity
        from community.services.booking_forgetting import forget_bookings
        from community.services.hours import forgetting
        from koprogo import slots

        history.register()
        slots.forgetting.append(forget_bookings)
        slots.nav.register(navigation.items)
        slots.personal_data.append(personal.DATA)
        slots.setting_cards.register(navigation.setting_cards)
        slots.integrity_checks.append(integrity.verify)
        slots.forgetting.append(forgetting.forget_words)
