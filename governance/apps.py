from django.apps import AppConfig


def _play_demo(slug, stage):
    from governance import demo

    demo.play(slug, stage)


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self):
        from governance import (
            effects,
            effects_persons,
            history,
            home,
            home_between,
            home_contracts,
            home_mandates,
            home_minutes,
            home_office,
            mailings,
            navigation,
            personal,
        )
        from governance.queries import integrity
        from governance.queries.roll import voters_of_building
        from governance.services.forgetting import forget_letters
        from koprogo import slots
        from koprogo.tenancy.models import Tenant

        slots.nav.register(navigation.items)
        slots.home_cards.register(home.cards)
        slots.home_notices.register(home_office.notices)
        slots.home_notices.register(home_between.notices)
        slots.home_notices.register(home_mandates.notices)
        slots.cockpit_lines.register(home_mandates.lines)
        slots.cockpit_lines.register(home_minutes.lines)
        slots.cockpit_lines.register(home_contracts.lines)
        slots.integrity_checks.append(integrity.findings)
        slots.setting_cards.register(home.setting_cards)
        slots.demo_acts.append(_play_demo)
        slots.roll_source[Tenant.Kind.CO_OWNERSHIP] = voters_of_building
        slots.forgetting.append(forget_letters)
        slots.personal_data.append(personal.DATA)
        history.register()
        mailings.register()
        effects.register()
        effects_persons.register()
