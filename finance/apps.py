from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self):
        from finance import history, home, navigation, personal, summary
        from finance.services import open_books
        from finance.services.forgetting import forget_letters
        from koprogo import slots

        slots.nav.register(navigation.items)
        slots.home_figures.register(home.figures)
        slots.home_cards.register(home.cards)
        slots.new_building.append(open_books)
        slots.forgetting.append(forget_letters)
        history.register()
        summary.register()
        slots.personal_data.append(personal.DATA)
