from django.apps import AppConfig


def _play_demo(today, users):
    from transparency import demo

    demo.play(today, users)


class TransparencyConfig(AppConfig):
    name = "transparency"

    def ready(self):
        from koprogo import slots
        from koprogo.tenancy.models import Tenant
        from transparency import effects, history, navigation, personal
        from transparency.queries import integrity
        from transparency.queries.participations import voters_of_asbl
        from transparency.services import checks, publishing, surplus

        slots.nav.register(navigation.items)
        slots.entrances.register(navigation.entrances)
        slots.setting_cards.register(navigation.setting_cards)
        slots.roll_source[Tenant.Kind.ASBL] = voters_of_asbl
        slots.integrity_checks.append(integrity.findings)
        slots.after_seal.append(publishing.after_seal)
        slots.checked.append(checks.note_check)
        slots.assembly_begun.append(surplus.place_waiting)
        slots.demo_of_site.append(_play_demo)
        slots.personal_data.append(personal.DATA)
        history.register()
        effects.register()
