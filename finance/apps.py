from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self):
        from finance import (
            cockpit_lines,
            decision_effects,
            history,
            home,
            home_audit,
            home_bank,
            home_month,
            home_sales,
            home_statements,
            mailings,
            navigation,
            personal,
            summary,
        )
        from finance.queries import integrity, integrity_books
        from finance.services import open_books
        from finance.services.forgetting import (
            forget_charge_letters,
            forget_letters,
            forget_reminder_letters,
        )
        from koprogo import slots

        slots.nav.register(navigation.items)
        slots.supplier_pages.append(navigation.supplier_page)
        slots.lot_cards.append(home_sales.lot_cards)
        slots.home_figures.register(home.figures)
        slots.cockpit_lines.register(cockpit_lines.lines)
        slots.home_cards.register(home_audit.cards)
        slots.home_cards.register(home_month.cards)
        slots.home_cards.register(home.cards)
        slots.home_cards.register(home_bank.cards)
        slots.home_cards.register(home_sales.cards)
        slots.home_cards.register(home_statements.cards)
        slots.setting_cards.register(home.setting_cards)
        slots.portfolio_links.register(navigation.portfolio_links)
        slots.integrity_checks.append(integrity.findings)
        slots.integrity_checks.append(integrity_books.findings)
        slots.new_building.append(open_books)
        slots.forgetting.append(forget_letters)
        slots.forgetting.append(forget_charge_letters)
        slots.forgetting.append(forget_reminder_letters)
        history.register()
        decision_effects.register()
        mailings.register()
        summary.register()
        slots.personal_data.append(personal.DATA)
